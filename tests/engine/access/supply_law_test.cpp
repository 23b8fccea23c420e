// SPDX-License-Identifier: Apache-2.0
// What public transport offers a cell, over towns drawn at random: beside a plain count, and under
// the law that what is only added takes nothing from anyone.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/access/supply.hpp"
#include "engine/access/supply_index.hpp"
#include "engine/street/reach.hpp"
#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using transit::StopIdx;
using transit::TripIdx;

namespace {

/// Short enough for trips to leave some stops within it and others without.
const std::vector<transit::Period> periods{
    {"quart", transit::DayType::ouvrable, Seconds{7 * 3600 + 600}, Seconds{7 * 3600 + 2400}}};

SupplySettings settings_of(std::uint32_t seed) {
    SupplySettings settings;
    settings.reach = Minutes{3.0 + seed % 10};
    settings.heavy_reach = settings.reach;
    return settings;
}

CellSupplies supplies(const test::RandomWorld& world, const SupplySettings& settings) {
    const transit::ServiceDays days{world.day->day(), {}, {}};
    const auto departures = period_departures(world.timetable, days, periods);
    const auto services = transit::desserte(world.timetable, days, periods);
    return supply_in_reach({world.timetable, departures, services}, world.graph, world.cells,
                           world.network.stops, settings, {1});
}

/// Trips that leave in the period a stop within reach: every trip, every stop, plain loops.
std::size_t plain_count(const test::RandomWorld& world, census::CellIdx cell,
                        const SupplySettings& settings) {
    street::Reach reach(world.graph);
    reach.run(*world.cells.snaps[cell], street::unreached - 1);
    const auto walked = [&](StopIdx stop) {
        const auto& tie = world.network.stops[stop];
        return tie && reach.cost(*tie) <= limit_cost(settings.reach);
    };
    std::size_t count = 0;
    const transit::Timetable& timetable = world.timetable;
    for (const TripIdx trip : indices<TripIdx>(timetable.trips().size())) {
        const transit::PatternIdx pattern = timetable.trips()[trip].pattern;
        const auto stops = timetable.stops_of(pattern);
        const auto times = timetable.times_of(trip);
        bool leaves = false;
        for (std::uint32_t at = 0; at + 1 < stops.size(); ++at)
            leaves = leaves || (timetable.may_board(pattern, at) && walked(stops[at]) &&
                                times[at].departure >= periods[0].start.count() &&
                                times[at].departure < periods[0].end.count());
        count += leaves ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("departures in reach are those of a plain count of trips", "[access][property]") {
    std::size_t counted = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        INFO("seed " << seed);
        const test::RandomWorld world = test::random_world(seed);
        const SupplySettings settings = settings_of(seed);
        const CellSupplies found = supplies(world, settings);
        for (const census::CellIdx cell : indices<census::CellIdx>(found.size())) {
            if (!world.cells.snaps[cell]) continue;
            const std::size_t trips = plain_count(world, cell, settings);
            CHECK(found[cell].departures_per_hour[0] ==
                  Maybe<double>(static_cast<double>(trips) / (1800 / 3600.0)));
            counted += trips;
        }
    }
    CHECK(counted > 1000);
}

TEST_CASE("a street or trips that are only added take no departure from anyone",
          "[access][property][law]") {
    std::map<std::string, std::size_t> gained;
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const SupplySettings settings = settings_of(seed);
        const CellSupplies all = supplies(test::random_world(seed, {.more_trips = 20}), settings);
        const auto at_most_all = [&](const char* what, const test::WorldChange& change) {
            const CellSupplies few = supplies(test::random_world(seed, change), settings);
            for (const census::CellIdx cell : indices<census::CellIdx>(few.size())) {
                const Maybe<double>& before = few[cell].departures_per_hour[0];
                const Maybe<double>& after = all[cell].departures_per_hour[0];
                REQUIRE(before.has_value() == after.has_value());
                if (!before) continue;
                INFO(what << ", cell " << cell.value());
                CHECK(*before <= *after);
                if (*before < *after) ++gained[what];
                CHECK(std::includes(all[cell].lines.begin(), all[cell].lines.end(),
                                    few[cell].lines.begin(), few[cell].lines.end()));
            }
        };
        at_most_all("street", {.without_last_street = true, .more_trips = 20});
        at_most_all("trips", {});
    }
    CHECK(gained["street"] > 10);
    CHECK(gained["trips"] > 200);
}
