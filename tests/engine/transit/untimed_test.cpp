// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/untimed.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <rapidcheck.h>
#include "engine/transit/desserte.hpp"
#include "engine/transit/timetable_digest.hpp"
#include "tests/engine/transit/random_timetable.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

const Day tuesday = std::chrono::year(2026) / 3 / 17;

/// Bus L from "Gare" (0, 0) to "Mairie" (1000, 0), twice in the morning.
Timetable bus(const char* mode = "3") {
    return test::timetable(
        {{"stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nG,Gare,0,0.00001\nM,Mairie,0,0.01\n"},
         {"routes.txt", fmt::format("route_id,route_short_name,route_type\nL,L,{}\n", mode)},
         {"stop_times.txt",
          "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
          "a,07:00:00,07:00:00,G,1\na,07:10:00,07:10:00,M,2\n"
          "b,07:30:00,07:30:00,G,1\nb,07:40:00,07:40:00,M,2\n"}});
}

UntimedStop station(const char* name, double x, double y, std::vector<std::string> lines = {},
                    Mode mode = Mode::tram) {
    return {name, name, {x, y}, {mode}, std::move(lines)};
}

UntimedSettings lower_case() {
    UntimedSettings settings;
    settings.comparable = [](std::string_view name) {
        std::string lower(name);
        for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return lower;
    };
    return settings;
}

WithUntimed joined(Timetable timetable, const std::vector<UntimedLayer>& layers) {
    return with_untimed(std::move(timetable), layers, lower_case());
}

std::vector<Period> morning() {
    return {{"pointe_matin", DayType::ouvrable, Seconds{7 * 3600}, Seconds{9 * 3600}},
            {"dimanche", DayType::dimanche, Seconds{7 * 3600}, Seconds{9 * 3600}}};
}

const ServiceDays on_tuesday{tuesday, std::nullopt, std::nullopt};

/// Stations at random places, some of which bear the names of the random timetable's stops.
std::vector<UntimedStop> random_stations(std::mt19937& random) {
    std::uniform_real_distribution<double> place(-300, 300);
    std::uniform_int_distribution<int> pick(0, 5);
    std::vector<UntimedStop> stops;
    for (int i = pick(random) + 1; i > 0; --i) {
        UntimedStop stop{std::to_string(i),
                         pick(random) < 3 ? "" : std::string("s"),
                         {place(random), place(random)},
                         {Mode::tram},
                         {}};
        if (pick(random) < 2) stop.at = {0, 0};  // where the stops of the feed are
        if (pick(random) < 2) stop.modes = {Mode::bus};
        if (pick(random) < 3) stop.lines = {fmt::format("T{}", pick(random))};
        stops.push_back(std::move(stop));
    }
    return stops;
}

/// What calls without hours, by place and name of the stop.
std::map<std::tuple<double, double, std::string>, std::set<std::pair<Mode, std::string>>> calls(
    const Timetable& timetable) {
    std::map<std::tuple<double, double, std::string>, std::set<std::pair<Mode, std::string>>> found;
    for (const StopIdx stop : indices<StopIdx>(timetable.stops().size()))
        for (const LineIdx line : timetable.untimed_lines(stop)) {
            const Stop& own = timetable.stops()[stop];
            const Line& what = timetable.lines()[line];
            found[{own.at.x, own.at.y, own.name}].emplace(what.mode, what.short_name);
        }
    return found;
}

}  // namespace

TEST_CASE("a station that the feed has by another mode is the feed's stop; the others are added",
          "[transit]") {
    // "GARE" is sqrt(39² + 30²) = 49.2 m from "Gare", where buses call: the tram calls there too.
    const WithUntimed made = joined(
        bus(),
        {{"tram.shp", {station("GARE", 40, 30, {"T1"}), station("Hôpital", 2000, 0, {"T1"})}}});
    CHECK(made.added == 1);
    CHECK(made.completed == 1);
    CHECK(made.known == 0);
    const Timetable& timetable = made.timetable;
    CHECK(check(timetable).empty());
    REQUIRE(timetable.stops().size() == 3);
    CHECK(timetable.stops()[StopIdx{2}].id == "1:Hôpital");
    CHECK(timetable.feeds().back() == "tram.shp");
    REQUIRE(timetable.lines().size() == 2);  // L, and T1 once
    CHECK(timetable.untimed_lines(StopIdx{0}).size() == 1);

    const auto service = desserte(timetable, on_tuesday, morning());
    const StopService& gare = service[StopIdx{0}];
    CHECK(gare.heavy);
    CHECK(gare.served);
    CHECK(gare.lines.size() == 2);
    CHECK(gare.departures_per_hour[0] == Maybe<double>(Absence::hors_couverture));
    CHECK(gare.last_departure == Maybe<Seconds>(Absence::hors_couverture));
    const StopService& hospital = service[StopIdx{2}];
    CHECK(hospital.heavy);
    CHECK(hospital.served);
    CHECK(hospital.longest_gap == Maybe<Seconds>(Absence::hors_couverture));
    // What only buses serve is told as before: the last stop of both, where nobody boards.
    CHECK(service[StopIdx{1}].departures_per_hour[0] == Maybe<double>(0.0));
    CHECK_FALSE(service[StopIdx{1}].served);
}

TEST_CASE("what a feed tells with its hours, a layer does not tell again", "[transit]") {
    const Digest before = digest_of(bus("0"));
    const WithUntimed made = joined(bus("0"), {{"tram.shp", {station("gare", 100, 0, {"T9"})}}});
    CHECK(made.known == 1);
    CHECK(made.added == 0);
    CHECK(made.timetable.stops().size() == 2);
    CHECK(made.timetable.untimed_lines(StopIdx{0}).empty());
    CHECK_FALSE(digest_of(made.timetable) == before);  // the layer is a feed by name
    // Beyond 150 m it is another station of the same name.
    CHECK(joined(bus("0"), {{"tram.shp", {station("gare", 152, 0)}}}).added == 1);
}

TEST_CASE("a line without hours beside one of its mode that has them is seen where names agree",
          "[transit]") {
    // At Gare the feed has the hours of L alone; the operator's layer names L and T2, one row each.
    const UntimedLayer both{"tram.shp",
                            {station("gare", 40, 0, {"T2"}), station("gare", 40, 0, {"l"})}};
    const WithUntimed made = joined(bus("0"), {both});
    CHECK(made.completed == 1);
    CHECK(made.known == 1);
    REQUIRE(made.timetable.untimed_lines(StopIdx{0}).size() == 1);
    CHECK(made.timetable.lines()[made.timetable.untimed_lines(StopIdx{0})[0]].short_name == "T2");
    const auto service = desserte(made.timetable, on_tuesday, morning());
    CHECK(service[StopIdx{0}].departures_per_hour[0] == Maybe<double>(Absence::hors_couverture));

    // Another layer writes "Ligne L": it names no line as the feed does, and tells nothing.
    const UntimedLayer otherwise{"tram.shp", {station("gare", 40, 0, {"Ligne L", "Ligne T2"})}};
    CHECK(joined(bus("0"), {otherwise}).completed == 0);

    // T2 has hours at a stop of another name, 100 m from the row: nothing is missing.
    const Timetable two =
        test::timetable({{"stops.txt",
                          "stop_id,stop_name,stop_lat,stop_lon\nG,Gare,0,0.00001\nS,Gare "
                          "sud,0,0.00125\nM,Mairie,0,0.01\n"},
                         {"routes.txt", "route_id,route_short_name,route_type\nL,L,0\nT2,T2,0\n"},
                         {"trips.txt", "route_id,service_id,trip_id\nL,S,a\nT2,S,b\n"},
                         {"stop_times.txt",
                          "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                          "a,07:00:00,07:00:00,G,1\na,07:10:00,07:10:00,M,2\n"
                          "b,07:30:00,07:30:00,S,1\nb,07:40:00,07:40:00,M,2\n"}});
    CHECK(joined(two, {both}).completed == 0);
    CHECK(joined(two, {both}).known == 2);
}

TEST_CASE("a line of the layer that has the feed's name and mode is the feed's line", "[transit]") {
    const WithUntimed made = joined(bus("0"), {{"tram.shp", {station("Parc", 5000, 0, {"l"})}}});
    CHECK(made.timetable.lines().size() == 1);
    CHECK(made.timetable.untimed_lines(StopIdx{2})[0] == LineIdx{0});
}

TEST_CASE("without a feed there are stops, lines and no hour", "[transit]") {
    const WithUntimed made = joined({}, {{"tram.shp", {station("A", 0, 0), station("B", 500, 0)}}});
    CHECK_FALSE(made.timetable.timed());
    CHECK(check(made.timetable).empty());
    CHECK(made.timetable.lines().size() == 1);  // nobody says which: one, without a name
    const auto service = desserte(made.timetable, {}, morning());
    for (const StopService& stop : service) {
        CHECK(stop.served);
        CHECK(stop.departures_per_hour == std::vector<Maybe<double>>(2, Absence::non_disponible));
        CHECK(stop.first_departure == Maybe<Seconds>(Absence::non_disponible));
    }
}

TEST_CASE("rows of one station, a line each, are one stop; its platforms are two", "[transit]") {
    const WithUntimed made = joined({}, {{"tram.shp",
                                          {station("A", 0, 0, {"T1"}), station("A", 0.5, 0, {"T2"}),
                                           station("A", 30, 0, {"T1"})}}});
    CHECK(made.added == 2);
    CHECK(made.timetable.untimed_lines(StopIdx{0}).size() == 2);
    CHECK(made.timetable.untimed_lines(StopIdx{1}).size() == 1);
}

TEST_CASE("a layer given twice changes nothing, nor does the order of its rows",
          "[transit][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        std::mt19937 random(seed);
        test::RandomTimetable town(seed);
        const Timetable feed = town.timetable();
        const std::vector<UntimedStop> stops = random_stations(random);
        const WithUntimed once = joined(feed, {{"a", stops}});
        const WithUntimed twice = joined(feed, {{"a", stops}, {"b", stops}});
        RC_ASSERT(check(once.timetable).empty());
        RC_ASSERT(twice.timetable.stops().size() == once.timetable.stops().size());
        RC_ASSERT(twice.timetable.lines().size() == once.timetable.lines().size());
        for (const StopIdx stop : indices<StopIdx>(once.timetable.stops().size()))
            RC_ASSERT(std::ranges::equal(once.timetable.untimed_lines(stop),
                                         twice.timetable.untimed_lines(stop)));
        std::vector<UntimedStop> shuffled = stops;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        RC_ASSERT(calls(joined(feed, {{"a", shuffled}}).timetable) == calls(once.timetable));
        // What was there keeps its index and its trips.
        RC_ASSERT(once.timetable.trips().size() == feed.trips().size());
        for (const StopIdx stop : indices<StopIdx>(feed.stops().size()))
            RC_ASSERT(once.timetable.stops()[stop].id == feed.stops()[stop].id);
        // Services change only where a line calls without hours.
        const auto before = desserte(feed, {test::random_day, {}, {}}, morning());
        const auto after = desserte(once.timetable, {test::random_day, {}, {}}, morning());
        for (const StopIdx stop : indices<StopIdx>(feed.stops().size()))
            if (once.timetable.untimed_lines(stop).empty()) {
                RC_ASSERT(after[stop].departures_per_hour == before[stop].departures_per_hour);
                RC_ASSERT(after[stop].lines == before[stop].lines);
                RC_ASSERT(after[stop].served == before[stop].served);
            } else {
                RC_ASSERT(!after[stop].departures_per_hour[0].has_value());
                RC_ASSERT(after[stop].served);
            }
    }));
}
