// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/street/reach.hpp"

namespace lisiere::street {

/// A part of an edge travelled in one go, from one place of it to another; backwards when `to_mm`
/// is below `from_mm`.
struct PathStep {
    EdgeIdx edge;
    std::uint32_t from_mm = 0;
    std::uint32_t to_mm = 0;
    Cost cost = 0;
};

/// The way from the origin of a forward search (run from a place) to another place, step by step;
/// of several as fast, the one `Reach::parent_edge` tells. Empty: out of reach, or the same place.
/// Guarantee: the steps' costs and the off-network walks at both ends add up to
/// `reach.cost(destination)`, and each step starts where the one before it ends.
std::vector<PathStep> path(const Reach& reach, const Snap& destination);

/// The path drawn, from the origin's place on the street to the destination's.
geo::LineString path_line(const StreetGraph& graph, const std::vector<PathStep>& steps);

}  // namespace lisiere::street
