// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/access/street_times.hpp"
#include "engine/access/ties.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::access {

/// Minutes from every cell to the nearest facility of each category, on foot and by transit; the
/// other modes, which rest on no timetable, are `nearest_times`' and stay `non_disponible` here.
/// Walking: one multi-source search a category. Transit: one reverse search a category from the
/// stops around its facilities; then for each cell and departure minute d
///     t(d) = min(walk, min over stops s in reach (arrival at the facility when standing at s at d
///     + walk(s)) - d)
/// and percentiles by nearest rank, departures without a trip counted as +infinity.
/// A walk above `walk_limit`, an access or egress walk above `stop_walk_limit` and a trip above
/// `limits.max_time` do not exist. `transit` may be nullptr: no timetable.
/// Same bytes with any number of threads. Cost: per category, a search of the streets, a reverse
/// search of the timetable, and per cell the profile entries of its stops.
ServiceTimes service_times(const street::StreetGraph& graph, const CellTies& cells,
                           const IndexedVector<CategoryIdx, CategorySites>& categories,
                           const TransitNetwork* transit, const AccessSettings& settings,
                           Threads threads, const Progress& progress = {});

}  // namespace lisiere::access
