// SPDX-License-Identifier: Apache-2.0
#include "io/map/placed_rows.hpp"

#include <fmt/format.h>

#include <random>

#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

/// Points, lines, areas and rows without geometry, strewn over a kilometre; a code of five a row.
Table strewn(std::mt19937& random) {
    std::uniform_real_distribution<double> place(0, 1000);
    std::uniform_int_distribution<int> kind(0, 3);
    Table table;
    table.name = "semis";
    table.columns = {{"code", ColumnType::text}};
    for (int i = 0; i < 200; ++i) {
        table.rows.push_back({fmt::format("Q{}", i % 5)});
        const double x = place(random);
        const double y = place(random);
        switch (kind(random)) {
            case 0:
                table.geometries.emplace_back(geo::Point{x, y});
                break;
            case 1:
                table.geometries.emplace_back(
                    geo::MultiLineString{{{x, y}, {x, y + 300}, {x + 300, y + 300}}});
                break;
            case 2:
                table.geometries.emplace_back(geo::MultiPolygon{
                    tests::square(x, y, 40), tests::square(1000 - x, 1000 - y, 10)});
                break;
            default:
                table.geometries.emplace_back();
        }
    }
    return table;
}

}  // namespace

TEST_CASE("rows found by place are those that a look at every row finds", "[io][map][property]") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-100, 1000);
    for (int town = 0; town < 50; ++town) {
        const Table table = strewn(random);
        const std::vector<Table> tables{table};
        const EditionRows rows(tables);
        const double x = place(random);
        const double y = place(random);
        const geo::Box box{x, y, x + 150, y + 250};
        std::vector<std::size_t> all;
        for (std::size_t row = 0; row < table.geometries.size(); ++row)
            if (touches(table.geometries[row], box)) all.push_back(row);
        CHECK(rows.in("semis", box) == all);
    }
}

TEST_CASE("rows found by code are that quarter's, in the order of the table", "[io][map]") {
    std::mt19937 random(8);
    const std::vector<Table> tables{strewn(random)};
    const EditionRows rows(tables);
    const std::span<const std::size_t> own = rows.of("semis", "Q3");
    REQUIRE(own.size() == 40);
    for (std::size_t i = 0; i < own.size(); ++i) CHECK(own[i] == 5 * i + 3);
    CHECK(rows.of("semis", "Q9").empty());
    CHECK(rows.of("absente", "Q3").empty());
    CHECK(rows.in("absente", {0, 0, 1000, 1000}).empty());
    CHECK(KeyedRows(&tables[0], "autre").of("Q3").empty());
}
