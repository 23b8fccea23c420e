// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/access/facility_rows.hpp"

namespace lisiere::access {

/// Which of these rows (ascending) stand at an address where another file has one under a name that
/// says another thing: each with one such row that comes after it. Cost: a tree of boxes; at a
/// place with many rows, a search among its names.
std::vector<std::pair<std::uint32_t, std::uint32_t>> at_odds(
    const FacilityRows& rows, const std::vector<std::uint32_t>& among);

}  // namespace lisiere::access
