// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/access/floating_catchment.hpp"
#include "engine/access/opportunities.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"

namespace lisiere {

/// Supply per resident of one category by one mode.
struct FloatingResult {
    access::CategoryIdx category;
    access::TravelMode mode = access::TravelMode::marche;
    std::string unit;                         ///< "médecins", or that of their capacities
    std::vector<Maybe<double>> per_thousand;  ///< by cell: E2SFCA for 1,000 residents
    std::vector<Maybe<double>> balanced;      ///< by cell: the balanced form, for 1,000 residents
};

/// What is in reach of every cell by one mode.
struct Reached {
    access::ReachFigures figures;
    std::vector<FloatingResult> floating;
    Notices notices;
};

struct ReachInputs {
    Made<ModeSites> sites;  ///< by transit those walked to
    Minutes limit{0};
    Made<RunNetwork> transit;  ///< null by another mode
    bool third = false;        ///< is the third nearest of every category asked?
    std::vector<access::FloatingRule> floating;
    View<std::vector<access::Opportunity>> opportunities;
    View<std::vector<access::OpportunityMeasure>> measures;
};

/// Opportunities, the third nearest of every category, and supply per resident, as far as they are
/// asked. Cost: one search a cell; the third nearest on streets is searched from the facilities.
Reached reached(const ReachInputs& inputs, const Progress& progress);

/// "opportunités à portée à pied"
std::string reach_step(access::TravelMode mode);

}  // namespace lisiere
