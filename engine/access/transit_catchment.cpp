// SPDX-License-Identifier: Apache-2.0
#include "engine/access/transit_catchment.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lisiere::access {
namespace {

using street::Cost;

constexpr Cost cost_of(Seconds time) {
    return static_cast<Cost>(time.count()) * 1000;
}

}  // namespace

TransitCatchments::TransitCatchments(const StreetMode& walking, const TransitNetwork& transit,
                                     const AccessSettings& settings,
                                     const CatchmentOptions& options)
    : walking_(walking),
      transit_(&transit),
      settings_(&settings),
      options_(options),
      raptor_(*transit.day, transit.footpaths),
      reach_(*walking.graph) {
    LISIERE_EXPECTS(settings.window.departures() > 0);
}

/// Searches the timetable from the nearest of the origins to each stop.
void TransitCatchments::board(std::span<const census::CellIdx> origins) {
    std::map<transit::StopIdx, Seconds> walks;
    for (const census::CellIdx origin : origins)
        for (const transit::StopWalk& access : transit_->cell_stops[origin]) {
            const auto [known, first] = walks.try_emplace(access.stop, access.walk);
            if (!first) known->second = std::min(known->second, access.walk);
        }
    std::vector<transit::StopWalk> access;
    for (const auto& [stop, walk] : walks) access.push_back({stop, walk});
    raptor_.run(access, settings_->window, settings_->limits);
}

/// Adds what one departure reaches by riding.
void TransitCatchments::count_departure(std::size_t departure, Seconds limit,
                                        std::span<const Cost> spare) {
    const std::int32_t start = settings_->window.departure(departure).count();
    const Seconds longest = std::min(limit, settings_->limits.max_time);
    const Cost egress = limit_cost(settings_->stop_walk_limit);
    // A search from many stops at once, each with a time of its own to walk: what one has less than
    // the longest is spent before it starts.
    std::vector<street::Snap> stops;
    std::vector<Cost> budgets;
    for (const transit::StopIdx s : indices<transit::StopIdx>(transit_->stops.size())) {
        const std::int32_t arrival = raptor_.arrival(departure, s);
        if (arrival == transit::never || !transit_->stops[s]) continue;
        const Seconds ride{arrival - start};
        if (ride > longest) continue;
        const Cost budget = std::min(egress, cost_of(longest - ride));
        if (transit_->stops[s]->off_cost > budget) continue;
        stops.push_back(*transit_->stops[s]);
        budgets.push_back(budget);
    }
    if (stops.empty()) return;
    const Cost most = *std::max_element(budgets.begin(), budgets.end());
    std::vector<Cost> spent;
    for (const Cost budget : budgets) spent.push_back(most - budget);
    reach_.run(seeds_of(*walking_.graph, stops, spent), most);
    for (std::size_t i = 0; i < spare.size(); ++i)
        if (spare[i] <= most) counts_[i].add(stretches_of(reach_, stops, most - spare[i], spent));
}

std::vector<geo::MultiPolygon> TransitCatchments::from(std::span<const census::CellIdx> origins,
                                                       std::span<const Minutes> limits) {
    LISIERE_EXPECTS(std::is_sorted(limits.begin(), limits.end()));
    if (origins.empty() || limits.empty()) return std::vector<geo::MultiPolygon>(limits.size());
    const street::StreetGraph& graph = *walking_.graph;
    const std::vector<street::Snap> snaps = snaps_of(origins, *walking_.cells);
    street::Reach on_foot(graph);
    on_foot.run(seeds_of(graph, snaps), limit_cost(limits.back()));
    board(origins);
    const std::size_t departures = settings_->window.departures();
    const auto half = static_cast<std::uint32_t>((departures + 1) / 2);
    return drawn_catchments(
        graph, limits.size(), options_, [&](std::size_t at, std::span<const Cost> spare) {
            const Cost limit = limit_cost(limits[at]);
            while (counts_.size() < spare.size()) counts_.emplace_back(graph);
            // Timetables know whole seconds.
            const Seconds whole{static_cast<std::int32_t>(limit / 1000)};
            for (std::size_t d = 0; d < departures; ++d) count_departure(d, whole, spare);
            std::vector<Stretches> sets;
            for (std::size_t i = 0; i < spare.size(); ++i) {
                Stretches set = counts_[i].held_by(half);
                if (spare[i] <= limit) {
                    const Stretches walked = stretches_of(on_foot, snaps, limit - spare[i]);
                    set.insert(set.end(), walked.begin(), walked.end());
                }
                sets.push_back(merged(std::move(set)));
            }
            return sets;
        });
}

}  // namespace lisiere::access
