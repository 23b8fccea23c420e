// SPDX-License-Identifier: Apache-2.0
#include "engine/access/walk_tree.hpp"

#include <algorithm>
#include <numeric>

#include "engine/street/place.hpp"

namespace lisiere::access {
namespace {

double metres_of(std::uint64_t length_mm) {
    return static_cast<double>(length_mm) / 1000.0;
}

}  // namespace

WalkTree::WalkTree(const street::StreetGraph& graph, std::span<const street::Snap> sites,
                   street::Cost limit)
    : graph_(&graph),
      sites_(sites.begin(), sites.end()),
      nearest_(street::nearest(graph, sites_, limit)),
      metres_(graph.node_count(), 0),
      by_edge_(sites.size()) {
    std::iota(by_edge_.begin(), by_edge_.end(), 0U);
    std::stable_sort(by_edge_.begin(), by_edge_.end(), [this](std::uint32_t a, std::uint32_t b) {
        return sites_[a].edge < sites_[b].edge;
    });

    // A node next to its site takes its length from there; every other one from the node it walks
    // to, which is nearer, so already known when nodes are taken by ascending cost.
    std::vector<char> known(graph.node_count(), 0);
    const auto seed = [&](street::NodeIdx node, std::optional<street::Cost> part, std::uint32_t mm,
                          std::uint32_t site) {
        if (!part || nearest_.site[node] != site) return;
        if (std::uint64_t{*part} + sites_[site].off_cost != nearest_.cost[node]) return;
        metres_[node] = sites_[site].off_m + metres_of(mm);
        known[node.value()] = 1;
    };
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
        const street::StreetGraph::Edge& edge = graph.edge(sites_[i].edge);
        const street::EndCosts ends = street::arriving(edge, sites_[i].along_mm);
        seed(edge.from, ends.from, sites_[i].along_mm, i);
        seed(edge.to, ends.to, edge.length_mm - sites_[i].along_mm, i);
    }
    std::vector<street::NodeIdx> order;
    for (const street::NodeIdx node : indices<street::NodeIdx>(graph.node_count()))
        if (nearest_.cost[node] != street::unreached && known[node.value()] == 0)
            order.push_back(node);
    std::sort(order.begin(), order.end(), [this](street::NodeIdx a, street::NodeIdx b) {
        return std::pair(nearest_.cost[a], a) < std::pair(nearest_.cost[b], b);
    });
    for (const street::NodeIdx node : order) {
        for (const street::Arc& arc : graph.arcs(node)) {
            const street::Cost after = nearest_.cost[arc.head];
            if (after == street::unreached || nearest_.site[arc.head] != nearest_.site[node] ||
                std::uint64_t{after} + arc.cost != nearest_.cost[node])
                continue;
            metres_[node] = metres_[arc.head] + metres_of(arc.length_mm);
            break;
        }
    }
}

std::optional<Walk> WalkTree::walk_from(const street::Snap& origin) const {
    const street::StreetGraph::Edge& edge = graph_->edge(origin.edge);
    const street::EndCosts ends = street::leaving(edge, origin.along_mm);
    std::uint64_t best = street::unreached;
    Walk walk;
    const auto offer = [&](std::uint64_t cost, double metres, std::uint32_t site) {
        if (cost > best || (cost == best && site >= walk.site)) return;
        best = cost;
        walk = {static_cast<street::Cost>(cost), metres, site};
    };
    const auto through = [&](street::NodeIdx end, std::optional<street::Cost> part,
                             std::uint32_t mm) {
        if (part && nearest_.cost[end] != street::unreached)
            offer(std::uint64_t{*part} + nearest_.cost[end] + origin.off_cost,
                  origin.off_m + metres_of(mm) + metres_[end], nearest_.site[end]);
    };
    through(edge.from, ends.from, origin.along_mm);
    through(edge.to, ends.to, edge.length_mm - origin.along_mm);
    const auto before = [this](std::uint32_t site, street::EdgeIdx e) {
        return sites_[site].edge < e;
    };
    for (auto it = std::lower_bound(by_edge_.begin(), by_edge_.end(), origin.edge, before);
         it != by_edge_.end() && sites_[*it].edge == origin.edge; ++it) {
        const street::Snap& site = sites_[*it];
        const std::uint32_t mm =
            std::max(site.along_mm, origin.along_mm) - std::min(site.along_mm, origin.along_mm);
        if (const auto direct = street::along(edge, origin.along_mm, site.along_mm))
            offer(std::uint64_t{*direct} + site.off_cost + origin.off_cost,
                  origin.off_m + metres_of(mm) + site.off_m, *it);
    }
    if (best > nearest_.limit) return std::nullopt;
    return walk;
}

}  // namespace lisiere::access
