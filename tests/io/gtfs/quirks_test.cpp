// SPDX-License-Identifier: Apache-2.0
// Oddities of published feeds, each typed as text: one line of the table in io/gtfs/README.md a
// case.
#include <algorithm>

#include "engine/transit/desserte.hpp"
#include "io/base/error.hpp"
#include "io/gtfs/holidays.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/gtfs/service.hpp"
#include "tests/io/gtfs/four_stops.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using test::arrivals;
using test::at;
using test::FeedText;
using test::header;
using test::stops;

namespace {

const std::string one_trip = header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n";
const std::string calendar =
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";

const Day tuesday = std::chrono::year(2026) / 3 / 17;

std::vector<std::pair<int, int>> times(const Timetable& timetable, std::size_t trip = 0) {
    std::vector<std::pair<int, int>> all;
    for (const StopTime& time : timetable.times_of(TripIdx{trip}))
        all.emplace_back(time.arrival, time.departure);
    return all;
}

}  // namespace

TEST_CASE("semicolons, Latin accents, spaces, hours of one digit and HH:MM are read",
          "[io][gtfs]") {
    const Timetable timetable = test::timetable(
        FeedText{{"stops.txt",
                  "stop_id;stop_name;stop_lat;stop_lon\n A ;\xC9glise;0;0.01\nB;B ; 0 ; 0.02 \n"},
                 {"stop_times.txt",
                  "trip_id;arrival_time;departure_time;stop_id;stop_sequence\n"
                  "t;8:00:00;8:01;A;1\nt; 08:10 ;08:10;B;2\n"}});
    REQUIRE(timetable.stops().size() == 2);
    CHECK(timetable.stops()[test::stop(timetable, "A")].name == "Église");
    CHECK(timetable.stops()[test::stop(timetable, "B")].at == geo::Point{2000, 0});
    CHECK(times(timetable) ==
          std::vector<std::pair<int, int>>{{at("08:00"), at("08:01")}, {at("08:10"), at("08:10")}});
}

TEST_CASE("where only the arrival or only the departure is given, it stands for both",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops},
                  {"stop_times.txt",
                   header + "t,,08:00:00,A,1\nt,08:10:00,,B,2\nt,08:20:00,08:20:00,C,3\n"}}},
        notices);
    CHECK(times(timetable) == std::vector<std::pair<int, int>>{{at("08:00"), at("08:00")},
                                                               {at("08:10"), at("08:10")},
                                                               {at("08:20"), at("08:20")}});
    CHECK(notices.count("heures_interpolees") == 0);
}

TEST_CASE("times past 24:00 are kept, and run in the small hours of the day after", "[io][gtfs]") {
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt", stops},
        {"calendar.txt", calendar + "S,0,1,0,0,0,0,0,20260317,20260317\n"},
        {"stop_times.txt", header + "t,23:50:00,23:50:00,A,1\nt,25:10:00,25:10:00,B,2\n"
                                    "u,26:00:00,26:00:00,A,1\nu,26:10:00,26:10:00,B,2\n"}});
    CHECK(times(timetable, 0).back().first == at("25:10"));
    const DayTimetable same(timetable, tuesday);
    CHECK(same.trip_count() == 2);
    const DayTimetable after(timetable, tuesday + std::chrono::days{1});
    REQUIRE(after.trip_count() == 2);  // the first one's arrival at 01:10 is of this day too
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
        for (const DayTimetable::DayTrip& trip : after.trips(pattern))
            CHECK(trip.shift == -24 * 3600);
    CHECK(DayTimetable(timetable, tuesday + std::chrono::days{2}).trip_count() == 0);
}

TEST_CASE("a trip that overtakes another of its line is kept, in a pattern of its own",
          "[io][gtfs]") {
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt", stops},
        {"stop_times.txt", header + "slow,08:00:00,08:00:00,A,1\nslow,08:30:00,08:30:00,B,2\n"
                                    "fast,08:10:00,08:10:00,A,1\nfast,08:20:00,08:20:00,B,2\n"
                                    "next,09:00:00,09:00:00,A,1\nnext,09:30:00,09:30:00,B,2\n"}});
    CHECK(timetable.trips().size() == 3);
    CHECK(timetable.patterns().size() == 2);
    CHECK(check(timetable).empty());
}

TEST_CASE("of routes, stops and trips given twice the first is kept, and it is said",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops + "A,Other,0,0.09\n"},
                  {"routes.txt", "route_id,route_short_name,route_type\nL,1,0\nL,2,3\n"},
                  {"trips.txt", "route_id,service_id,trip_id\nL,S,t\nL,S,t\n"},
                  {"stop_times.txt", one_trip}}},
        notices);
    CHECK(timetable.stops().size() == 4);
    CHECK(timetable.stops()[test::stop(timetable, "A")].at == geo::Point{1000, 0});
    REQUIRE(timetable.lines().size() == 1);
    CHECK(timetable.lines()[LineIdx{0}].mode == Mode::tram);
    CHECK(timetable.trips().size() == 1);
    for (const char* code : {"arret_en_double", "ligne_en_double", "course_en_double"})
        CHECK(notices.count(code) == 1);
}

TEST_CASE("a call at a station makes it a stop, and is said", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt",
             "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
             "G,Gare,0,0.01,1,\nB,B,0,0.02,0,\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,G,1\nt,08:10:00,08:10:00,B,2\n"}}},
        notices);
    CHECK(timetable.trips().size() == 1);
    CHECK(timetable.stops()[test::stop(timetable, "G")].boardable);
    CHECK(notices.count("desserte_hors_quai") == 1);
}

TEST_CASE("a stop at 0,0 is a stop without a place", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nA,A,0.01,0\nB,B,0,0\nC,C,0.02,0\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"
                                        "t,08:20:00,08:20:00,C,3\n"}}},
        notices);
    CHECK(timetable.stops().size() == 2);
    CHECK(times(timetable).size() == 2);  // the trip passes without stopping there
    CHECK(notices.count("arret_sans_coordonnees") == 1);
}

TEST_CASE("unusable rows of frequencies are left out and said; exact or not, the rest are trips",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops},
                  {"stop_times.txt", header + "t,00:00:00,00:00:00,A,1\nt,00:10:00,00:10:00,B,2\n"
                                              "u,00:00:00,00:00:00,B,1\nu,00:10:00,00:10:00,A,2\n"},
                  {"frequencies.txt",
                   "trip_id,start_time,end_time,headway_secs,exact_times\n"
                   "t,06:00:00,07:00:00,1200,1\nu,06:00:00,07:00:00,1800,0\n"
                   "none,06:00:00,07:00:00,600,1\nt,09:00:00,08:00:00,600,1\n"
                   "t,08:00:00,09:00:00,0,1\nt,08:00:00,neuf,600,1\n"}}},
        notices);
    CHECK(timetable.trips().size() == 3 + 2);
    CHECK(notices.count("frequence_inutilisable") == 4);
    CHECK(notices.count("frequence_sans_horaire") == 1);
}

TEST_CASE(
    "dates that are none are left out, services of a century are cut to 30 years, and it is said",
    "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops},
                  {"stop_times.txt", one_trip},
                  {"calendar.txt", calendar + "S,1,1,1,1,1,1,1,20260101,21260101\n"
                                              "S,1,1,1,1,1,1,1,2026-01-01,20260131\n"},
                  {"calendar_dates.txt", "service_id,date,exception_type\nS,20260231,1\n"}}},
        notices);
    CHECK(notices.count("date_illisible") == 2);
    CHECK(notices.count("calendrier_trop_long") == 1);
    const std::vector<Day>& days = timetable.services()[ServiceIdx{0}];
    CHECK(days.front() == Day(std::chrono::year(2026) / 1 / 1));
    CHECK(days.back() >= Day(std::chrono::year(2056) / 1 / 1));
    CHECK(days.back() < Day(std::chrono::year(2056) / 2 / 1));  // 30 years of at most 366 days
}

TEST_CASE("a timetable beyond the years of the school holidays is said", "[io][gtfs]") {
    const auto said = [](const std::string& last) {
        const Timetable timetable = test::timetable(
            FeedText{{"stops.txt", stops},
                     {"stop_times.txt", one_trip},
                     {"calendar.txt", calendar + "S,1,1,1,1,1,0,0,20260302," + last + "\n"}});
        Notices notices;
        (void)io::read_holidays({"B", "france"}, timetable, notices,
                                std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference");
        return notices.count("vacances_non_couvertes");
    };
    CHECK(said("20260331") == 0);
    CHECK(said("20400331") == 1);
}

TEST_CASE("the day of the run is told with the number of trips it is the median of", "[io][gtfs]") {
    const Timetable timetable = test::timetable(
        FeedText{{"stops.txt", stops},
                 {"stop_times.txt", one_trip},
                 {"calendar.txt", calendar + "S,0,1,1,1,0,0,0,20260317,20260319\n"}});
    Notices notices;
    const io::RunDays days = io::run_days(timetable, std::nullopt, {}, notices);
    CHECK(days.day == tuesday);
    REQUIRE(notices.count("jour_type") == 1);
    for (const Notice& notice : notices.items())
        if (notice.code == "jour_type") {
            CHECK(notice.samples[0] == "2026-03-17");
            CHECK(std::find(notice.values.begin(), notice.values.end(), NamedValue("jours", 3)) !=
                  notice.values.end());
        }
}

TEST_CASE("stations above stations are followed to the top, and loops are cut", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt",
             "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
             "A,A,,,0,P\nP,P,,,0,G\nG,G,0,0.01,1,\nB,B,0,0.02,0,X\nX,X,0,0.02,1,Y\nY,Y,0,"
             "0.02,1,X\nZ,Z,0,0.03,0,Z\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}}},
        notices);
    const Stop& a = timetable.stops()[test::stop(timetable, "A")];
    CHECK(a.parent == test::stop(timetable, "G"));
    CHECK(a.at == geo::Point{1000, 0});
    CHECK_FALSE(timetable.stops()[test::stop(timetable, "B")].parent.valid());
    CHECK(notices.count("gare_en_boucle") == 4);  // B, X, Y, Z
    CHECK(notices.count("arret_sans_coordonnees") == 0);
}

TEST_CASE("files left aside, requests and promised headways are told; blocks change nothing",
          "[io][gtfs]") {
    Notices notices;
    FeedText feed{
        {"stops.txt", stops},
        {"trips.txt", "route_id,service_id,trip_id,block_id\nL,S,t,7\nL,S,u,7\n"},
        {"stop_times.txt",
         "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
         "t,08:00:00,08:00:00,A,1,2\nt,08:10:00,08:10:00,B,2,3\n"
         "u,08:10:00,08:10:00,B,1,\nu,08:20:00,08:20:00,A,2,\n"},
        {"frequencies.txt",
         "trip_id,start_time,end_time,headway_secs,exact_times\nt,06:00:00,07:00:00,900,0\n"
         "u,06:00:00,07:00:00,900,1\n"},
        {"pathways.txt", "pathway_id\n"},
        {"levels.txt", "level_id\n"},
        {"locations.geojson", "{}"},
        {"thermometre.txt", "a\n"},
        {"shapes.txt", "shape_id\n"}};
    const Timetable with = test::timetable({feed}, notices);
    CHECK(notices.count("cheminements_non_lus") == 2);
    CHECK(notices.count("zones_a_la_demande") == 1);
    CHECK(notices.count("fichiers_non_lus") == 1);
    CHECK(notices.count("transport_a_la_demande") == 1);
    CHECK(notices.count("montee_sur_demande") == 1);
    CHECK(notices.count("frequence_sans_horaire") == 1);
    feed["trips.txt"] = "route_id,service_id,trip_id\nL,S,t\nL,S,u\n";
    const Timetable without = test::timetable(feed);
    CHECK(with.trips().size() == 4 + 4);
    REQUIRE(with.trips().size() == without.trips().size());
    for (std::size_t trip = 0; trip < with.trips().size(); ++trip)
        CHECK(arrivals(with, trip) == arrivals(without, trip));
}

TEST_CASE("negative times are unreadable, hence blank: between known ones they are interpolated",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops},
                  {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,-00:05:00,-00:05:00,B,2\n"
                                              "t,08:10:00,08:10:00,D,3\nu,-01:00:00,-01:00:00,A,1\n"
                                              "u,08:10:00,08:10:00,B,2\n"}}},
        notices);
    REQUIRE(timetable.trips().size() == 1);
    // A, B, D at 0.01, 0.02, 0.06 degrees: a fifth of the way.
    CHECK(std::abs(arrivals(timetable)[1] - (at("08:00") + 600 / 5)) <= 1);
    CHECK(notices.count("heure_illisible") == 4);
    CHECK(notices.count("course_sans_heure") == 1);
}

TEST_CASE("twin trips, overlapping frequencies and a stop written twice are one vehicle, one call",
          "[io][gtfs]") {
    Notices notices;
    const Timetable twins = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"calendar.txt", calendar + "S,1,1,1,1,1,1,1,20260101,20261231\n"
                                        "W,1,1,1,1,1,0,0,20260101,20261231\n"},
            {"trips.txt", "route_id,service_id,trip_id\nL,S,t\nL,W,u\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"
                                        "u,08:00:00,08:00:00,A,1\nu,08:10:00,08:10:00,B,2\n"}}},
        notices);
    CHECK(DayTimetable(twins, tuesday).trip_count() == 1);
    CHECK(notices.count("courses_repetees") == 1);

    const Timetable rows =
        test::timetable({FeedText{{"stops.txt", stops},
                                  {"stop_times.txt", one_trip},
                                  {"frequencies.txt",
                                   "trip_id,start_time,end_time,headway_secs,exact_times\n"
                                   "t,06:00:00,10:00:00,1200,1\nt,06:00:00,10:00:00,1200,1\n"
                                   "t,10:00:00,11:00:00,1800,1\n"}}},
                        notices);
    CHECK(DayTimetable(rows, tuesday).trip_count() == 4 * 3 + 2);
    CHECK(notices.count("frequences_qui_se_recouvrent") == 1);

    const Timetable twice = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:11:00,B,2\n"
                                        "t,08:12:00,08:13:00,B,3\nt,08:20:00,08:20:00,C,4\n"}}},
        notices);
    CHECK(times(twice) == std::vector<std::pair<int, int>>{{at("08:00"), at("08:00")},
                                                           {at("08:10"), at("08:13")},
                                                           {at("08:20"), at("08:20")}});
    CHECK(notices.count("arret_ecrit_deux_fois") == 1);
}

TEST_CASE("frequencies start at the first stop of a trip, whether or not it has a place",
          "[io][gtfs]") {
    const auto first_at_a = [](const std::string& place) {
        const Timetable timetable = test::timetable(FeedText{
            {"stops.txt", stops + "Z,Z," + place + "\n"},
            {"stop_times.txt", header + "t,00:00:00,00:00:00,Z,1\nt,00:12:00,00:12:00,A,2\n"
                                        "t,00:22:00,00:22:00,B,3\n"},
            {"frequencies.txt",
             "trip_id,start_time,end_time,headway_secs\nt,06:50:00,08:50:00,1200\n"}});
        const DayTimetable day(timetable, tuesday);
        const auto at_a = day.patterns_at(test::stop(timetable, "A"));
        REQUIRE(at_a.size() == 1);
        const auto departures = day.departures(at_a[0].pattern, at_a[0].position);
        return std::vector<int>(departures.begin(), departures.end());
    };
    // 06:50 + 12 min, then every 20: 07:02, 07:22, ..., 08:42.
    const std::vector<int> expected{at("07:02"), at("07:22"), at("07:42"),
                                    at("08:02"), at("08:22"), at("08:42")};
    CHECK(first_at_a("0,0.005") == expected);
    CHECK(first_at_a(",") == expected);
}

TEST_CASE("where nobody may get off any more, nobody gets on", "[io][gtfs]") {
    const std::string rules =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,"
        "pickup_type,drop_off_type\n";
    // The run to the depot D; and a stop C where one may board, but alight nowhere after.
    const Timetable depot =
        test::timetable(FeedText{{"stops.txt", stops},
                                 {"stop_times.txt", rules + "t,08:00:00,08:00:00,A,1,0,0\n"
                                                            "t,08:10:00,08:10:00,B,2,0,0\n"
                                                            "t,08:20:00,08:20:00,C,3,0,1\n"
                                                            "t,08:30:00,08:30:00,D,4,1,1\n"}});
    const auto service =
        desserte(depot, {tuesday, {}, {}}, {{"p", DayType::ouvrable, Seconds{0}, Seconds{86400}}});
    const auto departures = [&](const char* id) {
        return service[test::stop(depot, id)].departures_per_hour[0];
    };
    CHECK(departures("A") == Maybe<double>(1 / 24.0));
    CHECK(departures("B") == Maybe<double>(0.0));
    CHECK(departures("C") == Maybe<double>(0.0));
    CHECK(departures("D") == Maybe<double>(0.0));
    CHECK(service[test::stop(depot, "D")].lines.empty());
}

TEST_CASE("a feed of another zone is read on the territory's clock", "[io][gtfs]") {
    const auto feed = [](const std::string& zone, const std::string& place) {
        return io::FeedFiles::in_memory(
            zone, test::completed(
                      {{"agency.txt", "agency_id,agency_name,agency_timezone\n1,O," + zone + "\n"},
                       {"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nA,A," + place +
                                         ",0.01\nB,B," + place + ",0.02\n"},
                       {"calendar.txt", calendar + "S,0,1,0,0,0,0,0,20260317,20260317\n"},
                       {"stop_times.txt",
                        header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"
                                 "n,00:30:00,00:30:00,A,1\nn,00:40:00,00:40:00,B,2\n"}}));
    };
    const auto first = [&](const std::string& zone, const std::string& clock, Notices& notices) {
        const io::FeedFiles feeds[] = {feed(zone, "0")};
        io::TimetableOptions options;
        options.time_zone = clock;
        const Timetable timetable = io::read_timetable(
            feeds,
            [](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
                for (std::size_t i = 0; i < from.size(); ++i)
                    to[i] = {from[i].lon * 1e5, from[i].lat * 1e5};
            },
            notices, options);
        std::vector<std::pair<int, int>> days_and_times;  // day of March 2026, departure from A
        for (const TripIdx trip : indices<TripIdx>(timetable.trips().size()))
            for (const Day day : timetable.services()[timetable.trips()[trip].service])
                days_and_times.emplace_back(unsigned(std::chrono::year_month_day(day).day()),
                                            timetable.times_of(trip)[0].departure);
        std::sort(days_and_times.begin(), days_and_times.end());
        return days_and_times;
    };
    using Found = std::vector<std::pair<int, int>>;
    Notices notices;
    CHECK(first("Europe/Paris", "Europe/Paris", notices) ==
          Found{{17, at("00:30")}, {17, at("08:00")}});
    CHECK(notices.count("fuseau_ramene") == 0);
    CHECK(first("Europe/London", "Europe/Paris", notices) ==
          Found{{17, at("01:30")}, {17, at("09:00")}});
    // An hour back, 00:30 is 23:30 of the day before.
    CHECK(first("Europe/Paris", "Europe/London", notices) ==
          Found{{16, at("23:30")}, {17, at("07:00")}});
    CHECK(notices.count("fuseau_ramene") == 2);
    CHECK(first("Europe/Pariss", "Europe/Paris", notices) ==
          Found{{17, at("00:30")}, {17, at("08:00")}});
    CHECK(notices.count("fuseau_inconnu") == 1);
}

TEST_CASE("transfers between trips need no stops", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"stops.txt", stops},
                  {"stop_times.txt", one_trip},
                  {"transfers.txt", "from_trip_id,to_trip_id,transfer_type\nt,t,4\n"}}},
        notices);
    CHECK(timetable.trips().size() == 1);
    CHECK(notices.count("correspondance_a_bord") == 1);
}

TEST_CASE("dates, coordinates and zips that cannot be read are in the refusal", "[io][gtfs]") {
    const auto message = [](const FeedText& feed) -> std::string {
        try {
            (void)test::timetable(feed);
        } catch (const io::InputError& error) {
            return error.what();
        }
        return "";
    };
    const std::string dates =
        message({{"stops.txt", stops},
                 {"stop_times.txt", one_trip},
                 {"calendar.txt", calendar + "S,1,1,1,1,1,1,1,2026-01-05,2026-12-20\n"}});
    CHECK(dates.find("2026-01-05") != std::string::npos);
    CHECK(dates.find("AAAAMMJJ") != std::string::npos);
    const std::string commas = message(
        {{"stops.txt",
          "stop_id,stop_name,stop_lat,stop_lon\nA,A,\"46,5\",\"3,1\"\nB,B,\"46,6\",\"3,1\"\n"},
         {"stop_times.txt", one_trip}});
    CHECK(commas.find("« 46,5 »") != std::string::npos);
    try {
        (void)io::read_feed(io::FeedFiles::in_memory("r.zip", {{"nord.zip", ""}, {"a.txt", ""}}),
                            {});
        FAIL("no error");
    } catch (const io::InputError& error) {
        CHECK(std::string(error.what()).find("a.txt, nord.zip") != std::string::npos);
    }
}

TEST_CASE("services on demand alone: read, told, and no trip; a run goes on without them",
          "[io][gtfs]") {
    const std::string flex =
        "trip_id,stop_sequence,location_id,location_group_id,start_pickup_drop_off_window,"
        "end_pickup_drop_off_window,pickup_type\n";
    const std::vector<FeedText> feeds{
        // Zones, without any stop nor column of hours.
        {{"stops.txt", ""},
         {"locations.geojson", "{}"},
         {"trips.txt", "route_id,service_id,trip_id\nL,S,t\n"},
         {"stop_times.txt",
          flex + "t,1,zone,,08:00:00,18:00:00,2\nt,2,zone,,08:00:00,18:00:00,1\n"}},
        // Groups of stops.
        {{"stops.txt", stops},
         {"booking_rules.txt", "booking_rule_id\n"},
         {"trips.txt", "route_id,service_id,trip_id\nL,S,t\n"},
         {"stop_times.txt", flex + "t,1,,g,08:00:00,18:00:00,2\nt,2,,g,08:00:00,18:00:00,1\n"}},
        // Zones where stops would be, as an earlier draft had them.
        {{"stops.txt", stops},
         {"locations.geojson", "{}"},
         {"trips.txt", "route_id,service_id,trip_id\nL,S,t\n"},
         {"stop_times.txt", header + "t,,,zone,1\nt,,,zone,2\n"}},
        // Booked, without hours, in a feed that knows no files for it.
        {{"stops.txt", stops},
         {"trips.txt", "route_id,service_id,trip_id\nL,S,t\n"},
         {"stop_times.txt",
          "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
          "t,,,A,1,2\nt,,,B,2,2\n"}}};
    for (const FeedText& feed : feeds) {
        Notices notices;
        const Timetable timetable = test::timetable({feed}, notices);
        CHECK_FALSE(timetable.timed());
        CHECK(notices.count("jeu_a_la_demande") == 1);
        CHECK(notices.count("course_vide") == 0);
        CHECK(notices.count("horaire_sans_arret") == 0);
        // Beside a network with hours, that one alone counts.
        Notices both;
        const Timetable with_bus = test::timetable(
            {feed, FeedText{{"stops.txt", stops}, {"stop_times.txt", one_trip}}}, both);
        CHECK(with_bus.trips().size() == 1);
    }
}

TEST_CASE("transfers by trip alone, without stops, stop nothing", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"stop_times.txt", one_trip},
            {"transfers.txt", "from_trip_id,to_trip_id,transfer_type\nt,t,4\nt,u,5\nt,t,1\n"}}},
        notices);
    CHECK(timetable.trips().size() == 1);
    CHECK(timetable.transfers().empty());
    CHECK(notices.count("correspondance_a_bord") == 1);
    CHECK(notices.count("correspondance_sans_rester_a_bord") == 1);
    CHECK(notices.count("correspondance_par_ligne") == 1);
}
