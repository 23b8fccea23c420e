// SPDX-License-Identifier: Apache-2.0
#include "engine/access/rides_to.hpp"

#include <algorithm>
#include <map>

#include "engine/access/place_times.hpp"
#include "engine/access/window_times.hpp"
#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

constexpr Seconds any_time{24 * 3600};

std::vector<std::vector<Ride>> rides_of(const RandomWorld& world,
                                        const std::vector<std::optional<street::Snap>>& places,
                                        Seconds longest) {
    std::vector<std::vector<Ride>> rides;
    for (const auto& stops :
         place_stops(world.graph, world.network.stops, places, world.settings.stop_walk_limit))
        rides.push_back(RidesTo(world.network, world.settings).from_cells(stops, longest));
    return rides;
}

}  // namespace

TEST_CASE("the faster of the ride to a place and the walk is the median from each cell",
          "[access][property]") {
    std::size_t ridden = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        const RandomWorld world = random_world(seed, {.more_trips = 40});
        Random random(seed);
        const auto places = optional_of(random_places(world.graph, random, 4));
        const auto rides = rides_of(world, places, any_time);
        const StreetMode walking =
            street_mode(TravelMode::marche, world.graph, world.cells, world.settings);
        const auto forward = transit_place_times(walking, world.network, world.settings, places)();
        const auto on_foot = street_place_times(walking, places)();
        for (const census::CellIdx cell : indices<census::CellIdx>(world.cells.snaps.size())) {
            if (!world.cells.snaps[cell]) continue;
            std::map<std::uint32_t, double> expected;
            for (const PlaceTime& time : forward->from(cell)) expected[time.place] = time.minutes;
            std::map<std::uint32_t, double> found;
            for (const PlaceTime& time : on_foot->from(cell)) found[time.place] = time.minutes;
            for (std::uint32_t place = 0; place < places.size(); ++place)
                for (const Ride& ride : rides[place]) {
                    if (ride.cell != cell) continue;
                    const double minutes = ride.time.count() / 60.0;
                    const auto [at, added] = found.emplace(place, minutes);
                    if (minutes < at->second || added) ++ridden;
                    at->second = std::min(at->second, minutes);
                }
            INFO("seed " << seed << ", cell " << cell.value());
            CHECK(found == expected);
        }
    }
    CHECK(ridden > 200);
}

TEST_CASE("a shorter limit leaves out the longer rides and changes no other",
          "[access][property]") {
    std::size_t kept = 0;
    std::size_t left_out = 0;
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        const RandomWorld world = random_world(seed, {.more_trips = 40});
        Random random(seed);
        const auto places = optional_of(random_places(world.graph, random, 3));
        const auto all = rides_of(world, places, any_time);
        const Seconds longest{600};
        const auto some = rides_of(world, places, longest);
        for (std::size_t place = 0; place < places.size(); ++place) {
            std::map<std::uint32_t, Seconds> expected;
            for (const Ride& ride : all[place]) {
                if (ride.time <= longest) expected[ride.cell.value()] = ride.time;
                ++(ride.time <= longest ? kept : left_out);
            }
            std::map<std::uint32_t, Seconds> found;
            for (const Ride& ride : some[place]) found[ride.cell.value()] = ride.time;
            CHECK(found == expected);
            CHECK(std::ranges::is_sorted(some[place], {}, &Ride::cell));
        }
    }
    CHECK(kept > 50);
    CHECK(left_out > 100);
}

TEST_CASE("the times of a window are the earliest arrivals of its departures",
          "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        const RandomWorld world = random_world(seed, {.more_trips = 40});
        Random random(seed);
        const auto places = optional_of(random_places(world.graph, random, 1));
        const auto stops =
            place_stops(world.graph, world.network.stops, places, world.settings.stop_walk_limit);
        const transit::DepartureWindow& window = world.settings.window;
        const auto profiles = transit::reverse_profiles(*world.day, world.network.footpaths,
                                                        stops[0], window, world.settings.limits);
        std::vector<std::int32_t> times;
        for (const census::CellIdx cell : indices<census::CellIdx>(world.cells.snaps.size())) {
            const auto access = world.network.cell_stops[cell];
            window_times(profiles, access, window, world.settings.limits, times);
            for (std::size_t d = 0; d < window.departures(); ++d) {
                const std::int32_t start = window.departure(d).count();
                const std::int32_t arrival =
                    transit::earliest_arrival(profiles, access, start, world.settings.limits);
                CHECK(times[d] == (arrival == transit::never ? transit::never : arrival - start));
            }
        }
    }
}
