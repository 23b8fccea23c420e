// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/facility.hpp"
#include "engine/access/street_times.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::access {

/// A ring of a catchment: places up to `minutes` (inclusive), beyond the ring before, weigh
/// `weight`.
struct CatchmentRing {
    double minutes = 0;  ///< > 0, ascending
    double weight = 0;   ///< in (0, 1], not ascending
};

/// One line of geodata/reference/aires_flottantes.csv: how a kind of care is shared among people.
struct FloatingRule {
    std::string category;  ///< id of a facility category
    TravelMode mode = TravelMode::marche;
    std::vector<CatchmentRing> rings;
    std::string supply_unit;  ///< what a capacity counts: "médecins"; 1 where it is unknown
    std::string source;

    /// w(t): the weight of the ring that holds t, 0 beyond the last.
    double weight(double minutes) const;
};

/// Supply per resident by the enhanced two-step floating catchment method:
///     R_j = S_j / sum over cells i of P_i w(t_ij)          (nobody in the rings: the supply is
///     A_i = sum over facilities j of R_j w(t_ij)            left out, `unused`)
/// Guarantee: sum of P_i A_i = sum of S_j over the facilities with demand. Same bytes with any
/// number of threads. Sums go by ascending cell and facility. `per_resident`: 0 is a value (nothing
/// in the rings); `non_rattache` off the network; `non_disponible` without any facility. Cost: two
/// bounded searches a cell; memory: those of 256 cells at a time. Source: Luo & Qi 2009 (from the
/// literature, not re-read), the family of DREES's APL, without its age structure nor its activity.
struct FloatingSupply {
    std::vector<Maybe<double>> per_resident;  ///< by cell
    double supply = 0;                        ///< of the facilities with demand
    double unused = 0;  ///< of facilities tied to the streets with nobody in their rings
    double untied = 0;  ///< of facilities off the streets
};
FloatingSupply floating_supply(const StreetMode& mode, const census::Population& population,
                               const CategorySites& places,
                               const IndexedVector<FacilityIdx, Facility>& facilities,
                               CategoryIdx category, const FloatingRule& rule, Threads threads,
                               const Progress& progress = {});

}  // namespace lisiere::access
