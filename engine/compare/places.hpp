// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"

namespace lisiere::compare {

/// Facilities (layer `equipements`) and stops (`arrets`) of one edition only. Their identifiers are
/// numbers in a list, which shift when one goes: a place is the same when its category is and
/// 1. name and spot are equal, or
/// 2. it lies within `same_name_m` and its name is equal, else within `same_place_m`, the nearest
///    first.
/// Of what is left, the only one of its category and name on each side, within `moved_m`, moved;
/// the others closed or opened. By category, name and spot. Nothing where the editions have not one
/// CRS. Cost: O(n log n), and the product of what is left by category.
std::vector<PlaceChange> places_changed(const Edition& base, const Edition& next,
                                        const Thresholds& thresholds);

}  // namespace lisiere::compare
