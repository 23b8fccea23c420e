// SPDX-License-Identifier: Apache-2.0
#include "engine/access/counted_supply.hpp"

#include <cmath>

namespace lisiere::access {

bool has_capacity(const Facility& facility) {
    return facility.capacity_known && std::isfinite(facility.capacity) && facility.capacity > 0;
}

CountedSupply counted_supply(const IndexedVector<FacilityIdx, Facility>& facilities,
                             CategoryIdx category) {
    CountedSupply supply;
    for (const Facility& facility : facilities) {
        if (facility.category != category) continue;
        ++supply.facilities;
        if (has_capacity(facility)) ++supply.with_capacity;
    }
    supply.in_capacity = supply.facilities > 0 && supply.with_capacity == supply.facilities;
    for (const Facility& facility : facilities) {
        const double own = supply.in_capacity ? facility.capacity : facility.number;
        supply.of.push_back(facility.category == category ? own : 0);
    }
    return supply;
}

void note_part_of_capacities(const CountedSupply& supply, std::string_view layer,
                             std::string_view category, Notices& notices) {
    if (supply.with_capacity == 0 || supply.in_capacity) return;
    notices.add(
        Severity::avertissement, "capacites_incompletes", layer,
        {{"categorie", category}, {"connues", supply.with_capacity}, {"toutes", supply.facilities}},
        supply.facilities - supply.with_capacity);
}

}  // namespace lisiere::access
