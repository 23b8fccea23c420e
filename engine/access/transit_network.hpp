// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "engine/access/ties.hpp"
#include "engine/access/travel_times.hpp"
#include "engine/core/progress.hpp"
#include "engine/transit/raptor.hpp"

namespace lisiere::access {

using StopTies = IndexedVector<transit::StopIdx, std::optional<street::Snap>>;
using CellStops = Adjacency<census::CellIdx, transit::StopWalk>;

/// Ties the boardable stops to the streets; stations and entrances stay nullopt. Adds the notice
/// `arrets_non_rattaches`.
StopTies snap_stops(const transit::Timetable& timetable, const street::Snapper& snapper,
                    Threads threads, Notices& notices);

/// Walks between stops, in whole seconds rounded up, ascending by stop in each row:
/// 1. the walk on the streets, when it is within `settings.transfer_walk_limit`;
/// 2. stops of one station: the shorter of that and of the straight line at the off-network speed;
/// 3. transfers.txt wins over both: the published minimum time as it is, even where the streets say
/// more or
///    nothing; without a minimum, the time of 1 or 2, else the straight line at the off-network
///    speed. A line about a station holds for each of its stops; a line about the two stops
///    themselves wins over it;
/// 4. a forbidden transfer removes the pair.
/// A stop is linked to itself only by a published minimum for changing there: without one, changing
/// is free.
transit::Footpaths footpaths(const transit::Timetable& timetable, const street::StreetGraph& graph,
                             const StopTies& stops, const AccessSettings& settings, Threads threads,
                             const Progress& progress = {});

/// The stops within `limit` on foot of each cell, whole seconds rounded up, ascending by stop.
CellStops cell_stops(const street::StreetGraph& graph, const CellTies& cells, const StopTies& stops,
                     Minutes limit, Threads threads, const Progress& progress = {});

/// What every transit search of a run shares. `day` and what it points to must outlive it.
struct TransitNetwork {
    const transit::DayTimetable* day = nullptr;
    StopTies stops;
    transit::Footpaths footpaths;
    CellStops cell_stops;
};
TransitNetwork transit_network(const transit::DayTimetable& day, const street::StreetGraph& graph,
                               const street::Snapper& snapper, const CellTies& cells,
                               const AccessSettings& settings, Threads threads,
                               const Progress& progress, Notices& notices);

}  // namespace lisiere::access
