// SPDX-License-Identifier: Apache-2.0
#include "engine/access/opportunities.hpp"

#include <algorithm>

#include "engine/access/site_search.hpp"
#include "engine/access/travel_times.hpp"

namespace lisiere::access {

std::vector<std::vector<Maybe<double>>> opportunities_on_foot(
    const street::StreetGraph& graph, const CellTies& cells,
    std::span<const std::optional<street::Snap>> places, std::span<const double> weights,
    std::span<const Decay> decays, Minutes limit, Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(places.size() == weights.size());
    const std::size_t count = cells.snaps.size();
    std::vector<std::vector<Maybe<double>>> sums(decays.size(), std::vector<Maybe<double>>(count));
    if (places.empty() || graph.node_count() == 0) return sums;

    const SiteIndex index(graph, places);
    std::vector<SiteSearch> searches(threads.count, SiteSearch(index));
    for_each_chunk(
        count, 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t c = begin; c < end; ++c) {
                const auto& snap = cells.snaps[census::CellIdx{c}];
                if (!snap) {
                    for (auto& row : sums) row[c] = Absence::non_rattache;
                    continue;
                }
                const auto hits = searches[worker].run(*snap, limit_cost(limit));
                for (std::size_t d = 0; d < decays.size(); ++d) {
                    double sum = 0;
                    for (const SiteHit& hit : hits)
                        sum += weights[hit.site] * decays[d](street::minutes_of(hit.cost).count());
                    sums[d][c] = sum;
                }
            }
        },
        [&](double done) { report(progress, "équipements à portée de marche", done); });
    return sums;
}

}  // namespace lisiere::access
