// SPDX-License-Identifier: Apache-2.0
#include "io/report/content_hash.hpp"

#include <functional>
#include <set>
#include <string>

#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("the hash of a table follows its content and nothing else", "[io][report]") {
    const Table table = tests::sample_tables()[0];
    CHECK(io::content_hash(table) == io::content_hash(tests::sample_tables()[0]));
    CHECK(io::content_hash(table).size() == 64);

    Table same = table;
    same.rows[1][1] = std::int64_t{0};
    std::get<geo::MultiPolygon>(same.geometries[0])[0].outer[0].x += 0.0;
    CHECK(io::content_hash(same) == io::content_hash(table));

    const std::vector<std::function<void(Table&)>> changes{
        [](Table& t) { t.name = "autres"; },
        [](Table& t) { t.crs = {2972}; },
        [](Table& t) { t.columns[0].name = "code"; },
        [](Table& t) { t.columns[1].type = ColumnType::real; },
        [](Table& t) { t.rows[1][1] = Value{}; },  // a missing value is not a zero
        [](Table& t) { t.rows[0][3] = false; },
        [](Table& t) { t.rows[0][2] = 61.250000000000007; },
        [](Table& t) { std::swap(t.rows[0], t.rows[1]); },
        [](Table& t) { std::get<geo::MultiPolygon>(t.geometries[0])[0].outer[1].x += 1e-9; },
        [](Table& t) { std::get<geo::MultiPolygon>(t.geometries[0])[0].holes.clear(); },
        [](Table& t) { t.geometries[1] = {}; },
        [](Table& t) {
            t.rows.pop_back();
            t.geometries.pop_back();
        }};
    std::set<std::string> hashes{io::content_hash(table)};
    for (const auto& change : changes) {
        Table other = table;
        change(other);
        hashes.insert(io::content_hash(other));
    }
    CHECK(hashes.size() == changes.size() + 1);
}

TEST_CASE("an integer in a column of reals hashes like the real that a file gives back",
          "[io][report]") {
    Table table = tests::sample_tables()[1];
    const std::string expected = io::content_hash(table);
    table.rows[0][1] = std::int64_t{12};
    CHECK(io::content_hash(table) == expected);
}
