// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"
#include "engine/street/queue.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::street {

Nearest nearest(const StreetGraph& graph, std::span<const Snap> sites, Cost limit) {
    LISIERE_EXPECTS(limit < unreached);
    Nearest found{IndexedVector<NodeIdx, Cost>(graph.node_count(), unreached),
                  IndexedVector<NodeIdx, std::uint32_t>(graph.node_count(), Nearest::no_site),
                  std::vector<std::uint32_t>(sites.size()), limit};
    std::iota(found.by_edge.begin(), found.by_edge.end(), 0U);
    std::stable_sort(
        found.by_edge.begin(), found.by_edge.end(),
        [sites](std::uint32_t a, std::uint32_t b) { return sites[a].edge < sites[b].edge; });

    std::vector<std::uint64_t> heap;
    // Costs are at least 1: when a node is taken, every offer as low as its cost has been made, so
    // the lowest site among the equally near is already in place.
    const auto offer = [&](NodeIdx node, std::uint64_t cost, std::uint32_t site) {
        if (cost > limit) return;
        Cost& known = found.cost[node];
        if (cost > known) return;
        if (cost == known) {
            found.site[node] = std::min(found.site[node], site);
            return;
        }
        known = static_cast<Cost>(cost);
        found.site[node] = site;
        push(heap, {known, node.value()});
    };
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
        const StreetGraph::Edge& edge = graph.edge(sites[i].edge);
        const EndCosts ends = arriving(edge, sites[i].along_mm);
        const std::uint64_t off = sites[i].off_cost;
        if (ends.from) offer(edge.from, off + *ends.from, i);
        if (ends.to) offer(edge.to, off + *ends.to, i);
    }
    while (!heap.empty()) {
        const QueueEntry at = pop(heap);
        const NodeIdx node{at.node};
        if (at.cost != found.cost[node]) continue;
        const std::uint32_t site = found.site[node];
        for (const Arc& arc : graph.incoming(node))
            offer(arc.head, std::uint64_t{at.cost} + arc.cost, site);
    }
    return found;
}

Cost nearest_from(const StreetGraph& graph, const Nearest& nearest, std::span<const Snap> sites,
                  const Snap& origin) {
    const StreetGraph::Edge& edge = graph.edge(origin.edge);
    const EndCosts ends = leaving(edge, origin.along_mm);
    std::uint64_t best = unreached;
    const auto through = [&](NodeIdx end, std::optional<Cost> part) {
        if (part && nearest.cost[end] != unreached)
            best = std::min(best, std::uint64_t{*part} + nearest.cost[end]);
    };
    through(edge.from, ends.from);
    through(edge.to, ends.to);
    const auto before = [sites](std::uint32_t site, EdgeIdx e) { return sites[site].edge < e; };
    for (auto it =
             std::lower_bound(nearest.by_edge.begin(), nearest.by_edge.end(), origin.edge, before);
         it != nearest.by_edge.end() && sites[*it].edge == origin.edge; ++it)
        if (const auto direct = along(edge, origin.along_mm, sites[*it].along_mm))
            best = std::min(best, std::uint64_t{*direct} + sites[*it].off_cost);
    return best == unreached ? unreached : within(best + origin.off_cost, nearest.limit);
}

}  // namespace lisiere::street
