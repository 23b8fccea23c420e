// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/service.hpp"

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gtfs/holidays.hpp"
#include "io/reference/notice_words.hpp"
#include "io/reference/periods.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace std::chrono_literals;

namespace {

/// Twelve trips from Tuesday to Thursday, two on Saturdays, in March 2026; all between 08:00 and
/// 08:11.
transit::Timetable march() {
    std::string trips = "route_id,service_id,trip_id\n";
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (int i = 0; i < 14; ++i) {
        const std::string time = fmt::format("08:{:02}:00", i % 12);
        trips += fmt::format("L,{},{}\n", i < 12 ? "W" : "A", i);
        times += fmt::format("{0},{1},{1},X,1\n{0},08:30:00,08:30:00,Y,2\n", i, time);
    }
    return test::timetable(
        {{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\n"},
         {"trips.txt", trips},
         {"stop_times.txt", times},
         {"calendar.txt",
          "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_"
          "date\n"
          "W,0,1,1,1,0,0,0,20260301,20260331\nA,0,0,0,0,0,1,0,20260301,20260331\n"}});
}

const transit::Day tuesday = std::chrono::year(2026) / 3 / 17;

}  // namespace

TEST_CASE("a date without service is refused with the dates that have some and the one proposed",
          "[io][gtfs]") {
    const transit::Timetable timetable = march();
    Notices notices;
    try {
        io::require_service(timetable, std::chrono::year(2027) / 3 / 17, {}, notices);
        FAIL("no error");
    } catch (const io::InputError& error) {
        const std::string text = error.what();
        CHECK(text.find("2027-03-17") != std::string::npos);
        // 5 Tuesdays, 4 Wednesdays, 4 Thursdays, 4 Saturdays.
        CHECK(text.find("du 2026-03-03 au 2026-03-31 (17 jours)") != std::string::npos);
        CHECK(text.find("prendre le 2026-03-03") != std::string::npos);
    }
    CHECK_THROWS_AS(io::require_service(timetable, tuesday - 1 * std::chrono::days{1}, {}, notices),
                    io::InputError);
    CHECK(notices.items().empty());
}

TEST_CASE("a date with little service is warned about", "[io][gtfs]") {
    const transit::Timetable timetable = march();
    Notices notices;
    io::require_service(timetable, tuesday, {}, notices);
    CHECK(notices.items().empty());
    io::require_service(timetable, std::chrono::year(2026) / 3 / 21, {},
                        notices);  // Saturday, 2 of 12 trips
    CHECK(notices.count("jour_peu_desservi") == 1);
}

TEST_CASE("the days of a run are the typical ones unless a date is given", "[io][gtfs]") {
    const transit::Timetable timetable = march();
    Notices notices;
    const io::RunDays typical = io::run_days(timetable, std::nullopt, {}, notices);
    CHECK(typical.day == std::chrono::year(2026) / 3 / 3);
    CHECK(typical.service.samedi == std::chrono::year(2026) / 3 / 7);
    // No Sunday has a trip: the first of the validity stands for them, with 0.
    CHECK(typical.service.dimanche == std::chrono::year(2026) / 3 / 1);
    CHECK(io::run_days(timetable, tuesday, {}, notices).service.ouvrable == tuesday);
    const io::RunDays saturday =
        io::run_days(timetable, std::chrono::year(2026) / 3 / 14, {}, notices);
    CHECK(saturday.day == std::chrono::year(2026) / 3 / 14);
    CHECK(saturday.service.ouvrable == std::chrono::year(2026) / 3 / 3);
}

TEST_CASE("a window with little service is warned about with the busiest one", "[io][gtfs]") {
    const transit::Timetable timetable = march();
    const transit::DayTimetable day(timetable, tuesday);
    Notices notices;
    io::warn_about_window(day, {7h, 9h, 60s}, notices);
    CHECK(notices.items().empty());
    io::warn_about_window(day, {13h, 15h, 60s}, notices);
    REQUIRE(notices.count("fenetre_peu_desservie") == 1);
    CHECK(io::read_notice_words("fr")
              .message(notices.items()[0])
              .find("13:00 et 15:00 (0), contre 12 entre 06:15 et 08:15") != std::string::npos);
}

TEST_CASE("the periods of the tree are read, and a wrong one is refused", "[io][gtfs]") {
    const auto periods = io::read_periods(LISIERE_ROOT "/geodata/reference/periodes.csv");
    REQUIRE(periods.size() == 8);
    CHECK(periods[0].period.id == "pointe_matin");
    CHECK(periods[0].period.start == 7h);
    CHECK(periods[4].period.day_type == transit::Period::DayType::samedi);
    for (const auto& period : periods) CHECK_FALSE(period.source.empty());
    CHECK(io::periods_of(periods).size() == 8);
}

TEST_CASE("the holidays of the tree are read by zone and by local law, each line with its source",
          "[io][gtfs]") {
    const auto folder = std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference";
    const transit::Timetable timetable = march();  // March 2026
    Notices notices;
    const transit::Holidays b = io::read_holidays({"B", "france"}, timetable, notices, folder);
    const auto type = [](const transit::Holidays& holidays, int month, int day) {
        return transit::day_type(std::chrono::year(2026) / month / day, holidays);
    };
    using enum transit::DayType;
    CHECK(type(b, 2, 17) == ouvrable_vacances);
    CHECK(type(b, 3, 3) == ouvrable);
    CHECK(type(b, 4, 6) == dimanche);   // Easter Monday
    CHECK(type(b, 5, 14) == dimanche);  // Ascension
    CHECK(type(b, 4, 3) == ouvrable);
    const transit::Holidays c =
        io::read_holidays({"C", "alsace_moselle"}, timetable, notices, folder);
    CHECK(type(c, 3, 3) == ouvrable_vacances);
    CHECK(type(c, 4, 3) == dimanche);  // Good Friday, in Alsace and Moselle only
    CHECK(notices.items().empty());
    const transit::Holidays unknown = io::read_holidays({"", "aucun"}, timetable, notices, folder);
    CHECK(unknown.public_days.empty());
    CHECK_FALSE(unknown.school.has_value());
    CHECK(notices.count("zone_scolaire_inconnue") == 1);
}

TEST_CASE("the day of each type is told, and a feed that does not run on the day", "[io][gtfs]") {
    const std::string times =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t,08:00:00,08:00:00,X,1\nt,08:10:00,08:10:00,Y,2\n";
    const std::string week =
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";
    const test::FeedText daily{
        {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\n"},
        {"stop_times.txt", times},
        {"calendar.txt", week + "S,1,1,1,1,1,0,0,20260302,20260308\n"}};
    test::FeedText weekend = daily;
    weekend["calendar.txt"] = week + "S,0,0,0,0,0,1,0,20260302,20260308\n";
    Notices notices;
    const transit::Timetable timetable = test::timetable({daily, weekend}, notices);
    (void)io::run_days(timetable, std::nullopt, {}, notices);
    REQUIRE(notices.count("jours_desserte") == 4);
    for (const Notice& notice : notices.items()) {
        if (notice.code == "jours_desserte") {
            const std::vector<std::string> said = io::read_notice_words("fr").samples(notice);
            CHECK(said[0] ==
                  "ouvrable : 2026-03-03, 1 courses, le plus ordinaire de 3 jour(s) dont 3 "
                  "desservi(s)");
            CHECK(said[1] ==
                  "ouvrable_vacances : aucun jour de ce type dans la validité des horaires");
            CHECK(said[3] ==
                  "dimanche : 2026-03-08, 0 courses, le plus ordinaire de 1 jour(s) dont 0 "
                  "desservi(s)");
        }
        if (notice.code == "jeu_sans_course") CHECK(notice.samples[0] == "jeu 1");
    }
    CHECK(notices.count("jeu_sans_course") == 1);
}

TEST_CASE("a feed that lies elsewhere is told, and one whose coordinates are exchanged",
          "[io][gtfs]") {
    const transit::Timetable timetable = march();  // stops at (1000, 0) and (2000, 0) m
    const io::Exchange exchange = [](const geo::Point& at) { return geo::Point{at.y, at.x}; };
    Notices notices;
    CHECK(io::near_feeds(timetable, {1500, -10, 2500, 10}, exchange, notices) == 1);
    CHECK(notices.items().empty());
    CHECK(io::near_feeds(timetable, {5000, 5000, 6000, 6000}, exchange, notices) == 0);
    CHECK(notices.count("horaires_hors_territoire") == 1);
    CHECK(io::near_feeds(timetable, {-10, 500, 10, 2500}, exchange, notices) == 0);
    CHECK(notices.count("horaires_hors_territoire") == 1);
    CHECK(notices.count("coordonnees_echangees") == 1);
}

TEST_CASE("a typical weekday without a trip is a finding, not a refusal", "[io][gtfs]") {
    // A market bus on Tuesdays: of four weeks' twelve Tuesdays to Thursdays eight have no trip.
    const transit::Timetable timetable = test::timetable(
        {{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\n"},
         {"trips.txt", "route_id,service_id,trip_id\nL,T,1\n"},
         {"stop_times.txt",
          "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
          "1,08:00:00,08:00:00,X,1\n1,08:30:00,08:30:00,Y,2\n"},
         {"calendar.txt",
          "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_"
          "date\nT,0,1,0,0,0,0,0,20260302,20260329\n"}});
    Notices notices;
    const io::RunDays days = io::run_days(timetable, std::nullopt, {}, notices);
    CHECK(days.day == std::chrono::sys_days(std::chrono::year(2026) / 3 / 4));
    CHECK(notices.count("jour_type_sans_course") == 1);
    Notices none;
    CHECK(io::run_days(timetable, std::chrono::sys_days(std::chrono::year(2026) / 3 / 10), {}, none)
              .day == std::chrono::sys_days(std::chrono::year(2026) / 3 / 10));
    CHECK(none.count("jour_type_sans_course") == 0);
}

TEST_CASE("periods that a feed does not cover are told, wholly or in part", "[io][gtfs]") {
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    for (int hour = 12; hour < 16; ++hour)
        for (int i = 0; i < 30; ++i)
            times += fmt::format(
                "{0}-{1},{0}:{1:02}:00,{0}:{1:02}:00,X,1\n"
                "{0}-{1},{0}:59:00,{0}:59:00,Y,2\n",
                hour, i);
    const transit::Timetable timetable = test::timetable(test::FeedText{
        {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nX,X,0,0.01\nY,Y,0,0.02\n"},
        {"stop_times.txt", times}});
    using enum transit::DayType;
    Notices notices;
    io::warn_about_periods(timetable, {tuesday, {}, {}},
                           {{"matin", ouvrable, 7h, 9h}, {"jour", ouvrable, 10h, 16h}}, notices);
    CHECK(notices.count("periode_hors_horaires") == 1);
    CHECK(notices.count("periode_partielle") == 1);
}

TEST_CASE("a timetable whose last day is before the day is told, the others are not",
          "[io][gtfs]") {
    const transit::Timetable timetable = march();  // up to Tuesday 31 March 2026
    const transit::Day last = std::chrono::year(2026) / 3 / 31;
    CHECK(io::past_feeds(timetable, last).empty());
    REQUIRE(io::past_feeds(timetable, last + std::chrono::days{1}).size() == 1);
    CHECK(io::past_feeds(timetable, last + std::chrono::days{1})[0].last == last);
    Notices notices;
    io::warn_about_past_feeds(timetable, last, notices);
    CHECK(notices.items().empty());
    io::warn_about_past_feeds(timetable, last + std::chrono::days{400}, notices);
    CHECK(notices.count("horaires_perimes") == 1);
    CHECK(io::past_feeds({}, last).empty());
}
