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
    Nearest found{{}, {}, std::vector<std::uint32_t>(sites.size()), limit};
    std::iota(found.by_edge.begin(), found.by_edge.end(), 0U);
    std::stable_sort(
        found.by_edge.begin(), found.by_edge.end(),
        [sites](std::uint32_t a, std::uint32_t b) { return sites[a].edge < sites[b].edge; });

    // Cost and site in one number: the lower label is the nearer site or, as near, the lower one.
    // Costs are at least 1: when a node is taken, every offer as low as its cost has been made.
    std::vector<std::uint64_t> labels(graph.node_count(), ~std::uint64_t{0});
    struct Offer {
        std::uint32_t node;
        std::uint64_t label;
    };
    std::vector<Offer> seeds;
    Cost least = unreached;
    Cost most = 0;
    const auto seed = [&](NodeIdx node, std::uint64_t cost, std::uint32_t site) {
        if (cost > limit) return;
        seeds.push_back({node.value(), cost << 32U | site});
        least = std::min(least, static_cast<Cost>(cost));
        most = std::max(most, static_cast<Cost>(cost));
    };
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
        const StreetGraph::Edge& edge = graph.edge(sites[i].edge);
        const EndCosts ends = arriving(edge, sites[i].along_mm);
        const std::uint64_t off = sites[i].off_cost;
        if (ends.from) seed(edge.from, off + *ends.from, i);
        if (ends.to) seed(edge.to, off + *ends.to, i);
    }
    if (!seeds.empty()) {
        CostQueue queue;
        const Cost span = std::max(graph.largest_cost(), most - least);
        queue.start(least, std::min(span, limit - least), graph.mean_cost());
        const auto offer = [&](std::uint32_t node, std::uint64_t label) {
            std::uint64_t& known = labels[node];
            if (label >= known) return;
            // The same cost with a lower site is in the queue already.
            const bool nearer = label >> 32U != known >> 32U;
            known = label;
            if (nearer) queue.push(static_cast<Cost>(label >> 32U), node);
        };
        for (const Offer& s : seeds) offer(s.node, s.label);
        const Adjacency<NodeIdx, Hop>& hops = graph.incoming_hops();
        const auto row = [&hops](std::uint32_t n) { __builtin_prefetch(hops[NodeIdx{n}].data()); };
        const auto heads = [&](std::uint32_t n) {
            for (const Hop& hop : hops[NodeIdx{n}]) __builtin_prefetch(&labels[hop.head.value()]);
        };
        while (!queue.empty()) {
            const CostQueue::Entry at = queue.pop(row, heads);
            const std::uint64_t label = labels[at.node];
            if (at.cost != label >> 32U) continue;
            for (const Hop& hop : hops[NodeIdx{at.node}]) {
                if (std::uint64_t{at.cost} + hop.cost > limit) continue;
                offer(hop.head.value(), label + (std::uint64_t{hop.cost} << 32U));
            }
        }
    }
    std::vector<Cost> cost(labels.size());
    std::vector<std::uint32_t> site(labels.size());
    for (std::size_t n = 0; n < labels.size(); ++n) {
        cost[n] = static_cast<Cost>(labels[n] >> 32U);
        site[n] = static_cast<std::uint32_t>(labels[n]);
    }
    found.cost = IndexedVector<NodeIdx, Cost>(std::move(cost));
    found.site = IndexedVector<NodeIdx, std::uint32_t>(std::move(site));
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
