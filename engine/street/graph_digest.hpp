// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/digest.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Digest of everything a search or a drawing can see of a graph: nodes, edges with their costs,
/// lines and kinds. Cost: some 0.2 s a million edges.
Digest digest_of(const StreetGraph& graph);

}  // namespace lisiere::street
