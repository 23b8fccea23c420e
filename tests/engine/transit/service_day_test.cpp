// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/service_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "tests/engine/transit/random_timetable.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using namespace std::chrono_literals;

namespace {

/// Trips a1.. of service A, b1.. of service B, on two stops.
test::FeedText feed(int trips_a, int trips_b, const std::string& calendar) {
    std::string trips = "route_id,service_id,trip_id\n";
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (const auto& [service, count] : {std::pair{"A", trips_a}, std::pair{"B", trips_b}})
        for (int i = 1; i <= count; ++i) {
            const std::string id = service + std::to_string(i);
            // B five minutes after A: at the same seconds they would be one vehicle.
            const int minute = service == std::string("A") ? 0 : 5;
            trips += fmt::format("L,{},{}\n", service, id);
            times += fmt::format(
                "{0},{1:02}:{2:02}:00,{1:02}:{2:02}:00,X,1\n"
                "{0},{1:02}:{3:02}:00,{1:02}:{3:02}:00,Y,2\n",
                id, i + 5, minute, minute + 10);
        }
    return {{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0.01,0.01\nY,Y,0.02,0.02\n"},
            {"trips.txt", trips},
            {"stop_times.txt", times},
            {"calendar.txt",
             "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_"
             "date\n" +
                 calendar}};
}

/// The same feed 10 km away: its trips are other vehicles.
test::FeedText elsewhere(test::FeedText text) {
    text["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\nX,X,0.11,0.01\nY,Y,0.12,0.02\n";
    return text;
}

Day day(int year, unsigned month, unsigned of_month) {
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month);
}

}  // namespace

TEST_CASE("the trips of each day are counted from the first to the last day of validity",
          "[transit]") {
    // 2026-03-02 is a Monday. A: Monday to Friday, 3 trips; B: Wednesday and Saturday, 2 trips.
    const Timetable timetable = test::timetable(
        feed(3, 2, "A,1,1,1,1,1,0,0,20260302,20260308\nB,0,0,1,0,0,1,0,20260302,20260308\n"));
    const auto days = service_by_day(timetable);
    REQUIRE(days.size() == 7);  // Sunday 8 is of the calendars: nothing runs
    CHECK(days[0].day == day(2026, 3, 2));
    const std::vector<std::size_t> expected = {3, 3, 3 + 2, 3, 3, 2, 0};
    for (std::size_t i = 0; i < days.size(); ++i) CHECK(days[i].trips == expected[i]);
}

TEST_CASE("the typical weekday is the earliest Tuesday to Thursday of median service",
          "[transit]") {
    // Three weeks; Wednesdays have 3 + 2 trips, Tuesdays and Thursdays 3: of nine days the median
    // is 3.
    const Timetable timetable = test::timetable(
        feed(3, 2, "A,1,1,1,1,1,0,0,20260302,20260322\nB,0,0,1,0,0,1,0,20260302,20260322\n"));
    const TypicalDays typical = typical_days(timetable);
    CHECK(typical.weekday == day(2026, 3, 3));
    CHECK(typical.median_weekday_trips == 3);
    CHECK(typical.saturday == day(2026, 3, 7));
    // Three Sundays of the validity, without a trip: the first stands for them.
    CHECK(typical.sunday == day(2026, 3, 8));
    REQUIRE(typical.choices.size() == 3);
    CHECK(typical.choices[2].trips == 0);
    CHECK(typical.choices[2].candidates == 3);
    CHECK(typical.choices[2].served == 0);
}

TEST_CASE("typical days are taken where the most feeds are valid", "[transit]") {
    // The first feed runs all year, the second, elsewhere, two weeks of June only.
    Notices notices;
    const Timetable timetable =
        test::timetable({feed(3, 0, "A,1,1,1,1,1,1,1,20260101,20261231\n"),
                         elsewhere(feed(4, 0, "A,1,1,1,1,1,1,1,20260608,20260621\n"))},
                        notices);
    const TypicalDays typical = typical_days(timetable);
    CHECK(typical.weekday == day(2026, 6, 9));
    CHECK(typical.median_weekday_trips == 3 + 4);
    CHECK(typical.sunday == day(2026, 6, 14));
}

TEST_CASE("a feed of a few days does not choose the day of all", "[transit]") {
    // Three trips a day all year, one in July and August; a shuttle of 4 trips on 7, 8 and 9 July.
    Notices notices;
    const Timetable timetable = test::timetable(
        {feed(3, 1, "A,1,1,1,1,1,1,1,20260105,20260705\nB,1,1,1,1,1,1,1,20260706,20260831\n"),
         elsewhere(feed(4, 0, "A,1,1,1,1,1,0,0,20260707,20260709\n"))},
        notices);
    const auto validities = feed_validities(timetable);
    REQUIRE(validities.size() == 2);
    CHECK(validities[0].counts);
    CHECK_FALSE(validities[1].counts);
    CHECK(validities[1].days == 3);
    const TypicalDays typical = typical_days(timetable);
    CHECK(typical.weekday == day(2026, 1, 6));
    CHECK(typical.median_weekday_trips == 3);
}

TEST_CASE("one holiday that was forgotten is not what Sundays are like", "[transit]") {
    // Mondays to Fridays of March; 13 March, a Friday, is a public holiday of ours.
    const Timetable timetable = test::timetable(feed(3, 0, "A,1,1,1,1,1,0,0,20260302,20260329\n"));
    const TypicalDays typical = typical_days(timetable, {{day(2026, 3, 13)}, std::nullopt});
    REQUIRE(typical.choices.size() == 3);
    const DayChoice& sunday = typical.choices[2];
    CHECK(sunday.candidates == 4 + 1);
    CHECK(sunday.served == 1);
    CHECK(sunday.trips == 0);
    CHECK(sunday.day == day(2026, 3, 8));
}

TEST_CASE("a date mistyped by years is no validity", "[transit]") {
    const Timetable timetable = test::timetable(
        feed(3, 1, "A,1,1,1,1,1,1,1,20260302,20260329\nB,0,1,0,0,0,0,0,20310304,20310304\n"));
    const auto validities = feed_validities(timetable);
    REQUIRE(validities.size() == 1);
    CHECK(validities[0].days == 28 + 1);
    CHECK(typical_days(timetable).median_weekday_trips == 3);
}

TEST_CASE("of whatever calendars, a day stands for its type at the median of its feed",
          "[transit][property]") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        std::string calendar;
        for (const char* service : {"A", "B"}) {
            calendar += service;
            for (int weekday = 0; weekday < 7; ++weekday)
                calendar += random() % 2 == 0 ? ",1" : ",0";
            calendar +=
                service == std::string("A") ? ",20260302,20260405\n" : ",20260309,20260412\n";
        }
        const Timetable timetable = test::timetable(feed(2, 3, calendar));
        const TypicalDays typical = typical_days(timetable);
        for (const DayChoice& choice : typical.choices) {
            std::vector<std::size_t> trips;
            for (const DayService& of_day : service_by_day(timetable)) {
                const unsigned weekday = std::chrono::weekday{of_day.day}.iso_encoding();
                const bool same = choice.type == DayType::samedi     ? weekday == 6
                                  : choice.type == DayType::dimanche ? weekday == 7
                                                                     : 2 <= weekday && weekday <= 4;
                if (same) trips.push_back(of_day.trips);
            }
            std::sort(trips.begin(), trips.end());
            REQUIRE(trips.size() == choice.candidates);
            CHECK(choice.trips == trips[(trips.size() - 1) / 2]);
        }
    }
}

TEST_CASE("a trip of fifty hours runs on the three days it reaches", "[transit]") {
    test::FeedText text = feed(0, 0, "A,1,0,0,0,0,0,0,20260302,20260308\n");  // Monday 2 alone
    text["trips.txt"] = "route_id,service_id,trip_id\nL,A,long\n";
    text["stop_times.txt"] =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "long,10:00:00,10:00:00,X,1\nlong,60:00:00,60:00:00,Y,2\n";
    const Timetable timetable = test::timetable(text);
    const StopIdx y = test::stop(timetable, "Y");
    for (const auto& [of_month, hour] : {std::pair{2U, 60}, {3U, 36}, {4U, 12}}) {
        const DayTimetable today(timetable, day(2026, 3, of_month));
        REQUIRE(today.trip_count() == 1);
        CHECK(today.arrivals(today.patterns_at(y)[0].pattern, 1)[0] == hour * 3600);
    }
    CHECK(DayTimetable(timetable, day(2026, 3, 5)).trip_count() == 0);
}

TEST_CASE("a day is empty without trips and sparse under a fifth of the median weekday",
          "[transit]") {
    // Weekdays 11 trips, Saturdays 2 (under 11 / 5 = 2.2), Sundays none.
    const Timetable timetable = test::timetable(
        feed(11, 2, "A,1,1,1,1,1,0,0,20260302,20260329\nB,0,0,0,0,0,1,0,20260302,20260329\n"));
    const TypicalDays typical = typical_days(timetable);
    CHECK(verdict(timetable, day(2026, 3, 3), typical) == DayVerdict::ok);
    CHECK(verdict(timetable, day(2026, 3, 7), typical) == DayVerdict::sparse);
    CHECK(verdict(timetable, day(2026, 3, 8), typical) == DayVerdict::empty);
    CHECK(verdict(timetable, day(2027, 3, 8), typical) == DayVerdict::empty);
}

TEST_CASE("a day has its own trips and those of the day before that run past midnight",
          "[transit]") {
    test::FeedText text = feed(0, 0, "A,1,0,0,0,0,0,0,20260302,20260331\n");  // Mondays only
    text["trips.txt"] = "route_id,service_id,trip_id\nL,A,day\nL,A,night\n";
    text["stop_times.txt"] =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "day,08:00:00,08:00:00,X,1\nday,08:10:00,08:10:00,Y,2\n"
        "night,23:50:00,23:50:00,X,1\nnight,24:15:00,24:15:00,Y,2\n";
    const Timetable timetable = test::timetable(text);
    CHECK(DayTimetable(timetable, day(2026, 3, 2)).trip_count() == 2);
    const DayTimetable tuesday(timetable, day(2026, 3, 3));
    REQUIRE(tuesday.trip_count() == 1);
    const auto at_y = tuesday.patterns_at(test::stop(timetable, "Y"));
    REQUIRE(at_y.size() == 1);
    CHECK(tuesday.arrivals(at_y[0].pattern, at_y[0].position)[0] == 15 * 60);
    CHECK(tuesday.departures(at_y[0].pattern, 0)[0] == -10 * 60);
    CHECK(DayTimetable(timetable, day(2026, 3, 4)).trip_count() == 0);
}

TEST_CASE("columns of a day ascend at every position of every pattern", "[transit][property]") {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const Timetable timetable = test::RandomTimetable(seed).timetable();
        const DayTimetable today(timetable, test::random_day);
        std::size_t times = 0;
        for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
            for (std::uint32_t position = 0; position < timetable.patterns()[pattern].stops;
                 ++position) {
                const auto departures = today.departures(pattern, position);
                const auto arrivals = today.arrivals(pattern, position);
                CHECK(std::is_sorted(departures.begin(), departures.end()));
                CHECK(std::is_sorted(arrivals.begin(), arrivals.end()));
                times += departures.size();
            }
        CHECK(times == today.stop_time_count());
    }
}

TEST_CASE("a window is measured against the busiest one of its length", "[transit]") {
    // A1 at 06:00, A2 at 07:00, ... A6 at 11:00, one each hour; B1 to B3 at 06:05, 07:05, 08:05.
    const Timetable timetable = test::timetable(
        feed(6, 3, "A,1,1,1,1,1,0,0,20260302,20260329\nB,1,1,1,1,1,0,0,20260302,20260329\n"));
    const DayTimetable monday(timetable, day(2026, 3, 2));
    const WindowService morning = window_service(monday, 7h, 9h);
    CHECK(morning.trips == 2 + 2);
    CHECK(morning.day_trips == 6 + 3);
    CHECK(morning.busiest_trips == 4);
    CHECK(morning.busiest_start ==
          Seconds(5 * 3600 + 15 * 60));  // 05:15 to 07:15 holds 06:00 to 07:05
    CHECK_FALSE(morning.sparse());
    CHECK(window_service(monday, 12h, 14h).trips == 0);
    CHECK(window_service(monday, 12h, 14h).sparse());
}
