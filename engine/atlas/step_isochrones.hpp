// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/access/bord.hpp"
#include "engine/access/catchment.hpp"
#include "engine/access/cell_group.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"

namespace lisiere {

/// What is reached within a limit.
struct ReachedArea {
    Minutes limit{0};
    geo::MultiPolygon shape;
    Maybe<double> people;  ///< missing without populated cells
    /// Ends where the streets that were read end (`access::comes_to_rim`): `people` is a least
    /// count.
    bool at_rim = false;
};

/// The areas of one perimeter by one mode, by limit; those of which nothing is reached are left
/// out.
struct IsochroneInputs {
    Made<ModeStreets> on;      ///< by transit those walked
    Made<RunNetwork> transit;  ///< null by another mode
    View<access::CellGroup> residents;
    std::vector<Minutes> limits;
    access::CatchmentOptions catchment;
    access::BordOptions bord;
};

/// By perimeter. Cost: a search of the streets from every origin of a perimeter and the union of
/// what it reaches; by transit one a departure of the window.
std::vector<std::vector<ReachedArea>> isochrones(std::span<const IsochroneInputs> perimeters,
                                                 const Progress& progress);

/// "isochrones à pied"
std::string isochrones_step(access::TravelMode mode);

}  // namespace lisiere
