// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/reference_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/inequality.hpp"
#include "engine/atlas/shapes.hpp"
#include "engine/census/apportion.hpp"
#include "engine/census/communes_of.hpp"
#include "engine/census/overlap.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

/// The communes of every perimeter, the main one first; none when they are not all at hand.
std::vector<std::vector<CommuneIdx>> communes_of(const Territory& territory,
                                                 std::span<const geo::MultiPolygon> perimeters,
                                                 census::Overlays& overlays) {
    const auto by_ground =
        census::communes_of(overlays.overlap(commune_shapes(territory), perimeters));
    std::vector<std::vector<CommuneIdx>> result;
    for (const Perimeter& perimeter : territory.perimeters) {
        std::vector<CommuneIdx>& own = result.emplace_back();
        const census::PerimeterCommunes& ground = by_ground[result.size() - 1];
        if (!perimeter.shape) {
            own = communes_named(territory, perimeter.communes);
        } else if (ground.complete) {
            own.emplace_back(ground.main);
            for (const std::uint32_t commune : ground.all)
                if (commune != ground.main) own.emplace_back(commune);
        }
    }
    return result;
}

/// References of the residents, each once.
class References {
  public:
    References(Residents& residents, const Territory& territory,
               const census::Population& population)
        : residents_(residents), territory_(territory), population_(population) {}

    /// The residents of some communes together; none without any, or where they are not all there.
    ReferenceIdx of(std::vector<CommuneIdx> communes, const std::string& id) {
        if (communes.empty()) return {};
        std::sort(communes.begin(), communes.end());
        std::vector<std::string> codes;
        for (const CommuneIdx commune : communes) {
            if (!residents_.communes_held[commune.value()]) return {};
            codes.push_back(territory_.communes[commune].code);
        }
        const auto found = placed_.find(communes);
        if (found != placed_.end()) return found->second;
        const ReferenceIdx at =
            residents_.references.push_back(access::group_of_communes(population_, codes, id));
        placed_.emplace(std::move(communes), at);
        return at;
    }

    /// Those of its communes together, named by their codes.
    ReferenceIdx of_perimeter(const std::vector<CommuneIdx>& communes) {
        std::vector<std::string> codes;
        for (const CommuneIdx commune : communes)
            codes.push_back(territory_.communes[commune].code);
        return of(communes, fmt::format("{}", fmt::join(codes, "+")));
    }

    /// Those of an EPCI all of whose communes are at hand.
    ReferenceIdx of_epci(const std::string& epci) {
        std::vector<CommuneIdx> members = communes_with(&Commune::epci, epci);
        const auto composed = territory_.epci_communes.find(epci);
        if (composed != territory_.epci_communes.end() && composed->second > members.size())
            members.clear();
        return of(std::move(members), epci);
    }

    /// Those of a sector whose ground the communes at hand hold.
    ReferenceIdx of_sector(const std::string& sector) {
        std::vector<CommuneIdx> members = communes_with(&Commune::sector, sector);
        const auto covered = territory_.sector_covered.find(sector);
        if (covered != territory_.sector_covered.end() &&
            covered->second < 1 - census::ApportionSettings{}.missing_tolerance)
            members.clear();
        return of(std::move(members), sector);
    }

  private:
    std::vector<CommuneIdx> communes_with(std::string Commune::*group,
                                          const std::string& id) const {
        std::vector<CommuneIdx> all;
        for (const CommuneIdx commune : indices<CommuneIdx>(territory_.communes.size()))
            if (!id.empty() && territory_.communes[commune].*group == id) all.push_back(commune);
        return all;
    }

    Residents& residents_;
    const Territory& territory_;
    const census::Population& population_;
    std::map<std::vector<CommuneIdx>, ReferenceIdx> placed_;
};

/// The study area's residents; where no commune is whole, everybody.
ReferenceIdx zone_of(Residents& residents, const Territory& territory,
                     const census::Population& population, References& references,
                     Notices& notices) {
    const auto& communes = territory.communes;
    std::vector<CommuneIdx> members;
    std::vector<std::string> missing;
    for (const CommuneIdx commune : indices<CommuneIdx>(communes.size())) {
        if (!residents.in_zone[commune.value()]) continue;
        members.push_back(commune);
        if (!residents.communes_held[commune.value()]) missing.push_back(communes[commune].code);
    }
    if (members.empty())
        return residents.references.push_back(access::whole_population(population, "zone"));
    if (!missing.empty() && !population.cells.empty())
        notices.add(Severity::avertissement, "zone_sans_carreaux", population.source,
                    {{"communes", members.size() - missing.size()},
                     {"toutes", members.size()},
                     {"part", 100.0 * static_cast<double>(members.size() - missing.size()) /
                                  static_cast<double>(members.size())},
                     {"absentes", fmt::format("{}", fmt::join(missing, ", "))}});
    return references.of(std::move(members), "zone");
}

}  // namespace

void add_references(Residents& residents, const Territory& territory,
                    std::span<const geo::MultiPolygon> shapes, const census::Population& population,
                    census::Overlays& overlays, Notices& notices) {
    References references(residents, territory, population);
    const auto communes = communes_of(territory, shapes, overlays);
    std::size_t row = 0;
    for (const Perimeter& perimeter : territory.perimeters) {
        const std::vector<CommuneIdx>& own = communes[row++];
        residents.commune_of.push_back(references.of_perimeter(own));
        residents.epci_of.push_back(
            references.of_epci(own.empty() ? "" : territory.communes[own.front()].epci));
        residents.sector_of.push_back(references.of_sector(perimeter.sector));
    }
    residents.zone = zone_of(residents, territory, population, references, notices);
}

void add_priority(Residents& residents, std::span<const geo::MultiPolygon> shapes,
                  const census::Population& population, Threads threads) {
    const std::vector<geo::MultiPolygon> together{geo::union_of(shapes)};
    const std::vector<std::string> ids{"quartiers_prioritaires"};
    residents.priority = access::groups_by_overlap(
        population, census::overlap(cell_shapes(population), together, threads), ids)[0];
    for (const access::CellGroup& reference : residents.references)
        residents.reference_rests.push_back(access::rest_of(reference, residents.priority));
}

}  // namespace lisiere
