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
    std::string supply_unit;    ///< what a facility counts: "hôpitaux"
    std::string capacity_unit;  ///< what a capacity counts: "lits et places"
    std::string source;

    /// w(t): the weight of the ring that holds t, 0 beyond the last.
    double weight(double minutes) const;
};

/// Supply per resident by floating catchments, S_j the supply of a facility (counted_supply.hpp).
/// Enhanced two-step form (E2SFCA): every resident asks of every facility in reach,
///     R_j = S_j / sum over cells i of P_i w(t_ij)          (nobody in the rings: the supply is
///     A_i = sum over facilities j of R_j w(t_ij)            left out, `unused`)
/// Balanced form: a resident asks once, shared out among the facilities in reach,
///     v_ij = w(t_ij) / sum over facilities k of w(t_ik)
///     D_j = sum over cells i of P_i v_ij        A_i = sum over facilities j of (S_j / D_j) v_ij
/// Guarantees, of both: sum of P_i A_i = sum of S_j over the facilities with demand, and cutting a
/// cell in parts that stand together changes nothing; of the balanced one: sum of D_j = the people
/// with a facility in their rings. Same bytes with any number of threads. Sums go by ascending cell
/// and facility. 0 is a value (nothing in the rings); `non_rattache` off the network;
/// `non_disponible` without any facility. Cost: two bounded searches a facility, back to the cells,
/// and the pairs in reach; memory: the pairs of 64 facilities at a time. Sources: Luo & Qi 2009;
/// Páez, Higgins & Vivona 2019, whose form as published divides by sum over i of w_ij, without
/// people (both from the literature, not re-read). The family of DREES's APL, without its age
/// structure nor its activity.
struct FloatingSupply {
    std::vector<Maybe<double>> per_resident;  ///< by cell, E2SFCA
    std::vector<Maybe<double>> balanced;      ///< by cell
    double supply = 0;                        ///< of the facilities with demand
    double unused = 0;  ///< of facilities tied to the streets with nobody in their rings
    double untied = 0;  ///< of facilities off the streets
};
/// `supply`: of the facilities, by FacilityIdx, 0 for those of other categories.
FloatingSupply floating_supply(const StreetMode& mode, const census::Population& population,
                               const CategorySites& places,
                               const IndexedVector<FacilityIdx, double>& supply,
                               const FloatingRule& rule, Threads threads,
                               const Progress& progress = {});

}  // namespace lisiere::access
