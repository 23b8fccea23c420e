// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/town_halls.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "engine/atlas/residents.hpp"

namespace lisiere {
namespace {

using access::Facility;
using Halls = std::vector<const Facility*>;

/// Those that the residents are measured to.
Halls main_of(const Halls& all) {
    Halls kept;
    std::copy_if(all.begin(), all.end(), std::back_inserter(kept),
                 [](const Facility* hall) { return hall->main; });
    if (kept.empty())
        std::copy_if(all.begin(), all.end(), std::back_inserter(kept),
                     [](const Facility* hall) { return !hall->annex; });
    return kept.empty() ? all : kept;
}

}  // namespace

access::OwnPlaces town_halls(const Inputs& inputs, Notices& notices) {
    std::map<std::string, Halls> by_commune;
    for (const Facility& facility : inputs.facilities) {
        if (inputs.categories[facility.category].id != "mairie") continue;
        const CommuneIdx commune = commune_at(inputs.territory, facility.at);
        if (commune.valid())
            by_commune[inputs.territory.communes[commune].code].push_back(&facility);
    }
    access::OwnPlaces places;
    for (auto& [code, all] : by_commune) {
        std::sort(all.begin(), all.end(), [](const Facility* a, const Facility* b) {
            return std::tie(a->id, a->at.x, a->at.y) < std::tie(b->id, b->at.x, b->at.y);
        });
        const Halls kept = main_of(all);
        for (const Facility* hall : kept) places[code].push_back({hall->id, hall->name, hall->at});
        if (kept.size() < all.size())
            notices.add(Severity::info, "mairies_annexes", "equipements", code,
                        all.size() - kept.size());
        if (kept.size() > 1)
            notices.add(Severity::info, "mairies_plusieurs", "equipements",
                        {{"commune", code}, {"mairies", kept.size()}});
    }
    return places;
}

}  // namespace lisiere
