// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

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
    const OverlapMatrix& matrix = overlays.overlap(inputs.communes, inputs.perimeters);
    for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
        const auto row = matrix.row(p);
        if (row.empty()) continue;
        const auto largest =
            std::max_element(row.begin(), row.end(),
                             [](const OverlapMatrix::Entry& a, const OverlapMatrix::Entry& b) {
                                 return a.area < b.area;
                             });
        std::vector<std::uint32_t> own;
        for (const OverlapMatrix::Entry& entry : row)
            if (entry.source == largest->source ||
                entry.area >= least_commune_share * matrix.target_area[p])
                own.push_back(entry.source);
        result.commune_of[p] = groups.place(own);
        const std::string& epci = inputs.commune_epci[largest->source];
        if (!epci.empty()) result.epci_of[p] = groups.place(members_of(epci, inputs.commune_epci));
    }
    if (each_commune)
        for (const std::uint32_t c : all) result.of_commune.push_back(groups.place({c}));
    return result;
}

}  // namespace lisiere::census
