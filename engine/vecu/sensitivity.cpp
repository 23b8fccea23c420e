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

std::vector<DecayRun> decay_runs(std::span<const Visits> runs, std::span<const double> factors,
                                 std::span<const LivedArea> areas) {
    LISIERE_EXPECTS(runs.size() == factors.size());
    std::vector<DecayRun> result;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        DecayRun& run = result.emplace_back();
        run.factor = factors[r];
        for (const FacilityVisits& facility : runs[r].facilities)
            run.priority_share.push_back(facility.priority_share);
        for (const LivedArea& area : areas)
            run.held.push_back(share_within(runs[r].by_group[area.group], area.facilities));
    }
    return result;
}

ShareRange priority_range(const Visits& visits, std::span<const DecayRun> runs,
                          access::FacilityIdx facility) {
    ShareRange range{visits.facilities[facility].priority_share,
                     visits.facilities[facility].priority_share};
    if (!range.low) return range;
    for (const DecayRun& run : runs)
        if (const Maybe<double>& share = run.priority_share[facility]) {
            range.low = std::min(*range.low, *share);
            range.high = std::max(*range.high, *share);
        }
    return range;
}

Maybe<bool> in_majority(const ShareRange& range, double majority) {
    if (!range.low) return range.low.absence();
    return *range.low > majority;
}

}  // namespace lisiere::vecu
