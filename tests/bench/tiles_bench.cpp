// SPDX-License-Identifier: Apache-2.0
// Tiles z6 to z15. Peer, side by side: ogr2ogr -f MBTILES -dsco MINZOOM=6 -dsco MAXZOOM=15
// x.mbtiles QP_METROPOLE_LB93.shp.
#include <benchmark/benchmark.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/session.hpp"
#include "io/tiles/write_tiles.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

io::ToLonLat from_lambert() {
    return [projector = std::make_shared<io::Projector>(geo::Crs{2154})](
               std::span<const geo::Point> from, std::span<geo::LonLat> to) {
        projector->inverse(from, to);
    };
}

/// `side` by `side` cells of 200 m with 31 attributes.
Table cells(int side) {
    constexpr int attributes = 31;
    Table table;
    table.name = "carreaux";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    for (int c = 0; c < attributes; ++c)
        table.columns.push_back({"mesure_" + std::to_string(c), ColumnType::real});
    for (int i = 0; i < side * side; ++i) {
        const double x = 735000 + 200.0 * (i % side);
        const double y = 7030000 + 200.0 * (i / side);
        table.geometries.emplace_back(geo::MultiPolygon{
            {{{x, y}, {x + 200, y}, {x + 200, y + 200}, {x, y + 200}, {x, y}}, {}}});
        std::vector<Value>& row = table.rows.emplace_back();
        for (int c = 0; c < attributes; ++c)
            row.emplace_back(std::round(1000 * std::abs(std::sin(i * 0.7 + c))) / 10);
    }
    return table;
}

Table priority_quarters() {
    io::ensure_gdal();
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    const fs::path path = fs::path(folder != nullptr ? folder : LISIERE_ROOT "/../shared/data") /
                          "perimetres/QP_METROPOLE_LB93.shp";
    Table table;
    if (!fs::exists(path)) return table;
    table.name = "perimetres";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    OGRLayer* layer = data->GetLayer(0);
    for (int c = 0; c < layer->GetLayerDefn()->GetFieldCount(); ++c)
        table.columns.push_back(
            {layer->GetLayerDefn()->GetFieldDefn(c)->GetNameRef(), ColumnType::text});
    for (const auto& feature : *layer) {
        table.geometries.emplace_back(io::to_multipolygon(*feature->GetGeometryRef()));
        std::vector<Value>& row = table.rows.emplace_back();
        for (int c = 0; c < feature->GetFieldCount(); ++c)
            row.emplace_back(std::string(feature->GetFieldAsString(c)));
    }
    return table;
}

void write(benchmark::State& state, const Table& table, int max_zoom) {
    if (table.rows.empty()) {
        state.SkipWithError("real data absent (LISIERE_REAL_DATA)");
        return;
    }
    const fs::path folder = fs::temp_directory_path();
    io::TileOptions options;
    options.max_zoom = max_zoom;
    options.threads = {static_cast<unsigned>(state.range(0))};
    const std::vector<io::TileLayer> layers{{&table, ""}};
    io::TileReport report;
    for (auto _ : state) {
        Notices notices;
        report = io::write_tiles(layers, from_lambert(), options, folder / "lisiere_bench.mbtiles",
                                 folder / "lisiere_bench.pmtiles", notices);
    }
    state.counters["tiles"] = static_cast<double>(report.tiles);
    state.counters["largest_B"] = static_cast<double>(report.largest);
    state.counters["mbtiles_B"] =
        static_cast<double>(fs::file_size(folder / "lisiere_bench.mbtiles"));
    state.counters["pmtiles_B"] =
        static_cast<double>(fs::file_size(folder / "lisiere_bench.pmtiles"));
    fs::remove(folder / "lisiere_bench.mbtiles");
    fs::remove(folder / "lisiere_bench.pmtiles");
}

void quarters_of_france(benchmark::State& state) {
    write(state, priority_quarters(), 15);
}
void cells_40000(benchmark::State& state) {
    write(state, cells(200), 13);
}

}  // namespace

BENCHMARK(quarters_of_france)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(cells_40000)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
