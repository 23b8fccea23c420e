// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <numbers>

#include "io/tiles/write_tiles.hpp"
#include "tests/io/tiles/decode.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

void to_lonlat(std::span<const geo::Point> from, std::span<geo::LonLat> to) {
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {3 + (from[i].x - 735000) / 71000, 50 + (from[i].y - 7030000) / 111000};
}

Table named(const std::string& name) {
    Table table;
    table.name = name;
    table.geometry_type = GeometryType::multipolygon;
    table.crs = {2154};
    table.columns = {{"valeur", ColumnType::real}};
    return table;
}

/// A star of many points: heavy, one feature.
geo::MultiPolygon star(geo::Point middle, int points) {
    geo::Ring ring;
    for (int i = 0; i <= points; ++i) {
        const double turn = 2 * std::numbers::pi * (i % points) / points;
        const double radius = 900 + 600 * std::sin(i % points * 12.9898);
        ring.push_back({middle.x + radius * std::cos(turn), middle.y + radius * std::sin(turn)});
    }
    return {{ring, {}}};
}

}  // namespace

TEST_CASE("heavy features of a low priority leave a full tile before the many light ones over them",
          "[io][tiles]") {
    Table cells = named("carreaux");
    for (int i = 0; i < 300; ++i) {
        const double x = 735000 + 100.0 * (i % 20);
        const double y = 7030000 + 100.0 * (i / 20);
        cells.geometries.emplace_back(
            geo::MultiPolygon{{{{x, y}, {x + 90, y}, {x + 90, y + 90}, {x, y + 90}, {x, y}}, {}}});
        cells.rows.push_back({std::sin(i)});
    }
    Table stars = named("isochrones");
    for (int i = 0; i < 10; ++i) {
        stars.geometries.emplace_back(star({736000 + 10.0 * i, 7030800}, 1000));
        stars.rows.push_back({0.5});
    }
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 12;
    options.tolerance = 0;
    const fs::path file =
        fs::temp_directory_path() / ("lisiere_full_tile_" + std::to_string(::getpid()));
    const std::vector<io::TileLayer> layers{{&cells, "", 0, 30, 5}, {&stars, "", 0, 30, 1}};
    std::size_t largest = 0;
    const auto kept = [&] {
        Notices notices;
        largest = io::write_tiles(layers, to_lonlat, options, file, {}, notices).largest;
        std::map<std::string, std::size_t> most;
        for (const auto& [id, bytes] : tests::read_mbtiles(file))
            for (const auto& layer : tests::decode_tile(tests::gunzip(bytes)))
                most[layer.name] = std::max(most[layer.name], layer.features.size());
        fs::remove(file);
        return most;
    };
    auto all = kept();
    REQUIRE(all["isochrones"] == 10);
    const std::size_t cells_there = all["carreaux"];
    REQUIRE(cells_there > 100);
    options.max_tile_bytes = largest * 7 / 10;  // all the cells and some of the stars
    auto some = kept();
    CHECK(some["carreaux"] == cells_there);
    CHECK(some["isochrones"] < 10);
    CHECK(some["isochrones"] > 0);
}

TEST_CASE("long texts are cut at a letter, told, and push no feature out of a tile",
          "[io][tiles]") {
    Table squares = named("contexte_foncier");
    squares.columns = {{"texte", ColumnType::text}};
    std::uint32_t seed = 1;
    for (int i = 0; i < 200; ++i) {
        const double x = 735000 + 100.0 * (i % 20);
        const double y = 7030000 + 100.0 * (i / 20);
        squares.geometries.emplace_back(
            geo::MultiPolygon{{{{x, y}, {x + 90, y}, {x + 90, y + 90}, {x, y + 90}, {x, y}}, {}}});
        std::string text;
        while (text.size() < 4000) {
            seed = seed * 1664525U + 1013904223U;
            text += (seed & 0x10000U) != 0 ? "é" : "à";
        }
        squares.rows.push_back({text});
    }
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 10;
    const fs::path file =
        fs::temp_directory_path() / ("lisiere_long_text_" + std::to_string(::getpid()));
    Notices notices;
    io::write_tiles(std::vector<io::TileLayer>{{&squares, ""}}, to_lonlat, options, file, {},
                    notices);
    std::size_t features = 0;
    for (const auto& [id, bytes] : tests::read_mbtiles(file))
        for (const auto& layer : tests::decode_tile(tests::gunzip(bytes)))
            for (const auto& feature : layer.features) {
                ++features;
                const auto& text = std::get<std::string>(feature.attributes.at("texte"));
                CHECK(text.size() == 126 * 2 + 3);  // a letter more would make 257
                CHECK(text.substr(text.size() - 3) == "…");
            }
    fs::remove(file);
    CHECK(features >= 200);
    CHECK(notices.count("texte_abrege") == 200);
    CHECK(notices.count("tuile_allegee") == 0);
}

TEST_CASE("one outline that alone weighs half a tile leaves before anything of less rank",
          "[io][tiles]") {
    Table huge = named("communes");
    huge.geometries.emplace_back(star({736000, 7030800}, 20000));
    huge.rows.push_back({0.5});
    Table cells = named("carreaux");
    for (int i = 0; i < 50; ++i) {
        const double x = 735000 + 100.0 * (i % 10);
        const double y = 7030000 + 100.0 * (i / 10);
        cells.geometries.emplace_back(
            geo::MultiPolygon{{{{x, y}, {x + 90, y}, {x + 90, y + 90}, {x, y + 90}, {x, y}}, {}}});
        cells.rows.push_back({std::sin(i)});
    }
    io::TileOptions options;
    options.min_zoom = options.max_zoom = 13;
    options.tolerance = 0;
    options.max_tile_bytes = 20'000;
    const fs::path file =
        fs::temp_directory_path() / ("lisiere_huge_outline_" + std::to_string(::getpid()));
    Notices notices;
    io::write_tiles(std::vector<io::TileLayer>{{&huge, "", 0, 30, 9}, {&cells, "", 0, 30, 1}},
                    to_lonlat, options, file, {}, notices);
    std::map<std::string, std::size_t> features;
    for (const auto& [id, bytes] : tests::read_mbtiles(file))
        for (const auto& layer : tests::decode_tile(tests::gunzip(bytes)))
            features[layer.name] += layer.features.size();
    fs::remove(file);
    CHECK(features["carreaux"] >= 50);
    for (const Notice& notice : notices.items()) CHECK(notice.layer != "carreaux");
}
