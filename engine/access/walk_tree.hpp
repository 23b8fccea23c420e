// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::access {

/// The quickest walk to the nearest of a set of places: its time, its length, and which place.
struct Walk {
    street::Cost cost = street::unreached;
    double metres = 0;       ///< along the streets, with the straight ends off the network
    std::uint32_t site = 0;  ///< position among the places
};

/// Quickest walks from everywhere to the nearest of some places: one backward search, lengths
/// carried along its tree. The length is that of the quickest path, not of the shortest one. Ties
/// between places: the lowest position. Memory: 16 bytes a node.
class WalkTree {
  public:
    /// `limit`: of the whole walk, inclusive; `street::unreached - 1` for none.
    WalkTree(const street::StreetGraph& graph, std::span<const street::Snap> sites,
             street::Cost limit);

    /// nullopt when no place is within the limit.
    std::optional<Walk> walk_from(const street::Snap& origin) const;

  private:
    const street::StreetGraph* graph_;
    std::vector<street::Snap> sites_;
    street::Nearest nearest_;
    IndexedVector<street::NodeIdx, double> metres_;
    std::vector<std::uint32_t> by_edge_;  ///< sites, by (edge, site)
};

}  // namespace lisiere::access
