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
    /// Share of the visitors from priority groups, by facility, as in FacilityVisits.
    IndexedVector<access::FacilityIdx, Maybe<double>> priority_share;
    /// Share of the group's visits that the places of an area of the base model still hold, by
    /// position in the areas; `sans_objet` without visits.
    std::vector<Maybe<double>> held;
};

/// One run of `expected_visits` a factor, the areas staying where they are. DEFAULT factors: 0.75
/// and 1.25. Same bytes with any number of threads.
std::vector<DecayRun> decay_runs(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                 std::span<const LivedArea> areas, std::span<const double> factors,
                                 Threads threads, const Progress& progress = {});
inline constexpr double decay_factors[] = {0.75, 1.25};

/// Share of the visits of a group that go to the facilities of a shape of its own or another's.
Maybe<double> share_within(std::span<const GroupVisits> visits,
                           std::span<const access::FacilityIdx> facilities);

}  // namespace lisiere::vecu
