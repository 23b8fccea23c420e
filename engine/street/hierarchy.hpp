// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Streets prepared for tables of times between many places: a contraction hierarchy (Geisberger et
/// al. 2008). Nodes are taken away one by one, the least important first; where the fastest way
/// between two of those left ran through the one taken, an arc stands for it. A search then climbs
/// from either end to more important nodes only, and meets. Exact; the same graph gives the same
/// hierarchy. Worth its preparation from some hundred full searches on: see the README. Keeps a
/// reference to the graph, which must outlive it.
class Hierarchy {
  public:
    explicit Hierarchy(const StreetGraph& graph);

    /// Times from each origin to each destination, [origin][destination] in one row after the
    /// other: off-network walks included, along a shared edge where that is faster, `unreached`
    /// above the limit. Equal to `Reach`, to the millisecond. Cost: a climb from each place, and
    /// what the climbs have in common for each pair.
    std::vector<Cost> matrix(std::span<const Snap> origins, std::span<const Snap> destinations,
                             Cost limit, Threads threads) const;

    const StreetGraph& graph() const { return *graph_; }
    /// Arcs to more important nodes, from and to each node: what the memory goes to, 8 bytes each.
    std::size_t arc_count() const { return up_.items().size() + down_.items().size(); }

  private:
    friend class Climb;
    const StreetGraph* graph_;
    IndexedVector<NodeIdx, std::uint32_t> place_;  ///< of nodes, from the most important
    Adjacency<NodeIdx, Hop> up_;                   ///< by place: arcs to more important places
    Adjacency<NodeIdx, Hop> down_;  ///< by place: arcs from more important places, reversed
};

}  // namespace lisiere::street
