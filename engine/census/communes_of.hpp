// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/census/overlap.hpp"

namespace lisiere::census {

/// A perimeter lies in the communes that hold at least this share of its ground, and in the one
/// that holds most of it in any case: less is a sliver between two drawings of one line.
inline constexpr double least_commune_share = 0.01;
/// Communes that together hold less of its ground than this are not all of its communes.
inline constexpr double least_communes_together = 0.95;

/// The communes of one perimeter.
struct PerimeterCommunes {
    std::vector<std::uint32_t> all;  ///< those at hand, ascending; empty: outside all of them
    std::uint32_t main = 0;          ///< of them, the one with most of its ground (ties: the first)
    /// Whether they are all it has: a part is never to be compared with under the name of the
    /// whole.
    bool complete = false;
};

/// By target of `ground` (sources: the communes; targets: the perimeters). The one definition that
/// every table compares a perimeter with its communes by. Cost: linear in the entries.
std::vector<PerimeterCommunes> communes_of(const OverlapMatrix& ground);

}  // namespace lisiere::census
