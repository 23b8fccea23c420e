// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/facility.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"
#include "engine/vecu/areas.hpp"
#include "engine/vecu/sensitivity.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere {

/// Where the residents of the perimeters go.
struct Lived {
    vecu::Visits visits;
    std::vector<vecu::LivedArea> areas;
    std::vector<vecu::DecayRun> decay_runs;  ///< the same model with other half-decays
    std::vector<vecu::AreaOverlap> overlaps;
};

struct LivedInputs {
    Made<ModeStreets> walked;
    // Null when nobody goes by that mode.
    Made<RunNetwork> transit;
    Made<ModeStreets> cycled;
    Made<ModeStreets> driven;
    View<IndexedVector<access::CategoryIdx, access::Category>> categories;
    View<IndexedVector<access::FacilityIdx, access::Facility>> facilities;
    View<std::vector<access::CellGroup>> residents;  ///< of the perimeters
    View<access::CellGroup> priority;      ///< residents of the priority geography, its parts once
    std::vector<Maybe<double>> motorised;  ///< by cell; empty when nobody goes by car
    vecu::ChoiceSettings choice;
    vecu::AreaOptions areas;
};

/// Expected visits, the areas that hold them, and the same with other half-decays. Cost: that of
/// `vecu::expected_visits` and `vecu::lived_areas`.
Lived lived_quarters(const LivedInputs& inputs, const Progress& progress);

/// Which facilities are visited by transit too: of categories in the model that say so.
std::vector<bool> visited_by_transit(
    const IndexedVector<access::CategoryIdx, access::Category>& categories,
    const IndexedVector<access::FacilityIdx, access::Facility>& facilities);

}  // namespace lisiere
