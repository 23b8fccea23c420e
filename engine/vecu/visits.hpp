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
#include "engine/street/street_graph.hpp"

namespace lisiere::vecu {

struct TimedCell {
    census::CellIdx cell;
    double minutes = 0;
};
struct ChoiceSettings {
    /// DEFAULT: beyond 6 half-decays (1.6 % of the appeal at the door) a facility is not
    /// considered.
    double limit_halves = 6;
    /// DEFAULT: nor beyond 60 min.
    Minutes longest{60};
    /// DEFAULT: 1; 0.75 and 1.25 show how much the results hang on the half-decays.
    double decay_factor = 1;
    /// DEFAULT: above half, the visitors of a facility are in majority residents of the priority
    /// geography.
    double majority = 0.5;
};

struct FacilityVisits {
    Maybe<double> per_week;        ///< expected visits a week; `non_disponible` without a rate,
                                   ///< `non_rattache` off the streets
    Maybe<double> from_priority;   ///< of which by residents of priority groups
    Maybe<double> priority_share;  ///< their share, 0..1; `sans_objet` without visits
    bool majoritaire = false;      ///< priority_share above `majority`
};

struct GroupVisits {
    access::FacilityIdx facility;
    double per_week = 0;  ///< > 0
    double ridden = 0;    ///< of which by transit
};

struct Visits {
    IndexedVector<access::FacilityIdx, FacilityVisits> facilities;
    /// Visits by the residents of each group, ascending by facility.
    std::vector<std::vector<GroupVisits>> by_group;
    /// Residents with no facility of the category in reach: their visits go nowhere. 0 for
    /// categories not in the model.
    IndexedVector<access::CategoryIdx, double> people_without;
    /// Σ_k S_k f(t_ck), [category][cell]; empty rows for categories not in the model.
    std::vector<std::vector<double>> appeal;
    /// S_j of each facility, 0 when it is not in the model.
    IndexedVector<access::FacilityIdx, double> attraction;
    Notices notices;  ///< capacite_refusee
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
    std::vector<bool> priority;  ///< by group: do its residents count as priority residents?
    /// From cells to each facility by transit, in the order of the facilities, cells ascending;
    /// empty: everybody walks, and those of a facility with no ride walk to it.
    std::span<const std::vector<access::Ride>> rides = {};
};

/// Half-decay of a category in minutes, and the longest time at which its facilities are
/// considered.
double half_minutes(const access::Category& category, const ChoiceSettings& settings);
double limit_minutes(const access::Category& category, const ChoiceSettings& settings);

/// Expected visits by a choice model (Huff), category by category:
///     P_cj = S_j f(t_cj) / Σ_k S_k f(t_ck),   f(t) = 0.5^(t / half)
///     visits_j = Σ_c people_c × rate × P_cj
/// Origins are all cells, so that a facility's visitors from elsewhere count. t: walk from the
/// cell's door to the facility's, or the ride when there is a faster one. S: capacity over the
/// median known capacity of the category, 1 when unknown; a capacity that is not above 0 is refused
/// with a notice and counts as unknown. A cell in several priority groups counts once. Guarantees:
/// Σ_j visits of a cell = people × rate where any facility is in reach, else 0; adding a facility
/// never raises another's visits. Same bytes with any number of threads. Cost: two bounded searches
/// a facility; never more than 64 facilities' pairs are held. Source: Huff 1964 (from the
/// literature, not re-read).
Visits expected_visits(const ChoiceInputs& inputs, const ChoiceSettings& settings, Threads threads,
                       const Progress& progress = {});

}  // namespace lisiere::vecu
