// SPDX-License-Identifier: Apache-2.0
// The law of enclosure with a timetable: lines, ways and services that are only added raise
// nobody's; that are only closed lower nobody's.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "tests/engine/atlas/random_lines.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using test::enough;
using test::Moves;
using test::RandomTown;
using test::towns;

/// What a scenario moved, over towns numbered from `first`; `rise`: whether it may lower nobody's
/// or raise nobody's. `straddling`: in every second town several stops of a line are in reach, and
/// trips leave one before a period and the next within: counted at the nearest stop alone, a trip
/// would be lost where a way makes another stop the nearest.
template <class Draw>
Moves moved(unsigned first, bool rise, const Draw& draw, bool straddling = false) {
    Moves moves;
    for (unsigned seed = first; seed < first + towns; ++seed) {
        INFO("seed " << seed);
        Settings settings = test::transit_law_settings();
        if (straddling && seed % 2 == 0)
            settings.supply.reach = settings.supply.heavy_reach = Minutes{8};
        RandomTown town(seed);
        const Atlas before = analyse(test::with_transit(town, straddling), settings);
        const scenario::Scenario scenario = draw(town, *before.inputs.timetable);
        Notices notices;
        ScenarioInputs edited =
            with_scenario(before.inputs, scenario, settings.access.snap, notices);
        const Atlas after = analyse(std::move(edited.inputs), settings, {}, nullptr, &before);
        moves.add_lawful(before.enclosure.index, after.enclosure.index, rise);
    }
    return moves;
}

/// The law is not empty: it is seen on many cells, `share` of a usual number. In a town of 1.2 km
/// one mostly walks to the centre, whatever runs.
void seen(const Moves& moves, std::initializer_list<const char*> components, double share = 1) {
    const double many = share * (towns < 120 ? enough / 2 : enough);
    for (const std::string what : components) {
        INFO(what);
        const auto found = moves.of.find(what);
        REQUIRE(found != moves.of.end());
        CHECK(static_cast<double>(std::max(found->second.first, found->second.second)) >
              (what == "eloignement" ? enough / 5 : many));
    }
}

}  // namespace

TEST_CASE("lines only added raise nobody's enclosure", "[atlas][property][law]") {
    seen(moved(0, false,
               [](RandomTown& town, const transit::Timetable& timetable) {
                   scenario::Scenario scenario;
                   test::add_lines(town, timetable, scenario);
                   return scenario;
               }),
         {"desserte", "eloignement", "indice"});
}

TEST_CASE("lines only closed lower nobody's enclosure", "[atlas][property][law]") {
    seen(moved(1000, true,
               [](RandomTown& town, const transit::Timetable& timetable) {
                   scenario::Scenario scenario;
                   test::close_lines(town, timetable, scenario);
                   return scenario;
               }),
         {"desserte", "eloignement", "indice"});
}

TEST_CASE("ways only added raise nobody's enclosure, with a timetable", "[atlas][property][law]") {
    seen(moved(
             2000, false,
             [](RandomTown& town, const transit::Timetable&) {
                 scenario::Scenario scenario = town.additions();
                 scenario.facilities.clear();
                 return scenario;
             },
             true),
         // Where every stop is in reach before, a way brings none.
         {"desserte", "eloignement", "permeabilite", "indice"}, 0.5);
}

TEST_CASE("ways only closed lower nobody's enclosure, with a timetable", "[atlas][property][law]") {
    seen(moved(3000, true,
               [](RandomTown& town, const transit::Timetable&) {
                   scenario::Scenario scenario = town.closures();
                   scenario.facilities.clear();
                   return scenario;
               }),
         {"desserte", "eloignement", "permeabilite", "indice"});
}

TEST_CASE("lines, ways and services all added raise nobody's enclosure, all closed lower nobody's",
          "[atlas][property][law]") {
    seen(moved(4000, false,
               [](RandomTown& town, const transit::Timetable& timetable) {
                   scenario::Scenario scenario = town.additions();
                   test::add_lines(town, timetable, scenario);
                   return scenario;
               }),
         {"desserte", "eloignement", "permeabilite", "indice"});
    seen(moved(5000, true,
               [](RandomTown& town, const transit::Timetable& timetable) {
                   scenario::Scenario scenario = town.closures();
                   test::close_lines(town, timetable, scenario);
                   return scenario;
               }),
         {"desserte", "eloignement", "permeabilite", "indice"});
}

}  // namespace lisiere
