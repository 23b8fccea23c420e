// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"

namespace lisiere::scenario {

using Facilities = IndexedVector<access::FacilityIdx, access::Facility>;

/// The facilities as the changes make them: those that stay in their order, then those added, by
/// category, id and place. A facility is meant by its id; several with one id (a primary school
/// that counts as two services) change together, or those of one category alone when the change
/// names it. Removed wins over moved and resized. The order of the changes means nothing as long as
/// no two move or resize the same one.
Facilities with_facilities(const Facilities& facilities, std::span<const FacilityChange> changes);

}  // namespace lisiere::scenario
