// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/census/overlap.hpp"
#include "engine/census/whole_communes.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

/// Communes, then EPCI, sectors and the study area; and which of them each perimeter is compared
/// with.
void reference_groups(Atlas& atlas) {
    const Territory& territory = atlas.inputs.territory;
    const census::Population& population = *atlas.inputs.population;
    Residents& residents = atlas.residents;
    std::map<std::string, ReferenceIdx> communes;
    std::map<std::string, std::vector<std::string>> epci_members;
    std::map<std::string, std::vector<std::string>> sector_members;
    for (const Commune& commune : territory.communes) {
        const std::vector<std::string> one{commune.code};
        communes[commune.code] = residents.references.push_back(
            access::group_of_communes(population, one, commune.code));
        if (!commune.epci.empty()) epci_members[commune.epci].push_back(commune.code);
        if (!commune.sector.empty()) sector_members[commune.sector].push_back(commune.code);
    }
    const auto grouped = [&](const std::map<std::string, std::vector<std::string>>& groups) {
        std::map<std::string, ReferenceIdx> placed;
        for (const auto& [id, members] : groups)
            placed[id] =
                residents.references.push_back(access::group_of_communes(population, members, id));
        return placed;
    };
    const std::map<std::string, ReferenceIdx> epcis = grouped(epci_members);
    const std::map<std::string, ReferenceIdx> sectors = grouped(sector_members);
    const auto place = [](const std::map<std::string, ReferenceIdx>& of, const std::string& id) {
        const auto found = of.find(id);
        return found == of.end() ? ReferenceIdx() : found->second;
    };
    residents.zone = residents.references.push_back(access::whole_population(population, "zone"));

    for (const Perimeter& perimeter : territory.perimeters) {
        const CommuneIdx commune =
            perimeter.shape ? commune_at(territory, geo::point_on_surface(*perimeter.shape))
                            : commune_named(territory, perimeter.communes);
        residents.commune_of.push_back(commune.valid() ? communes[territory.communes[commune].code]
                                                       : ReferenceIdx());
        const std::string epci = commune.valid() ? territory.communes[commune].epci : "";
        residents.epci_of.push_back(place(epcis, epci));
        residents.sector_of.push_back(place(sectors, perimeter.sector));
    }
}

/// Who lives in the priority geography, a cell that lies in two perimeters counted once, and who
/// does not.
void priority_groups(Atlas& atlas) {
    std::vector<geo::MultiPolygon> priority;
    const std::vector<bool> belongs = priority_perimeters(atlas);
    std::size_t row = 0;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        if (belongs[row++] && perimeter.shape) priority.push_back(*perimeter.shape);
    const std::vector<geo::MultiPolygon> together{geo::union_of(priority)};
    const std::vector<std::string> ids{"quartiers_prioritaires"};
    Residents& residents = atlas.residents;
    residents.priority = access::groups_by_overlap(
        *atlas.inputs.population,
        census::overlap(cell_shapes(atlas), together, atlas.settings.threads), ids)[0];
    residents.rest = access::rest_of(residents.references[residents.zone], residents.priority);
    residents.rest.id = "reste";
}

}  // namespace

void people_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    constexpr std::string_view step = "population";
    report(progress, step, 0);
    Inputs& in = atlas.inputs;
    if (const std::size_t added = census::add_whole_communes(in.areas); added > 0)
        atlas.notices.add(Severity::info, "communes_entieres", in.territory.name,
                          "des communes sans IRIS sont prises entières, d'une table par commune",
                          {}, added);
    in.population =
        residents({in.territory, in.areas, in.official, in.kept_share, atlas.settings.calage},
                  std::move(in.population), overlays, atlas.notices);
    if (!in.population) in.population.emplace();
    // Neither people spread from the official figures nor a part of the ages are an estimate of the
    // population.
    atlas.residents.estimated = cell_count(atlas) > 0 &&
                                atlas.notices.count("population_par_perimetre") == 0 &&
                                atlas.notices.count("population_partielle") == 0;
    std::vector<std::string> ids;
    for (const Perimeter& perimeter : in.territory.perimeters) ids.push_back(perimeter.id);
    const census::OverlapMatrix& overlap =
        overlays.overlap(cell_shapes(atlas), perimeter_shapes(atlas));
    atlas.residents.perimeters = access::groups_by_overlap(*in.population, overlap, ids);
    reference_groups(atlas);
    priority_groups(atlas);
    report(progress, step, 1);
}

}  // namespace lisiere
