// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/stretches.hpp"
#include "engine/access/ties.hpp"
#include "engine/core/units.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::access {

struct CatchmentOptions {
    Metres width{30};              ///< DEFAULT: 30 m on each side of a street: the plots it serves
    double off_network_kmh = 3.6;  ///< DEFAULT: 3.6 km/h from the street to the point, straight
    double people_share =
        0.95;  ///< DEFAULT: start from the most peopled cells that hold 95 % of the residents
};

/// Where the residents of a group start from: its most peopled cells, in decreasing order of people
/// (ties: lowest cell), until they hold `people_share` of those tied to the streets. Slivers of
/// border cells drop out.
std::vector<census::CellIdx> catchment_origins(const CellGroup& group, const CellTies& cells,
                                               double people_share);
/// Where those cells, all tied, meet the streets.
std::vector<street::Snap> snaps_of(std::span<const census::CellIdx> origins, const CellTies& cells);

/// What a search reaches within `limit` (at most the search's) that was started from the ends of
/// the origins' edges, and the streets of the origins themselves. `spent`: time already gone at
/// each origin, its walk to the street not counted.
std::vector<street::Seed> seeds_of(const street::StreetGraph& graph,
                                   std::span<const street::Snap> origins,
                                   std::span<const street::Cost> spent = {});
Stretches stretches_of(const street::Reach& reach, std::span<const street::Snap> origins,
                       street::Cost limit, std::span<const street::Cost> spent = {});

/// Stretches of street walked within `limit` from the nearest of the origins; on each edge, merged
/// and ascending. The time off the network at the origin counts.
Stretches stretches_in_reach(const street::StreetGraph& graph,
                             std::span<const street::Snap> origins, street::Cost limit);

/// Draws areas from stretches: one shape a limit, ascending. `reached(i, spare)`: the streets
/// reached within limit `i` with each of these times (descending) to spare, one set a time; each
/// holds the one before it, and that of a limit those of lower limits with as much to spare. Drawn
/// in three layers: `width` around the streets reached early enough for that, a quarter of it
/// around those reached later, 1 m around the last ones. Guarantees: those of `street_catchments`.
using StretchesToSpare =
    std::function<std::vector<Stretches>(std::size_t limit, std::span<const street::Cost> spare)>;
std::vector<geo::MultiPolygon> drawn_catchments(const street::StreetGraph& graph,
                                                std::size_t limits, const CatchmentOptions& options,
                                                const StretchesToSpare& reached);

/// The area reached within each limit (ascending) on the streets of a mode from the nearest of the
/// origins: streets reached, and what is walked straight from them in the time left, up to `width`;
/// holes kept. No origin: empty shapes. Guarantees: valid; every point is reached within the limit,
/// its straight walk from the street included; a place on the streets outside is not reached a
/// second (the walk over the last metre) before the limit; each shape holds the one before it (to
/// the rounding of the overlay). Cost: about a second of computing for 15,000 stretches; far less
/// for 15 minutes than for 30.
std::vector<geo::MultiPolygon> street_catchments(const street::StreetGraph& graph,
                                                 std::span<const street::Snap> origins,
                                                 std::span<const Minutes> limits,
                                                 const CatchmentOptions& options = {});

}  // namespace lisiere::access
