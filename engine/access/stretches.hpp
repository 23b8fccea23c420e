// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/street/reach.hpp"

/// Sets of stretches of street, in whole millimetres. A set is ascending by (edge, from), and those
/// of one edge neither touch nor overlap.
namespace lisiere::access {

using Stretches = std::vector<street::ReachedStretch>;

/// The set of everything that some of the parts hold. Parts of one millimetre are left out.
Stretches merged(Stretches parts);

/// What `after` holds beyond `before`, which it contains; ends that touch are in both.
Stretches beyond(std::span<const street::ReachedStretch> before,
                 std::span<const street::ReachedStretch> after);

/// Counts how many of many sets hold each millimetre of the streets. Memory: 4 bytes an edge, and
/// the stretches added that are not whole edges. Cost: linear in the stretches added, for whole
/// edges; a sort of the others.
class StretchCount {
  public:
    explicit StretchCount(const street::StreetGraph& graph);

    void add(std::span<const street::ReachedStretch> set);
    /// What at least `least` (> 0) of the sets hold. Starts anew from no sets.
    Stretches held_by(std::uint32_t least);

  private:
    const street::StreetGraph* graph_;
    std::vector<std::uint32_t> whole_;  ///< by edge: sets that hold all of it
    std::vector<street::EdgeIdx> edges_;
    Stretches parts_;
};

}  // namespace lisiere::access
