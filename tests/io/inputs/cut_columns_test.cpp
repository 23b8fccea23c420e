// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/cut_columns.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

census::CountColumn count(const std::string& column, const std::string& id) {
    return {{id, column, "P", 2021, "s"}, {Maybe<double>(1.0)}};
}

std::vector<census::IndicatorDefinition> kit() {
    census::IndicatorDefinition one;
    for (const char* term : {"POP", "POP0014", "POP0019", "P:ACT1564", "C:ACT1564", "RP", "RP_LOC",
                             "RP_LOCHLMV", "DISP_TP60"})
        one.numerator.push_back({term, 1});
    return {one};
}

std::vector<std::string> kept(std::vector<census::CountColumn> counts, Notices& notices) {
    census::AreaTable table;
    table.source = "iris";
    table.counts = std::move(counts);
    io::drop_cut_columns(table, "s", kit(), notices);
    std::vector<std::string> names;
    for (const census::CountColumn& column : table.counts) names.push_back(column.variable.column);
    return names;
}

}  // namespace

TEST_CASE("a census column cut at ten characters is no variable: it is told with what it may be",
          "[io][pipeline]") {
    Notices notices;
    CHECK(kept({count("P21_POP", "POP"), count("P21_POP001", "POP001"),
                count("P21_ACT156", "ACT156")},
               notices) == std::vector<std::string>{"P21_POP"});
    REQUIRE(notices.count("colonne_coupee") == 2);
    CHECK(notices.items()[0].samples ==
          std::vector<Sample>{{{"colonne", "P21_POP001"}, {"entiers", "POP0014, POP0019"}},
                              {{"colonne", "P21_ACT156"}, {"entiers", "ACT1564"}}});
}

TEST_CASE("where a source has a longer name nothing was cut: ten letters are a name of their own",
          "[io][pipeline]") {
    Notices none;
    CHECK(kept({count("P21_RP_LOC", "RP_LOC"), count("P21_POP001", "POP001"),
                count("P21_POP0014", "POP0014")},
               none)
              .size() == 3);
    CHECK(kept({count("P21_POP75P", "POP75P")}, none).size() == 1);  // no name of the kit
    CHECK(none.items().empty());
}

TEST_CASE(
    "a whole name that others begin with is not believed in a shapefile, unless the second "
    "column shows which it is",
    "[io][pipeline]") {
    Notices notices;
    CHECK(kept({count("P21_RP", "RP"), count("P21_RP_LOC", "RP_LOC")}, notices) ==
          std::vector<std::string>{"P21_RP"});
    CHECK(notices.count("colonne_coupee") == 1);
    CHECK(kept({count("P21_RP_LOC", "RP_LOC"), count("P21_RP_L_1", "RP_L_1")}, notices) ==
          std::vector<std::string>{"P21_RP_LOC"});
}

TEST_CASE("a rate whose year was cut is told; columns of other sources stay", "[io][pipeline]") {
    census::AreaTable table;
    table.rates = {{{"DISP_TP601", "DISP_TP601", "", 0, "s"}, {Maybe<double>(1.0)}},
                   {{"DISP_TP60", "DISP_TP6019", "", 2019, "autre"}, {Maybe<double>(1.0)}}};
    table.counts = {{{"ACT156", "P21_ACT156", "P", 2021, "autre"}, {Maybe<double>(1.0)}}};
    Notices notices;
    io::drop_cut_columns(table, "s", kit(), notices);
    CHECK(table.rates.size() == 1);
    CHECK(table.counts.size() == 1);
    CHECK(notices.count("colonne_coupee") == 1);
}
