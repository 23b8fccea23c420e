// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/access/transit_network.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/transit/reverse.hpp"

namespace lisiere::access {

/// The stops from which each place is reached within `limit` on foot, [place], ascending by stop,
/// whole seconds rounded up. Cost: one bounded search a stop, whatever the number of places.
std::vector<std::vector<transit::StopWalk>> place_stops(
    const street::StreetGraph& graph, const StopTies& stops,
    std::span<const std::optional<street::Snap>> places, Minutes limit);

/// A cell and its time by transit to a place, from door to door.
struct Ride {
    census::CellIdx cell;
    Seconds time{0};
};

/// The median departure by transit from every cell to one place at a time: percentile 50 by nearest
/// rank over the departures of the window, a departure without a trip counting as +infinity;
/// walking all the way is not in it. Exact: what `transit_place_times` gives from each cell where
/// it is faster than the walk. `transit` and `settings` must outlive it. Safe from several threads.
class RidesTo {
  public:
    RidesTo(const TransitNetwork& transit, const AccessSettings& settings);

    /// Cells ascending; those whose median is above `longest` are left out. `stops`: those of the
    /// place (`place_stops`). Cost: one pass over the hops of the window, then the rides of the
    /// cells that have in reach a stop from which the place is.
    std::vector<Ride> from_cells(std::span<const transit::StopWalk> stops, Seconds longest) const;

  private:
    const TransitNetwork* transit_;
    const AccessSettings* settings_;
    transit::ReverseSearches searches_;
    Adjacency<transit::StopIdx, census::CellIdx> cells_;  ///< that have the stop in reach
};

}  // namespace lisiere::access
