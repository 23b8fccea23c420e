// SPDX-License-Identifier: Apache-2.0
#include "engine/access/transit_network.hpp"

#include "engine/access/site_search.hpp"

namespace lisiere::access {

StopTies snap_stops(const transit::Timetable& timetable, const street::Snapper& snapper,
                    Threads threads, Notices& notices) {
    const auto& stops = timetable.stops();
    StopTies ties(stops.size());
    for_each_chunk(stops.size(), 256, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) {
            const transit::StopIdx s{i};
            if (stops[s].boardable) ties[s] = snapper.snap(stops[s].at);
        }
    });
    for (const transit::StopIdx s : indices<transit::StopIdx>(stops.size()))
        if (stops[s].boardable && !ties[s])
            notices.add(Severity::avertissement, "arrets_non_rattaches", "horaires", stops[s].id);
    return ties;
}

CellStops cell_stops(const street::StreetGraph& graph, const CellTies& cells, const StopTies& stops,
                     Minutes limit, Threads threads, const Progress& progress) {
    const SiteIndex index(graph, stops.items());
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    std::vector<std::vector<transit::StopWalk>> rows(cells.snaps.size());
    for_each_chunk(
        rows.size(), 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t c = begin; c < end; ++c) {
                const auto& snap = cells.snaps[census::CellIdx{c}];
                if (!snap) continue;
                for (const SiteHit& hit : searches[worker].run(*snap, limit_cost(limit)))
                    rows[c].push_back({transit::StopIdx{hit.site}, whole_seconds(hit.cost)});
            }
        },
        [&](double done) { report(progress, "arrêts à portée de marche", done); });
    std::vector<std::uint32_t> first{0};
    std::vector<transit::StopWalk> items;
    first.reserve(rows.size() + 1);
    for (const auto& row : rows) {
        items.insert(items.end(), row.begin(), row.end());
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

TransitNetwork transit_network(const transit::DayTimetable& day, const street::StreetGraph& graph,
                               const street::Snapper& snapper, const CellTies& cells,
                               const AccessSettings& settings, Threads threads,
                               const Progress& progress, Notices& notices) {
    TransitNetwork network;
    network.day = &day;
    network.stops = snap_stops(day.timetable(), snapper, threads, notices);
    network.footpaths =
        footpaths(day.timetable(), graph, network.stops, settings, threads, progress);
    network.cell_stops =
        cell_stops(graph, cells, network.stops, settings.stop_walk_limit, threads, progress);
    return network;
}

}  // namespace lisiere::access
