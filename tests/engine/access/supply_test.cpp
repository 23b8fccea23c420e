// SPDX-License-Identifier: Apache-2.0
#include "engine/access/supply.hpp"

#include <algorithm>
#include <map>

#include "engine/transit/untimed.hpp"
#include "tests/engine/access/feed_support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;
using namespace std::chrono_literals;

namespace {

/// Bus L calls at a, b, c and back; the tram T at t and u. 10 m and 10 s a character.
const Town& town() {
    static const Town drawn(R"(
        A-a----h-+-b----------------------c---B
                 |
                 |
                 |
                 t
                 |
        C--------+------------u---------------D
    )");
    return drawn;
}

const std::string lines = "route_id,route_short_name,route_type\nL,L,3\nT,T,0\n";

struct Scene {
    transit::Timetable timetable;
    std::vector<PeriodDepartures> departures;
    IndexedVector<transit::StopIdx, transit::StopService> services;
    StopTies stops;
};

const transit::ServiceDays one_tuesday{transit::Day{std::chrono::year{2026} / 3 / 17}, std::nullopt,
                                       std::nullopt};

/// Supply of a timetable from 7 to 9, on a weekday and on a Sunday.
Scene scene_of(transit::Timetable timetable, const transit::ServiceDays& days) {
    Scene made{std::move(timetable), {}, {}, {}};
    const std::vector<transit::Period> periods{
        {"pointe_matin", transit::Period::DayType::ouvrable, 7h, 9h},
        {"dimanche", transit::Period::DayType::dimanche, 7h, 9h}};
    made.departures = period_departures(made.timetable, days, periods);
    made.services = transit::desserte(made.timetable, days, periods);
    made.stops = stop_ties(made.timetable, town());
    return made;
}

/// Weekday service of the given runs: "L a07:00 b07:10".
Scene scene(const std::vector<std::string>& runs) {
    std::vector<std::string> bare;
    std::string trips = "route_id,service_id,trip_id\n";
    for (std::size_t i = 0; i < runs.size(); ++i) {
        trips += fmt::format("{},S,{}\n", runs[i].front(), i);
        bare.push_back(runs[i].substr(2));
    }
    return scene_of(timetable({{"stops.txt", stops_text(town(), "abctu")},
                               {"routes.txt", lines},
                               {"trips.txt", trips},
                               {"stop_times.txt", stop_times_text(bare)}}),
                    one_tuesday);
}

CellSupply supply(const Scene& scene, const SupplySettings& settings, char home = 'h',
                  unsigned threads = 1) {
    return supply_in_reach({scene.timetable, scene.departures, scene.services}, town().graph(),
                           ties(town(), std::string(1, home)), scene.stops, settings,
                           {threads})[census::CellIdx{0}];
}

/// h to a: 50 s; to b: 40 s; to t: 20 + 40 s; to c: 270 s.
SupplySettings within(double bus_s, double heavy_s) {
    SupplySettings settings;
    settings.reach = Minutes{bus_s / 60};
    settings.heavy_reach = Minutes{heavy_s / 60};
    return settings;
}

}  // namespace

TEST_CASE("a trip counts once however many of its stops are in reach, and both directions add up",
          "[access]") {
    const Scene town =
        scene({"L a07:00 b07:02 c07:10", "L a08:00 b08:02 c08:10", "L c07:30 b07:40 a07:42"});
    // Out: two trips in two hours; back: one, which leaves b for a.
    CHECK(supply(town, within(60, 60)).departures_per_hour[0] == Maybe<double>((2 + 1) / 2.0));
    // With a alone in reach the way back does not count: a is its last stop.
    const Scene far = scene({"L a07:00 c07:10", "L c07:30 a07:42"});
    CHECK(supply(far, within(60, 60)).departures_per_hour[0] == Maybe<double>(1 / 2.0));
}

TEST_CASE("a trip counts in a period when it leaves some stop in reach within it", "[access]") {
    // Within 60 s of h: a (50 s) and b (40 s). The first trip leaves b, the second one a, in time.
    const Scene early = scene({"L a06:59 b07:01 c07:10", "L a08:00 b08:02 c08:10"});
    CHECK(supply(early, within(60, 60)).departures_per_hour[0] == Maybe<double>(2 / 2.0));
    CHECK(supply(early, within(60, 60), 'a').departures_per_hour[0] == Maybe<double>(1 / 2.0));
    const Scene late = scene({"L b06:59 a07:01 c07:10"});
    CHECK(supply(late, within(60, 60)).departures_per_hour[0] == Maybe<double>(1 / 2.0));
    // With b alone in reach it leaves before the period.
    CHECK(supply(late, within(40, 40)).departures_per_hour[0] == Maybe<double>(0.0));
}

TEST_CASE("a heavy line has its own reach", "[access]") {
    const Scene town = scene({"L a07:00 b07:02 c07:10", "T t07:05 u07:09", "T t07:35 u07:39"});
    CHECK(supply(town, within(40, 59)).departures_per_hour[0] == Maybe<double>(1 / 2.0));
    CHECK(supply(town, within(40, 60)).departures_per_hour[0] == Maybe<double>((1 + 2) / 2.0));
    CHECK(supply(town, within(60, 30)).departures_per_hour[0] == Maybe<double>(1 / 2.0));
    CHECK(supply(town, within(40, 60)).line_count == Maybe<double>(2.0));
    CHECK(supply(town, within(40, 59)).lines.size() == 1);
}

TEST_CASE("nothing in reach is 0 departures and no line; a day type without service is missing",
          "[access]") {
    const Scene town = scene({"L a07:00 b07:02 c07:10"});
    const CellSupply none = supply(town, within(39, 39));
    CHECK(none.departures_per_hour[0] == Maybe<double>(0.0));
    CHECK(none.departures_per_hour[1] == Maybe<double>(Absence::non_disponible));
    CHECK(none.line_count == Maybe<double>(0.0));
    CHECK(none.nearest.has_value());  // looked for further than the reach
}

TEST_CASE("the nearest stop is a served one, with its walk in minutes and metres", "[access]") {
    const Scene town = scene({"L a07:00 c07:10", "T t07:05 u22:09"});
    const CellSupply found = supply(town, within(60, 60));
    REQUIRE(found.nearest);
    CHECK(town.timetable.stops()[(*found.nearest).stop].name == "a");
    CHECK((*found.nearest).minutes == Approx(50 / 60.0));
    CHECK((*found.nearest).metres == Approx(50));
    REQUIRE(found.nearest_heavy);
    CHECK((*found.nearest_heavy).metres == Approx(20 + 40));
    SupplySettings settings = within(60, 60);
    settings.stop_limit = Minutes{55.0 / 60};
    CHECK(supply(town, settings).nearest.has_value());
    CHECK(supply(town, settings).nearest_heavy == Maybe<NearestStop>(Absence::au_dela));
    const Scene buses = scene({"L a07:00 c07:10"});
    CHECK(supply(buses, within(60, 60)).nearest_heavy ==
          Maybe<NearestStop>(Absence::non_disponible));
}

TEST_CASE("off the network, and without a timetable, everything is missing", "[access]") {
    const Scene scene_ = scene({"L a07:00 c07:10"});
    CellTies cells = ties(town(), "h");
    cells.snaps[census::CellIdx{0}] = std::nullopt;
    const auto untied =
        supply_in_reach({scene_.timetable, scene_.departures, scene_.services}, town().graph(),
                        cells, scene_.stops, {}, {1})[census::CellIdx{0}];
    CHECK(untied.departures_per_hour[0] == Maybe<double>(Absence::non_rattache));
    CHECK(untied.nearest == Maybe<NearestStop>(Absence::non_rattache));
    const auto none = no_supply(3, 2);
    CHECK(none.size() == 3);
    CHECK(none[census::CellIdx{2}].departures_per_hour ==
          std::vector<Maybe<double>>(2, Absence::non_disponible));
}

TEST_CASE("supply is the same with any number of threads and never falls when a trip is added",
          "[access][property]") {
    const Scene base = scene({"L a07:00 b07:02 c07:10", "T t07:05 u07:09"});
    const Scene more = scene({"L a07:00 b07:02 c07:10", "T t07:05 u07:09", "L b08:30 c08:40"});
    for (const char home : {'a', 'b', 'c', 'h', 't', 'u'}) {
        const CellSupply one = supply(base, within(60, 90), home);
        for (const unsigned threads : {2U, 7U})
            CHECK(supply(base, within(60, 90), home, threads) == one);
        const CellSupply added = supply(more, within(60, 90), home);
        CHECK(*added.departures_per_hour[0] >= *one.departures_per_hour[0]);
    }
    CHECK(*supply(more, within(60, 90), 'b').departures_per_hour[0] >
          *supply(base, within(60, 90), 'b').departures_per_hour[0]);
}

namespace {

/// The scene with a tram station, without hours, at a place of the town.
Scene with_station(const Scene& base, char place, std::vector<std::string> names,
                   const transit::ServiceDays& days) {
    const std::vector<transit::UntimedLayer> layers{{"tram.shp",
                                                     {{std::string(1, place),
                                                       "Station",
                                                       town().place(place),
                                                       {transit::Mode::tram},
                                                       std::move(names)}}}};
    return scene_of(transit::with_untimed(base.timetable, layers).timetable, days);
}

}  // namespace

TEST_CASE(
    "a heavy stop without hours is the nearest one, and makes departures unknown in its reach",
    "[access]") {
    const Scene buses = scene({"L a07:00 b07:02 c07:10"});
    const Scene trams = with_station(buses, 't', {"T1"}, one_tuesday);
    // h to t: 20 + 40 s. Within it, what the buses have is a part.
    const CellSupply in = supply(trams, within(60, 60));
    CHECK(in.departures_per_hour[0] == Maybe<double>(Absence::hors_couverture));
    CHECK(in.departures_per_hour[1] == Maybe<double>(Absence::non_disponible));
    CHECK(in.line_count == Maybe<double>(2.0));
    REQUIRE(in.nearest_heavy);
    CHECK((*in.nearest_heavy).metres == Approx(60));
    // Out of its reach the buses are all there is.
    const CellSupply out = supply(trams, within(60, 59));
    CHECK(out.departures_per_hour[0] == supply(buses, within(60, 59)).departures_per_hour[0]);
    CHECK(out.nearest_heavy.has_value());
    // Lines that have no name cannot be counted.
    CHECK(supply(with_station(buses, 't', {}, one_tuesday), within(60, 60)).line_count ==
          Maybe<double>(Absence::hors_couverture));
}

TEST_CASE("stops alone give distances, and no hour", "[access]") {
    const Scene nothing{{}, {}, {}, {}};
    const Scene trams = with_station(nothing, 't', {"T1"}, {});
    const CellSupply found = supply(trams, within(60, 60));
    CHECK(found.departures_per_hour == std::vector<Maybe<double>>(2, Absence::non_disponible));
    REQUIRE(found.nearest);
    REQUIRE(found.nearest_heavy);
    CHECK((*found.nearest).metres == Approx(60));
}

TEST_CASE("a group has its departures whole or not at all", "[access]") {
    const Scene buses = scene({"L a07:00 b07:02 c07:10"});
    const Scene trams = with_station(buses, 't', {"T1"}, one_tuesday);
    CellSupplies cells;
    cells.push_back(supply(trams, within(60, 60), 'h'));
    cells.push_back(supply(trams, within(60, 60), 'c'));
    REQUIRE_FALSE(cells[census::CellIdx{0}].departures_per_hour[0]);
    REQUIRE(cells[census::CellIdx{1}].departures_per_hour[0]);
    CellGroup group{"q", {{census::CellIdx{0}, 1}, {census::CellIdx{1}, 99}}};
    CHECK(mean_departures(group, cells, 0) == Maybe<double>(Absence::hors_couverture));
    group.cells.erase(group.cells.begin());
    CHECK(mean_departures(group, cells, 0) == cells[census::CellIdx{1}].departures_per_hour[0]);
}
