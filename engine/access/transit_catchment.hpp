// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/catchment.hpp"
#include "engine/access/street_times.hpp"
#include "engine/access/transit_network.hpp"

namespace lisiere::access {

/// The area reached within each limit by transit or on foot, whichever is faster: what the median
/// departure reaches. A place is in it when, at half of the departures of the window at least, the
/// quickest of the origins is there in time: the median of `transit_place_times` for one origin.
/// From the stop the walk is within `stop_walk_limit`, from the origins to a place without a ride
/// as long as the limit allows. One object per thread; the arguments must outlive it.
class TransitCatchments {
  public:
    /// `walking`: the streets on foot.
    TransitCatchments(const StreetMode& walking, const TransitNetwork& transit,
                      const AccessSettings& settings, const CatchmentOptions& options);

    /// `origins`: tied; `limits`: ascending. Guarantees: those of `street_catchments`; each shape
    /// holds what is walked within its limit. Cost: a search of the timetable, then one of the
    /// streets a departure and a limit. Memory: 4 bytes × departures × stops.
    std::vector<geo::MultiPolygon> from(std::span<const census::CellIdx> origins,
                                        std::span<const Minutes> limits);

  private:
    void board(std::span<const census::CellIdx> origins);
    void count_departure(std::size_t departure, Seconds limit, std::span<const street::Cost> spare);

    StreetMode walking_;
    const TransitNetwork* transit_;
    const AccessSettings* settings_;
    CatchmentOptions options_;
    transit::RangeRaptor raptor_;
    street::Reach reach_;
    std::vector<StretchCount> counts_;  ///< by time to spare
};

}  // namespace lisiere::access
