// SPDX-License-Identifier: Apache-2.0
#include "engine/access/rides_to.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/access/site_search.hpp"
#include "engine/access/window_times.hpp"

namespace lisiere::access {

std::vector<std::vector<transit::StopWalk>> place_stops(
    const street::StreetGraph& graph, const StopTies& stops,
    std::span<const std::optional<street::Snap>> places, Minutes limit) {
    const SiteIndex index(graph, places);
    SiteSearch search(index);
    std::vector<std::vector<transit::StopWalk>> walks(places.size());
    for (const transit::StopIdx s : indices<transit::StopIdx>(stops.size()))
        if (stops[s])
            for (const SiteHit& hit : search.run(*stops[s], limit_cost(limit)))
                walks[hit.site].push_back({s, whole_seconds(hit.cost)});
    return walks;
}

RidesTo::RidesTo(const TransitNetwork& transit, const AccessSettings& settings)
    : transit_(&transit),
      settings_(&settings),
      searches_(*transit.day, transit.footpaths, settings.window, settings.limits) {
    const CellStops& stops = transit.cell_stops;
    std::vector<std::uint32_t> first(transit.stops.size() + 1, 0);
    for (const transit::StopWalk& walk : stops.items()) ++first[walk.stop.value() + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<census::CellIdx> cells(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const census::CellIdx cell : indices<census::CellIdx>(stops.rows()))
        for (const transit::StopWalk& walk : stops[cell]) cells[next[walk.stop.value()]++] = cell;
    cells_ = {std::move(first), std::move(cells)};
}

std::vector<Ride> RidesTo::from_cells(std::span<const transit::StopWalk> stops,
                                      Seconds longest) const {
    if (stops.empty()) return {};
    transit::TransitLimits limits = settings_->limits;
    limits.max_time = std::min(limits.max_time, longest);
    const transit::StopProfiles profiles = searches_.profiles(stops, limits.max_time);
    std::vector<census::CellIdx> cells;
    for (const transit::StopIdx stop : indices<transit::StopIdx>(cells_.rows()))
        if (!profiles.profiles[stop].empty())
            cells.insert(cells.end(), cells_[stop].begin(), cells_[stop].end());
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    std::vector<Ride> rides;
    std::vector<std::int32_t> window;
    for (const census::CellIdx cell : cells) {
        window_times(profiles, transit_->cell_stops[cell], settings_->window, limits, window);
        const std::int32_t median = transit::percentile(window, 50);
        if (median != transit::never) rides.push_back({cell, Seconds{median}});
    }
    return rides;
}

}  // namespace lisiere::access
