// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/inspect.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;

TEST_CASE("a feed is summed up by what can be used of it", "[io][gtfs]") {
    const auto files = test::completed(
        {{"stops.txt",
          "stop_id,stop_name,stop_lat,stop_lon,location_type\nA,A,0,0.01,0\nB,B,0,0.02,0\nG,G,0,0."
          "02,1\n"},
         {"routes.txt", "route_id,route_short_name,route_type\nL,L,3\nT,T,0\nU,U,3\n"},
         {"stop_times.txt",
          "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt,08:00:00,08:00:00,A,1\nt,,,"
          "B,2\nt,08:10:00,08:10:00,A,3\n"}});
    const io::FeedSummary summary = io::inspect_feed(io::FeedFiles::in_memory("jeu.zip", files));
    CHECK(summary.name == "jeu.zip");
    CHECK(summary.agencies == std::vector<std::string>{"Réseau"});
    CHECK(summary.stops == 2);
    CHECK(summary.stations == 1);
    CHECK(summary.lines ==
          std::map<transit::Mode, std::size_t>{{transit::Mode::bus, 2}, {transit::Mode::tram, 1}});
    CHECK(summary.trips == 1);
    CHECK(summary.stop_time_rows == 3);
    CHECK(summary.blank_rows == 1);
    CHECK(summary.first_day == std::chrono::year(2026) / 1 / 1);
    CHECK(summary.last_day == std::chrono::year(2026) / 12 / 31);
    CHECK(summary.typical.weekday == std::chrono::year(2026) / 1 / 1);  // a Thursday
}
