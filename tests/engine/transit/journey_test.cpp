// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/journey.hpp"

#include "tests/engine/transit/random_timetable.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using test::at;

namespace {

/// Whether a trip of the day leaves `from` at `start` and, further on, arrives at `to` at `end`.
bool runs(const DayTimetable& day, const Leg& leg) {
    const Timetable& timetable = day.timetable();
    const PatternIdx pattern = timetable.trips()[leg.trip].pattern;
    const auto stops = timetable.stops_of(pattern);
    for (const DayTimetable::DayTrip& trip : day.trips(pattern)) {
        if (trip.trip != leg.trip) continue;
        const auto times = timetable.times_of(leg.trip);
        for (std::uint32_t i = 0; i < stops.size(); ++i)
            for (std::uint32_t j = i + 1; j < stops.size(); ++j)
                if (stops[i] == leg.from && stops[j] == leg.to && timetable.may_board(pattern, i) &&
                    timetable.may_alight(pattern, j) &&
                    times[i].departure + trip.shift == leg.start &&
                    times[j].arrival + trip.shift == leg.end)
                    return true;
    }
    return false;
}

}  // namespace

TEST_CASE("the replayed journey of the worked example is walk, line 1, walk, line 2", "[transit]") {
    const Timetable timetable = test::timetable(
        {{"stops.txt",
          "stop_id,stop_name,stop_lat,stop_lon\nA,A,0,0.01\nB,B,0,0.02\nC,C,0,0.03\nD,D,0,0.04\n"},
         {"stop_times.txt",
          "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
          "u,08:05:00,08:05:00,A,1\nu,08:15:00,08:15:00,B,2\n"
          "w,08:20:00,08:20:00,C,1\nw,08:30:00,08:30:00,D,2\n"}});
    const DayTimetable day(timetable, std::chrono::year(2026) / 3 / 17);
    const StopIdx a = test::stop(timetable, "A");
    const StopIdx b = test::stop(timetable, "B");
    const StopIdx c = test::stop(timetable, "C");
    const StopIdx d = test::stop(timetable, "D");
    const Footpaths footpaths({0, 0, 1, 1, 1}, {{c, Seconds{240}}});
    const std::vector<StopWalk> access{{a, Seconds{180}}};
    const std::vector<StopWalk> egress{{d, Seconds{60}}};
    const auto journey = earliest_journey(day, footpaths, access, egress, at("08:02"), {});
    REQUIRE(journey.has_value());
    CHECK(journey->arrival == at("08:31"));
    REQUIRE(journey->legs.size() == 5);
    CHECK(journey->legs[0].to == a);
    CHECK(journey->legs[0].end == at("08:05"));
    CHECK(journey->legs[1].start == at("08:05"));
    CHECK(journey->legs[1].end == at("08:15"));
    CHECK(journey->legs[2].from == b);
    CHECK(journey->legs[2].end == at("08:19"));
    CHECK(timetable.trips()[journey->legs[3].trip].id == "0:w");
    CHECK(journey->legs[3].from == c);
    CHECK(journey->legs[4].from == d);
    CHECK_FALSE(earliest_journey(day, footpaths, access, egress, at("08:03"), {}).has_value());
}

TEST_CASE("a replayed journey has the arrival of the profile search and only legs that exist",
          "[transit][property]") {
    std::size_t found = 0;
    std::size_t changes = 0;
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        test::RandomTimetable random(seed);
        const Timetable timetable = random.timetable();
        const DayTimetable day(timetable, test::random_day);
        const Footpaths footpaths = random.footpaths();
        const auto access = random.walks();
        const auto egress = random.walks();
        TransitLimits limits;
        limits.max_rides = static_cast<unsigned>(random.pick(1, 5));
        limits.max_time = Seconds{60 * random.pick(5, 90)};
        limits.board_slack = Seconds{30 * random.pick(0, 3)};
        // Random towns give few journeys with changes: four departures of each.
        for (int again = 0; again < 4; ++again) {
            const std::int32_t departure = 60 * random.pick(0, 60);
            const DepartureWindow window{Seconds{departure}, Seconds{departure + 60}, Seconds{60}};
            const StopProfiles profiles = reverse_profiles(day, footpaths, egress, window, limits);
            const std::int32_t expected = earliest_arrival(profiles, access, departure, limits);
            const auto journey =
                earliest_journey(day, footpaths, access, egress, departure, limits);
            INFO("seed " << seed << ", departure " << departure);
            REQUIRE((journey ? journey->arrival : never) == expected);
            if (!journey) continue;
            ++found;
            REQUIRE_FALSE(journey->legs.front().from.valid());
            REQUIRE_FALSE(journey->legs.back().to.valid());
            unsigned rides = 0;
            std::int32_t now = departure;
            for (std::size_t i = 0; i < journey->legs.size(); ++i) {
                const Leg& leg = journey->legs[i];
                if (i > 0) REQUIRE(leg.from == journey->legs[i - 1].to);
                if (leg.kind == Leg::Kind::ride) {
                    ++rides;
                    REQUIRE(runs(day, leg));
                    REQUIRE(leg.start >= now + limits.board_slack.count());
                } else {
                    REQUIRE(leg.start == now);
                    bool exists = i == 0 || i + 1 == journey->legs.size();
                    if (!exists)
                        for (const Footpath& path : footpaths[leg.from])
                            exists = exists || (path.to == leg.to &&
                                                path.walk.count() == leg.end - leg.start);
                    REQUIRE(exists);
                }
                now = leg.end;
            }
            REQUIRE(now == journey->arrival);
            REQUIRE(rides >= 1);
            REQUIRE(rides <= limits.max_rides);
            changes += rides - 1;
        }
    }
    CHECK(found > 2000);
    CHECK(changes > 200);
}
