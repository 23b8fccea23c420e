// SPDX-License-Identifier: Apache-2.0
// The 992 IRIS of Paris and the 648 communes of the Nord, where the data is at hand.
#include <unistd.h>

#include <cstdlib>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/gdal/projector.hpp"
#include "io/tiles/write_tiles.hpp"
#include "tests/io/tiles/decode.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/real_layers.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

/// Outer rings have a positive area, holes follow theirs (MVT 2.1).
geo::MultiPolygon shape_of(const tests::TileFeature& feature) {
    geo::MultiPolygon shape;
    for (const tests::Path& path : feature.paths) {
        geo::Ring ring;
        for (const io::GridPoint& p : path.points)
            ring.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        ring.push_back(ring.front());
        if (geo::signed_area(ring) > 0)
            shape.push_back({std::move(ring), {}});
        else
            shape.at(shape.size() - 1).holes.push_back(std::move(ring));
    }
    return shape;
}

}  // namespace

TEST_CASE("real neighbours leave no sliver between them at zoom 10 and above, in valid polygons",
          "[io][tiles][real]") {
    struct Case {
        const char* file;
        const char* id;
        geo::Crs crs;
        std::size_t shapes;
        std::size_t tiles;  ///< more than
    };
    const auto [file, id, crs, shapes, least_tiles] =
        GENERATE(Case{"paris/iris_paris_rp2016_l93.gpkg", "CODE_IRIS", {2154}, 992, 20},
                 Case{"valenciennois/communes-59-nord.geojson", "code", {4326}, 648, 900});
    if (!fs::exists(test::real_data() / file)) {
        WARN("real data absent (LISIERE_REAL_DATA): nothing compared");
        return;
    }
    const test::RealLayer areas = test::real_layer(file, id);
    REQUIRE(areas.shapes.size() == shapes);
    Table table;
    table.name = "zones";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = crs;
    table.columns = {{"code", ColumnType::text}};
    for (std::size_t i = 0; i < areas.shapes.size(); ++i) {
        table.rows.push_back({areas.ids[i]});
        table.geometries.emplace_back(areas.shapes[i]);
    }
    // The last row: what they fill together, through the same common borders.
    table.rows.push_back({std::string("ensemble")});
    table.geometries.emplace_back(geo::union_of(areas.shapes));

    const fs::path folder =
        fs::temp_directory_path() / ("lisiere_real_neighbours_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const io::Projector lambert(geo::Crs{2154});
    const io::ToLonLat to_lonlat = [&, degrees = crs == geo::Crs{4326}](
                                       std::span<const geo::Point> from,
                                       std::span<geo::LonLat> to) {
        if (!degrees) return lambert.inverse(from, to);
        for (std::size_t i = 0; i < from.size(); ++i) to[i] = {from[i].x, from[i].y};
    };
    io::TileOptions options;
    options.min_zoom = 10;
    options.max_zoom = 13;
    Notices notices;
    io::write_tiles(std::vector<io::TileLayer>{{&table, "zones"}}, to_lonlat, options,
                    folder / "t.mbtiles", folder / "t.pmtiles", notices);
    std::size_t tiles = 0;
    std::size_t invalid = 0;
    for (const auto& [tile, bytes] : tests::read_mbtiles(folder / "t.mbtiles")) {
        ++tiles;
        std::int64_t parts = 0;
        std::int64_t whole = 0;
        const auto layers = tests::decode_tile(tests::gunzip(bytes));
        REQUIRE(layers.size() == 1);
        for (const tests::TileFeature& feature : layers[0].features) {
            (feature.id == table.rows.size() ? whole : parts) += tests::twice_area(feature);
            invalid += geo::is_valid(shape_of(feature)) ? 0 : 1;
        }
        INFO(int(tile.z) << "/" << tile.x << "/" << tile.y);
        CHECK(parts == whole);
    }
    CHECK(tiles > least_tiles);
    CHECK(invalid == 0);
    fs::remove_all(folder);
}
