// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/grouping.hpp"

#include "tests/engine/transit/random_timetable.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

struct Town {
    Timetable::Parts parts;
    std::vector<TripDraft> drafts;
    std::vector<Call> calls;

    Town() {
        parts.stops.resize(3);
        parts.lines.resize(2);
        parts.services.push_back({test::random_day});
    }
    /// A trip over the stops 0, 1, ... with these (arrival = departure) times.
    void trip(std::initializer_list<std::int32_t> times, std::size_t line = 0,
              std::uint8_t access = 3) {
        drafts.push_back({LineIdx{line}, ServiceIdx{0}, std::to_string(drafts.size()),
                          static_cast<std::uint32_t>(calls.size()),
                          static_cast<std::uint32_t>(times.size())});
        std::size_t stop = 0;
        for (const std::int32_t time : times)
            calls.push_back({StopIdx{stop++}, access, {time, time}});
    }
    Timetable timetable() {
        group_trips(drafts, calls, parts);
        return Timetable(parts);
    }
};

}  // namespace

TEST_CASE("trips with the same stops, line and rules share a pattern, in order of departure",
          "[transit]") {
    Town town;
    town.trip({200, 300, 400});
    town.trip({100, 200, 300});
    town.trip({150, 250}, 0);
    town.trip({150, 250, 350}, 1);
    town.trip({150, 250, 350}, 0, 1);
    const Timetable timetable = town.timetable();
    CHECK(timetable.patterns().size() == 4);
    CHECK(timetable.trips()[TripIdx{0}].id == "1");
    CHECK(timetable.trips()[TripIdx{1}].id == "0");
    CHECK(timetable.times_of(TripIdx{0})[2].arrival == 300);
    CHECK(check(timetable).empty());
}

TEST_CASE("a trip that overtakes gets a pattern of its own", "[transit]") {
    Town town;
    town.trip({100, 200, 300});
    town.trip({110, 150, 250});  // leaves later, arrives earlier
    town.trip({120, 220, 320});
    const Timetable timetable = town.timetable();
    REQUIRE(timetable.patterns().size() == 2);
    CHECK(timetable.patterns()[PatternIdx{0}].trips == 2);
    CHECK(check(timetable).empty());
}

TEST_CASE(
    "a trip past midnight does not share a pattern with a morning trip it would overtake the next "
    "day",
    "[transit]") {
    Town town;
    town.trip({600, 700, 800});
    town.trip({86000, 86400 + 650, 86400 + 900});  // on the next day it arrives at 650 and 900 s
    const Timetable timetable = town.timetable();
    CHECK(timetable.patterns().size() == 2);
    CHECK(check(timetable).empty());
}

TEST_CASE("check finds overtaking, falling times and trips that mix with those of the next day",
          "[transit]") {
    const auto broken = [](std::initializer_list<std::int32_t> first,
                           std::initializer_list<std::int32_t> second) {
        Timetable::Parts parts;
        parts.stops.resize(2);
        parts.lines.resize(1);
        parts.services.push_back({test::random_day});
        parts.patterns.push_back({LineIdx{0}, 0, 2, TripIdx{0}, 2});
        parts.pattern_stops = {StopIdx{0}, StopIdx{1}};
        parts.pattern_access = {3, 3};
        parts.trips.push_back({PatternIdx{0}, ServiceIdx{0}, 0, "a"});
        parts.trips.push_back({PatternIdx{0}, ServiceIdx{0}, 2, "b"});
        for (const auto& times : {first, second})
            for (const std::int32_t time : times) parts.stop_times.push_back({time, time});
        return check(Timetable(parts)).size();
    };
    CHECK(broken({10, 20}, {11, 21}) == 0);
    CHECK(broken({10, 20}, {11, 19}) == 1);
    CHECK(broken({20, 10}, {21, 31}) == 1);
    CHECK(broken({100, 200}, {86300, 86400 + 150}) == 1);
}

TEST_CASE("grouping keeps every trip and every guarantee on random networks",
          "[transit][property]") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const Timetable timetable = test::RandomTimetable(seed).timetable();
        const auto found = check(timetable);
        CHECK(found == std::vector<std::string>{});
    }
}
