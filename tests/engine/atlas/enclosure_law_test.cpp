// SPDX-License-Identifier: Apache-2.0
// The law of enclosure, over towns drawn at random and the whole analysis: what is only added
// raises nobody's, what is only closed lowers nobody's, a barrier planted lowers nobody's.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "tests/engine/atlas/random_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using enclavement::CellMeasure;
using test::enough;
using test::law_settings;
using test::Moves;
using test::RandomTown;
using test::towns;

std::vector<CellMeasure> raw(const enclavement::Index& index) {
    std::vector<CellMeasure> values;
    for (const enclavement::RankedMeasure& measure : index.measures)
        values.push_back({measure.definition.id, measure.values});
    return values;
}

}  // namespace

TEST_CASE("ways and services only added raise nobody's enclosure", "[atlas][property][law]") {
    Moves moves;
    for (unsigned seed = 0; seed < towns; ++seed) {
        INFO("seed " << seed);
        RandomTown town(seed);
        const Atlas before = analyse(town.inputs(), law_settings());
        const scenario::Scenario scenario = town.additions();
        Notices notices;
        ScenarioInputs edited =
            with_scenario(before.inputs, scenario, law_settings().access.snap, notices);
        const Atlas after = analyse(std::move(edited.inputs), law_settings(), {}, nullptr, &before);
        Moves own;
        own.add(before.enclosure.index, after.enclosure.index);
        for (const auto& [what, count] : own.of) {
            INFO(what);
            CHECK(count.first == 0);
            moves.of[what].second += count.second;
        }
    }
    // The law is not empty: many gain, in every component.
    for (const char* what : {"coupures", "permeabilite", "eloignement", "indice"}) {
        INFO(what);
        CHECK(moves.of[what].second > enough);
    }
}

TEST_CASE("ways and services only closed lower nobody's enclosure", "[atlas][property][law]") {
    Moves moves;
    for (unsigned seed = 0; seed < towns; ++seed) {
        INFO("seed " << seed);
        RandomTown town(1000 + seed);
        const Atlas before = analyse(town.inputs(), law_settings());
        const scenario::Scenario scenario = town.closures();
        Notices notices;
        ScenarioInputs edited =
            with_scenario(before.inputs, scenario, law_settings().access.snap, notices);
        const Atlas after = analyse(std::move(edited.inputs), law_settings(), {}, nullptr, &before);
        Moves own;
        own.add(before.enclosure.index, after.enclosure.index);
        for (const auto& [what, count] : own.of) {
            INFO(what);
            CHECK(count.second == 0);
            moves.of[what].first += count.first;
        }
    }
    for (const char* what : {"coupures", "permeabilite", "eloignement", "indice"}) {
        INFO(what);
        CHECK(moves.of[what].first > enough);
    }
}

TEST_CASE("a barrier planted lowers nobody's enclosure, as crossings per kilometre did",
          "[atlas][property][law]") {
    Moves moves;
    std::map<std::string, std::size_t> lower;  // of the measures told beside
    for (unsigned seed = 0; seed < towns; ++seed) {
        INFO("seed " << seed);
        RandomTown town(2000 + seed);
        const Atlas before = analyse(town.inputs(), law_settings());
        town.plant("neuve");
        const Atlas planted = analyse(town.inputs(), law_settings());
        // Both ranked among the residents as they live before.
        std::vector<double> people;
        for (const census::Cell& cell : before.inputs.population->cells)
            people.push_back(cell.people);
        const std::vector<CellMeasure> reference = raw(before.enclosure.index);
        const enclavement::Index after = enclavement::enclosure_index(
            before.inputs.measures, raw(planted.enclosure.index), people,
            before.residents.perimeters, law_settings().index, {reference});
        Moves own;
        own.add(before.enclosure.index, after);
        for (const auto& [what, count] : own.of) {
            INFO(what);
            CHECK(count.second == 0);
            moves.of[what].first += count.first;
        }
        for (std::size_t m = 0; m < after.measures.size(); ++m)
            for (std::size_t c = 0; c < people.size(); ++c)
                if (*after.measures[m].percentiles[c] <
                    *before.enclosure.index.measures[m].percentiles[c] - 1e-9)
                    ++lower[after.measures[m].definition.id];
    }
    CHECK(moves.of["coupures"].first > enough);
    CHECK(lower["acces_perdu_15"] == 0);
    CHECK(lower["franchissements_km_1000"] > 0);
}

}  // namespace lisiere
