// SPDX-License-Identifier: Apache-2.0
// A scenario analysed where its changes reach, against the whole analysis.
#include "engine/atlas/scenario_analysis.hpp"

#include <string>
#include <vector>

#include "engine/atlas/scenario.hpp"
#include "engine/atlas/shapes.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/street/changed_streets.hpp"
#include "tests/engine/atlas/random_lines.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using test::law_settings;
using test::RandomTown;

#ifdef __SANITIZE_ADDRESS__
constexpr unsigned seeds = 6;
#else
constexpr unsigned seeds = 20;
#endif

/// Ways and services added, streets and services closed, or both.
scenario::Scenario changes(RandomTown& town, unsigned seed) {
    scenario::Scenario scenario = town.additions();
    if (seed % 3 == 0) return scenario;
    scenario::Scenario closed = town.closures();
    if (seed % 3 == 1) return closed;
    scenario.closed = std::move(closed.closed);
    return scenario;
}

void require_same(const std::vector<Table>& found, const std::vector<Table>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t t = 0; t < found.size(); ++t) {
        INFO(expected[t].name);
        REQUIRE(found[t].rows.size() == expected[t].rows.size());
        for (std::size_t row = 0; row < found[t].rows.size(); ++row)
            for (std::size_t c = 0; c < expected[t].columns.size(); ++c) {
                INFO(expected[t].columns[c].name << ", row " << row);
                REQUIRE(found[t].rows[row][c] == expected[t].rows[row][c]);
            }
        REQUIRE(found[t].geometries == expected[t].geometries);
    }
}

/// The fabric of a scenario, held to its base, with searches of a few streets.
enclavement::Fabric fabric_of(const Atlas& atlas, const Atlas* base, const Inputs& inputs,
                              const access::CellTies& ties, bool where_it_reaches) {
    enclavement::EnclosureSettings settings;
    settings.detours.search_limit = Metres{350};
    settings.detours.entry_walk = Metres{200};
    settings.detours.form_walk = Metres{150};
    settings.detours.entry_radius = Metres{100};
    settings.detours.distances_m = {100, 200};
    settings.pedshed.limit = Minutes{4};
    settings.access_lost.limit = Minutes{4};
    settings.measures_alone = base != nullptr;
    std::optional<enclavement::FrozenGround> frozen;
    if (base != nullptr)
        frozen.emplace(enclavement::FrozenGround{
            *base->inputs.streets, base->enclosure.fabric.open,
            where_it_reaches ? &base->enclosure.fabric : nullptr, base->ties.snaps.items()});
    const std::vector<geo::MultiPolygon> shapes =
        perimeter_shapes(inputs.territory.perimeters.items());
    return enclavement::fabric({*inputs.streets,
                                *inputs.barriers,
                                inputs.territory.study_area,
                                *inputs.population,
                                ties,
                                shapes,
                                atlas.residents.perimeters,
                                std::nullopt,
                                true,
                                {},
                                {},
                                frozen},
                               settings);
}

}  // namespace

TEST_CASE("a scenario analysed by parts publishes what the whole analysis does",
          "[atlas][scenario][property]") {
    for (unsigned seed = 0; seed < seeds; ++seed) {
        INFO("seed " << seed);
        RandomTown town(5000 + seed);
        Inputs inputs = town.inputs();
        if (seed % 2 == 0) inputs.timetable = test::random_lines(town);
        const Atlas before = analyse(inputs, law_settings());
        const scenario::Scenario scenario = changes(town, seed);
        Notices notices;
        const ScenarioInputs edited =
            with_scenario(before.inputs, scenario, law_settings().access.snap, notices);
        const Atlas whole = analyse(edited.inputs, law_settings(), {}, nullptr, &before);
        std::vector<ScenarioPart> told;
        const Atlas found = analyse_scenario(
            edited.inputs, before, {}, nullptr, [&](const Atlas& so_far, ScenarioPart part) {
                told.push_back(part);
                for (std::size_t c = 0; c < whole.times.size(); ++c)
                    REQUIRE(so_far.times[c].walk == whole.times[c].walk);
                REQUIRE(so_far.own_mairie.minutes.walk == whole.own_mairie.minutes.walk);
                for (std::size_t d = 0; d < whole.destinations.size(); ++d)
                    REQUIRE(so_far.destinations[d].minutes.walk ==
                            whole.destinations[d].minutes.walk);
            });
        CHECK(told ==
              std::vector{ScenarioPart::walking, ScenarioPart::enclosure, ScenarioPart::whole});
        require_same(scenario_tables({scenario, before, found, edited.streets}),
                     scenario_tables({scenario, before, whole, edited.streets}));
    }
}

TEST_CASE("places out of reach of what changed keep their measures, and no other measure moves",
          "[atlas][scenario][property]") {
    std::size_t again = 0;
    std::size_t kept = 0;
    for (unsigned seed = 0; seed < 3 * seeds; ++seed) {
        INFO("seed " << seed);
        RandomTown town(6000 + seed);
        Atlas before = analyse(town.inputs(), law_settings());
        before.enclosure.fabric = fabric_of(before, nullptr, before.inputs, before.ties, false);
        const scenario::Scenario scenario = changes(town, seed);
        Notices notices;
        const ScenarioInputs edited =
            with_scenario(before.inputs, scenario, law_settings().access.snap, notices);
        const street::Snapper base(*before.inputs.streets, law_settings().access.snap);
        const street::Snapper snapper(*edited.inputs.streets, law_settings().access.snap, &base);
        const access::CellTies ties =
            access::snap_cells(*edited.inputs.population, snapper, Threads{1}, notices);
        const auto whole = fabric_of(before, &before, edited.inputs, ties, false);
        const auto found = fabric_of(before, &before, edited.inputs, ties, true);
        REQUIRE(found.measures.size() == whole.measures.size());
        for (std::size_t m = 0; m < whole.measures.size(); ++m) {
            INFO(whole.measures[m].id);
            REQUIRE(found.measures[m].id == whole.measures[m].id);
            REQUIRE(found.measures[m].values == whole.measures[m].values);
        }
        REQUIRE(found.lost.reached == whole.lost.reached);
        for (std::size_t c = 0; c < whole.sectors.size(); ++c)
            for (std::size_t s = 0; s < enclavement::sector_count; ++s) {
                REQUIRE(found.sectors[c][s].detour == whole.sectors[c][s].detour);
                REQUIRE(found.sectors[c][s].closed == whole.sectors[c][s].closed);
                REQUIRE(found.sectors[c][s].barrier == whole.sectors[c][s].barrier);
            }
        const auto touched =
            street::touched(*before.inputs.streets,
                            street::changed_streets(*before.inputs.streets, *edited.inputs.streets),
                            before.ties.snaps.items(), 4 * 60000);
        for (const bool one : touched) ++(one ? again : kept);
    }
    // Both kinds of places were there.
    CHECK(again > seeds);
    CHECK(kept > seeds);
}

TEST_CASE("streets that are as they were have not changed", "[street]") {
    const RandomTown town(1);
    const street::ChangedStreets none =
        street::changed_streets(*town.inputs().streets, *town.inputs().streets);
    CHECK(none.nodes.empty());
    CHECK(none.edges == std::vector<bool>(town.inputs().streets->edge_count(), false));
}

}  // namespace lisiere
