// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/facility.hpp"
#include "engine/access/rides_to.hpp"
#include "engine/access/ties.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/units.hpp"
#include "engine/street/reach.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::vecu {

struct TimedCell {
    census::CellIdx cell;
    street::Cost cost = 0;
    double minutes() const { return street::minutes_of(cost).count(); }
};

struct ChoiceSettings {
    /// DEFAULT: beyond 6 half-decays (1.6 % of the appeal at the door) a facility is not
    /// considered.
    double limit_halves = 6;
    /// DEFAULT: nor beyond 60 min on foot or by transit.
    Minutes longest{60};
    /// DEFAULT: nor beyond 30 min by bicycle or car.
    Minutes longest_ridden{30};
    /// DEFAULT: 5 % of those who have no car go by bicycle, where it is faster (working
    /// hypothesis).
    double cyclists = 0.05;
    /// DEFAULT: the first is the model; 0.75 and 1.25 show how much the results hang on the
    /// half-decays.
    std::vector<double> decay_factors{1, 0.75, 1.25};
    /// DEFAULT: above half, the visitors of a facility are in majority residents of the priority
    /// geography.
    double majority = 0.5;
};

struct FacilityVisits {
    Maybe<double> per_week;        ///< expected visits a week; `non_disponible` without a rate,
                                   ///< `non_rattache` off the streets
    Maybe<double> from_priority;   ///< of which by residents of the priority geography
    Maybe<double> priority_share;  ///< their share, 0..1; `sans_objet` without visits
};

struct GroupVisits {
    access::FacilityIdx facility;
    double per_week = 0;  ///< > 0
    double ridden = 0;    ///< of which by transit
    double cycled = 0;    ///< of which by bicycle
    double driven = 0;    ///< of which by car
};

/// Visits that one resident of a cell makes on foot, a week.
struct WalkedVisits {
    census::CellIdx cell;
    double per_resident = 0;  ///< > 0
};

struct Visits {
    IndexedVector<access::FacilityIdx, FacilityVisits> facilities;
    /// Visits by the residents of each group, ascending by facility.
    std::vector<std::vector<GroupVisits>> by_group;
    /// Residents with no facility of the category in reach: their visits go nowhere. 0 for
    /// categories not in the model.
    IndexedVector<access::CategoryIdx, double> people_without;
    /// Share of the residents who have a facility in reach, [category][cell]; empty rows for
    /// categories not in the model.
    std::vector<std::vector<double>> served;
    /// Walks to each facility from the cells of the groups, ascending by cell.
    IndexedVector<access::FacilityIdx, std::vector<WalkedVisits>> walked;
    /// S_j of each facility, 0 when it is not in the model.
    IndexedVector<access::FacilityIdx, double> attraction;
    Notices notices;  ///< capacite_refusee, capacite_sans_reference
};

/// The streets of a mode other than walking, and who meets them where.
struct RiddenStreets {
    const street::StreetGraph& graph;
    const access::CellTies& cells;
    std::span<const std::optional<street::Snap>> facilities;  ///< in the order of the facilities
    Minutes parking{0};                                       ///< part of the time door to door
};

/// What the choice is made among and by whom. Views: they must outlive the call.
struct ChoiceInputs {
    const street::StreetGraph& streets;
    const census::Population& population;
    const access::CellTies& cells;
    const IndexedVector<access::CategoryIdx, access::Category>& categories;
    const IndexedVector<access::FacilityIdx, access::Facility>& facilities;
    std::span<const std::optional<street::Snap>>
        facility_snaps;                         ///< in the order of the facilities
    std::span<const access::CellGroup> groups;  ///< residents of perimeters
    /// Residents of the priority geography, those of overlapping perimeters once.
    const access::CellGroup& priority;
    /// From cells to each facility by transit, in the order of the facilities, cells ascending;
    /// empty: nobody rides, and those of a facility with no ride walk to it.
    std::span<const std::vector<access::Ride>> rides = {};
    const RiddenStreets* cycling = nullptr;  ///< null: nobody cycles
    const RiddenStreets* driving = nullptr;  ///< null: nobody drives
    /// By cell, the share of residents whose household has a car, missing where the census does not
    /// say: nobody of that cell drives. Empty: nobody at all.
    std::span<const Maybe<double>> motorised = {};
};

/// Longest time at which the facilities of a category are considered, on foot or by transit, and
/// by bicycle or car. `factor`: of the half-decay.
Minutes walked_limit(const access::Category& category, const ChoiceSettings& settings,
                     double factor);
Minutes ridden_limit(const access::Category& category, const ChoiceSettings& settings,
                     double factor);

/// Expected visits by a choice model (Huff), category by category:
///     P_cj = S_j f(t_cj) / Σ_k S_k f(t_ck),   f(t) = 0.5^(t / half)
///     visits_j = Σ_c people_c × rate × Σ_m share_cm × P_cj(m)
/// Origins are all cells, so that a facility's visitors from elsewhere count. m: what residents
/// have to go by: those of households with a car walk, ride and drive; of the others `cyclists`
/// walk, ride and cycle, the rest walk and ride. Each takes the fastest of the modes that the
/// category is visited by, t door to door, parking included. S: capacity over the typical capacity
/// of the category, which is reference data; where either is unknown, the number of like facilities
/// (1). A capacity that is not above 0 is refused with a notice and counts as unknown. Guarantees:
/// Σ_j visits of a cell = people × rate × the share of them with a facility in reach; adding a
/// facility never raises another's visits. Returned: one result for each of `decay_factors`, the
/// first being the model (`walked` and notices are its own). Same bytes with any number of threads.
/// Cost: one bounded search a facility and mode, kept for its category: 8 bytes a cell in reach.
/// Source: Huff 1964 (from the literature, not re-read).
std::vector<Visits> expected_visits(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                    Threads threads, const Progress& progress = {});

}  // namespace lisiere::vecu
