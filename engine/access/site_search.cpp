// SPDX-License-Identifier: Apache-2.0
#include "engine/access/site_search.hpp"

#include <algorithm>
#include <utility>

namespace lisiere::access {

namespace {

/// Rows of site numbers, ascending, from (row, site) pairs in the order of the sites.
template <class I>
Adjacency<I, std::uint32_t> filed(std::size_t rows,
                                  const std::vector<std::pair<I, std::uint32_t>>& pairs) {
    std::vector<std::uint32_t> first(rows + 1, 0);
    for (const auto& [row, site] : pairs) ++first[row.value() + 1];
    for (std::size_t r = 1; r < first.size(); ++r) first[r] += first[r - 1];
    std::vector<std::uint32_t> items(pairs.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const auto& [row, site] : pairs) items[next[row.value()]++] = site;
    return {std::move(first), std::move(items)};
}

}  // namespace

SiteIndex::SiteIndex(const street::StreetGraph& graph,
                     std::span<const std::optional<street::Snap>> sites)
    : graph_(&graph), sites_(sites.begin(), sites.end()) {
    std::vector<std::pair<street::EdgeIdx, std::uint32_t>> on_edges;
    std::vector<std::pair<street::NodeIdx, std::uint32_t>> at_nodes;
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
        if (!sites_[i]) continue;
        const street::StreetGraph::Edge& edge = graph.edge(sites_[i]->edge);
        on_edges.emplace_back(sites_[i]->edge, i);
        // No arc leads to a street closed to passage: its sites are found from its ends.
        const bool closed = !edge.forward && !edge.backward;
        if (closed || sites_[i]->along_mm == 0) at_nodes.emplace_back(edge.from, i);
        if (closed || sites_[i]->along_mm == edge.length_mm) at_nodes.emplace_back(edge.to, i);
    }
    by_edge_ = filed(graph.edge_count(), on_edges);
    by_node_ = filed(graph.node_count(), at_nodes);
}

SiteSearch::SiteSearch(const SiteIndex& index)
    : index_(&index), reach_(index.graph()), seen_(index.size(), 0) {}

std::span<const SiteHit> SiteSearch::run(const street::Snap& origin, street::Cost limit,
                                         street::Direction direction) {
    if (++round_ == 0) {
        std::fill(seen_.begin(), seen_.end(), 0U);
        round_ = 1;
    }
    hits_.clear();
    reach_.run(origin, limit, direction);
    offer(index_->on(origin.edge));
    const street::StreetGraph& graph = index_->graph();
    for (const street::NodeIdx node : reach_.reached()) {
        offer(index_->at(node));
        for (const street::Arc& arc :
             direction == street::Direction::forward ? graph.arcs(node) : graph.incoming(node))
            offer(index_->on(arc.edge));
    }
    std::sort(hits_.begin(), hits_.end(),
              [](const SiteHit& a, const SiteHit& b) { return a.site < b.site; });
    return hits_;
}

void SiteSearch::offer(std::span<const std::uint32_t> sites) {
    for (const std::uint32_t site : sites) {
        if (seen_[site] == round_) continue;
        seen_[site] = round_;
        // Both ends of the edge are final by now: the cost of a place is asked for after the
        // search.
        const street::Cost cost = reach_.cost(index_->snap(site));
        if (cost != street::unreached) hits_.push_back({site, cost});
    }
}

}  // namespace lisiere::access
