// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/facilities.hpp"

#include <algorithm>
#include <tuple>

namespace lisiere::scenario {
namespace {

using access::Facility;

bool means(const FacilityChange& change, const Facility& facility) {
    return change.action != FacilityChange::Action::add && facility.is(change.facility.id) &&
           (!change.facility.category.valid() || change.facility.category == facility.category);
}

}  // namespace

Facilities with_facilities(const Facilities& facilities, std::span<const FacilityChange> changes) {
    Facilities result;
    for (const Facility& facility : facilities) {
        Facility now = facility;
        bool removed = false;
        for (const FacilityChange& change : changes) {
            if (!means(change, facility)) continue;
            removed = removed || change.action == FacilityChange::Action::remove;
            if (change.action == FacilityChange::Action::move) {
                now.at = change.facility.at;
                now.place = access::PlaceGrain::adresse;
            }
            if (change.action == FacilityChange::Action::resize) {
                now.capacity = change.facility.capacity;
                now.capacity_known = true;
            }
        }
        if (!removed) result.push_back(std::move(now));
    }
    std::vector<Facility> added;
    for (const FacilityChange& change : changes)
        if (change.action == FacilityChange::Action::add) added.push_back(change.facility);
    std::sort(added.begin(), added.end(), [](const Facility& a, const Facility& b) {
        return std::tie(a.category, a.id, a.at.x, a.at.y) <
               std::tie(b.category, b.id, b.at.x, b.at.y);
    });
    for (Facility& facility : added) result.push_back(std::move(facility));
    return result;
}

}  // namespace lisiere::scenario
