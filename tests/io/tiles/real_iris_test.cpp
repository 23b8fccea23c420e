// SPDX-License-Identifier: Apache-2.0
// The 992 IRIS of Paris, where the data is at hand.
#include <unistd.h>

#include <cstdlib>

#include "engine/geo/overlay.hpp"
#include "io/gdal/projector.hpp"
#include "io/tiles/write_tiles.hpp"
#include "tests/io/tiles/decode.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/real_layers.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

std::int64_t twice_area(const tests::TileFeature& feature) {
    std::int64_t sum = 0;
    for (const tests::Path& path : feature.paths)
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const io::GridPoint& a = path.points[i];
            const io::GridPoint& b = path.points[(i + 1) % path.points.size()];
            sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
        }
    return sum;
}

}  // namespace

TEST_CASE("neighbouring IRIS of Paris leave no sliver between them at zoom 10 and above",
          "[io][tiles][real]") {
    const std::string file = "paris/iris_paris_rp2016_l93.gpkg";
    if (!fs::exists(test::real_data() / file)) {
        WARN("real data absent (LISIERE_REAL_DATA): nothing compared");
        return;
    }
    const test::RealLayer iris = test::real_layer(file, "CODE_IRIS");
    REQUIRE(iris.shapes.size() == 992);
    Table table;
    table.name = "iris";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    table.columns = {{"code", ColumnType::text}};
    for (std::size_t i = 0; i < iris.shapes.size(); ++i) {
        table.rows.push_back({iris.ids[i]});
        table.geometries.emplace_back(iris.shapes[i]);
    }
    // The last row: what they fill together, through the same common borders.
    table.rows.push_back({std::string("ensemble")});
    table.geometries.emplace_back(geo::union_of(iris.shapes));

    const fs::path folder =
        fs::temp_directory_path() / ("lisiere_real_iris_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const io::Projector projector(geo::Crs{2154});
    io::TileOptions options;
    options.min_zoom = 10;
    options.max_zoom = 13;
    Notices notices;
    io::write_tiles(
        std::vector<io::TileLayer>{{&table, "IRIS"}},
        [&](std::span<const geo::Point> from, std::span<geo::LonLat> to) {
            projector.inverse(from, to);
        },
        options, folder / "t.mbtiles", folder / "t.pmtiles", notices);
    std::size_t tiles = 0;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder / "t.mbtiles")) {
        ++tiles;
        std::int64_t parts = 0;
        std::int64_t whole = 0;
        const auto layers = tests::decode_tile(tests::gunzip(bytes));
        REQUIRE(layers.size() == 1);
        for (const tests::TileFeature& feature : layers[0].features)
            (feature.id == table.rows.size() ? whole : parts) += twice_area(feature);
        INFO(int(id.z) << "/" << id.x << "/" << id.y);
        CHECK(parts == whole);
    }
    CHECK(tiles > 20);
    fs::remove_all(folder);
}
