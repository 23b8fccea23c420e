// SPDX-License-Identifier: Apache-2.0
// Our side of peers/tiles.sh: a file read by GDAL, tiles written.
//   tiles_peer cells CELLS.gpkg                     40,000 cells of 200 m with 31 attributes
//   tiles_peer communes SOURCE COMMUNES.gpkg        3,787 areas with common borders, see
//   draw_communes tiles_peer tiles FILE MIN_ZOOM MAX_ZOOM STEM    STEM.mbtiles and STEM.pmtiles
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

GDALDatasetUniquePtr open(const char* file) {
    GDALDatasetUniquePtr data(GDALDataset::Open(file, GDAL_OF_VECTOR));
    if (!data) {
        std::fprintf(stderr, "%s: unreadable\n", file);
        std::exit(1);
    }
    return data;
}

/// A GeoPackage of one layer of areas in Lambert-93; `fill` adds its columns and features.
template <class Fill>
void draw(const char* file, const char* name, OGRwkbGeometryType type, const Fill& fill) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const GDALDatasetUniquePtr data(driver->Create(file, 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference lambert;
    lambert.importFromEPSG(2154);
    OGRLayer* layer = data->CreateLayer(name, &lambert, type, nullptr);
    if (layer->StartTransaction() != OGRERR_NONE) std::exit(1);
    fill(*layer);
    if (layer->CommitTransaction() != OGRERR_NONE) std::exit(1);
}

void add_column(OGRLayer& layer, const std::string& name, OGRFieldType type) {
    OGRFieldDefn field(name.c_str(), type);
    if (layer.CreateField(&field) != OGRERR_NONE) std::exit(1);
}

void draw_cells(OGRLayer& layer) {
    for (int c = 0; c < 31; ++c) add_column(layer, "mesure_" + std::to_string(c), OFTReal);
    constexpr int side = 200;
    for (int i = 0; i < side * side; ++i) {
        OGRFeature feature(layer.GetLayerDefn());
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
        if (layer.CreateFeature(&feature) != OGRERR_NONE) std::exit(1);
    }
}

/// As many communes as the Hauts-de-France have, from the 648 of the Nord with their own outlines:
/// the whole set, moved by the same metres for all of a copy, until there are 3,787. Copies lie in
/// two rows and do not touch; within one, neighbours share their vertices as they did. The last is
/// cut short.
void draw_communes(const char* source, OGRLayer& layer) {
    constexpr int wanted = 3787;
    constexpr double apart = 200'000;  // metres; the Nord is 130 km by 140
    add_column(layer, "code", OFTString);
    add_column(layer, "nom", OFTString);
    const GDALDatasetUniquePtr data = open(source);
    for (int drawn = 0, copy = 0; drawn < wanted; ++copy) {
        for (const auto& commune : *data->GetLayer(0)) {
            if (drawn == wanted) break;
            OGRFeature feature(layer.GetLayerDefn());
            feature.SetField("code", std::to_string(10000 + drawn++).c_str());
            feature.SetField("nom", commune->GetFieldAsString("nom"));
            std::unique_ptr<OGRGeometry> shape(
                OGRGeometryFactory::forceToMultiPolygon(commune->StealGeometry()));
            if (shape->transformTo(layer.GetSpatialRef()) != OGRERR_NONE) std::exit(1);
            for (OGRPolygon* polygon : *shape->toMultiPolygon())
                for (OGRLinearRing* ring : *polygon)
                    for (int i = 0; i < ring->getNumPoints(); ++i)
                        ring->setPoint(i, ring->getX(i) - apart * (copy / 2),
                                       ring->getY(i) - apart * (copy % 2));
            feature.SetGeometry(shape.get());
            if (layer.CreateFeature(&feature) != OGRERR_NONE) std::exit(1);
        }
    }
}

Table read(const char* file) {
    const GDALDatasetUniquePtr data = open(file);
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
    if (verb == "cells" && argc == 3) {
        draw(argv[2], "carreaux", wkbPolygon, draw_cells);
    } else if (verb == "communes" && argc == 4) {
        draw(argv[3], "communes", wkbMultiPolygon,
             [&](OGRLayer& layer) { draw_communes(argv[2], layer); });
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
        std::fprintf(
            stderr,
            "tiles_peer cells FILE | communes SOURCE FILE | tiles FILE MIN_ZOOM MAX_ZOOM STEM\n");
        return 2;
    }
    return 0;
}
