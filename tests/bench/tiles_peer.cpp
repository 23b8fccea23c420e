// SPDX-License-Identifier: Apache-2.0
// Our side of peers/tiles.sh: a file read by GDAL, tiles written.
//   tiles_peer draw CELLS.gpkg                      40,000 cells of 200 m with 31 attributes
//   tiles_peer tiles FILE MIN_ZOOM MAX_ZOOM STEM    STEM.mbtiles and STEM.pmtiles
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/session.hpp"
#include "io/tiles/write_tiles.hpp"

using namespace lisiere;

namespace {

void draw(const char* file) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const GDALDatasetUniquePtr data(driver->Create(file, 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference lambert;
    lambert.importFromEPSG(2154);
    OGRLayer* layer = data->CreateLayer("carreaux", &lambert, wkbPolygon, nullptr);
    for (int c = 0; c < 31; ++c) {
        OGRFieldDefn field(("mesure_" + std::to_string(c)).c_str(), OFTReal);
        if (layer->CreateField(&field) != OGRERR_NONE) std::exit(1);
    }
    if (layer->StartTransaction() != OGRERR_NONE) std::exit(1);
    constexpr int side = 200;
    for (int i = 0; i < side * side; ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        const double x = 735000 + 200.0 * (i % side);
        const double y = 7030000 + 200.0 * (i / side);
        OGRLinearRing ring;
        for (const auto& [dx, dy] : {std::pair{0, 0}, {200, 0}, {200, 200}, {0, 200}, {0, 0}})
            ring.addPoint(x + dx, y + dy);
        OGRPolygon cell;
        cell.addRing(&ring);
        feature.SetGeometry(&cell);
        for (int c = 0; c < 31; ++c)
            feature.SetField(c, std::round(1000 * std::abs(std::sin(i * 0.7 + c))) / 10);
        if (layer->CreateFeature(&feature) != OGRERR_NONE) std::exit(1);
    }
    if (layer->CommitTransaction() != OGRERR_NONE) std::exit(1);
}

Table read(const char* file) {
    const GDALDatasetUniquePtr data(GDALDataset::Open(file, GDAL_OF_VECTOR));
    if (!data) {
        std::fprintf(stderr, "%s: unreadable\n", file);
        std::exit(1);
    }
    OGRLayer* layer = data->GetLayer(0);
    Table table;
    table.name = layer->GetName();
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    const OGRFeatureDefn& fields = *layer->GetLayerDefn();
    for (int c = 0; c < fields.GetFieldCount(); ++c)
        table.columns.push_back(
            {fields.GetFieldDefn(c)->GetNameRef(),
             fields.GetFieldDefn(c)->GetType() == OFTReal ? ColumnType::real : ColumnType::text});
    for (const auto& feature : *layer) {
        table.geometries.emplace_back(io::to_multipolygon(*feature->GetGeometryRef()));
        std::vector<Value>& row = table.rows.emplace_back();
        for (int c = 0; c < fields.GetFieldCount(); ++c)
            if (table.columns[static_cast<std::size_t>(c)].type == ColumnType::real)
                row.emplace_back(feature->GetFieldAsDouble(c));
            else
                row.emplace_back(std::string(feature->GetFieldAsString(c)));
    }
    return table;
}

}  // namespace

int main(int argc, char** argv) {
    io::ensure_gdal();
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "draw" && argc == 3) {
        draw(argv[2]);
    } else if (verb == "tiles" && argc == 6) {
        const Table table = read(argv[2]);
        const io::Projector projector(geo::Crs{2154});
        io::TileOptions options;
        options.min_zoom = std::atoi(argv[3]);
        options.max_zoom = std::atoi(argv[4]);
        options.threads = {2};
        const std::string stem = argv[5];
        Notices notices;
        const io::TileReport report = io::write_tiles(
            std::vector<io::TileLayer>{{&table, ""}},
            [&](std::span<const geo::Point> from, std::span<geo::LonLat> to) {
                projector.inverse(from, to);
            },
            options, stem + ".mbtiles", stem + ".pmtiles", notices);
        std::printf("%zu tiles, largest %zu bytes\n", static_cast<std::size_t>(report.tiles),
                    static_cast<std::size_t>(report.largest));
    } else {
        std::fprintf(stderr, "tiles_peer draw FILE | tiles FILE MIN_ZOOM MAX_ZOOM STEM\n");
        return 2;
    }
    return 0;
}
