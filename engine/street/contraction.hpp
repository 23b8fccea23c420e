// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/street/street_graph.hpp"

/// Private to the folder.
namespace lisiere::street {

/// The order in which nodes were taken away, and the arcs each had then to those left.
struct Contraction {
    std::vector<std::uint32_t> order;        ///< nodes, the first taken first
    std::vector<std::vector<Hop>> leaving;   ///< by node: arcs to nodes taken later
    std::vector<std::vector<Hop>> entering;  ///< by node: arcs from nodes taken later
};

/// Ties: lowest node.
Contraction contract(const StreetGraph& graph);

}  // namespace lisiere::street
