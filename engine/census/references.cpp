// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <utility>

#include "engine/census/communes_of.hpp"
#include "engine/census/figures.hpp"

namespace lisiere::census {
namespace {

/// Groups of communes, each kept once.
class Groups {
  public:
    explicit Groups(References& references) : references_(references) {}

    std::size_t place(const std::vector<std::uint32_t>& group, bool rest = false) {
        const auto [found, added] = at_.emplace(std::pair(group, rest), at_.size());
        if (added) {
            references_.communes.push_back(group);
            references_.is_rest.push_back(rest);
        }
        return found->second;
    }

  private:
    References& references_;
    std::map<std::pair<std::vector<std::uint32_t>, bool>, std::size_t> at_;
};

/// The communes that bear the name; none for an empty one.
std::vector<std::uint32_t> members_of(const std::string& name,
                                      const std::vector<std::string>& by_commune) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t c = 0; c < by_commune.size() && !name.empty(); ++c)
        if (by_commune[c] == name) members.push_back(c);
    return members;
}

/// What the perimeters' own territories are without the priority ones.
void add_rests(const IndicatorInputs& inputs, Groups& groups, References& result) {
    bool any = false;
    for (std::size_t p = 0; p < inputs.priority.size(); ++p)
        any = any || (inputs.priority[p] && !inputs.perimeters[p].empty());
    std::set<std::size_t> compared;
    for (const auto* of : {&result.commune_of, &result.epci_of, &result.sector_of})
        compared.insert(of->begin(), of->end());
    std::vector<std::size_t> rests(result.communes.size(), References::none);
    for (const std::size_t r : compared) {
        if (!any || r == References::none) continue;
        const std::vector<std::uint32_t> members = result.communes[r];
        rests[r] = groups.place(members, true);
    }
    rests.resize(result.communes.size(), References::none);
    result.rest_of = std::move(rests);
}

}  // namespace

References references(const IndicatorInputs& inputs, Overlays& overlays, bool each_commune) {
    References result;
    Groups groups(result);
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> zone;
    for (std::uint32_t c = 0; c < inputs.communes.size(); ++c) {
        all.push_back(c);
        if (inputs.in_zone.empty() || inputs.in_zone[c]) zone.push_back(c);
    }
    result.zone = groups.place(zone);  // none of them: everything at hand
    result.commune_of.assign(inputs.perimeters.size(), References::none);
    result.epci_of.assign(inputs.perimeters.size(), References::none);
    result.sector_of.assign(inputs.perimeters.size(), References::none);
    for (std::size_t p = 0; p < inputs.perimeter_sector.size(); ++p) {
        const std::vector<std::uint32_t> members =
            members_of(inputs.perimeter_sector[p], inputs.commune_sector);
        if (!members.empty()) result.sector_of[p] = groups.place(members);
    }
    const auto own = communes_of(overlays.overlap(inputs.communes, inputs.perimeters));
    for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
        if (own[p].all.empty()) continue;
        result.commune_of[p] = groups.place(own[p].all);
        const std::string& epci = inputs.commune_epci[own[p].main];
        if (!epci.empty()) result.epci_of[p] = groups.place(members_of(epci, inputs.commune_epci));
    }
    if (each_commune)
        for (const std::uint32_t c : all) result.of_commune.push_back(groups.place({c}));
    add_rests(inputs, groups, result);
    return result;
}

}  // namespace lisiere::census
