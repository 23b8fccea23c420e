// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::access {

using FacilityIdx = Index<struct FacilityTag>;
using CategoryIdx = Index<struct CategoryTag>;

/// One line of geodata/reference/equipements.csv joined with frequentation.csv.
struct Category {
    std::string id;  ///< "pharmacie": used in column names t_pharmacie_marche
    std::string label;  ///< in the language of the run
    bool basket = true;  ///< counts in the basket of services
    bool lived = true;   ///< takes part in the quartier vécu
    /// Visits per person and week, and the exponent and source of the choice model; missing: not in
    /// the model.
    Maybe<double> visits_per_week;
    double decay_minutes =
        10;  ///< half-decay of the visiting probability: f(t) = 0.5^(t / decay_minutes)
    bool by_transit = false;  ///< visited by transit too, where it is faster than walking
    std::string visits_source;
};

struct Facility {
    std::string id;
    std::string name;
    CategoryIdx category;
    geo::Point at;
    double capacity = 1;  ///< attraction; 1 when unknown
    bool capacity_known = false;
    bool exact_place = true;  ///< false: at its IRIS or commune, not its own address
    std::string source;
};

}  // namespace lisiere::access
