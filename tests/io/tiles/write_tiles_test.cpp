// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/write_tiles.hpp"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <tuple>

#include "engine/core/progress.hpp"
#include "io/base/error.hpp"
#include "io/tiles/gzip.hpp"
#include "io/tiles/pmtiles.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/io/tiles/decode.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

/// A plane laid on the globe without any projection library: metres around 3° E, 50° N.
void to_lonlat(std::span<const geo::Point> from, std::span<geo::LonLat> to) {
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {3 + (from[i].x - 735000) / 71000, 50 + (from[i].y - 7030000) / 111000};
}

struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("lisiere_write_tiles_" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    fs::path mbtiles() const { return path / "t.mbtiles"; }
    fs::path pmtiles() const { return path / "t.pmtiles"; }
};

io::TileReport write(const std::vector<Table>& tables, const io::TileOptions& options,
                     const Folder& folder, Notices& notices) {
    std::vector<io::TileLayer> layers;
    for (const Table& table : tables) layers.push_back({&table, "Couche " + table.name});
    return io::write_tiles(layers, to_lonlat, options, folder.mbtiles(), folder.pmtiles(), notices);
}

/// By value: what a loop runs over must outlive it.
std::vector<tests::TileFeature> features_of(const std::string& bytes) {
    return tests::decode_tile(tests::gunzip(bytes)).at(0).features;
}

/// Cells of 1.5 km with wiggly common borders and, as the last row, the whole that they fill.
Table patchwork(int n) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> sway(-120, 120);
    std::map<std::tuple<int, int, bool>, geo::LineString> border;
    const auto node = [](int x, int y) {
        return geo::Point{735000 + 1500.0 * x, 7030000 + 1500.0 * y};
    };
    const auto wiggle = [&](const geo::Point& a, const geo::Point& b) {
        geo::LineString line{a};
        for (int i = 1; i < 40; ++i)
            line.push_back({a.x + i / 40.0 * (b.x - a.x) + sway(random),
                            a.y + i / 40.0 * (b.y - a.y) + sway(random)});
        line.push_back(b);
        return line;
    };
    for (int x = 0; x <= n; ++x)
        for (int y = 0; y <= n; ++y) {
            border[{x, y, true}] = wiggle(node(x, y), node(x + 1, y));
            border[{x, y, false}] = wiggle(node(x, y), node(x, y + 1));
        }
    const auto append = [&](geo::Ring& ring, std::tuple<int, int, bool> key, bool reversed) {
        geo::LineString line = border.at(key);
        if (reversed) std::reverse(line.begin(), line.end());
        ring.insert(ring.end(), ring.empty() ? line.begin() : line.begin() + 1, line.end());
    };
    Table table;
    table.name = "iris";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    table.columns = {{"rang", ColumnType::integer}};
    const auto add = [&](const geo::Ring& ring) {
        table.geometries.emplace_back(geo::MultiPolygon{{ring, {}}});
        table.rows.push_back({static_cast<std::int64_t>(table.rows.size())});
    };
    for (int x = 0; x < n; ++x)
        for (int y = 0; y < n; ++y) {
            geo::Ring ring;
            append(ring, {x, y, true}, false);
            append(ring, {x + 1, y, false}, false);
            append(ring, {x, y + 1, true}, true);
            append(ring, {x, y, false}, true);
            add(ring);
        }
    geo::Ring whole;
    for (int i = 0; i < n; ++i) append(whole, {i, 0, true}, false);
    for (int i = 0; i < n; ++i) append(whole, {n, i, false}, false);
    for (int i = n - 1; i >= 0; --i) append(whole, {i, n, true}, true);
    for (int i = n - 1; i >= 0; --i) append(whole, {0, i, false}, true);
    add(whole);
    return table;
}

}  // namespace

TEST_CASE("neighbours leave no gap and no overlap in any tile at any zoom",
          "[io][tiles][property]") {
    const Folder folder;
    Notices notices;
    const Table table = patchwork(5);
    io::TileOptions options;
    options.min_zoom = 9;
    options.max_zoom = 14;
    write({table}, options, folder, notices);
    std::map<int, int> tiles_at;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles())) {
        ++tiles_at[id.z];
        const auto layers = tests::decode_tile(tests::gunzip(bytes));
        REQUIRE(layers.size() == 1);
        std::int64_t parts = 0;
        std::int64_t whole = 0;
        // Inside a cell its outline runs along the tile's edge and each segment is there once in
        // each direction or on the rim of the whole: equal areas in whole steps leave room for no
        // sliver of any size.
        for (const tests::TileFeature& feature : layers[0].features)
            (feature.id == table.rows.size() ? whole : parts) += tests::twice_area(feature);
        INFO(int(id.z) << "/" << id.x << "/" << id.y);
        CHECK(parts == whole);
        CHECK(whole > 0);
    }
    CHECK(tiles_at.size() == 6);
    CHECK(tiles_at[14] > 16);
}

TEST_CASE("every shape is found at the last zoom within a step and the tolerance of its place",
          "[io][tiles][property]") {
    const Folder folder;
    Notices notices;
    const Table table = patchwork(2);
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 14;
    write({table}, options, folder, notices);
    std::map<std::uint64_t, std::vector<io::GridPoint>> drawn;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles()))
        for (const tests::TileFeature& feature : features_of(bytes))
            for (const tests::Path& path : feature.paths)
                for (const io::GridPoint& p : path.points)
                    if (p.x >= 0 && p.y >= 0 && p.x <= 4096 && p.y <= 4096)
                        drawn[feature.id].push_back({static_cast<int>(id.x) * 4096 + p.x,
                                                     static_cast<int>(id.y) * 4096 + p.y});
    REQUIRE(drawn.size() == table.rows.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<geo::LonLat> places(
            std::get<geo::MultiPolygon>(table.geometries[row])[0].outer.size());
        to_lonlat(std::get<geo::MultiPolygon>(table.geometries[row])[0].outer, places);
        std::set<io::GridPoint> corners;
        for (const geo::LonLat& place : places)
            corners.insert(io::to_zoom(io::to_base_grid(place), 14));
        std::size_t moved =
            0;  // corners of the drawing are corners of the shape, but where a tile cut it
        for (const io::GridPoint& p : drawn[row + 1]) moved += corners.count(p) == 0 ? 1 : 0;
        CHECK(moved * 20 < drawn[row + 1].size());
        CHECK(drawn[row + 1].size() * 2 > corners.size());
    }
}

TEST_CASE(
    "the archive holds the tiles of the MBTiles file, byte for byte, in the order of the curve",
    "[io][tiles]") {
    const Folder folder;
    Notices notices;
    io::TileOptions options;
    options.name = "Val-de-Lisse";
    options.attribution = "© essai";
    const std::vector<Table> tables = tests::sample_tables();
    const io::TileReport report = write(tables, options, folder, notices);
    std::map<std::string, std::string> metadata;
    const tests::Tiles tiles = tests::read_mbtiles(folder.mbtiles(), &metadata);
    const tests::Archive archive(folder.pmtiles());
    CHECK(archive.tiles == tiles);
    CHECK(archive.clustered);
    CHECK(report.tiles == tiles.size());
    CHECK(archive.number(72, 8) == tiles.size());
    CHECK(archive.bytes.size() ==
          16384 + archive.number(32, 8) + archive.number(48, 8) + archive.number(64, 8));
    CHECK(archive.number(96, 4) == 0x01020201);  // clustered, gzip, gzip, vector tiles
    CHECK(archive.bytes[100] == 6);
    CHECK(archive.bytes[101] == 15);
    CHECK(archive.degrees(102) == Approx(3 + (734000 - 735000) / 71000.0).margin(1e-6));
    CHECK(archive.degrees(114) == Approx(50 + 600 / 111000.0).margin(1e-6));

    const auto json = nlohmann::json::parse(archive.metadata);
    CHECK(json["attribution"] == "© essai");
    CHECK(json["vector_layers"] == nlohmann::json::parse(metadata["json"])["vector_layers"]);
    REQUIRE(json["vector_layers"].size() == 3);  // the table without geometry has no tile
    CHECK(json["vector_layers"][0]["fields"]["code_qp"] == "String");
    CHECK(json["vector_layers"][0]["fields"]["population"] == "Number");
    CHECK(json["vector_layers"][0]["fields"]["bord"] == "Boolean");
    CHECK(metadata["format"] == "pbf");
    CHECK(metadata["minzoom"] == "6");
    CHECK(metadata["name"] == "Val-de-Lisse");
    const auto tilejson =
        nlohmann::json::parse(io::tilejson(report.metadata, "tuiles/{z}/{x}/{y}"));
    CHECK(tilejson["bounds"][0].get<double>() == Approx(archive.degrees(102)).margin(1e-6));
    CHECK(tilejson["vector_layers"] == json["vector_layers"]);
}

TEST_CASE("a long archive has leaf directories and equal tiles are stored once", "[io][tiles]") {
    const Folder folder;
    io::PmtilesWriter writer(folder.pmtiles());
    tests::Tiles expected;
    std::mt19937_64 random(3);
    io::Gzip gzip;
    for (std::uint64_t id = 1000; id < 60000; id += 1 + random() % 3) {
        const io::TileId tile = io::tile_of_hilbert_id(id);
        // Half of the tiles are one of three contents, as the inside of large areas would be.
        expected[tile] = gzip(random() % 2 == 0
                                  ? std::string(50, 'x') + std::to_string(random() % 3)
                                  : std::string(1 + random() % 40, 'y') + std::to_string(random()));
        writer.add(tile, expected[tile]);
    }
    writer.finish({});
    const tests::Archive archive(folder.pmtiles());
    CHECK(archive.tiles == expected);
    CHECK(archive.clustered);
    CHECK(archive.leaves > 1);
    CHECK(archive.number(8, 8) + archive.number(16, 8) <= 16384);
    CHECK(archive.number(88, 8) < expected.size() * 6 / 10);
}

TEST_CASE("one, two and seven threads give the same bytes", "[io][tiles]") {
    const Folder folder;
    std::vector<Table> tables = tests::sample_tables();
    tables.push_back(patchwork(4));
    std::vector<std::string> hashes;
    for (const unsigned threads : {1U, 2U, 7U}) {
        Notices notices;
        io::TileOptions options;
        options.threads = {threads};
        options.max_tile_bytes = 2000;
        write(tables, options, folder, notices);
        hashes.push_back(io::sha256_of(folder.mbtiles()) + io::sha256_of(folder.pmtiles()) +
                         std::to_string(notices.count("tuile_allegee")));
    }
    CHECK(hashes[0] == hashes[1]);
    CHECK(hashes[0] == hashes[2]);
}

TEST_CASE("a polygon under a pixel is a pixel, and of those in one pixel the largest stays",
          "[io][tiles]") {
    const Folder folder;
    Notices notices;
    Table table;
    table.name = "carreaux";
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    table.columns = {{"cote", ColumnType::real}};
    for (int i = 0; i < 30; ++i) {
        table.geometries.emplace_back(
            geo::MultiPolygon{tests::square(735000 + 3.0 * i, 7030000, 1 + i % 7)});
        table.rows.push_back({1.0 + i % 7});
    }
    table.geometries.emplace_back(
        geo::MultiPolygon{tests::square(795000, 7030000, 0.001)});  // alone, far away
    table.rows.push_back({0.001});
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 6;
    write({table}, options, folder, notices);
    const tests::Tiles tiles = tests::read_mbtiles(folder.mbtiles());
    std::vector<tests::TileFeature> features;
    for (const auto& [id, bytes] : tiles)
        for (const auto& feature : features_of(bytes)) features.push_back(feature);
    REQUIRE(features.size() == 2);  // a pixel is about 800 m at zoom 6
    for (const auto& feature : features) CHECK(tests::twice_area(feature) == 2 * 8 * 8);
    CHECK(features[0].attributes.at("cote") == Value{std::int64_t{7}});
    CHECK(features[0].id == 7);
    CHECK(features[1].id == 31);
}

TEST_CASE("points are thinned at low zooms and all there at the last", "[io][tiles]") {
    const Folder folder;
    Notices notices;
    Table table;
    table.name = "arrets";
    table.geometry_type = GeometryType::point;
    table.crs = {2154};
    table.columns = {{"rang", ColumnType::integer}};
    for (int i = 0; i < 400; ++i) {
        table.geometries.emplace_back(
            geo::Point{735000 + 10.0 * (i % 20), 7030000 + 10.0 * (i / 20)});
        table.rows.push_back({std::int64_t{i}});
    }
    write({table}, {}, folder, notices);
    std::map<int, std::set<std::uint64_t>> seen;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles()))
        for (const auto& feature : features_of(bytes)) seen[id.z].insert(feature.id);
    CHECK(seen[6].size() <= 4);
    CHECK(seen[12].size() < 400);
    CHECK(seen[6].size() <= seen[10].size());
    CHECK(seen[13].size() == 400);
    CHECK(seen[15].size() == 400);
    CHECK(notices.items().empty());
}

TEST_CASE("a full tile loses its smallest features of the lowest priority first and says so",
          "[io][tiles]") {
    const Folder folder;
    Notices notices;
    Table cells;
    cells.name = "carreaux";
    cells.geometry_type = GeometryType::multipolygon;
    cells.crs = {2154};
    cells.columns = {{"valeur", ColumnType::real}};
    for (int i = 0; i < 900; ++i) {
        const double side = i == 450 ? 190 : 100;
        cells.geometries.emplace_back(geo::MultiPolygon{
            tests::square(735000 + 200.0 * (i % 30), 7030000 + 200.0 * (i / 30), side)});
        cells.rows.push_back({std::sin(i)});
    }
    const Table perimeters = tests::sample_tables()[0];
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 12;
    options.max_tile_bytes = 2500;
    const std::vector<io::TileLayer> layers{{&cells, "", 0, 30, 1}, {&perimeters, "", 0, 30, 5}};
    const io::TileReport report =
        io::write_tiles(layers, to_lonlat, options, folder.mbtiles(), {}, notices);
    CHECK(report.largest <= 2500);
    CHECK(report.largest > 1500);
    std::set<std::uint64_t> kept;
    std::set<std::uint64_t> kept_perimeters;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles())) {
        CHECK(bytes.size() <= 2500);
        for (const auto& layer : tests::decode_tile(tests::gunzip(bytes)))
            for (const auto& feature : layer.features)
                (layer.name == "carreaux" ? kept : kept_perimeters).insert(feature.id);
    }
    CHECK(kept_perimeters == std::set<std::uint64_t>{1, 2});  // the third has no geometry
    CHECK(kept.count(450 + 1) == 1);
    CHECK(kept.size() > 20);
    CHECK(kept.size() < 900);
    CHECK(notices.count("tuile_allegee") > 0);
    CHECK(notices.items()[0].layer == "carreaux");
    CHECK_FALSE(fs::exists(folder.pmtiles()));
}

TEST_CASE("a layer stays within its zooms", "[io][tiles]") {
    const Folder folder;
    Notices notices;
    const std::vector<Table> tables = tests::sample_tables();
    const std::vector<io::TileLayer> layers{{&tables[0], "", 0, 30, 0},
                                            {&tables[1], "", 12, 14, 0}};
    const auto report = io::write_tiles(layers, to_lonlat, {}, folder.mbtiles(), {}, notices);
    std::map<std::string, std::set<int>> zooms;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles()))
        for (const auto& layer : tests::decode_tile(tests::gunzip(bytes)))
            zooms[layer.name].insert(id.z);
    CHECK(zooms["arrets"] == std::set<int>{12, 13, 14});
    CHECK(zooms["perimetres"].size() == 10);
    CHECK(report.metadata.layers[1].min_zoom == 12);
    CHECK(report.metadata.layers[1].max_zoom == 14);
}

TEST_CASE("a stopped or refused writing leaves no file", "[io][tiles]") {
    const Folder folder;
    Notices notices;
    io::TileOptions options;
    options.progress = [](double) { throw Cancelled(); };
    CHECK_THROWS_AS(write(tests::sample_tables(), options, folder, notices), Cancelled);
    CHECK(fs::is_empty(folder.path));
    const std::vector<Table> tables = tests::sample_tables();
    const std::vector<io::TileLayer> layers{{&tables[0], ""}};
    CHECK_THROWS_AS(
        io::write_tiles(layers, to_lonlat, {}, folder.path / "absent" / "t.mbtiles", {}, notices),
        io::OutputError);
    CHECK_THROWS_AS(
        io::write_tiles(layers, to_lonlat, {}, {}, folder.path / "absent" / "t.pmtiles", notices),
        io::OutputError);
}

TEST_CASE("tables without rows make an empty set of tiles", "[io][tiles]") {
    const Folder folder;
    Notices notices;
    Table table = tests::sample_tables()[0];
    table.rows.clear();
    table.geometries.clear();
    CHECK(write({table}, {}, folder, notices).tiles == 0);
    CHECK(tests::Archive(folder.pmtiles()).tiles.empty());
    CHECK(tests::read_mbtiles(folder.mbtiles()).empty());
}

TEST_CASE("below the zoom of all columns a layer carries few, and the map keeps every feature",
          "[io][tiles]") {
    const Folder folder;
    Notices notices;
    Table cells;
    cells.name = "carreaux";
    cells.geometry_type = GeometryType::multipolygon;
    cells.crs = tests::sample_tables()[0].crs;
    cells.columns = {{"indice", ColumnType::real}, {"motif", ColumnType::text}};
    for (int i = 0; i < 9; ++i) {
        cells.geometries.emplace_back(
            geo::MultiPolygon{tests::square(735000 + 200.0 * i, 7030000, 200)});
        cells.rows.push_back({0.5 * i, std::string("motif ") + std::to_string(i)});
    }
    io::TileOptions options;
    options.min_zoom = 11;
    options.max_zoom = 12;
    io::TileLayer layer;
    layer.table = &cells;
    layer.all_columns_zoom = 12;
    layer.few_columns = {"indice", "absente"};
    const std::vector<io::TileLayer> layers{layer};
    io::write_tiles(layers, to_lonlat, options, folder.mbtiles(), {}, notices);
    std::map<int, std::set<std::uint64_t>> ids;
    for (const auto& [id, bytes] : tests::read_mbtiles(folder.mbtiles()))
        for (const tests::TileFeature& feature : features_of(bytes)) {
            ids[id.z].insert(feature.id);
            CHECK(feature.attributes.count("indice") == 1);
            CHECK(feature.attributes.count("motif") == (id.z < 12 ? 0 : 1));
        }
    CHECK(ids[11].size() == 9);
    CHECK(ids[12] == ids[11]);
}
