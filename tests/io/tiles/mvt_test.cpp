// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/mvt.hpp"

#include <random>

#include "tests/io/sample_tables.hpp"
#include "tests/io/tiles/decode.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

void add(GridShape& shape, std::vector<GridPoint> points, PartRole role) {
    shape.points.insert(shape.points.end(), points.begin(), points.end());
    shape.close(role);
}

std::string words(std::initializer_list<int> numbers) {
    std::string out;
    for (const int n : numbers) out += static_cast<char>(n);
    return out;
}

}  // namespace

TEST_CASE("geometries are encoded as in the examples of the vector tile specification 2.1",
          "[io][tiles]") {
    std::string out;
    GridShape point;
    add(point, {{25, 17}}, PartRole::point);
    CHECK(encode_geometry(point, {0, 0}, out) == 1);
    CHECK(out == words({9, 50, 34}));

    out.clear();
    GridShape lines;
    add(lines, {{2, 2}, {2, 10}, {10, 10}}, PartRole::line);
    add(lines, {{1, 1}, {3, 5}}, PartRole::line);
    CHECK(encode_geometry(lines, {0, 0}, out) == 1);
    CHECK(out == words({9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8}));

    // 4.3.5.6: an outer ring, then an outer ring with a hole.
    out.clear();
    GridShape polygons;
    add(polygons, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}, PartRole::outer);
    add(polygons, {{11, 11}, {20, 11}, {20, 20}, {11, 20}}, PartRole::outer);
    add(polygons, {{13, 13}, {13, 17}, {17, 17}, {17, 13}}, PartRole::hole);
    CHECK(encode_geometry(polygons, {0, 0}, out) == 2 * (10 * 10 + 9 * 9 - 4 * 4));
    CHECK(out == words({9, 0,  0,  26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0,
                        0, 18, 17, 0,  15, 9, 4, 13, 26, 0, 8,  8, 0,  0, 7,  15}));
}

TEST_CASE(
    "rings turn the right way whatever the input, without spikes, aligned points or flat rings",
    "[io][tiles]") {
    std::string expected;
    GridShape clean;
    add(clean, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}, PartRole::outer);
    encode_geometry(clean, {0, 0}, expected);

    std::string out;
    GridShape untidy;  // aligned points, a spike, repeats, and a flat ring with a hole that must go
                       // with it
    add(untidy,
        {{0, 0},
         {5, 0},
         {5, 0},
         {10, 0},
         {10, 4},
         {14, 4},
         {10, 4},
         {10, 10},
         {4, 10},
         {0, 10},
         {0, 7}},
        PartRole::outer);
    add(untidy, {{30, 30}, {40, 40}, {35, 35}}, PartRole::outer);
    add(untidy, {{31, 31}, {32, 32}, {31, 32}}, PartRole::hole);
    encode_geometry(untidy, {0, 0}, out);
    CHECK(out == expected);

    out.clear();
    GridShape other_way;
    add(other_way, {{0, 10}, {10, 10}, {10, 0}, {0, 0}}, PartRole::outer);
    encode_geometry(other_way, {0, 0}, out);
    const std::vector<tests::Path> paths = tests::decode_geometry(
        [&] { return std::vector<std::uint32_t>(out.begin(), out.end()); }());
    REQUIRE(paths.size() == 1);
    const auto& p = paths[0].points;
    CHECK((p[1].x - p[0].x) * (p[2].y - p[1].y) - (p[2].x - p[1].x) * (p[1].y - p[0].y) > 0);

    out.clear();
    GridShape nothing;
    add(nothing, {{0, 0}, {10, 10}, {20, 20}, {5, 5}}, PartRole::outer);
    CHECK(encode_geometry(nothing, {0, 0}, out) == 0);
    CHECK(out.empty());
}

TEST_CASE("attributes are read back with their types; NULL has none", "[io][tiles]") {
    Table table = tests::sample_tables()[0];
    table.columns.push_back({"delta", ColumnType::integer});
    table.columns.push_back({"grand", ColumnType::real});
    for (auto& row : table.rows) {
        row.emplace_back(std::int64_t{-7});
        row.emplace_back(1e300);
    }
    const Attributes attributes(table);
    const std::vector<TileBuilder::Layer> layers{{&table, &attributes}};
    TileBuilder builder(layers);
    const std::string geometry = words({9, 50, 34});
    std::vector<TileBuilder::Feature> features;
    for (std::uint32_t row = 0; row < 3; ++row)
        features.push_back({0, row, TileGeometry::point, geometry});
    for (int again = 0; again < 2;
         ++again) {  // the builder's memory of one tile does not leak into the next
        const auto decoded = tests::decode_tile(builder.tile(features));
        REQUIRE(decoded.size() == 1);
        CHECK(decoded[0].name == "perimetres");
        CHECK(decoded[0].version == 2);
        CHECK(decoded[0].extent == 4096);
        REQUIRE(decoded[0].features.size() == 3);
        for (std::size_t row = 0; row < 3; ++row) {
            const tests::TileFeature& feature = decoded[0].features[row];
            CHECK(feature.id == row + 1);
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                const auto found = feature.attributes.find(table.columns[c].name);
                const bool null = std::holds_alternative<std::monostate>(table.rows[row][c]);
                CHECK(null == (found == feature.attributes.end()));
                if (!null) CHECK(found->second == table.rows[row][c]);
            }
        }
        features.erase(features.begin(), features.begin() + again);
    }
}

TEST_CASE("equal values are stored once in a layer", "[io][tiles]") {
    Table table;
    table.name = "t";
    table.columns = {{"a", ColumnType::text}, {"b", ColumnType::real}};
    for (int i = 0; i < 3000; ++i)
        table.rows.push_back({std::string(i % 2 == 0 ? "pair" : "impair"), 0.5 * (i % 700)});
    const Attributes attributes(table);
    CHECK(attributes.values() == 2 + 700);
}

TEST_CASE("a tile of any rows gives back their values, however many there are",
          "[io][tiles][property]") {
    for (unsigned seed = 0; seed < 100; ++seed) {
        std::mt19937 random(seed);
        Table table;
        table.name = "t";
        table.columns = {
            {"a", ColumnType::text}, {"b", ColumnType::real}, {"c", ColumnType::boolean}};
        const auto kinds = static_cast<unsigned>(1 + random() % 900);
        for (unsigned i = 0; i < 400; ++i)
            table.rows.push_back({std::to_string(random() % kinds),
                                  static_cast<double>(random() % kinds) / 7 - 20.05,
                                  random() % 2 == 0 ? Value{} : Value{random() % 3 == 0}});
        const Attributes attributes(table);
        const std::vector<TileBuilder::Layer> layers{{&table, &attributes}};
        TileBuilder builder(layers);
        const std::string geometry = words({9, 50, 34});
        for (const unsigned step : {1U, 3U, 50U}) {
            std::vector<TileBuilder::Feature> features;
            for (auto row = static_cast<std::uint32_t>(random() % step); row < table.rows.size();
                 row += step)
                features.push_back({0, row, TileGeometry::point, geometry});
            const auto decoded = tests::decode_tile(builder.tile(features));
            INFO("seed " << seed << ", one row in " << step);
            REQUIRE(decoded.at(0).features.size() == features.size());
            for (std::size_t i = 0; i < features.size(); ++i)
                for (std::size_t c = 0; c < table.columns.size(); ++c) {
                    const Value& value = table.rows[features[i].row][c];
                    const auto& read = decoded[0].features[i].attributes;
                    const auto found = read.find(table.columns[c].name);
                    REQUIRE((found == read.end() ? Value{} : found->second) == value);
                }
        }
    }
}

TEST_CASE("a frequent value takes one byte wherever it stands among the others", "[io][tiles]") {
    const auto size = [](double frequent) {
        Table table;
        table.name = "t";
        table.columns = {{"a", ColumnType::real}, {"b", ColumnType::real}};
        for (int i = 0; i < 1000; ++i) table.rows.push_back({i + 0.5, frequent});
        const Attributes attributes(table);
        const std::vector<TileBuilder::Layer> layers{{&table, &attributes}};
        TileBuilder builder(layers);
        const std::string geometry = words({9, 50, 34});
        std::vector<TileBuilder::Feature> features;
        for (std::uint32_t row = 0; row < 1000; ++row)
            features.push_back({0, row, TileGeometry::point, geometry});
        return builder.tile(features).size();
    };
    CHECK(size(-0.25) == size(4096.25));  // the least and the greatest of 1,001 values
}
