// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/supply.hpp"

namespace lisiere::access {

/// Walks to stops as the crow flies, where no streets are supplied. It shortens every walk that has
/// to go round; whoever publishes it says so.
CellStops straight_cell_stops(const census::Population& population,
                              const transit::Timetable& timetable, Minutes limit,
                              double metres_per_minute);

/// What a group of residents has of one line in one direction over a period: the stop that most of
/// its people have in reach (ties: more departures, then the lower stop), and what leaves there.
struct LineInReach {
    transit::LineIdx line;
    std::uint8_t direction = 0;
    transit::StopIdx stop;
    transit::PatternIdx main;  ///< says the terminus
    double walk_min = 0;       ///< mean over the people in reach of `stop`
    double share = 0;          ///< of the group's people in reach of any stop of that line and way
    std::vector<std::int32_t> departures;  ///< at `stop`, in the period, ascending
};
/// What a group of residents has over a period.
struct QuarterLines {
    /// Ascending by line then direction; empty for a group without people.
    std::vector<LineInReach> lines;
    /// Over every stop in reach of some of them, whatever the line: missing (`non_desservi`)
    /// when nothing leaves.
    Maybe<Seconds> first_departure;
    Maybe<Seconds> last_departure;
    /// Longest time, between these two, in which nothing leaves any of the stops; `sans_objet` with
    /// one departure.
    Maybe<Seconds> longest_gap;
};
/// A line with a heavy mode is in reach within `reach.heavy_reach`, any other within `reach.reach`.
/// Lines and streets that are only added advance the first departure and put the last one back.
QuarterLines lines_in_reach(
    const CellGroup& group, const CellStops& cell_stops,
    const IndexedVector<transit::StopIdx, std::vector<transit::LineCalls>>& calls,
    const transit::Timetable& timetable, const SupplySettings& reach);

}  // namespace lisiere::access
