// SPDX-License-Identifier: Apache-2.0
#include "engine/access/rides_to.hpp"

#include <algorithm>

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

std::vector<Ride> rides_to(std::span<const transit::StopWalk> stops, const TransitNetwork& transit,
                           const AccessSettings& settings, Seconds longest) {
    if (stops.empty()) return {};
    transit::TransitLimits limits = settings.limits;
    limits.max_time = std::min(limits.max_time, longest);
    const transit::StopProfiles profiles =
        transit::reverse_profiles(*transit.day, transit.footpaths, stops, settings.window, limits);
    std::vector<Ride> rides;
    std::vector<std::int32_t> window;
    for (const census::CellIdx cell : indices<census::CellIdx>(transit.cell_stops.rows())) {
        const auto access = transit.cell_stops[cell];
        if (access.empty()) continue;
        window_times(profiles, access, settings.window, limits, window);
        const std::int32_t median = transit::percentile(window, 50);
        if (median != transit::never) rides.push_back({cell, Seconds{median}});
    }
    return rides;
}

}  // namespace lisiere::access
