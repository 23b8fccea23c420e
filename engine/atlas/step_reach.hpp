// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/access/street_times.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/core/progress.hpp"

namespace lisiere {

struct Atlas;

/// Where cells and facilities meet the streets of a mode (transit: those walked).
struct OnStreets {
    access::StreetMode streets;
    const street::Snapper* snapper = nullptr;
    const IndexedVector<access::CategoryIdx, access::CategorySites>* sites = nullptr;
};

/// What a search from every cell to every place says of one mode: opportunities in reach and the
/// third nearest facility, then the floating catchments of the mode. `transit`: of the mode
/// `transports`, else null. Nothing is searched when nothing of it is asked.
void reach_by(Atlas& atlas, access::TravelMode mode, const OnStreets& on,
              const access::TransitNetwork* transit, const Progress& progress);

}  // namespace lisiere
