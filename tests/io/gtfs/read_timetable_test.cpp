// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/read_timetable.hpp"

#include "io/base/error.hpp"
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

TEST_CASE("a feed with a byte order mark, quotes and CRLF reads like a plain one", "[io][gtfs]") {
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt",
         "\xEF\xBB\xBF\"stop_id\",\"stop_name\",\"stop_lat\",\"stop_lon\"\r\n\"A\",\"Gare, "
         "nord\",\" 0.5\",\"  1\"\r\n\"B\",\"B\",\"0.6\",\"1\"\r\n"},
        {"stop_times.txt",
         "\xEF\xBB\xBF" +
             std::string("trip_id,arrival_time,departure_time,stop_id,stop_sequence\r\n\"t\",\" "
                         "8:00:00\",\"08:00:00\",\"A\",\"1\"\r\n\"t\",\"08:10:00\",\"08:11:00\","
                         "\"B\",\"2\"\r\n")}});
    REQUIRE(timetable.stops().size() == 2);
    CHECK(timetable.stops()[StopIdx{0}].name == "Gare, nord");
    CHECK(timetable.stops()[StopIdx{0}].at == geo::Point{100000, 50000});
    CHECK(arrivals(timetable) == std::vector<int>{at("08:00"), at("08:10")});
    CHECK(timetable.times_of(TripIdx{0})[1].departure == at("08:11"));
    CHECK(timetable.trips()[TripIdx{0}].id == "0:t");
    CHECK(check(timetable).empty());
}

TEST_CASE("blank times are interpolated along shape_dist_traveled", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"stop_times.txt",
             "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"
             "t,08:00:00,08:00:00,A,1,0\nt,,,B,2,2.5\nt,,,C,3,7.5\nt,08:10:00,08:10:00,D,4,10\n"}}},
        notices);
    CHECK(arrivals(timetable) == std::vector<int>{at("08:00"), at("08:00") + 600 * 25 / 100,
                                                  at("08:00") + 600 * 75 / 100, at("08:10")});
    CHECK(notices.count("heures_interpolees") == 2);
    for (const Notice& notice : notices.items())
        if (notice.code == "heures_interpolees")
            CHECK(notice.samples[0] == Sample{{"part", 50.0}, {"passages", 4}});
}

TEST_CASE("without shape distances blank times follow the distance between stops", "[io][gtfs]") {
    // A, B, C, D at 0.01, 0.02, 0.05, 0.06 degrees: shares 1/5, 4/5 of the way.
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt", stops},
        {"stop_times.txt",
         header + "t,08:00:00,08:00:00,A,1\nt,,,B,2\nt,,,C,3\nt,08:10:00,08:10:00,D,4\n"}});
    const auto times = arrivals(timetable);
    CHECK(std::abs(times[1] - (at("08:00") + 600 * 1 / 5)) <= 1);
    CHECK(std::abs(times[2] - (at("08:00") + 600 * 4 / 5)) <= 1);
}

TEST_CASE(
    "without places blank times follow the rank of the stops, and such stops cannot be boarded at",
    "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt",
             "stop_id,stop_name,stop_lat,stop_lon\nA,A,0,0.01\nB,B,,\nC,C,0,0.05\nD,D,0,0.06\n"},
            {"stop_times.txt",
             header + "t,08:00:00,08:00:00,A,1\nt,,,B,2\nt,,,C,3\nt,08:09:00,08:09:00,D,4\n"}}},
        notices);
    CHECK(timetable.stops().size() == 3);
    CHECK(arrivals(timetable) == std::vector<int>{at("08:00"), at("08:06"), at("08:09")});
    CHECK(notices.count("arret_sans_coordonnees") == 1);
}

TEST_CASE("rows out of order are put in order of stop_sequence", "[io][gtfs]") {
    const Timetable timetable = test::timetable(
        FeedText{{"stops.txt", stops},
                 {"stop_times.txt",
                  header + "t,08:20:00,08:20:00,C,30\nu,09:00:00,09:00:00,A,1\nt,08:00:00,08:00:00,"
                           "A,5\nu,09:10:00,09:10:00,B,2\nt,08:10:00,08:10:00,B,10\n"}});
    CHECK(timetable.trips().size() == 2);
    CHECK(arrivals(timetable, 0) == std::vector<int>{at("08:00"), at("08:10"), at("08:20")});
}

TEST_CASE("trips whose times fall, without ends, or of one call are dropped and counted",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"trips.txt",
             "route_id,service_id,trip_id\nL,S,ok\nL,S,falls\nL,S,open\nL,S,short\nL,S,none\nX,S,"
             "lost\nL,Z,dateless\n"},
            {"stop_times.txt", header + "ok,08:00:00,08:00:00,A,1\nok,08:00:00,08:00:00,B,2\n"
                                        "falls,08:00:00,08:00:00,A,1\nfalls,07:59:00,07:59:00,B,2\n"
                                        "open,08:00:00,08:00:00,A,1\nopen,,,B,2\n"
                                        "short,08:00:00,08:00:00,A,1\n"
                                        "lost,08:00:00,08:00:00,A,1\nlost,08:05:00,08:05:00,B,1\n"
                                        "ok,08:10:00,08:10:00,ZZ,3\n"}}},
        notices);
    CHECK(timetable.trips().size() == 1);
    CHECK(notices.count("horaires_decroissants") == 1);
    CHECK(notices.count("course_sans_heure") == 1);
    CHECK(notices.count("course_vide") == 2);
    CHECK(notices.count("course_sans_ligne") == 1);
    CHECK(notices.count("course_sans_calendrier") == 1);
    CHECK(notices.count("horaire_sans_course") == 2);
    CHECK(notices.count("horaire_sans_arret") == 1);
}

TEST_CASE("frequencies become trips from the first time up to, not including, the last",
          "[io][gtfs]") {
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt", stops},
        {"stop_times.txt",
         header + "t,00:00:00,00:00:00,A,1\nt,00:07:00,00:08:00,B,2\nt,00:12:00,00:12:00,C,3\n"},
        {"frequencies.txt",
         "trip_id,start_time,end_time,headway_secs\nt,06:00:00,07:00:00,900\nt,07:00:00,07:30:00,"
         "600\nt,08:00:00,07:00:00,600\n"}});
    REQUIRE(timetable.trips().size() == 3600 / 900 + 1800 / 600);
    CHECK(arrivals(timetable, 3) == std::vector<int>{at("06:45"), at("06:52"), at("06:57")});
    CHECK(arrivals(timetable, 6)[0] == at("07:20"));
    CHECK(timetable.times_of(TripIdx{6})[1].departure == at("07:28"));
}

TEST_CASE("calendar_dates alone, calendar alone and both give the days of service", "[io][gtfs]") {
    FeedText feed{
        {"stops.txt", stops},
        {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}};
    const auto days = [&] { return test::timetable(feed).services()[ServiceIdx{0}].size(); };
    feed["calendar.txt"] =
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_"
        "date\nS,1,1,1,1,1,0,0,20260302,20260308\n";
    CHECK(days() == 5);
    feed["calendar_dates.txt"] =
        "service_id,date,exception_type\nS,20260303,2\nS,20260308,1\nS,20260309,1\nS,20260309,1\n";
    CHECK(days() == 5 - 1 + 2);
    feed["calendar.txt"] =
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";
    CHECK(days() == 2);
}

TEST_CASE("pick-up and drop-off rules are kept and make another pattern", "[io][gtfs]") {
    const Timetable timetable = test::timetable(FeedText{
        {"stops.txt", stops},
        {"stop_times.txt",
         "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
         "t,08:00:00,08:00:00,A,1,,\nt,08:10:00,08:10:00,B,2,1,0\nt,08:20:00,08:20:00,C,3,2,1\nt,"
         "08:30:00,08:30:00,D,4,0,\n"}});
    const PatternIdx pattern{0};
    CHECK(timetable.may_board(pattern, 0));
    CHECK_FALSE(timetable.may_board(pattern, 1));
    CHECK(timetable.may_alight(pattern, 1));
    CHECK(timetable.may_board(pattern, 2));
    CHECK_FALSE(timetable.may_alight(pattern, 2));
}

TEST_CASE(
    "stations are parents, entrances are left out, a stop without a place takes its station's",
    "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt",
             "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\nA,A,,,0,G\nB,B,0,0."
             "02,,H\nG,Gare,0,0.01,1,\nE,Entrée,0,0.01,2,G\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}}},
        notices);
    REQUIRE(timetable.stops().size() == 3);
    const Stop& a = timetable.stops()[test::stop(timetable, "A")];
    CHECK(a.at == geo::Point{1000, 0});
    CHECK(a.boardable);
    CHECK(a.parent == test::stop(timetable, "G"));
    CHECK_FALSE(timetable.stops()[a.parent].boardable);
    CHECK(notices.count("gare_inconnue") == 1);
}

TEST_CASE("transfers keep their minimum time or their ban; dangling ones are counted",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt",
             "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\nA,A,0,0.01,0,G\nB,"
             "B,0,0.02,0,G\nG,G,0,0.01,1,\nC,C,0,0.05,,\n"},
            {"stop_times.txt",
             header +
                 "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\nt,08:20:00,08:20:00,C,3\n"},
            {"transfers.txt",
             "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id\n"
             "A,C,2,120,\nC,A,3,,\nG,C,,,\nA,ZZ,2,60,\nA,B,0,,t\nA,B,4,,\n"}}},
        notices);
    REQUIRE(timetable.transfers().size() == 4);  // A-C, C-A, and the station's two stops to C
    CHECK(timetable.transfers()[0].minimum == Seconds(120));
    CHECK(timetable.transfers()[1].forbidden);
    CHECK(timetable.transfers()[3].from == test::stop(timetable, "B"));
    CHECK(notices.count("correspondance_orpheline") == 1);
    CHECK(notices.count("correspondance_par_ligne") == 1);
}

TEST_CASE("route types, extended ones too, become modes by the table", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"routes.txt",
             "route_id,route_short_name,route_type\nL,L,0\nM,M,401\nN,N,704\nO,O,109\nP,P,4242\n"},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}}},
        notices);
    const std::vector<Mode> expected = {Mode::tram, Mode::metro, Mode::bus, Mode::train,
                                        Mode::autre};
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(timetable.lines()[LineIdx{i}].mode == expected[i]);
    CHECK(notices.count("mode_inconnu") == 1);
}

TEST_CASE("feeds are merged side by side, each id with its feed's number", "[io][gtfs]") {
    const FeedText feed{
        {"stops.txt", stops},
        {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}};
    Notices notices;
    const Timetable timetable = test::timetable({feed, feed, feed}, notices);
    CHECK(timetable.stops().size() == 3 * 4);
    CHECK(timetable.trips()[TripIdx{2}].id == "2:t");
    CHECK(timetable.stops()[timetable.stops_of(PatternIdx{2})[1]].id == "2:B");
    CHECK(timetable.feed_of(timetable.trips()[TripIdx{2}].service) == 2);
    CHECK(check(timetable).empty());
}

TEST_CASE(
    "a feed without its files, without a calendar or without usable rows is refused in French",
    "[io][gtfs]") {
    const FeedText whole = test::completed(
        {{"stops.txt", stops},
         {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"}});
    const auto message = [](const FeedText& feed) -> std::string {
        try {
            Notices notices;
            (void)io::read_feed(io::FeedFiles::in_memory("jeu.zip", feed),
                                io::read_modes(LISIERE_ROOT "/geodata/reference/modes_gtfs.csv"));
        } catch (const io::InputError& error) {
            return error.what();
        }
        return "";
    };
    CHECK(message(whole).empty());
    for (const char* file :
         {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt"}) {
        FeedText feed = whole;
        feed.erase(file);
        CHECK(message(feed).find(file) != std::string::npos);
    }
    FeedText feed = whole;
    feed["stop_times.txt"] = header;
    CHECK(message(feed).find("stop_times.txt") != std::string::npos);
    feed["stop_times.txt"] = "trip_id,arrival,departure_time,stop_id,stop_sequence\n";
    CHECK(message(feed).find("arrival_time") != std::string::npos);
}

TEST_CASE(
    "a transfer to a stop of another feed is found by its id, unless several feeds have it or "
    "it lies far",
    "[io][gtfs]") {
    const std::string times = header + "t,08:00:00,08:00:00,P,1\nt,08:10:00,08:10:00,Q,2\n";
    const auto feed = [&](const std::string& first, const std::string& second,
                          const std::string& transfers, const std::string& more = "") {
        FeedText text{{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\n" + first + "\n" +
                                        second + "\n" + more},
                      {"stop_times.txt", times}};
        const auto id = [](const std::string& line) { return line.substr(0, line.find(',')); };
        text["stop_times.txt"] = header + "t,08:00:00,08:00:00," + id(first) +
                                 ",1\nt,08:10:00,08:10:00," + id(second) + ",2\n";
        if (!transfers.empty())
            text["transfers.txt"] =
                "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n" + transfers;
        return text;
    };
    Notices notices;
    // B1 is 1 km from A2, far 99 km away, S in both other feeds.
    const Timetable timetable = test::timetable(
        {feed("A1,A1,0,0.01", "A2,A2,0,0.02",
              "A2,B1,2,90\nA2,B1,2,60\nA2,S,2,60\nA2,far,2,60\nA2,none,2,60\nB1,A2,3,\n"),
         feed("B1,B1,0,0.03", "S,S,0,0.04", "A2,B1,2,75\n", "far,far,0,1\n"),
         feed("C1,C1,0,0.05", "S,S,0,0.06", "")},
        notices);
    REQUIRE(timetable.transfers().size() == 2);
    const StopIdx a2 = test::stop(timetable, "A2");
    const StopIdx b1 = test::stop(timetable, "B1");
    CHECK(timetable.transfers()[0].from == a2);
    CHECK(timetable.transfers()[0].to == b1);
    CHECK(timetable.transfers()[0].minimum == Seconds{60});
    CHECK(timetable.transfers()[1].from == b1);
    CHECK(timetable.transfers()[1].forbidden);
    CHECK(notices.count("correspondance_entre_jeux") == 4);
    CHECK(notices.count("correspondance_ambigue") == 1);
    CHECK(notices.count("correspondance_orpheline") == 2);
}

TEST_CASE("every type of transfer is kept, or told and left out", "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{
            {"stops.txt", stops},
            {"stop_times.txt", header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n"},
            {"transfers.txt",
             "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,B,,\nA,C,0,\nA,D,1,\n"
             "B,C,2,120\nB,D,2,-5\nB,A,3,\nC,D,4,\nC,A,5,\nC,B,9,\n"}}},
        notices);
    const auto& transfers = timetable.transfers();
    REQUIRE(transfers.size() == 6);
    for (const std::size_t free : {0U, 1U, 2U, 4U}) {
        CHECK(transfers[free].minimum == Seconds{0});
        CHECK_FALSE(transfers[free].forbidden);
    }
    CHECK(transfers[3].minimum == Seconds{120});
    CHECK(transfers[5].forbidden);
    for (const char* code : {"correspondance_sans_duree", "correspondance_a_bord",
                             "correspondance_sans_rester_a_bord", "correspondance_inconnue"})
        CHECK(notices.count(code) == 1);
}

TEST_CASE("routes of one name, operator and mode are one line; nameless ones and others are not",
          "[io][gtfs]") {
    Notices notices;
    const Timetable timetable = test::timetable(
        {FeedText{{"agency.txt", "agency_id,agency_name\nR,RATP\nS,SNCF\n"},
                  {"routes.txt",
                   "route_id,agency_id,route_short_name,route_long_name,route_type\n"
                   "a,R,1,Aller,1\nb,R,1,Retour,1\nc,S,1,,1\nd,R,1,,3\ne,R,,,3\nf,R,,,3\n"},
                  {"trips.txt",
                   "route_id,service_id,trip_id,direction_id\na,S,out,0\nb,S,back,1\nb,S,out2,0\n"},
                  {"stops.txt", stops},
                  {"stop_times.txt",
                   header + "out,08:00:00,08:00:00,A,1\nout,08:10:00,08:10:00,B,2\n"
                            "back,08:00:00,08:00:00,B,1\nback,08:10:00,08:10:00,A,2\n"
                            "out2,09:00:00,09:00:00,A,1\nout2,09:10:00,09:10:00,B,2\n"}}},
        notices);
    CHECK(timetable.lines().size() == 5);
    CHECK(notices.count("lignes_reunies") == 1);
    REQUIRE(timetable.patterns().size() == 2);
    CHECK(timetable.patterns()[PatternIdx{0}].line == timetable.patterns()[PatternIdx{1}].line);
    CHECK(timetable.patterns()[PatternIdx{0}].trips == 2);
    CHECK(timetable.patterns()[PatternIdx{0}].direction == 0);
    CHECK(timetable.patterns()[PatternIdx{1}].direction == 1);
}
