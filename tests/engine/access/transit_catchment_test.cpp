// SPDX-License-Identifier: Apache-2.0
#include "engine/access/transit_catchment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/access/place_times.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/place.hpp"
#include "engine/transit/journey.hpp"
#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

constexpr double never_minutes = std::numeric_limits<double>::infinity();

/// A world in which walking knows no limit of its own: an isochrone has none but its time. Well
/// served, so that half of the departures of a cell ride.
RandomWorld world_of(std::uint32_t seed) {
    RandomWorld world = random_world(seed, {.more_trips = 40});
    world.settings.walk_limit = Minutes{100};
    return world;
}

/// Places on the streets, on the stops' and the cells' own edges too.
std::vector<std::optional<street::Snap>> street_places(const RandomWorld& world, Random& random,
                                                       std::size_t count) {
    auto places = random_places(world.graph, random, count);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i % 4 == 0) places[i].edge = world.network.stops[transit::StopIdx{i / 4 % 7}]->edge;
        if (const auto& cell = world.cells.snaps[census::CellIdx{i % 8}]; i % 4 == 1 && cell)
            places[i].edge = cell->edge;
        places[i].along_mm = random() % (world.graph.edge(places[i].edge).length_mm + 1);
        places[i].off_cost = 0;
    }
    return optional_of(places);
}

/// The matrix: minutes from a cell to every place, by the median departure.
std::vector<double> matrix(const RandomWorld& world, census::CellIdx cell,
                           const std::vector<std::optional<street::Snap>>& places) {
    const StreetMode walking =
        street_mode(TravelMode::marche, world.graph, world.cells, world.settings);
    const auto times = transit_place_times(walking, world.network, world.settings, places)();
    std::vector<double> minutes(places.size(), never_minutes);
    for (const PlaceTime& time : times->from(cell)) minutes[time.place] = time.minutes;
    return minutes;
}

/// The same, journey by journey, replayed from the nearest of the origins.
double replayed(const RandomWorld& world, std::span<const census::CellIdx> origins,
                const street::Snap& place) {
    street::Reach reach(world.graph);
    std::vector<transit::StopWalk> egress;
    for (const transit::StopIdx s : indices<transit::StopIdx>(world.network.stops.size())) {
        reach.run(*world.network.stops[s], limit_cost(world.settings.stop_walk_limit));
        if (const street::Cost cost = reach.cost(place); cost != street::unreached)
            egress.push_back({s, whole_seconds(cost)});
    }
    double walk = never_minutes;
    for (const census::CellIdx origin : origins) {
        reach.run(*world.cells.snaps[origin], limit_cost(world.settings.walk_limit));
        if (const street::Cost cost = reach.cost(place); cost != street::unreached)
            walk = std::min(walk, cost / 60'000.0);
    }
    std::vector<double> minutes;
    for (std::size_t d = 0; d < world.settings.window.departures(); ++d) {
        const std::int32_t start = world.settings.window.departure(d).count();
        minutes.push_back(walk);
        for (const census::CellIdx origin : origins) {
            const auto access = world.network.cell_stops[origin];
            if (const auto journey =
                    transit::earliest_journey(*world.day, world.network.footpaths, access, egress,
                                              start, world.settings.limits))
                minutes.back() = std::min(minutes.back(), (journey->arrival - start) / 60.0);
        }
    }
    std::sort(minutes.begin(), minutes.end());
    return minutes[(minutes.size() + 1) / 2 - 1];
}

TransitCatchments search_of(const RandomWorld& world) {
    return {street_mode(TravelMode::marche, world.graph, world.cells, world.settings),
            world.network, world.settings, CatchmentOptions{}};
}

const std::vector<Minutes> limits{Minutes{6}, Minutes{12}, Minutes{25}};

}  // namespace

TEST_CASE("by transit, what lies outside the area is not reached by the median departure",
          "[access][property]") {
    std::size_t outside = 0;
    std::size_t ridden_into = 0;
    for (std::uint32_t seed = 1; seed <= 120; ++seed) {
        INFO("seed " << seed);
        const RandomWorld world = world_of(seed);
        Random random(seed + 9);
        TransitCatchments search = search_of(world);
        const auto places = street_places(world, random, 60);
        for (const std::size_t c : {0U, 1U, 5U}) {
            const census::CellIdx cell{c};
            const auto shapes = search.from(std::span(&cell, 1), limits);
            const auto minutes = matrix(world, cell, places);
            street::Reach on_foot(world.graph);
            on_foot.run(*world.cells.snaps[cell], limit_cost(limits.back()));
            for (std::size_t i = 0; i < limits.size(); ++i)
                for (std::size_t p = 0; p < places.size(); ++p) {
                    const geo::Point at =
                        street::point_at(world.graph, places[p]->edge, places[p]->along_mm);
                    // Timetables know whole seconds, and the last metre takes another.
                    const bool in_time = minutes[p] * 60 <= limits[i].count() * 60 - 1;
                    const bool drawn = geo::contains(shapes[i], at);
                    if (in_time) CHECK(drawn);
                    if (!drawn) ++outside;
                    const street::Cost walk = on_foot.cost(*places[p]);
                    if (in_time && (walk == street::unreached || walk > limit_cost(limits[i])))
                        ++ridden_into;
                }
        }
    }
    CHECK(outside > 300);
    CHECK(ridden_into > 300);
}

TEST_CASE("by transit, a point of the area is reached from a street by the median departure",
          "[access][property]") {
    std::size_t inside = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        const RandomWorld world = world_of(seed);
        const census::CellIdx cell{seed % 3};
        const auto shapes = search_of(world).from(std::span(&cell, 1), limits);
        // Every street, metre by metre: a point between two samples is at most half a metre off.
        std::vector<std::optional<street::Snap>> samples;
        for (const street::EdgeIdx edge : indices<street::EdgeIdx>(world.graph.edge_count())) {
            const std::uint32_t length = world.graph.edge(edge).length_mm;
            for (std::uint32_t mm = 0;; mm = std::min(mm + 1000, length)) {
                street::Snap sample;
                sample.edge = edge;
                sample.along_mm = mm;
                samples.emplace_back(sample);
                if (mm == length) break;
            }
        }
        std::vector<geo::Point> sample_points;
        for (const auto& sample : samples)
            sample_points.push_back(street::point_at(world.graph, sample->edge, sample->along_mm));
        const auto minutes = matrix(world, cell, samples);
        Random random(seed + 3);
        const auto places = street_places(world, random, 150);
        for (std::size_t i = 0; i < limits.size(); ++i) {
            CHECK(geo::is_valid(shapes[i]));
            if (i > 0) CHECK(geo::area(geo::difference(shapes[i - 1], shapes[i])).value() < 1e-3);
            for (const auto& place : places) {
                // On the street, or some metres beside it.
                geo::Point point = street::point_at(world.graph, place->edge, place->along_mm);
                if (random() % 2 == 0) {
                    point.x += random() % 61 - 30.0;
                    point.y += random() % 61 - 30.0;
                }
                if (!geo::contains(shapes[i], point)) continue;
                ++inside;
                double least = never_minutes;
                for (std::size_t s = 0; s < samples.size(); ++s)
                    least =
                        std::min(least, minutes[s] * 60 + geo::distance(point, sample_points[s]));
                // Between two samples half a metre more, and a whole second of the timetable.
                CHECK(least <= limits[i].count() * 60 + 1.5);
            }
        }
    }
    CHECK(inside > 3000);
}

TEST_CASE("from a quarter, area and replayed journeys agree, departure by departure",
          "[access][property]") {
    std::size_t quicker_together = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        const RandomWorld world = world_of(seed);
        Random random(seed + 9);
        const std::vector<census::CellIdx> origins{census::CellIdx{0}, census::CellIdx{2},
                                                   census::CellIdx{6}};
        const auto shapes = search_of(world).from(origins, limits);
        const auto places = street_places(world, random, 12);
        std::vector<std::vector<double>> alone;
        for (const census::CellIdx origin : origins) alone.push_back(matrix(world, origin, places));
        for (std::size_t p = 0; p < places.size(); ++p) {
            const double minutes = replayed(world, origins, *places[p]);
            for (std::size_t o = 0; o < origins.size(); ++o) {
                CHECK(minutes <= alone[o][p] + 1e-9);
                // The matrix is the replay from that one origin.
                const double own = replayed(world, std::span(&origins[o], 1), *places[p]);
                CHECK((own == alone[o][p] || std::abs(own - alone[o][p]) < 1e-9));
            }
            if (minutes < std::min({alone[0][p], alone[1][p], alone[2][p]})) ++quicker_together;
            const geo::Point at =
                street::point_at(world.graph, places[p]->edge, places[p]->along_mm);
            for (std::size_t i = 0; i < limits.size(); ++i)
                if (minutes * 60 <= limits[i].count() * 60 - 1) CHECK(geo::contains(shapes[i], at));
        }
    }
    CHECK(quicker_together > 0);
}

// The worked example of engine/access/README.md.
TEST_CASE("by a ferry a quarter of an hour, the median departure lands after 18 minutes",
          "[access][example]") {
    const Town town(
        "A--i---j-------k--B     C--b---------------------------D");  // 10 s a character
    CellTies cells = ties(town, "ik");
    AccessSettings settings;
    const transit::Timetable ferries = timetable(
        {{"stops.txt", stops_text(town, "bj")},
         {"stop_times.txt", stop_times_text({"j07:10 b07:20", "j07:25 b07:35", "j07:40 b07:50",
                                             "j07:55 b08:05", "j08:10 b08:20", "j08:25 b08:35",
                                             "j08:40 b08:50", "j08:55 b09:05", "j09:10 b09:20"})}});
    const transit::DayTimetable day(ferries, transit::Day{std::chrono::year{2026} / 3 / 17});
    TransitNetwork network;
    network.day = &day;
    network.stops = stop_ties(ferries, town);
    network.footpaths = footpaths(ferries, town.graph(), network.stops, settings, {1});
    network.cell_stops =
        cell_stops(town.graph(), cells, network.stops, settings.stop_walk_limit, {1});
    TransitCatchments search(street_mode(TravelMode::marche, town.graph(), cells, settings),
                             network, settings, CatchmentOptions{});
    const census::CellIdx home{0};
    // Waits of 1 to 15 minutes, 8 of each in 120 departures; the crossing takes 10: rank 60 lands
    // after 8 + 10 minutes. What is left of 20 is 120 m along the street, 90 m in full width.
    const auto shapes =
        search.from(std::span(&home, 1), std::vector<Minutes>{Minutes{17.9}, Minutes{20}});
    const geo::Point pier = town.place('b');
    const auto holds = [&](const geo::MultiPolygon& shape, double east, double north) {
        return geo::contains(shape, {pier.x + east, pier.y + north});
    };
    CHECK_FALSE(holds(shapes[0], 0, 0));
    CHECK(holds(shapes[1], 0, 0));
    CHECK(holds(shapes[1], 118, 0));
    CHECK_FALSE(holds(shapes[1], 121, 0));
    CHECK(holds(shapes[1], 89, 29));
    CHECK_FALSE(holds(shapes[1], 115, 25));
    // What is walked is there too.
    for (const auto& shape : shapes) CHECK(geo::contains(shape, town.place('i')));
    // Whoever of the quarter is the quickest counts: k, 80 s from the stop, changes nothing.
    for (const auto& quarter :
         {std::vector{home, census::CellIdx{1}}, {census::CellIdx{1}, home}}) {
        const auto both = search.from(quarter, std::vector<Minutes>{Minutes{20}});
        CHECK(holds(both[0], 118, 0));
        CHECK_FALSE(holds(both[0], 121, 0));
    }
    // From the stop one walks as far as to it.
    AccessSettings short_walks = settings;
    short_walks.stop_walk_limit = Minutes{1};
    TransitCatchments near(street_mode(TravelMode::marche, town.graph(), cells, short_walks),
                           network, short_walks, CatchmentOptions{});
    const auto nearer = near.from(std::span(&home, 1), std::vector<Minutes>{Minutes{20}});
    CHECK(holds(nearer[0], 58, 0));
    CHECK_FALSE(holds(nearer[0], 61, 0));
}
