// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"

namespace lisiere::compare {

/// What changed from `base` to `next`, by the rules: see `Comparison` for what it keeps to, and
/// README.md for the definitions. Any two editions: what one of them has not is told, not refused.
/// Shapes must be valid, as published. Cost: O(n log n) in the rows of both.
Comparison compare(const Edition& base, const Edition& next, const Rules& rules);

}  // namespace lisiere::compare
