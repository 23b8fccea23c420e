// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/ties.hpp"
#include "engine/core/units.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::access {

struct CatchmentOptions {
    Metres width{25};  ///< DEFAULT: 25 m on each side of a street reached: its plots
    double people_share =
        0.95;  ///< DEFAULT: start from the most peopled cells that hold 95 % of the residents
};

/// Where the residents of a group start from: its most peopled cells, in decreasing order of people
/// (ties: lowest cell), until they hold `people_share` of those tied to the streets. Slivers of
/// border cells drop out.
std::vector<street::Snap> catchment_origins(const CellGroup& group, const CellTies& cells,
                                            double people_share);

/// Stretches of street walked within `limit` from the nearest of the origins; on each edge, merged
/// and ascending. The time off the network at the origin counts.
std::vector<street::ReachedStretch> stretches_in_reach(const street::StreetGraph& graph,
                                                       std::span<const street::Snap> origins,
                                                       street::Cost limit);

/// The area walked within each limit (ascending) from the nearest of the origins: the streets
/// reached, with `width` on each side, holes kept. No origin: empty shapes. Guarantees: valid;
/// every point lies within `width` of a stretch reached within the limit; each shape holds the one
/// before it (to the rounding of the overlay).
std::vector<geo::MultiPolygon> walk_catchments(const street::StreetGraph& graph,
                                               std::span<const street::Snap> origins,
                                               std::span<const Minutes> limits,
                                               const CatchmentOptions& options = {});

}  // namespace lisiere::access
