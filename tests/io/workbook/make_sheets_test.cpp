// SPDX-License-Identifier: Apache-2.0
#include "io/workbook/make_sheets.hpp"

#include "tests/io/workbook/two_quarters.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using tests::TwoQuarters;

TEST_CASE("the worked example of the page: a published share, one under secrecy, in one column",
          "[io][workbook]") {
    const TwoQuarters two;
    const Sheet sheet = make_sheet(two.edition, two.settings.sheets[1]).value();
    REQUIRE(sheet.columns.size() == 5);  // code, name, communes, kind; nobody knows part_60_plus
    CHECK(sheet.columns[4].heading == "Part des 0-24 ans (%)\nDémographie des quartiers, 2022");
    CHECK(sheet.columns[4].description == "Part des 0-24 ans (population municipale)");
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0][4].value == Value(38.5));
    CHECK_FALSE(sheet.rows[0][4].own);
    CHECK(sheet.rows[1][4].value == Value());
    CHECK(sheet.rows[1][4].why == Missing::secret);
    CHECK(sheet.rows[0][2].value == Value(std::string("Valenciennes, 59002")));  // one has no name
    CHECK(sheet.frozen == 2);
}

TEST_CASE("what the program computes itself is told from what is published", "[io][workbook]") {
    TwoQuarters two;
    two.tables[1].rows[0][9] = std::string("carreaux");
    CHECK(make_sheet(two.edition, two.settings.sheets[1])->rows[0][4].own);
}

TEST_CASE("a sheet of a layer has the columns asked for, in their order, with the unit shown",
          "[io][workbook]") {
    const TwoQuarters two;
    const Sheet sheet = make_sheet(two.edition, two.settings.sheets[2]).value();
    REQUIRE(sheet.columns.size() == 3);
    CHECK(sheet.columns[1].column == "mediane_min");
    CHECK(sheet.columns[1].unit == "min");
    CHECK(sheet.columns[1].format == NumberFormat::one);
    CHECK(sheet.columns[2].format == NumberFormat::share);
    CHECK(sheet.columns[2].unit == "%");
    CHECK(sheet.columns[2].heading.ends_with("(%)"));
    CHECK(sheet.rows[0][1].value == Value(17.4729999999));
}

TEST_CASE("a column where nothing is known and a layer that is not there make no clutter",
          "[io][workbook]") {
    const TwoQuarters two;
    const Sheet sheet = make_sheet(two.edition, two.settings.sheets[0]).value();
    for (const SheetColumn& column : sheet.columns) CHECK(column.column != "secteur");
    CHECK(sheet.columns.size() == 5);
    CHECK_FALSE(make_sheet(two.edition, two.settings.sheets[3]));
}

TEST_CASE("the dictionary has every column of every table, and says where a sheet's come from",
          "[io][workbook]") {
    const TwoQuarters two;
    const Table all = dictionary_table(two.tables, two.texts);
    std::size_t columns = 0;
    for (const Table& table : two.tables) columns += table.columns.size();
    CHECK(all.rows.size() == columns);
    CHECK(all.rows[0][0] == Value(std::string("perimetres")));
    CHECK(all.rows[0][1] == Value(std::string("code")));
    CHECK(all.rows[5][2] == Value(std::string("entier")));

    const std::vector<Sheet> sheets{make_sheet(two.edition, two.settings.sheets[1]).value()};
    const Sheet last = dictionary_sheet(two.edition, sheets);
    REQUIRE(last.rows.size() == 5);
    CHECK(last.rows[4][0].value == Value(std::string("Population")));
    CHECK(last.rows[4][1].value == Value(std::string("Part des 0-24 ans (%)")));
    CHECK(last.rows[4][5].value == Value(std::string("part_0_24")));
}

TEST_CASE("a number is shown with the digits that its size needs", "[io][workbook]") {
    CHECK(by_size(1204.4, false) == NumberFormat::whole);
    CHECK(by_size(61.25, false) == NumberFormat::one);
    CHECK(by_size(0.94, false) == NumberFormat::two);
    CHECK(by_size(3, true) == NumberFormat::whole);
}
