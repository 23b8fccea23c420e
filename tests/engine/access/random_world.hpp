// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/access/service_times.hpp"
#include "tests/engine/access/feed_support.hpp"

/// Random streets, residents, facilities and timetables, small enough for slow oracles.
namespace lisiere::test {

struct RandomWorld {
    street::StreetGraph graph;
    access::CellTies cells;
    IndexedVector<access::CategoryIdx, access::CategorySites> categories;
    transit::Timetable timetable;
    std::unique_ptr<transit::DayTimetable> day;
    access::TransitNetwork network;
    access::AccessSettings settings;

    access::ServiceTimes times(unsigned threads = 1) const {
        return access::service_times(graph, cells, categories, &network, settings, {threads});
    }
};

struct WorldChange {
    bool without_last_street = false;  ///< no place stands on it
    int more_trips = 0;
};

/// The same seed gives the same world, but for the change asked for.
inline RandomWorld random_world(std::uint32_t seed, const WorldChange& change = {}) {
    RandomWorld world;
    IndexedVector<street::NodeIdx, geo::Point> nodes;
    auto edges = random_edges({.seed = seed, .nodes = 16, .edges = 24}, nodes);
    const std::vector<street::EdgeInput> kept(edges.begin(), edges.end() - 1);
    const street::StreetGraph smaller(nodes, kept);
    world.graph = change.without_last_street ? smaller : street::StreetGraph(nodes, edges);

    Random random(seed + 1);
    world.cells = ties_of(random_places(smaller, random, 8));
    world.cells.snaps[census::CellIdx{3}] = std::nullopt;
    for (std::size_t c = 0; c < 3; ++c) {
        access::CategorySites category;
        category.sites = random_places(smaller, random, c);  // the first has none
        category.known = c;
        world.categories.push_back(category);
    }

    constexpr std::size_t stops = 7;
    std::string stop_rows = "stop_id,stop_name,stop_lat,stop_lon\n";
    for (std::size_t s = 0; s < stops; ++s)
        stop_rows += fmt::format("{0},{0},{1:.6f},{2:.6f}\n", static_cast<char>('a' + s),
                                 0.001 + 0.001 * (random() % 10), 0.001 + 0.001 * (random() % 10));
    std::vector<std::string> runs;
    const auto clock = [](std::uint32_t minute) {
        return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    };
    const std::size_t trips = 4 + random() % 12;
    for (std::size_t t = 0; t < trips + static_cast<std::size_t>(change.more_trips); ++t) {
        std::string run;
        std::uint32_t minute = 7 * 60 + random() % 50;
        for (std::size_t i = 0; i < 2 + random() % 3; ++i) {
            if (!run.empty()) run += ' ';
            run += static_cast<char>('a' + random() % stops) + clock(minute);
            minute += random() % 6;
        }
        runs.push_back(run);
    }
    world.timetable =
        timetable({{"stops.txt", stop_rows}, {"stop_times.txt", stop_times_text(runs)}});
    world.day = std::make_unique<transit::DayTimetable>(
        world.timetable, transit::Day{std::chrono::year{2026} / 3 / 17});

    world.settings.walk_limit = Minutes{8};
    world.settings.stop_walk_limit = Minutes{5};
    world.settings.transfer_walk_limit = Minutes{3};
    world.settings.window = {Seconds{7 * 3600}, Seconds{7 * 3600 + 30 * 60}, Seconds{60}};
    world.settings.limits.max_rides = 3;
    world.settings.limits.max_time = Seconds{45 * 60};

    Random at_stops(seed + 2);
    world.network.day = world.day.get();
    world.network.stops = access::StopTies(optional_of(random_places(smaller, at_stops, stops)));
    world.network.footpaths =
        access::footpaths(world.timetable, world.graph, world.network.stops, world.settings, {1});
    world.network.cell_stops = access::cell_stops(world.graph, world.cells, world.network.stops,
                                                  world.settings.stop_walk_limit, {1});
    return world;
}

/// A missing time as +infinity.
inline double or_never(const Maybe<double>& minutes) {
    return minutes ? *minutes : std::numeric_limits<double>::infinity();
}

}  // namespace lisiere::test
