// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "engine/table/table_builder.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("a column is a name and what to take from a row; missing values become NULL", "[atlas]") {
    struct Row {
        std::string name;
        Maybe<double> value;
    };
    TableBuilder<Row> builder("t", geo::Crs{2154});
    builder.text("nom", [](const Row& row) { return row.name; }).real("valeur", [](const Row& row) {
        return row.value;
    });
    const Table table = builder.build({{"a", 1.5}, {"", Absence::secret}});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.columns[1].type == ColumnType::real);
    CHECK(table.rows[0] == std::vector<Value>{std::string("a"), 1.5});
    CHECK(table.rows[1] == std::vector<Value>{std::monostate{}, std::monostate{}});
}

TEST_CASE("reals are rounded to three decimals", "[atlas]") {
    TableBuilder<double> builder("t", geo::Crs{2154});
    builder.real("x", [](const double& x) { return Maybe<double>(x); });
    CHECK(builder.build({1.0 / 3}).rows[0][0] == Value{0.333});
    CHECK(builder.build({2.0 / 3}).rows[0][0] == Value{0.667});
    // What rounds to nothing has no sign: "-0" is read as a loss.
    CHECK_FALSE(std::signbit(std::get<double>(builder.build({-0.0001}).rows[0][0])));
}
