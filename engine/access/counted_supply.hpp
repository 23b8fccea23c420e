// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/access/facility.hpp"
#include "engine/core/index.hpp"
#include "engine/core/notice.hpp"

namespace lisiere::access {

/// What the facilities of one category supply, in one unit: their capacities where every one of
/// them has one, else their number. A capacity (beds) and a facility whose capacity is not known
/// are never added.
struct CountedSupply {
    bool in_capacity = false;
    std::size_t facilities = 0;
    std::size_t with_capacity = 0;
    IndexedVector<FacilityIdx, double> of;  ///< 0 for those of other categories
};
CountedSupply counted_supply(const IndexedVector<FacilityIdx, Facility>& facilities,
                             CategoryIdx category);

/// Whether the capacity says how much there is: known, and a number above 0.
bool has_capacity(const Facility& facility);

/// Adds `capacites_incompletes` to `layer` when some facilities have a capacity and others do not.
void note_part_of_capacities(const CountedSupply& supply, std::string_view layer,
                             std::string_view category, Notices& notices);

}  // namespace lisiere::access
