// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/street/street_graph.hpp"

/// Private to the folder.
namespace lisiere::street {

struct Components {
    IndexedVector<NodeIdx, std::uint32_t> of_node;
    std::vector<std::size_t> size;  ///< largest first; ties: the one with the lowest node
};

/// Of rows where every arc has its twin. Cost: O(nodes + arcs).
Components components_of(const Adjacency<NodeIdx, Hop>& hops);
/// Strongly connected, of any rows. Tarjan 1972, without recursion. Cost: O(nodes + arcs).
Components strong_components(const Adjacency<NodeIdx, Hop>& hops);

}  // namespace lisiere::street
