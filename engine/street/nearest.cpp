// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"
#include "engine/street/spread.hpp"

namespace lisiere::street {
namespace {

/// The least label of each node.
struct Least {
    std::vector<std::uint64_t> labels;

    bool put(std::uint32_t node, std::uint64_t label) {
        if (label >= labels[node]) return false;
        labels[node] = label;
        return true;
    }
    bool holds(std::uint32_t node, std::uint64_t label) const { return labels[node] == label; }
    const std::uint64_t* at(std::uint32_t node) const { return &labels[node]; }
};

}  // namespace

Nearest nearest(const StreetGraph& graph, std::span<const Snap> sites, Cost limit) {
    LISIERE_EXPECTS(limit < unreached);
    Least least{std::vector<std::uint64_t>(graph.node_count(), no_label)};
    spread(graph.incoming_hops(), graph.mean_cost(), graph.largest_cost(),
           site_offers(graph, sites, limit), limit, least);
    std::vector<Cost> cost;
    std::vector<std::uint32_t> site;
    cost.reserve(least.labels.size());
    site.reserve(least.labels.size());
    for (const std::uint64_t label : least.labels) {
        cost.push_back(cost_of_label(label));
        site.push_back(site_of(label));
    }
    return {IndexedVector<NodeIdx, Cost>(std::move(cost)),
            IndexedVector<NodeIdx, std::uint32_t>(std::move(site)), ordered_by_edge(sites), limit};
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
