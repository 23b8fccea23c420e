// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"

namespace lisiere::compare {

/// Lines of the layer `lignes` whose departures at a compared perimeter over a period are not the
/// same, or whose last departure is not: both directions together. A line is its name, operator and
/// mode. By perimeter, period and line. Nothing where one edition has no such layer. Linear.
std::vector<LineChange> lines_changed(const Edition& base, const Edition& next,
                                      const std::vector<PerimeterPair>& pairs);

}  // namespace lisiere::compare
