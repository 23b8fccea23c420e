// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/raptor.hpp"

#include "tests/engine/transit/random_timetable.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using namespace std::chrono_literals;
using test::at;

namespace {

/// A random case: network, walks at both ends, window and limits.
struct Case {
    test::RandomTimetable random;
    Timetable timetable;
    DayTimetable day;
    Footpaths footpaths;
    std::vector<StopWalk> access;
    std::vector<StopWalk> egress;
    DepartureWindow window;
    TransitLimits limits;

    explicit Case(unsigned seed)
        : random(seed),
          timetable(random.timetable()),
          day(timetable, test::random_day),
          footpaths(random.footpaths()),
          access(random.walks()),
          egress(random.walks()) {
        const int start = 60 * random.pick(0, 30);
        window = {Seconds{start}, Seconds{start + 30 * random.pick(1, 60)},
                  Seconds{30 * random.pick(1, 4)}};
        limits.max_rides = static_cast<unsigned>(random.pick(1, 6));
        limits.max_time = Seconds{60 * random.pick(5, 90)};
        limits.board_slack = Seconds{30 * random.pick(0, 3)};
    }
    std::vector<std::int32_t> plain(std::size_t departure) const {
        return test::plain_arrivals(timetable, test::random_day, footpaths, access,
                                    window.departure(departure).count(), limits);
    }
};

const test::FeedText two_lines = {
    {"stops.txt",
     "stop_id,stop_name,stop_lat,stop_lon\nA,A,0,0.01\nB,B,0,0.02\nC,C,0,0.03\nD,D,0,0.04\n"},
    {"stop_times.txt",
     "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
     "u,08:05:00,08:05:00,A,1\nu,08:15:00,08:15:00,B,2\n"
     "v,08:25:00,08:25:00,A,1\nv,08:35:00,08:35:00,B,2\n"
     "w,08:20:00,08:20:00,C,1\nw,08:30:00,08:30:00,D,2\n"
     "x,08:40:00,08:40:00,C,1\nx,08:50:00,08:50:00,D,2\n"}};
const Day spring_day = std::chrono::year(2026) / 3 / 17;

Footpaths footpath(const Timetable& timetable, const char* from, const char* to, Seconds walk) {
    std::vector<std::uint32_t> first{0};
    std::vector<Footpath> paths;
    for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
        if (stop == test::stop(timetable, from)) paths.push_back({test::stop(timetable, to), walk});
        first.push_back(static_cast<std::uint32_t>(paths.size()));
    }
    return {first, paths};
}

}  // namespace

TEST_CASE("a journey is the access walk, rides, one walk between two rides, and its waits",
          "[transit]") {
    const Timetable timetable = test::timetable(two_lines);
    const DayTimetable day(timetable, spring_day);
    const Footpaths walk = footpath(timetable, "B", "C", 240s);
    RangeRaptor raptor(day, walk);
    const StopIdx a = test::stop(timetable, "A");
    const StopIdx b = test::stop(timetable, "B");
    const StopIdx d = test::stop(timetable, "D");
    const std::vector<StopWalk> access{{a, 180s}};
    const DepartureWindow window{Seconds{at("08:00")}, Seconds{at("08:04")}, 60s};
    raptor.run(access, window, {});
    // 08:02 + 3 min = 08:05: trip u, at B 08:15, at C 08:19, trip w 08:20, at D 08:30.
    CHECK(raptor.arrival(0, d) == at("08:30"));
    CHECK(raptor.arrival(2, d) == at("08:30"));
    // A minute later: trip v, at B 08:35, at C 08:39, trip x, at D 08:50.
    CHECK(raptor.arrival(3, d) == at("08:50"));
    CHECK(raptor.arrival(3, b) == at("08:35"));
    CHECK(raptor.arrival(0, a) == never);  // no ride leads back

    TransitLimits limits;
    limits.max_time = Seconds{at("08:30") - at("08:01")};
    raptor.run(access, window, limits);
    CHECK(raptor.arrival(0, d) == never);  // one minute over the limit
    CHECK(raptor.arrival(1, d) == at("08:30"));
    limits.max_rides = 1;
    raptor.run(access, window, limits);
    CHECK(raptor.arrival(1, d) == never);
    limits = {};
    limits.board_slack = 60s;
    raptor.run(access, window, limits);
    CHECK(raptor.arrival(1, d) == at("08:30"));  // 08:04 and a minute, then 08:19 and a minute
    CHECK(raptor.arrival(2, d) == at("08:50"));
}

TEST_CASE("range RAPTOR equals the plain search at every stop, departure and limit",
          "[transit][property]") {
    for (unsigned seed = 1; seed <= 8000; ++seed) {
        const Case c(seed);
        RangeRaptor raptor(c.day, c.footpaths);
        raptor.run(c.access, c.window, c.limits);
        for (std::size_t departure = 0; departure < c.window.departures(); ++departure) {
            const std::vector<std::int32_t> expected = c.plain(departure);
            for (const StopIdx stop : indices<StopIdx>(expected.size())) {
                if (raptor.arrival(departure, stop) == expected[stop.value()]) continue;
                INFO("seed " << seed << ", departure " << departure << ", stop " << stop.value());
                REQUIRE(raptor.arrival(departure, stop) == expected[stop.value()]);
            }
        }
    }
    SUCCEED();
}

TEST_CASE("the reverse profiles equal the forward search to the nearest place",
          "[transit][property]") {
    std::size_t reached = 0;
    for (unsigned seed = 1; seed <= 8000; ++seed) {
        const Case c(seed);
        const StopProfiles profiles =
            reverse_profiles(c.day, c.footpaths, c.egress, c.window, c.limits);
        for (std::size_t departure = 0; departure < c.window.departures(); ++departure) {
            const std::int32_t leaves = c.window.departure(departure).count();
            const std::vector<std::int32_t> arrivals = c.plain(departure);
            std::int32_t expected = never;
            for (const StopWalk& walk : c.egress)
                if (arrivals[walk.stop.value()] != never)
                    expected = std::min(expected, arrivals[walk.stop.value()] + walk.walk.count());
            if (expected != never && expected - leaves > c.limits.max_time.count())
                expected = never;
            reached += expected != never ? 1 : 0;
            const std::int32_t found = earliest_arrival(profiles, c.access, leaves, c.limits);
            if (found == expected) continue;
            INFO("seed " << seed << ", departure " << departure);
            REQUIRE(found == expected);
        }
        for (const StopIdx stop : indices<StopIdx>(c.timetable.stops().size())) {
            const auto entries = profiles.profiles[stop];
            for (std::size_t i = 1; i < entries.size(); ++i) {
                CHECK(entries[i - 1].leave < entries[i].leave);
                CHECK(entries[i - 1].arrive < entries[i].arrive);
            }
        }
    }
    CHECK(reached > 5000);  // the cases are not all out of reach
}

TEST_CASE("leaving later never arrives earlier", "[transit][property]") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        Case c(seed);
        c.limits.max_time = 10h;
        RangeRaptor raptor(c.day, c.footpaths);
        raptor.run(c.access, c.window, c.limits);
        bool ordered = true;
        for (std::size_t departure = 1; departure < c.window.departures(); ++departure)
            for (const StopIdx stop : indices<StopIdx>(c.timetable.stops().size()))
                ordered = ordered &&
                          raptor.arrival(departure - 1, stop) <= raptor.arrival(departure, stop);
        INFO("seed " << seed);
        CHECK(ordered);
    }
}

TEST_CASE("an added departure never lengthens a journey", "[transit][property]") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        Case c(seed);
        // The same network with one more trip: a copy of one of its trips, some minutes apart.
        Timetable::Parts parts;
        parts.stops = c.timetable.stops();
        parts.lines = c.timetable.lines();
        parts.services = c.timetable.services();
        std::vector<TripDraft> drafts;
        std::vector<Call> calls;
        const auto add = [&](TripIdx trip, std::int32_t shift) {
            const Trip& t = c.timetable.trips()[trip];
            const auto stops = c.timetable.stops_of(t.pattern);
            drafts.push_back({c.timetable.patterns()[t.pattern].line, t.service, t.id,
                              static_cast<std::uint32_t>(calls.size()),
                              static_cast<std::uint32_t>(stops.size())});
            for (std::uint32_t i = 0; i < stops.size(); ++i) {
                const StopTime& time = c.timetable.times_of(trip)[i];
                const auto access = (c.timetable.may_board(t.pattern, i) ? 1U : 0U) |
                                    (c.timetable.may_alight(t.pattern, i) ? 2U : 0U);
                calls.push_back({stops[i],
                                 static_cast<std::uint8_t>(access),
                                 {time.arrival + shift, time.departure + shift}});
            }
        };
        for (const TripIdx trip : indices<TripIdx>(c.timetable.trips().size())) add(trip, 0);
        add(TripIdx{static_cast<std::size_t>(
                c.random.pick(0, static_cast<int>(c.timetable.trips().size()) - 1))},
            60 * c.random.pick(-20, 20));
        group_trips(drafts, calls, parts);
        const Timetable more(parts);
        const DayTimetable more_day(more, test::random_day);
        RangeRaptor before(c.day, c.footpaths);
        RangeRaptor after(more_day, c.footpaths);
        before.run(c.access, c.window, c.limits);
        after.run(c.access, c.window, c.limits);
        bool never_longer = true;
        for (std::size_t departure = 0; departure < c.window.departures(); ++departure)
            for (const StopIdx stop : indices<StopIdx>(c.timetable.stops().size()))
                never_longer = never_longer &&
                               after.arrival(departure, stop) <= before.arrival(departure, stop);
        INFO("seed " << seed);
        CHECK(never_longer);
    }
}

TEST_CASE("a search leaves nothing behind for the next one", "[transit]") {
    Case c(7);
    RangeRaptor used(c.day, c.footpaths);
    for (unsigned seed = 1; seed < 20; ++seed) used.run(Case(7).random.walks(), c.window, c.limits);
    used.run(c.access, c.window, c.limits);
    RangeRaptor fresh(c.day, c.footpaths);
    fresh.run(c.access, c.window, c.limits);
    for (std::size_t departure = 0; departure < c.window.departures(); ++departure)
        for (const StopIdx stop : indices<StopIdx>(c.timetable.stops().size()))
            CHECK(used.arrival(departure, stop) == fresh.arrival(departure, stop));
}

TEST_CASE("percentiles are by nearest rank, and a missing departure counts as infinite",
          "[transit]") {
    std::vector<std::int32_t> times = {50, 10, 40, 20, 30};
    CHECK(percentile(times, 50) == 30);  // rank ceil(0.50 × 5) = 3
    CHECK(percentile(times, 5) == 10);   // rank ceil(0.05 × 5) = 1
    CHECK(percentile(times, 95) == 50);  // rank ceil(0.95 × 5) = 5
    CHECK(percentile(times, 0) == 10);
    CHECK(percentile(times, 100) == 50);
    times = {never, 10, never, 20};
    CHECK(percentile(times, 50) == 20);     // rank 2
    CHECK(percentile(times, 51) == never);  // rank ceil(2.04) = 3
    CHECK(percentile({}, 50) == never);
}

TEST_CASE("percentiles are ordered", "[transit][property]") {
    test::RandomTimetable random(11);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int32_t> times;
        for (int i = random.pick(1, 130); i > 0; --i)
            times.push_back(random.pick(0, 9) == 0 ? never : random.pick(0, 7200));
        CHECK(percentile(times, 5) <= percentile(times, 50));
        CHECK(percentile(times, 50) <= percentile(times, 95));
    }
}
