// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/street/queue.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Where a search starts: a node and the time already spent there.
struct Seed {
    NodeIdx node;
    Cost cost = 0;
};

enum class Direction { forward, backward };  ///< backward: times *to* the seeds

/// One bounded Dijkstra search, reusable; one per thread. Exact. Memory: 8 bytes a node; a run
/// costs O((a + n) log n) of what it reaches, nothing per untouched node.
class Reach {
  public:
    explicit Reach(const StreetGraph& graph);

    /// Times from the seeds to every node within `limit` (inclusive).
    void run(std::span<const Seed> seeds, Cost limit, Direction direction = Direction::forward);
    /// From a place on the network: both ends of its edge become seeds (the end that a one-way does
    /// not lead to does not, unless the place is that very end), its `off_cost` counted.
    void run(const Snap& origin, Cost limit, Direction direction = Direction::forward);

    /// Time to a node; `unreached` beyond the limit. Valid until the next run.
    Cost cost(NodeIdx node) const {
        const Label& label = labels_[node.value()];
        return label.round == round_ ? label.cost : unreached;
    }
    /// Time to a place on the network, its own off-network walk included; along the shared edge
    /// when the origin of the last run lies on the same edge. `unreached` if above the limit.
    Cost cost(const Snap& destination) const;
    /// Nodes reached, by ascending (cost, node).
    std::span<const NodeIdx> reached() const { return reached_; }
    /// The edge by which a node was reached (of several as fast: the one from the lowest node, then
    /// the lowest edge); none for nodes that a seed gives their time, and for nodes not reached.
    /// Cost: O(arcs of the node).
    EdgeIdx parent_edge(NodeIdx node) const;

    const StreetGraph& graph() const { return *graph_; }
    Cost limit() const { return limit_; }
    Direction direction() const { return direction_; }
    /// The place the last run started from; none when it started from seeds.
    const std::optional<Snap>& origin() const { return origin_; }

  private:
    struct Label {
        Cost cost = 0;
        std::uint32_t round = 0;
    };
    void search();

    const StreetGraph* graph_;
    std::vector<Label> labels_;
    std::vector<NodeIdx> reached_;
    std::vector<Seed> seeds_;
    CostQueue queue_;
    std::uint32_t round_ = 0;
    Cost limit_ = 0;
    Direction direction_ = Direction::forward;
    std::optional<Snap> origin_;
};

/// For every node: time to (walking node → site) the nearest of the sites, and which. One
/// multi-source search for all nodes, whatever the number of sites. Ties: lowest site number.
struct Nearest {
    IndexedVector<NodeIdx, Cost> cost;           ///< `unreached` beyond the limit
    IndexedVector<NodeIdx, std::uint32_t> site;  ///< position in `sites`; `no_site` where unreached
    std::vector<std::uint32_t> by_edge;  ///< the sites' positions, ordered by (edge, position)
    Cost limit = 0;
    static constexpr std::uint32_t no_site = 0xFFFFFFFFU;
};
Nearest nearest(const StreetGraph& graph, std::span<const Snap> sites, Cost limit);

/// The nearest site's time from a place on the network (both ends of its edge, and sites on that
/// very edge); `unreached` above the limit of `nearest`.
Cost nearest_from(const StreetGraph& graph, const Nearest& nearest, std::span<const Snap> sites,
                  const Snap& origin);

/// Stretches of street travelled within the limit (at most the run's), cut at the last whole
/// millimetre within it: the truth an isochrone is drawn from. Sorted by (edge, from); those of one
/// edge neither touch nor overlap; empty ones are left out. Units: millimetres along the edge.
struct ReachedStretch {
    EdgeIdx edge;
    std::uint32_t from_mm = 0;  ///< along the edge
    std::uint32_t to_mm = 0;
};
std::vector<ReachedStretch> reached_stretches(const Reach& reach, Cost limit);
/// The part of its own edge reached from a place within `budget`, without passing an end.
ReachedStretch own_stretch(const StreetGraph& graph, const Snap& place, Cost budget,
                           Direction direction = Direction::forward);
/// The stretch drawn, its two cut ends included.
geo::LineString stretch_line(const StreetGraph& graph, const ReachedStretch& stretch);

}  // namespace lisiere::street
