// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/vecu/areas.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere::vecu {

/// What the model says when every half-decay is multiplied by `factor`: how much its results hang
/// on figures that are mostly working hypotheses.
struct DecayRun {
    double factor = 1;
    /// Share of the visitors from the priority geography, by facility, as in FacilityVisits.
    IndexedVector<access::FacilityIdx, Maybe<double>> priority_share;
    /// Share of the group's visits that the places of an area of the model still hold, by position
    /// in the areas; `sans_objet` without visits.
    std::vector<Maybe<double>> held;
};

/// `runs`: those of `expected_visits` after the model, with their factors; the areas stay where
/// they are.
std::vector<DecayRun> decay_runs(std::span<const Visits> runs, std::span<const double> factors,
                                 std::span<const LivedArea> areas);

/// The least and the greatest share of a facility's visitors that come from the priority geography,
/// over the model and its runs; missing for the model's reason.
struct ShareRange {
    Maybe<double> low;
    Maybe<double> high;
};
ShareRange priority_range(const Visits& visits, std::span<const DecayRun> runs,
                          access::FacilityIdx facility);

/// Whether its visitors are in majority residents of the priority geography: only where even the
/// least share passes `majority`; missing with the share.
Maybe<bool> in_majority(const ShareRange& range, double majority);

/// Share of the visits of a group that go to the facilities of a shape of its own or another's.
Maybe<double> share_within(std::span<const GroupVisits> visits,
                           std::span<const access::FacilityIdx> facilities);

}  // namespace lisiere::vecu
