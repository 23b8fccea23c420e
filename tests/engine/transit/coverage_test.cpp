// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/coverage.hpp"

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

const Day thursday = std::chrono::year(2026) / 3 / 5;

/// `each[h]` trips leave X in hour h.
test::FeedText hourly(const std::vector<std::pair<int, int>>& each) {
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (const auto& [hour, trips] : each)
        for (int i = 0; i < trips; ++i)
            times += fmt::format(
                "{0}-{1},{0:02}:{1:02}:00,{0:02}:{1:02}:00,X,1\n"
                "{0}-{1},{0:02}:59:59,{0:02}:59:59,Y,2\n",
                hour, i);
    return {{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\n"},
            {"stop_times.txt", times}};
}

Period period(const char* id, int start, int end) {
    return {id, DayType::ouvrable, Seconds{start * 3600}, Seconds{end * 3600}};
}

const std::vector<Period> periods{period("pointe_matin", 7, 9), period("creuses", 9, 16),
                                  period("pointe_soir", 16, 19), period("soiree", 19, 24)};

std::vector<Coverage> only_feed(const Timetable& timetable, Day day) {
    return coverage(timetable, {day, {}, {}, {}}, periods).front();
}

}  // namespace

TEST_CASE(
    "a feed cut to the afternoon covers neither the peaks nor the evening, and its zeros are "
    "missing values",
    "[transit]") {
    // 12 to 16: 40 trips an hour; 16 to 17: 20; the rest of the day: one trip at 8.
    const Timetable timetable =
        test::timetable(hourly({{8, 1}, {12, 40}, {13, 40}, {14, 40}, {15, 40}, {16, 20}}));
    const std::vector<Coverage> found = only_feed(timetable, thursday);
    CHECK(found[0] == Coverage::hardly);   // 1 of 40 is under 5 %
    CHECK(found[1] == Coverage::partial);  // 9, 10, 11 of 7 hours
    CHECK(found[2] == Coverage::hardly);   // 17, 18 of 3 hours
    CHECK(found[3] == Coverage::hardly);   // as 18
    const auto services = desserte(timetable, {thursday, {}, {}, {}}, periods);
    const auto& departures = services[test::stop(timetable, "X")].departures_per_hour;
    CHECK(departures[0] == Maybe<double>(Absence::hors_couverture));
    CHECK(departures[1] == Maybe<double>(160 / 7.0));
    CHECK(departures[3] == Maybe<double>(Absence::hors_couverture));
}

TEST_CASE("a network that stops in the evening has an evening of zero, not a missing one",
          "[transit]") {
    std::vector<std::pair<int, int>> each;
    for (int hour = 6; hour < 19; ++hour) each.emplace_back(hour, 10);
    const Timetable timetable = test::timetable(hourly(each));
    CHECK(only_feed(timetable, thursday) == std::vector<Coverage>(periods.size(), Coverage::whole));
    const auto services = desserte(timetable, {thursday, {}, {}, {}}, periods);
    CHECK(services[test::stop(timetable, "X")].departures_per_hour[3] == Maybe<double>(0.0));
}

TEST_CASE("a feed of a few trips, and a day without any, are not called cut", "[transit]") {
    const Timetable timetable = test::timetable(hourly({{7, 30}, {16, 30}}));
    CHECK(only_feed(timetable, thursday) == std::vector<Coverage>(periods.size(), Coverage::whole));
    const Day never = std::chrono::year(2030) / 1 / 1;
    CHECK(only_feed(timetable, never) == std::vector<Coverage>(periods.size(), Coverage::whole));
}

TEST_CASE(
    "the calls of a line at a stop join its patterns, split its directions, and give headways",
    "[transit]") {
    const Timetable timetable = test::timetable(test::FeedText{
        {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\nZ,Z,0,0.03\n"},
        {"trips.txt",
         "route_id,service_id,trip_id,direction_id\nL,S,a,0\nL,S,b,0\nL,S,c,0\nL,S,d,1\nL,S,e,0\n"},
        {"stop_times.txt",
         "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
         "a,07:00:00,07:00:00,X,1\na,07:05:00,07:05:00,Y,2\n"
         "b,07:10:00,07:10:00,X,1\nb,07:15:00,07:15:00,Y,2\nb,07:20:00,07:20:00,Z,3\n"
         "c,07:40:00,07:40:00,X,1\nc,07:45:00,07:45:00,Y,2\nc,07:50:00,07:50:00,Z,3\n"
         "d,07:15:00,07:15:00,X,1\nd,07:20:00,07:20:00,Y,2\n"
         "e,09:00:00,09:00:00,X,1\ne,09:05:00,09:05:00,Y,2\n"}});
    const DayTimetable day(timetable, thursday);
    const auto calls = line_calls(day, periods[0]);
    const auto& at_x = calls[test::stop(timetable, "X")];
    REQUIRE(at_x.size() == 2);
    CHECK(at_x[0].direction == 0);
    CHECK(at_x[0].departures ==
          std::vector<std::int32_t>{test::at("07:00"), test::at("07:10"), test::at("07:40")});
    // Two of the three go on to Z.
    CHECK(timetable.stops_of(at_x[0].main).back() == test::stop(timetable, "Z"));
    CHECK(at_x[1].direction == 1);
    // Gaps of 10 and 30 minutes: the lower of the two middle ones, and the longest.
    CHECK(median_headway(at_x[0].departures) == Maybe<Seconds>(Seconds{600}));
    CHECK(longest_gap(at_x[0].departures) == Maybe<Seconds>(Seconds{1800}));
    CHECK(longest_gap(at_x[1].departures) == Maybe<Seconds>(Absence::sans_objet));
    // b and c go on from Y, a ends there, as d does.
    CHECK(calls[test::stop(timetable, "Y")].size() == 1);
    // All lines of the day: 07:00 to 09:00 is what lies between; d at 07:15 shortens nothing.
    const auto services = desserte(timetable, {thursday, {}, {}, {}}, periods);
    CHECK(services[test::stop(timetable, "X")].longest_gap == Maybe<Seconds>(Seconds{80 * 60}));
}
