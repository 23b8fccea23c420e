// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/access/site_search.hpp"
#include "engine/access/street_times.hpp"
#include "engine/access/transit_network.hpp"

namespace lisiere::access {

/// A place and the minutes to it, door to door.
struct PlaceTime {
    std::uint32_t place = 0;
    double minutes = 0;
};

/// From one cell to every place in reach by one mode: what opportunities are counted from. One
/// object per thread; nothing is kept between cells but its working space.
class PlaceTimes {
  public:
    virtual ~PlaceTimes() = default;
    /// Places within the limits of the mode, ascending. The cell must be tied. Valid until the next
    /// call.
    virtual std::span<const PlaceTime> from(census::CellIdx cell) = 0;
};
/// Makes one for a thread.
using PlaceTimesMaker = std::function<std::unique_ptr<PlaceTimes>()>;

/// On the streets of a mode. Cost: one search within the mode's limit a cell.
PlaceTimesMaker street_place_times(const StreetMode& mode,
                                   std::span<const std::optional<street::Snap>> places);

/// The median (percentile 50 by nearest rank over the departures of the window, a departure without
/// a trip counting as +infinity) of the faster of transit and walking. Exact: the same times as
/// `service_times` gives when the place stands alone. Cost: one forward profile search of the
/// timetable a cell, then departures × (stop, place) pairs within `stop_walk_limit`. Memory:
/// 4 bytes × departures × (stops + places in reach) a thread, and the pairs once.
PlaceTimesMaker transit_place_times(const StreetMode& walking, const TransitNetwork& transit,
                                    const AccessSettings& settings,
                                    std::span<const std::optional<street::Snap>> places);

}  // namespace lisiere::access
