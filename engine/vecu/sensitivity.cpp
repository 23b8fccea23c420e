// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/sensitivity.hpp"

#include <algorithm>

namespace lisiere::vecu {

Maybe<double> share_within(std::span<const GroupVisits> visits,
                           std::span<const access::FacilityIdx> facilities) {
    double within = 0;
    double all = 0;
    for (const GroupVisits& to : visits) {
        all += to.per_week;
        if (std::binary_search(facilities.begin(), facilities.end(), to.facility))
            within += to.per_week;
    }
    return all > 0 ? Maybe<double>(within / all) : Maybe<double>(Absence::sans_objet);
}

std::vector<DecayRun> decay_runs(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                 std::span<const LivedArea> areas, std::span<const double> factors,
                                 Threads threads, const Progress& progress) {
    std::vector<DecayRun> runs;
    for (const double factor : factors) {
        ChoiceSettings other = settings;
        other.decay_factor *= factor;
        const Visits visits = expected_visits(inputs, other, threads, progress);
        DecayRun& run = runs.emplace_back();
        run.factor = factor;
        for (const FacilityVisits& facility : visits.facilities)
            run.priority_share.push_back(facility.priority_share);
        for (const LivedArea& area : areas)
            run.held.push_back(share_within(visits.by_group[area.group], area.facilities));
    }
    return runs;
}

}  // namespace lisiere::vecu
