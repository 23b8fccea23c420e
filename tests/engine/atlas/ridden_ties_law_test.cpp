// SPDX-License-Identifier: Apache-2.0
// The law of enclosure by bicycle and by car: everybody stays tied where the base tied them, so
// that streets only added delay nobody and streets only closed hasten nobody.
#include <algorithm>
#include <limits>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "tests/engine/atlas/random_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using access::TravelMode;
using test::enough;
using test::Moves;
using test::RandomTown;
using test::towns;

constexpr TravelMode ridden[] = {TravelMode::velo, TravelMode::voiture};

/// The same streets by every mode; the index counts the car.
Inputs with_modes(const RandomTown& town) {
    Inputs in = town.inputs();
    in.cycling = in.driving = in.streets;
    in.measures.push_back(
        test::measure("centre_voiture_min", "acces_routier", enclavement::Sense::plus));
    return in;
}

Settings settings() {
    Settings law = test::law_settings();
    law.access.modes = {TravelMode::marche, TravelMode::velo, TravelMode::voiture};
    law.index.weights["acces_routier"] = 1;
    return law;
}

std::vector<double> minutes(const Atlas& atlas, TravelMode mode) {
    std::vector<double> times;
    const auto add = [&](const std::vector<Maybe<double>>& values) {
        for (const Maybe<double>& value : values)
            // No way there, or no such place yet, is as far as can be.
            times.push_back(value ? *value
                            : value.absence() == Absence::non_rattache
                                ? -1
                                : std::numeric_limits<double>::infinity());
    };
    add(atlas.destinations.front().minutes.by(mode));
    for (const access::TimesTo& service : atlas.times) add(service.by(mode));
    return times;
}

/// A scenario by every mode; `rise`: whether it may take nobody's time away, or add to nobody's.
template <class Draw>
void hold(unsigned first, bool rise, const Draw& draw) {
    Moves moves;
    std::size_t changed = 0;
    for (unsigned seed = first; seed < first + towns; ++seed) {
        INFO("seed " << seed);
        // In every other town a street cut in two would take its residents to another one.
        RandomTown town(seed, seed % 2 == 1);
        const Atlas before = analyse(with_modes(town), settings());
        Notices notices;
        ScenarioInputs edited =
            with_scenario(before.inputs, draw(town), settings().access.snap, notices);
        const Atlas after = analyse(std::move(edited.inputs), settings(), {}, nullptr, &before);
        for (const TravelMode mode : ridden) {
            const std::vector<double> was = minutes(before, mode);
            const std::vector<double> is = minutes(after, mode);
            REQUIRE(was.size() == is.size());
            for (std::size_t i = 0; i < was.size(); ++i) {
                INFO(access::to_text(mode) << " " << i << ": " << was[i] << " to " << is[i]);
                // A street cut in two is longer or shorter by a millisecond a piece.
                CHECK((rise ? is[i] >= was[i] - 0.001 : is[i] <= was[i] + 0.001));
                changed += was[i] != is[i] ? 1 : 0;
            }
        }
        moves.add_lawful(before.enclosure.index, after.enclosure.index, rise);
    }
    CHECK(changed > enough);
    CHECK((rise ? moves.of["acces_routier"].first : moves.of["acces_routier"].second) > enough);
}

}  // namespace

TEST_CASE("streets only added, by every mode, delay nobody who rides and raise nobody's enclosure",
          "[atlas][property][law]") {
    hold(6000, false, [](RandomTown& town) {
        scenario::Scenario scenario = town.additions();
        for (scenario::AddedWay& way : scenario.ways)
            for (const street::Mode mode : street::all_modes)
                way.use[street::index_of(mode)] = {4.8, 4.8};
        return scenario;
    });
}

TEST_CASE(
    "streets only closed, to every mode, hasten nobody who rides and lower nobody's enclosure",
    "[atlas][property][law]") {
    hold(7000, true, [](RandomTown& town) {
        scenario::Scenario scenario = town.closures();
        for (scenario::ClosedStreets& closed : scenario.closed)
            std::fill(closed.modes.begin(), closed.modes.end(), true);
        return scenario;
    });
}

}  // namespace lisiere
