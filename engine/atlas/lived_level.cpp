// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/lived_level.hpp"

#include <algorithm>

namespace lisiere::layers {

std::int64_t percent(double level) {
    return static_cast<std::int64_t>(level * 100 + 0.5);
}

Maybe<std::int64_t> lived_level(const Atlas& atlas, std::size_t group,
                                access::FacilityIdx facility) {
    if (!facility.valid()) return Absence::sans_objet;
    // By (group, level): the first that holds it is the narrowest.
    auto area = std::lower_bound(
        atlas.lived_areas.begin(), atlas.lived_areas.end(), group,
        [](const vecu::LivedArea& one, std::size_t wanted) { return one.group < wanted; });
    for (; area != atlas.lived_areas.end() && area->group == group; ++area)
        if (std::binary_search(area->facilities.begin(), area->facilities.end(), facility))
            return percent(area->level);
    return Absence::sans_objet;
}

}  // namespace lisiere::layers
