// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/atlas/atlas.hpp"

namespace lisiere::layers {

/// The least level, in %, of the lived areas of a perimeter that holds the facility; `sans_objet`:
/// none does. Cost: a search by halves in each of its areas.
Maybe<std::int64_t> lived_level(const Atlas& atlas, std::size_t group,
                                access::FacilityIdx facility);

/// 0.80 → 80.
std::int64_t percent(double level);

}  // namespace lisiere::layers
