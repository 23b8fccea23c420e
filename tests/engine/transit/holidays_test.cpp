// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/holidays.hpp"

#include <fmt/format.h>

#include "engine/transit/desserte.hpp"
#include "engine/transit/service_day.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

Day day(int year, unsigned month, unsigned of_month) {
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month);
}

/// One service a day: `trips` trips on each of the days from 2026-04-01, a Wednesday.
Timetable april(const std::vector<int>& trips) {
    std::string lines = "route_id,service_id,trip_id\n";
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    std::string dates = "service_id,date,exception_type\n";
    for (std::size_t i = 0; i < trips.size(); ++i) {
        const std::string service = std::to_string(i);
        dates += fmt::format("{},202604{:02},1\n", service, i + 1);
        for (int trip = 0; trip < trips[i]; ++trip) {
            const std::string id = service + "-" + std::to_string(trip);
            lines += "L," + service + "," + id + "\n";
            times += fmt::format(
                "{0},08:{1:02}:00,08:{1:02}:00,X,1\n{0},09:{1:02}:00,09:{1:02}:00,Y,2\n", id, trip);
        }
    }
    return test::timetable({{"stops.txt",
                             "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,"
                             "0.02\n"},
                            {"trips.txt", lines},
                            {"stop_times.txt", times},
                            {"calendar.txt",
                             "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
                             "start_date,end_date\n"},
                            {"calendar_dates.txt", dates}});
}

}  // namespace

TEST_CASE(
    "Easter falls on the published Sundays, and always on a Sunday between 22 March and 25 "
    "April",
    "[transit]") {
    CHECK(easter_sunday(2019) == day(2019, 4, 21));
    CHECK(easter_sunday(2024) == day(2024, 3, 31));
    CHECK(easter_sunday(2025) == day(2025, 4, 20));
    CHECK(easter_sunday(2026) == day(2026, 4, 5));
    CHECK(easter_sunday(2027) == day(2027, 3, 28));
    for (int year = 1583; year < 2400; ++year) {
        const Day easter = easter_sunday(year);
        CHECK(std::chrono::weekday{easter} == std::chrono::Sunday);
        CHECK(easter >= day(year, 3, 22));
        CHECK(easter <= day(year, 4, 25));
    }
}

TEST_CASE("a public holiday is a Sunday, a Saturday in holidays stays a Saturday", "[transit]") {
    const Holidays holidays{{day(2026, 4, 6), day(2026, 5, 1)},
                            std::vector<Holidays::Range>{{day(2026, 4, 11), day(2026, 4, 26)}}};
    CHECK(day_type(day(2026, 4, 5), holidays) == DayType::dimanche);
    CHECK(day_type(day(2026, 4, 6), holidays) == DayType::dimanche);  // Easter Monday
    CHECK(day_type(day(2026, 4, 10), holidays) == DayType::ouvrable);
    CHECK(day_type(day(2026, 4, 11), holidays) == DayType::samedi);
    CHECK(day_type(day(2026, 4, 13), holidays) == DayType::ouvrable_vacances);
    CHECK(day_type(day(2026, 4, 24), holidays) == DayType::ouvrable_vacances);
    CHECK(day_type(day(2026, 4, 27), holidays) == DayType::ouvrable);
    CHECK(day_type(day(2026, 4, 13), {holidays.public_days, std::nullopt}) == DayType::ouvrable);
    for (const DayType type : all_day_types) CHECK(parse_day_type(to_text(type)) == type);
}

TEST_CASE("school holidays, public holidays and ordinary days each have their typical day",
          "[transit]") {
    // 1 to 30 April 2026: ordinary weekdays have 9 trips, those of the holidays 11 to 26 April 5,
    // Saturdays 4, Sundays 2 and Easter Monday (6 April) 1.
    std::vector<int> trips;
    for (int of_month = 1; of_month <= 30; ++of_month) {
        const Day date = day(2026, 4, static_cast<unsigned>(of_month));
        const unsigned weekday = std::chrono::weekday{date}.iso_encoding();
        const bool off = 11 <= of_month && of_month <= 26;
        trips.push_back(of_month == 6 ? 1 : weekday == 7 ? 2 : weekday == 6 ? 4 : off ? 5 : 9);
    }
    const Timetable timetable = april(trips);
    const Holidays holidays{{day(2026, 4, 6)},
                            std::vector<Holidays::Range>{{day(2026, 4, 11), day(2026, 4, 26)}}};
    const TypicalDays typical = typical_days(timetable, holidays);
    CHECK(typical.weekday == day(2026, 4, 1));
    CHECK(typical.weekday_in_holidays == day(2026, 4, 14));
    CHECK(typical.saturday == day(2026, 4, 4));
    CHECK(typical.sunday == day(2026, 4, 5));
    REQUIRE(typical.choices.size() == 4);
    // Tuesdays to Thursdays: 1, 2, 7, 8, 9, 28, 29, 30 outside, 14-16 and 21-23 inside.
    CHECK(typical.choices[0].candidates == 8);
    CHECK(typical.choices[1].candidates == 6);
    // 4 Sundays and Easter Monday.
    CHECK(typical.choices[3].candidates == 5);
    CHECK(typical.median_weekday_trips == 9);
    // Without the zone the holidays weigh on the median: 9 nine times of 14 still leaves 9.
    CHECK_FALSE(typical_days(timetable, {}).weekday_in_holidays.has_value());
}

TEST_CASE("a feed that lies in the holidays whole still has a weekday, and says so", "[transit]") {
    const Timetable timetable = april({3, 3, 3});
    const Holidays holidays{{}, std::vector<Holidays::Range>{{day(2026, 3, 28), day(2026, 4, 12)}}};
    const TypicalDays typical = typical_days(timetable, holidays);
    CHECK(typical.weekday == day(2026, 4, 1));
    CHECK(typical.weekday_is_holiday);
    CHECK(typical.school_zone_known);
}

TEST_CASE("a period of the school holidays is counted on their day, and missing without one",
          "[transit]") {
    const Timetable timetable = april({4, 2});
    const std::vector<Period> periods{
        {"journee", DayType::ouvrable, Seconds{0}, Seconds{36000}},
        {"vacances", DayType::ouvrable_vacances, Seconds{0}, Seconds{36000}}};
    const StopIdx x = test::stop(timetable, "X");
    const auto both = desserte(timetable, {day(2026, 4, 1), {}, {}, day(2026, 4, 2)}, periods);
    CHECK(both[x].departures_per_hour[0] == Maybe<double>(4 / 10.0));
    CHECK(both[x].departures_per_hour[1] == Maybe<double>(2 / 10.0));
    const auto one = desserte(timetable, {day(2026, 4, 1), {}, {}, {}}, periods);
    CHECK(one[x].departures_per_hour[1] == Maybe<double>(Absence::non_disponible));
}
