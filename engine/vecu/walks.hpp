// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/ties.hpp"
#include "engine/street/reach.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere::vecu {

/// Cells filed by the ends of the edge they are tied to.
class CellsByNode {
  public:
    CellsByNode(const street::StreetGraph& graph, const access::CellTies& cells);

    std::span<const census::CellIdx> at(street::NodeIdx node) const { return by_node_[node]; }
    const street::Snap& snap(census::CellIdx cell) const { return *cells_.snaps[cell]; }
    const street::StreetGraph& graph() const { return graph_; }

  private:
    const street::StreetGraph& graph_;
    const access::CellTies& cells_;
    Adjacency<street::NodeIdx, census::CellIdx> by_node_;
};

/// Ways on the streets from all cells to one facility; one object per thread. Exact: the times of
/// `street::Reach`.
class WalksTo {
  public:
    explicit WalksTo(const CellsByNode& cells);

    /// Cells that get to `facility` within `limit`, ascending. Valid until the next run.
    std::span<const TimedCell> run(const street::Snap& facility, Minutes limit);

    /// Calls `use(edge)` for the streets of the walk from a cell of the last run, from its door on.
    template <class Use>
    void each_street_from(census::CellIdx cell, Use use) const {
        const street::Snap& from = cells_.snap(cell);
        use(from.edge);
        if (from.edge == facility_.edge && goes_straight(from)) return;
        street::NodeIdx node = first_node(from);
        while (node.valid()) {
            const street::EdgeIdx by = reach_.parent_edge(node);
            if (!by.valid()) break;
            use(by);
            const street::StreetGraph::Edge& edge = cells_.graph().edge(by);
            node = edge.from == node ? edge.to : edge.from;
        }
        use(facility_.edge);
    }

  private:
    bool goes_straight(const street::Snap& from) const;
    street::NodeIdx first_node(const street::Snap& from) const;

    const CellsByNode& cells_;
    street::Reach reach_;
    street::Snap facility_;
    std::vector<TimedCell> found_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
};

}  // namespace lisiere::vecu
