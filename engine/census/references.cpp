// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "engine/census/communes_of.hpp"
#include "engine/census/figures.hpp"

namespace lisiere::census {
namespace {

/// Groups of communes, each kept once.
class Groups {
  public:
    explicit Groups(std::vector<std::vector<std::uint32_t>>& groups) : groups_(groups) {}

    std::size_t place(const std::vector<std::uint32_t>& group) {
        const auto [found, added] = at_.emplace(group, groups_.size());
        if (added) groups_.push_back(group);
        return found->second;
    }

  private:
    std::vector<std::vector<std::uint32_t>>& groups_;
    std::map<std::vector<std::uint32_t>, std::size_t> at_;
};

/// The communes that bear the name; none for an empty one.
std::vector<std::uint32_t> members_of(const std::string& name,
                                      const std::vector<std::string>& by_commune) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t c = 0; c < by_commune.size() && !name.empty(); ++c)
        if (by_commune[c] == name) members.push_back(c);
    return members;
}

}  // namespace

References references(const IndicatorInputs& inputs, Overlays& overlays, bool each_commune) {
    References result;
    Groups groups(result.communes);
    std::vector<std::uint32_t> all;
    for (std::uint32_t c = 0; c < inputs.communes.size(); ++c) all.push_back(c);
    result.zone = groups.place(all);
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
    return result;
}

}  // namespace lisiere::census
