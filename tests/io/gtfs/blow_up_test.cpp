// SPDX-License-Identifier: Apache-2.0
// Feeds that are small on disk and would not be in memory, or in time.
#include <fmt/format.h>

#include "io/base/error.hpp"
#include "tests/io/gtfs/four_stops.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using Catch::Matchers::Contains;
using test::FeedText;
using test::header;
using test::stops;

namespace {

const std::string one_trip = header + "t,08:00:00,08:00:00,A,1\nt,08:10:00,08:10:00,B,2\n";
const std::string frequencies = "trip_id,start_time,end_time,headway_secs,exact_times\n";
const std::string calendar =
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";
const std::string exceptions = "service_id,date,exception_type\n";

std::string refusal(const FeedText& feed) {
    try {
        test::timetable(feed);
    } catch (const io::InputError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("frequencies are taken up to 48:00:00, which no service day passes", "[io][gtfs]") {
    const auto feed = [](const std::string& end) {
        return FeedText{{"stops.txt", stops},
                        {"stop_times.txt", one_trip},
                        {"frequencies.txt", frequencies + "t,06:00:00," + end + ",600,1\n"}};
    };
    CHECK(test::timetable(feed("48:00:00")).trips().size() == 42 * 6);
    CHECK_THAT(refusal(feed("48:00:01")), Contains("frequencies.txt, ligne 2"));
    CHECK_THAT(refusal(feed("999:00:00")), Contains("06:00:00 à 999:00:00"));
}

TEST_CASE("departures are counted over all rows before any is laid out", "[io][gtfs]") {
    std::string times = header;
    std::string rows = frequencies;
    for (int trip = 0; trip < 12; ++trip) {
        const std::string id = fmt::format("t{}", trip);
        times += id + ",08:00:00,08:00:00,A,1\n" + id + ",08:10:00,08:10:00,B,2\n";
        // The seventh row gives most: a departure a second, the others one every two.
        rows += id + ",00:00:00,24:00:00," + (trip == 6 ? "1" : "2") + ",1\n";
    }
    // Twice 13 × 43,200 departures pass the bound; the row that gives most is named.
    const std::string more = refusal({{"stops.txt", stops},
                                      {"stop_times.txt", times},
                                      {"frequencies.txt", rows + rows.substr(frequencies.size())}});
    CHECK_THAT(more, Contains("frequencies.txt, ligne 8"));
    CHECK_THAT(more, Contains(std::to_string(2 * 13 * 43'200) + " départs"));
}

TEST_CASE("services of thirty years by the thousand are refused with the line", "[io][gtfs]") {
    std::string services = calendar;
    for (int i = 0; i < 2000; ++i)
        services += fmt::format("s{},1,1,1,1,1,1,1,20000101,20291231\n", i);
    const std::string said =
        refusal({{"stops.txt", stops}, {"stop_times.txt", one_trip}, {"calendar.txt", services}});
    // 30 years are 10,958 days: 20 million are passed at the 1,826th service, on line 1,827.
    CHECK_THAT(said, Contains("calendar.txt, ligne 1827"));
}

TEST_CASE("the last exception on a day counts, in whatever order the lines come", "[io][gtfs]") {
    const auto days = [](const std::string& lines) {
        const Timetable timetable = test::timetable(
            FeedText{{"stops.txt", stops},
                     {"stop_times.txt", one_trip},
                     {"calendar.txt", calendar + "S,1,1,1,1,1,1,1,20260316,20260318\n"},
                     {"calendar_dates.txt", exceptions + lines}});
        std::string all;
        for (const Day day : timetable.services()[ServiceIdx{0}])
            all +=
                std::to_string(static_cast<unsigned>(std::chrono::year_month_day{day}.day())) + " ";
        return all;
    };
    CHECK(days("") == "16 17 18 ");
    CHECK(days("S,20260317,2\nS,20260320,1\nS,20260310,1\n") == "10 16 18 20 ");
    CHECK(days("S,20260317,2\nS,20260317,1\nS,20260320,1\nS,20260320,2\n") == "16 17 18 ");
    CHECK(days("S,20260318,2\nS,20260317,2\nS,20260316,2\nS,20260316,1\n") == "16 ");
    CHECK(days("S,20260317,1\nS,20260319,2\nS,20260317,3\n") == "16 17 18 ");
}

TEST_CASE("a station of ten thousand platforms and a transfer to itself are refused with the line",
          "[io][gtfs]") {
    std::string many =
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "A,A,0,0.01,0,\nB,B,0,0.02,0,\nG,G,0,0.02,1,\n";
    for (int i = 0; i < 10'000; ++i) many += fmt::format("p{},p,0,0.02,0,G\n", i);
    const std::string said =
        refusal({{"stops.txt", many},
                 {"stop_times.txt", one_trip},
                 {"transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,B,0\nG,G,0\n"}});
    CHECK_THAT(said, Contains("transfers.txt, ligne 3"));
}

TEST_CASE("a chain of places above places is cut, and told", "[io][gtfs]") {
    std::string chain =
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "A,A,0,0.01,0,c0\nB,B,0,0.02,0,\n";
    constexpr int length = 50'000;
    for (int i = 0; i < length; ++i)
        chain += fmt::format("c{},c,0,0.02,1,{}\n", i,
                             i + 1 < length ? fmt::format("c{}", i + 1) : std::string());
    Notices notices;
    test::timetable({FeedText{{"stops.txt", chain}, {"stop_times.txt", one_trip}}}, notices);
    // A and the chain, but the last of it: those with at most 16 places above them.
    CHECK(notices.count("gare_en_boucle") == 1 + length - 17);
}
