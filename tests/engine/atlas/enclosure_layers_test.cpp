// SPDX-License-Identifier: Apache-2.0
// What the layers on enclosure say of a town whose only canal, bridge and gates are known.
#include <map>
#include <string>
#include <string_view>

#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

TEST_CASE("the bridges that hold a quarter to the centre are drawn, and so are its gates",
          "[atlas]") {
    const auto rows = [](const TownPlan& plan, std::string_view name) {
        for (Table& table : tables(analysed(plan)))
            if (table.name == name) return std::move(table.rows);
        return std::vector<std::vector<Value>>();
    };
    const auto cut = [&](const TownPlan& plan) {
        const auto streets = rows(plan, "coupe_minimale");
        for (const auto& row : streets) {
            CHECK(row[0] == Value{std::string("QN09901N")});
            CHECK(row[2] == Value{static_cast<double>(streets.size())});
        }
        return streets.size();
    };
    const std::size_t bridges = cut({.canal = true});
    CHECK(bridges == 1);  // the westernmost
    CHECK(cut({.canal = true, .footbridge = true}) == bridges + 1);
    CHECK(rows({}, "portes").size() > 4);
}

TEST_CASE("a canal lengthens the way to the centre and not the way on one's own bank", "[atlas]") {
    const auto figures = [](const TownPlan& plan, geo::Point place) {
        Inputs in = town(plan);
        in.destinations.front().at = place;
        for (Table& table : tables(analyse(std::move(in), settings())))
            if (table.name == "destinations") {
                REQUIRE(table.rows.size() == 1);  // no town hall in this town
                std::map<std::string, Value> row;
                for (std::size_t c = 0; c < table.columns.size(); ++c)
                    row[table.columns[c].name] = table.rows[0][c];
                return row;
            }
        return std::map<std::string, Value>();
    };
    const geo::Point across{1000, 500};
    const geo::Point beside{1000, 1400};
    const auto number = [](const auto& row, const char* name) {
        return std::get<double>(row.at(name));
    };
    const auto open = figures({}, across);
    const auto cut = figures({.canal = true}, across);
    CHECK(number(cut, "marche_m") > number(open, "marche_m") + 500);
    CHECK(number(cut, "detour") > number(open, "detour"));
    CHECK(number(figures({.canal = true}, beside), "marche_min") ==
          number(figures({}, beside), "marche_min"));
    CHECK(number(cut, "ecart_zone_min") ==
          Approx(number(cut, "marche_min") - number(cut, "marche_min_zone")).margin(0.0011));
    // Neither bicycles, nor cars, nor a timetable: missing, not 0.
    for (const char* name : {"velo_min", "tc_min", "voiture_min", "ecart_tc_voiture_min"})
        CHECK(std::holds_alternative<std::monostate>(cut.at(name)));
}

TEST_CASE("what a planted canal takes from the quarter is told, a footbridge takes less",
          "[atlas]") {
    const auto rows = [](const TownPlan& plan, bool known) {
        Inputs in = town(plan);
        if (!known) in.barriers.reset();
        for (Table& table : tables(analyse(std::move(in), settings())))
            if (table.name == "acces_perdu") return std::move(table.rows);
        return std::vector<std::vector<Value>>();
    };
    const auto share = [&](const TownPlan& plan) {
        const auto all = rows(plan, true);
        REQUIRE(all.size() == 2);  // the quarter, then the whole area
        CHECK(all[0][0] == Value{std::string("QN09901N")});
        CHECK(all[0][4] == Value{std::string("Canal")});
        CHECK(all[1][0] == Value{std::string("zone")});
        return std::get<double>(all[0][6]);
    };
    const double cut = share({.canal = true});
    const double bridged = share({.canal = true, .footbridge = true});
    CHECK(cut > 0.2);
    CHECK(bridged > 0);
    CHECK(bridged < cut);
    CHECK(rows({}, true).empty());
    CHECK(rows({.canal = true}, false).empty());
}
