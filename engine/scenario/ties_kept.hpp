// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "engine/street/street_graph.hpp"

/// A scenario moves nobody: whoever it looks at is tied to the same streets before and after.
namespace lisiere::scenario {

struct KeptTies {
    street::StreetGraph graph;
    std::size_t crossings = 0;  ///< of the part of town concerned
};

/// Whether points are tied to this street: both ends on the main component or on one that is large
/// (`street::Snapper`).
bool tied_to(const street::StreetGraph& streets, street::EdgeIdx edge, std::size_t large_component);

/// Lets points be tied to what closures cut off (`street::tied_though_small`): streets of a part
/// that was large enough in `before` and is no longer.
KeptTies tied_to_parts_cut_off(street::StreetGraph graph, const street::StreetGraph& before,
                               std::size_t large_component);

/// Ties nobody to what added ways join to the town (`street::never_tied`): streets of a part that
/// was too small in `before` and is no longer. Whoever lives beside one was carried over to other
/// streets, and would lose by a bridge that gives him a way. A full run on edited streets ties him
/// there; nowhere else does it differ.
KeptTies untied_from_parts_joined(street::StreetGraph graph, const street::StreetGraph& before,
                                  std::size_t large_component);

}  // namespace lisiere::scenario
