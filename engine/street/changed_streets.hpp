// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/street/reach.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Where the streets of `after`, which a scenario made of those before (`changed`), are others.
struct ChangedStreets {
    std::vector<NodeIdx>
        nodes;                ///< of `before`, ascending: the ends of what was taken out or added
    std::vector<bool> edges;  ///< by edge of `before`: is it gone, or another one now?
};

/// Edges are told apart by all that a search or a measure may look at: ends, line, costs, kind,
/// flags. Cost: a digest an edge of both.
ChangedStreets changed_streets(const StreetGraph& before, const StreetGraph& after);

/// Whose bounded search from a place a change can touch: those that reach within `limit` (their
/// walk to the street counted where `off_network`) an end of what changed, or start on it. All
/// others find, on the changed streets, what they found before: no way leads over a changed street
/// but by one of its ends, and the ways there have not changed. False for nullopt.
/// `places`: on `before`. Cost: one search back from the ends.
std::vector<bool> touched(const StreetGraph& before, const ChangedStreets& changes,
                          std::span<const std::optional<Snap>> places, Cost limit,
                          bool off_network = true);

}  // namespace lisiere::street
