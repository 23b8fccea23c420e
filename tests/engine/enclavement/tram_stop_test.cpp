// SPDX-License-Identifier: Apache-2.0
// A tram stop over the road that nobody can walk to: what counts is the walk, never the map.
#include "engine/access/supply.hpp"
#include "engine/enclavement/from_access.hpp"
#include "tests/engine/access/feed_support.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using namespace std::chrono_literals;
using test::Town;

/// Home h, bus stop b on its street; tram stop t 40 m away as the crow flies, behind a fence. 10 m
/// and 10 s a character.
const char* const fenced = R"(
    C--t---------u-------------------------------------------------D



    A--h---b-------------------------------------------------------B
)";
/// The same with streets around the fence at its east end.
const char* const around = R"(
    C--t---------u-------------------------------------------------D
                                                                   |
                                                                   |
                                                                   |
    A--h---b-------------------------------------------------------B
)";
/// The same with an underpass.
const char* const under = R"(
    C--t---------u-------------------------------------------------D
    |
    |
    |
    A--h---b-------------------------------------------------------B
)";

/// Measures of `h` from 7 to 9: two buses, and twelve trams when they run.
std::vector<CellMeasure> measures(const char* picture, bool trams = true) {
    const Town town(picture);
    std::string routes = "route_id,route_short_name,route_type\nL,L,3\n";
    std::string trips = "route_id,service_id,trip_id\nL,S,0\nL,S,1\n";
    std::vector<std::string> runs{"b07:10 h07:12", "b08:10 h08:12"};
    if (trams) {
        routes += "T,T,0\n";
        for (int i = 0; i < 12; ++i) {
            trips += fmt::format("T,S,{}\n", runs.size());
            runs.push_back(fmt::format("t{0:02}:{1:02} u{0:02}:{2:02}", 7 + i / 6, 10 * (i % 6),
                                       10 * (i % 6) + 4));
        }
    }
    const transit::Timetable timetable =
        test::timetable({{"stops.txt", test::stops_text(town, trams ? "bhtu" : "bh")},
                         {"routes.txt", routes},
                         {"trips.txt", trips},
                         {"stop_times.txt", test::stop_times_text(runs)}});
    const transit::ServiceDays days{transit::Day{std::chrono::year{2026} / 3 / 17}, std::nullopt,
                                    std::nullopt};
    const std::vector<transit::Period> periods{
        {"pointe_matin", transit::Period::DayType::ouvrable, 7h, 9h}};
    const auto departures = access::period_departures(timetable, days, periods);
    const auto services = transit::desserte(timetable, days, periods);
    const auto supply = access::supply_in_reach({timetable, departures, services}, town.graph(),
                                                test::ties(town, "h"),
                                                test::stop_ties(timetable, town), {}, Threads{1});
    return supply_measures(supply, periods);
}

double value(const std::vector<CellMeasure>& all, const std::string& id) {
    for (const CellMeasure& measure : all)
        if (measure.id == id) return *measure.values[0];
    FAIL("no measure " << id);
    return 0;
}

}  // namespace

TEST_CASE("a tram stop 40 m away with no path to it counts as if there were none",
          "[enclavement][desserte]") {
    const auto closed = measures(fenced);
    const auto without = measures(fenced, false);
    for (const char* id : {"departs_h_pointe_matin", "arret_min"})
        CHECK(value(closed, id) == value(without, id));
    CHECK(value(closed, "departs_h_pointe_matin") == 2 / 2.0);  // two buses in two hours
    CHECK(value(closed, "arret_lourd_500") == 0);
}

TEST_CASE("the same stop is out of reach by a long way round, in reach by an underpass",
          "[enclavement][desserte]") {
    // 600 m to B, 40 m up, 600 m back: 1,240 s at 1 m/s, beyond 500 m at 80 m/min (375 s) and 12
    // min.
    const auto long_way = measures(around);
    CHECK(value(long_way, "departs_h_pointe_matin") == 2 / 2.0);
    CHECK(value(long_way, "arret_lourd_500") == 0);
    // 30 m to A, 40 m up, 30 m to t: 100 m. Two buses and twelve trams in two hours.
    const auto short_way = measures(under);
    CHECK(value(short_way, "departs_h_pointe_matin") == (2 + 12) / 2.0);
    CHECK(value(short_way, "arret_lourd_500") == 1);
}

}  // namespace lisiere::enclavement
