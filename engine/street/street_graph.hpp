// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::street {

using NodeIdx = Index<struct StreetNodeTag>;
using EdgeIdx = Index<struct StreetEdgeTag>;
using WayKindIdx = Index<struct WayKindTag>;

/// Cost of an arc or a path: whole milliseconds. Whole numbers make "at the limit"
/// unambiguous.
using Cost = std::uint32_t;
inline constexpr Cost unreached = std::numeric_limits<Cost>::max();
constexpr Cost cost_of(Seconds seconds) {
    return static_cast<Cost>(seconds.count()) * 1000U;
}
constexpr Minutes minutes_of(Cost cost) {
    return Minutes{static_cast<double>(cost) / 60000.0};
}

enum class WayFlag : std::uint8_t {
    bridge = 1,
    tunnel = 2,
    steps = 4,
    footway = 8,
    crossing = 16,
    link = 32
};

/// One stretch of street between two graph nodes, drawn once; both arcs of it share it.
struct EdgeInput {
    NodeIdx from;
    NodeIdx to;
    geo::LineString line;  ///< from `from` to `to`, both ends included, at least two points
    std::string kind{};  ///< key of geodata/reference/voirie.csv: "residential", "footway", "steps"
    std::uint8_t flags = 0;  ///< WayFlag bits
    std::int8_t layer = 0;
    std::int64_t way = 0;  ///< id in the source
    double speed_kmh = 0;  ///< speed on it, > 0
    bool forward = true;   ///< may be travelled from → to
    bool backward = true;  ///< neither: closed to passage; a place on it still leads to both ends
    double back_kmh = 0;   ///< speed to → from; 0: as `speed_kmh`
};

/// Many edges in a few arrays: what readers fill. Same meaning as `EdgeInput`, without an
/// allocation an edge.
struct EdgeTable {
    struct Row {
        NodeIdx from;
        NodeIdx to;
        std::uint32_t kind = 0;    ///< position in `kinds`
        std::uint32_t points = 0;  ///< how many of `points`, after those of the rows before
        std::int64_t way = 0;
        double speed_kmh = 0;
        std::uint8_t flags = 0;
        std::int8_t layer = 0;
        bool forward = true;
        bool backward = true;
        double back_kmh = 0;  ///< 0: as `speed_kmh`
        Cost delay = 0;       ///< added either way: lights and crossings
    };
    std::vector<Row> rows;
    std::vector<geo::Point> points;
    std::vector<std::string> kinds;
};

struct Arc {
    NodeIdx head;
    EdgeIdx edge;
    Cost cost = 0;  ///< milliseconds
    std::uint32_t length_mm = 0;
};

/// An arc as searches see it.
struct Hop {
    NodeIdx head;
    Cost cost = 0;
};

/// Immutable compressed graph of one mode: nodes are crossings and ends; the points between lie on
/// the edges. Guarantees: arcs of a node are sorted by (head, cost, edge); the same input gives the
/// same bytes; parallel edges and loops are kept; every cost is at least 1. Memory: 24 bytes an arc
/// (twice that when directions differ), 48 + 16·points bytes an edge, 28 bytes a node.
class StreetGraph {
  public:
    StreetGraph() = default;
    /// Lengths are measured on the lines, in whole millimetres (rounded, at least 1); costs are
    /// length / speed in whole milliseconds (rounded, at least 1), and the delay. An edge is
    /// shorter than 2,000 km.
    StreetGraph(IndexedVector<NodeIdx, geo::Point> nodes, EdgeTable edges);
    StreetGraph(IndexedVector<NodeIdx, geo::Point> nodes, const std::vector<EdgeInput>& edges);

    std::size_t node_count() const { return nodes_.size(); }
    std::size_t edge_count() const { return edges_.size(); }
    std::size_t arc_count() const { return arcs_.items().size(); }
    const geo::Point& position(NodeIdx node) const { return nodes_[node]; }
    /// Arcs that leave the node; `head` is where they lead.
    std::span<const Arc> arcs(NodeIdx node) const { return arcs_[node]; }
    /// Arcs that enter the node; `head` is where they come *from*. The same rows as `arcs` in a
    /// graph that is not directed.
    std::span<const Arc> incoming(NodeIdx node) const {
        return directed_ ? incoming_[node] : arcs_[node];
    }
    bool has_one_ways() const { return has_one_ways_; }
    /// Some edge is one-way or costs more one way than the other.
    bool directed() const { return directed_; }
    /// The same rows with no more than a search needs: half the memory to pull through the caches.
    const Adjacency<NodeIdx, Hop>& hops() const { return hops_; }
    const Adjacency<NodeIdx, Hop>& incoming_hops() const {
        return directed_ ? incoming_hops_ : hops_;
    }

    struct Edge {
        NodeIdx from;
        NodeIdx to;
        std::uint32_t length_mm = 0;
        Cost cost = 0;       ///< from → to, whole edge
        Cost back_cost = 0;  ///< to → from
        std::uint32_t first_point = 0;
        std::uint32_t points = 0;
        WayKindIdx kind;
        std::uint8_t flags = 0;
        std::int8_t layer = 0;
        bool forward = true;
        bool backward = true;
        std::int64_t way = 0;
        bool is(WayFlag flag) const { return (flags & static_cast<std::uint8_t>(flag)) != 0; }
        /// Time from the `from` end to the place `along_mm` further: cost · along / length, rounded
        /// half up. 0 at the one end, `cost` at the other, never falling between; the time between
        /// two places of the edge is the difference, so that parts add up exactly.
        Cost cost_along(std::uint32_t along_mm) const { return share(cost, along_mm); }
        /// Time from that place back to the `from` end, by the same rule.
        Cost back_along(std::uint32_t along_mm) const { return share(back_cost, along_mm); }

      private:
        Cost share(Cost whole, std::uint32_t along_mm) const {
            const std::uint64_t twice = 2 * std::uint64_t{whole} * along_mm + length_mm;
            return static_cast<Cost>(twice / (2 * std::uint64_t{length_mm}));
        }
    };
    const Edge& edge(EdgeIdx edge) const { return edges_[edge]; }
    std::span<const geo::Point> line(EdgeIdx edge) const {
        const Edge& e = edges_[edge];
        return {points_.data() + e.first_point, e.points};
    }
    const std::string& kind_name(WayKindIdx kind) const { return kinds_[kind]; }

    /// Connected component of each node, numbered from the largest (0) to the smallest (ties: the
    /// one with the lowest node). With one-ways, strongly connected: from each of its nodes all the
    /// others can be reached, and come back from; a one-way may lead from one component to another.
    std::uint32_t component(NodeIdx node) const { return component_[node]; }
    std::size_t component_size(std::uint32_t component) const { return component_size_[component]; }
    std::size_t component_count() const { return component_size_.size(); }
    geo::Box bounds() const { return bounds_; }
    /// Mean and largest cost of an edge; 1 for a graph without edges.
    Cost mean_cost() const { return mean_cost_; }
    Cost largest_cost() const { return largest_cost_; }

  private:
    IndexedVector<NodeIdx, geo::Point> nodes_;
    Adjacency<NodeIdx, Arc> arcs_;
    Adjacency<NodeIdx, Arc> incoming_;  ///< empty in a graph that is not directed
    Adjacency<NodeIdx, Hop> hops_;
    Adjacency<NodeIdx, Hop> incoming_hops_;  ///< likewise
    bool has_one_ways_ = false;
    bool directed_ = false;
    IndexedVector<EdgeIdx, Edge> edges_;
    std::vector<geo::Point> points_;
    IndexedVector<WayKindIdx, std::string> kinds_;
    IndexedVector<NodeIdx, std::uint32_t> component_;
    std::vector<std::size_t> component_size_;
    geo::Box bounds_;
    Cost mean_cost_ = 1;
    Cost largest_cost_ = 1;
};

/// What is wrong with a graph: broken twins, zero costs, unsorted arcs. Empty when nothing is.
std::vector<std::string> check(const StreetGraph& graph);

/// An edge as it was given: what a scenario copies and alters. The speed is the one that gives the
/// edge's cost back.
EdgeInput input_of(const StreetGraph& graph, EdgeIdx edge);

/// The same streets with some edges taken out and some added (new edges may use new nodes, numbered
/// from node_count() on in the order of `new_nodes`). Node numbers of the old graph stay valid;
/// edge numbers do not.
StreetGraph changed(const StreetGraph& graph, std::span<const EdgeIdx> removed,
                    std::span<const geo::Point> new_nodes, std::span<const EdgeInput> added);

}  // namespace lisiere::street
