// SPDX-License-Identifier: Apache-2.0
#include "engine/access/supply_index.hpp"

#include <fmt/format.h>

#include "engine/access/quarter_lines.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::access;
using transit::StopIdx;

namespace {

const transit::Day day = std::chrono::year(2026) / 3 / 5;
const transit::Period peak{"pointe_matin", transit::DayType::ouvrable, Seconds{7 * 3600},
                           Seconds{9 * 3600}};

/// Bus 1 leaves A every 5 min and, the other way, A every 20 min; bus 2 leaves B every 10 min; tram
/// T leaves C every 6 min. Each goes to Z. B lies 100 m east of A, C 1 km, Z 5 km (none at 0,0,
/// which is no place).
transit::Timetable town() {
    std::string trips = "route_id,service_id,trip_id,direction_id\n";
    std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    const auto line = [&](const char* route, int way, const char* stop, int headway) {
        for (int minute = 0; minute < 120; minute += headway) {
            const std::string id = fmt::format("{}-{}-{}", route, way, minute);
            trips += fmt::format("{},S,{},{}\n", route, id, way);
            times += fmt::format(
                "{0},{1:02}:{2:02}:00,{1:02}:{2:02}:00,{3},1\n"
                "{0},10:{4:02}:00,10:{4:02}:00,Z,2\n",
                id, 7 + minute / 60, minute % 60, stop, way);  // else one vehicle, not two ways
        }
    };
    line("1", 0, "A", 5);
    line("1", 1, "A", 20);
    line("2", 0, "B", 10);
    line("T", 0, "C", 6);
    return test::timetable(test::FeedText{
        {"routes.txt", "route_id,route_short_name,route_type\n1,1,3\n2,2,3\nT,T,0\n"},
        {"stops.txt",
         "stop_id,stop_name,stop_lat,stop_lon\n"
         "A,A,0.01,0\nB,B,0.01,0.001\nC,C,0.01,0.01\nZ,Z,0.01,0.05\n"},
        {"trips.txt", trips},
        {"stop_times.txt", times}});
}

SupplyIndexSettings ptal() {
    SupplyIndexSettings settings;
    settings.reliability = {{transit::Mode::bus, 2.0}, {transit::Mode::tram, 0.75}};
    settings.classes = {{0, "0"}, {2.5, "1a"}, {5, "1b"}, {10, "2"}};
    settings.last_class = std::string("3");
    return settings;
}

census::Population two_cells() {
    census::Population population;
    for (const auto& [id, x, people] : {std::tuple{"west", -160.0, 30.0}, {"east", 900.0, 10.0}}) {
        census::Cell cell;
        cell.id = id;
        cell.centre = {x, 1000};
        cell.people = people;
        population.cells.push_back(cell);
    }
    return population;
}

}  // namespace

TEST_CASE("the supply index is that of the worked example", "[access][example]") {
    const transit::Timetable timetable = town();
    const transit::DayTimetable service(timetable, day);
    const auto calls = transit::line_calls(service, peak);
    const std::vector<transit::StopWalk> walks{{test::stop(timetable, "A"), Seconds{240}},
                                               {test::stop(timetable, "B"), Seconds{360}},
                                               {test::stop(timetable, "C"), Seconds{600}}};
    // Line 1, better direction: 12 an hour; wait 0.5 × 60/12 + 2 = 4.5; 4 min on foot.
    const double one = 30 / (4 + 2.5 + 2);
    // Line 2: 6 an hour; wait 5 + 2; 6 min on foot. Tram: 10 an hour; wait 3 + 0.75; 10 min.
    const double two = 30 / (6 + 5.0 + 2);
    const double tram = 30 / (10 + 3 + 0.75);
    const double index = supply_index(walks, calls, timetable, 2, ptal(), {});
    CHECK(index == Approx(one + 0.5 * two + tram));
    CHECK(supply_class(index, ptal()) == "2");
    CHECK(supply_class(0, ptal()) == "0");
    CHECK(supply_class(2.5, ptal()) == "1a");
    CHECK(supply_class(99, ptal()) == "3");
    // Out of reach: a bus at 8 min and a second, a tram at 12 min and a second.
    const std::vector<transit::StopWalk> far{{test::stop(timetable, "A"), Seconds{481}},
                                             {test::stop(timetable, "C"), Seconds{721}}};
    CHECK(supply_index(far, calls, timetable, 2, ptal(), {}) == 0);
}

TEST_CASE("a nearer stop that few trips leave lowers nothing", "[access]") {
    const transit::Timetable timetable = town();
    const transit::DayTimetable service(timetable, day);
    auto calls = transit::line_calls(service, peak);
    // Bus 2 leaves B six times an hour; at A, which is nearer, once in two.
    const transit::LineCalls& at_b = calls[test::stop(timetable, "B")][0];
    calls[test::stop(timetable, "A")] = {{at_b.line, at_b.direction, at_b.main, {7 * 3600}}};
    const std::vector<transit::StopWalk> far{{test::stop(timetable, "B"), Seconds{360}}};
    std::vector<transit::StopWalk> both = far;
    both.push_back({test::stop(timetable, "A"), Seconds{60}});
    CHECK(supply_index(far, calls, timetable, 2, ptal(), {}) == Approx(30 / (6 + 5.0 + 2)));
    CHECK(supply_index(both, calls, timetable, 2, ptal(), {}) == Approx(30 / (6 + 5.0 + 2)));
}

TEST_CASE("adding a stop in reach or a departure never lowers the supply index",
          "[access][property]") {
    const transit::Timetable timetable = town();
    const transit::DayTimetable service(timetable, day);
    const auto calls = transit::line_calls(service, peak);
    for (int seed = 0; seed < 300; ++seed) {
        const auto walk = [&](const char* id, int factor) {
            return transit::StopWalk{test::stop(timetable, id),
                                     Seconds{30 + (seed * factor) % 700}};
        };
        const std::vector<transit::StopWalk> few{walk("A", 37), walk("B", 91)};
        std::vector<transit::StopWalk> more = few;
        more.push_back(walk("C", 53));
        CHECK(supply_index(more, calls, timetable, 2, ptal(), {}) >=
              supply_index(few, calls, timetable, 2, ptal(), {}));
        auto fuller = calls;
        auto& departures = fuller[test::stop(timetable, "B")][0].departures;
        departures.push_back(departures.back() + 1);
        CHECK(supply_index(few, fuller, timetable, 2, ptal(), {}) >=
              supply_index(few, calls, timetable, 2, ptal(), {}));
    }
}

TEST_CASE("the lines of a quarter are given at the stop most residents reach, with their share",
          "[access]") {
    const transit::Timetable timetable = town();
    const transit::DayTimetable service(timetable, day);
    const auto calls = transit::line_calls(service, peak);
    const census::Population population = two_cells();
    const CellStops stops = straight_cell_stops(population, timetable, Minutes{12}, 80);
    const CellGroup group{"Q", {{census::CellIdx{0}, 30}, {census::CellIdx{1}, 10}}};
    const QuarterLines found = lines_in_reach(group, stops, calls, timetable, {});
    const auto& lines = found.lines;
    // West: A at 160 m = 2 min, B at 260 m = 3.25 min. East: C at 100 m, A and B too far for a bus.
    REQUIRE(lines.size() == 4);
    CHECK(timetable.lines()[lines[0].line].short_name == "1");
    CHECK(lines[0].direction == 0);
    CHECK(lines[0].share == Approx(30 / 40.0));
    CHECK(lines[0].walk_min == Approx(160 / 80.0));
    CHECK(lines[0].departures.size() == 24);
    CHECK(lines[1].direction == 1);
    CHECK(lines[1].departures.size() == 6);
    CHECK(lines[2].stop == test::stop(timetable, "B"));
    CHECK(timetable.lines()[lines[3].line].short_name == "T");
    CHECK(lines[3].share == Approx(10 / 40.0));
    // From 7:00, when all leave at once, to 8:55 of bus 1; nothing is longer than its 5 min.
    CHECK(found.first_departure == Maybe<Seconds>(Seconds{7 * 3600}));
    CHECK(found.last_departure == Maybe<Seconds>(Seconds{8 * 3600 + 55 * 60}));
    CHECK(found.longest_gap == Maybe<Seconds>(Seconds{300}));
    // East has the tram alone, every 6 min from 7:00 to 8:54.
    const QuarterLines east =
        lines_in_reach({"E", {{census::CellIdx{1}, 10}}}, stops, calls, timetable, {});
    CHECK(east.last_departure == Maybe<Seconds>(Seconds{8 * 3600 + 54 * 60}));
    CHECK(east.longest_gap == Maybe<Seconds>(Seconds{360}));
    const QuarterLines nobody = lines_in_reach({"empty", {}}, stops, calls, timetable, {});
    CHECK(nobody.lines.empty());
    CHECK(nobody.first_departure == Maybe<Seconds>(Absence::non_desservi));
}

TEST_CASE("without streets supply is counted as the crow flies, and equals a count by hand",
          "[access]") {
    const transit::Timetable timetable = town();
    const std::vector<transit::Period> periods{peak};
    const transit::ServiceDays days{day, {}, {}, {}};
    const auto services = transit::desserte(timetable, days, periods);
    const auto departures = period_departures(timetable, days, periods);
    const auto supply = straight_supply({timetable, departures, services}, two_cells(), {}, {});
    const CellSupply& west = supply[census::CellIdx{0}];
    const CellSupply& east = supply[census::CellIdx{1}];
    // Buses 1 both ways and 2 from the west; the tram alone from the east.
    CHECK(west.departures_per_hour[0] == Maybe<double>((24 + 6 + 12) / 2.0));
    CHECK(east.departures_per_hour[0] == Maybe<double>(20 / 2.0));
    CHECK(west.nearest.value().metres == Approx(160));
    CHECK(west.nearest.value().minutes == Approx(160 / 80.0));
    CHECK(west.nearest_heavy.value().metres == Approx(1160));
    CHECK(east.nearest.value().stop == test::stop(timetable, "C"));
    CHECK(west.line_count == Maybe<double>(2.0));
}
