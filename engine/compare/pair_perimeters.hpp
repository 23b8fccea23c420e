// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"

namespace lisiere::compare {

/// Which perimeter of one edition is which of the other. In this order, each once:
/// 1. the same code, unless both are drawn and share no ground (`homonym`);
/// 2. of one generation, ground that is `same_ground` of both, the most shared first;
/// 3. of two generations, the ties of the layer `filiation` of either edition, all of them;
///    `compared` where the common part is `heir` of both, by people, else by area.
/// What is left is in one edition only. Never by a name. Cost: one overlay a pair of outlines that
/// are not the same, and one a populated cell that they meet.
std::vector<PerimeterPair> pair_perimeters(const Edition& base, const Edition& next,
                                           const Thresholds& thresholds);

}  // namespace lisiere::compare
