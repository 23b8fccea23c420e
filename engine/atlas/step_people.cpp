// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/census/apportion.hpp"
#include "engine/census/communes_of.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/census/overlap.hpp"
#include "engine/census/whole_communes.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

/// The communes of every perimeter, the main one first; none when they are not all at hand.
std::vector<std::vector<CommuneIdx>> communes_of(const Territory& territory,
                                                 std::span<const geo::MultiPolygon> perimeters,
                                                 census::Overlays& overlays) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
    const auto by_ground = census::communes_of(overlays.overlap(shapes, perimeters));
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

bool lies_in(const geo::MultiPolygon& shape, const geo::Box& box) {
    const geo::Box own = geo::bounds(shape);
    return own.min_x >= box.min_x && own.min_y >= box.min_y && own.max_x <= box.max_x &&
           own.max_y <= box.max_y;
}

/// The communes of the study area, and those whose residents are all in the cells: which
/// comparisons are with a whole, in this table and in every other.
///
///     study area = communes of the run that lie wholly in the ground that was read (the
///     perimeters, their communes, the buffer) and in the declared extent; where none does, all
///     that is at hand
///
/// A commune at the rim of what was read is no part of it: only a part of its cells is at hand.
void study_communes(Atlas& atlas, census::Overlays& overlays) {
    const Inputs& in = atlas.inputs;
    std::vector<geo::MultiPolygon> shapes;
    for (const Commune& commune : in.territory.communes) shapes.push_back(commune.shape);
    std::vector<bool>& held = atlas.residents.communes_held;
    held = cell_count(atlas) == 0 || atlas.notices.count("population_par_perimetre") > 0
               ? std::vector<bool>(shapes.size(), false)
               : census::communes_with_cells(*in.population, shapes, overlays);
    std::set<std::string_view> settled;
    if (in.population)
        for (const census::Cell& cell : in.population->cells) settled.insert(cell.commune);
    const census::ApportionSettings tolerance;
    for (std::size_t c = 0; c < shapes.size(); ++c) {
        bool whole = !shapes[c].empty() && (in.territory.study_area.empty() ||
                                            lies_in(shapes[c], in.territory.study_area));
        if (whole && !in.extent.empty())
            whole = geo::intersection_area(shapes[c], in.extent).value() >=
                    (1 - tolerance.missing_tolerance) * geo::area(shapes[c]).value();
        atlas.residents.in_zone.push_back(whole);
        // One so small that no cell has its centre there has no residents of its own.
        held[c] = held[c] && whole && settled.contains(in.territory.communes[CommuneIdx{c}].code);
    }
}

/// References of the residents, each once.
class References {
  public:
    References(Residents& residents, const Inputs& in) : residents_(residents), in_(in) {}

    /// The residents of some communes together; none without any, or where they are not all there.
    ReferenceIdx of(std::vector<CommuneIdx> communes, const std::string& id) {
        if (communes.empty()) return {};
        std::sort(communes.begin(), communes.end());
        std::vector<std::string> codes;
        for (const CommuneIdx commune : communes) {
            if (!residents_.communes_held[commune.value()]) return {};
            codes.push_back(in_.territory.communes[commune].code);
        }
        const auto found = placed_.find(communes);
        if (found != placed_.end()) return found->second;
        const ReferenceIdx at =
            residents_.references.push_back(access::group_of_communes(*in_.population, codes, id));
        placed_.emplace(std::move(communes), at);
        return at;
    }

  private:
    Residents& residents_;
    const Inputs& in_;
    std::map<std::vector<CommuneIdx>, ReferenceIdx> placed_;
};

/// The study area's residents; where no commune is whole, everybody.
ReferenceIdx zone_of(Atlas& atlas, References& references) {
    Residents& residents = atlas.residents;
    const auto& communes = atlas.inputs.territory.communes;
    std::vector<CommuneIdx> members;
    std::vector<std::string> missing;
    for (const CommuneIdx commune : indices<CommuneIdx>(communes.size())) {
        if (!residents.in_zone[commune.value()]) continue;
        members.push_back(commune);
        if (!residents.communes_held[commune.value()]) missing.push_back(communes[commune].code);
    }
    if (members.empty())
        return residents.references.push_back(
            access::whole_population(*atlas.inputs.population, "zone"));
    if (!missing.empty() && cell_count(atlas) > 0)
        atlas.notices.add(Severity::avertissement, "zone_sans_carreaux",
                          atlas.inputs.population->source,
                          {{"communes", members.size() - missing.size()},
                           {"toutes", members.size()},
                           {"part", 100.0 * static_cast<double>(members.size() - missing.size()) /
                                        static_cast<double>(members.size())},
                           {"absentes", fmt::format("{}", fmt::join(missing, ", "))}});
    return references.of(std::move(members), "zone");
}

/// What every perimeter is compared with: its communes together, its EPCI (that of its main
/// commune), its sector, the study area; each whole, or none.
void reference_groups(Atlas& atlas, census::Overlays& overlays) {
    const Territory& territory = atlas.inputs.territory;
    Residents& residents = atlas.residents;
    References references(residents, atlas.inputs);
    const auto members = [&](std::string Commune::*group, const std::string& id) {
        std::vector<CommuneIdx> all;
        for (const CommuneIdx commune : indices<CommuneIdx>(territory.communes.size()))
            if (!id.empty() && territory.communes[commune].*group == id) all.push_back(commune);
        return all;
    };
    const auto communes = communes_of(territory, perimeter_shapes(atlas), overlays);
    std::size_t row = 0;
    for (const Perimeter& perimeter : territory.perimeters) {
        const std::vector<CommuneIdx>& own = communes[row++];
        std::vector<std::string> codes;
        for (const CommuneIdx commune : own) codes.push_back(territory.communes[commune].code);
        residents.commune_of.push_back(
            references.of(own, fmt::format("{}", fmt::join(codes, "+"))));
        const std::string epci = own.empty() ? "" : territory.communes[own.front()].epci;
        std::vector<CommuneIdx> in_epci = members(&Commune::epci, epci);
        const auto composed = territory.epci_communes.find(epci);
        if (composed != territory.epci_communes.end() && composed->second > in_epci.size())
            in_epci.clear();
        residents.epci_of.push_back(references.of(std::move(in_epci), epci));
        std::vector<CommuneIdx> in_sector = members(&Commune::sector, perimeter.sector);
        const auto covered = territory.sector_covered.find(perimeter.sector);
        if (covered != territory.sector_covered.end() &&
            covered->second < 1 - census::ApportionSettings{}.missing_tolerance)
            in_sector.clear();
        residents.sector_of.push_back(references.of(std::move(in_sector), perimeter.sector));
    }
    residents.zone = zone_of(atlas, references);
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
        census::overlap(cell_shapes(*atlas.inputs.population), together, atlas.settings.threads),
        ids)[0];
    for (const access::CellGroup& reference : residents.references)
        residents.reference_rests.push_back(access::rest_of(reference, residents.priority));
}

/// Which part of each perimeter the cells of the run tell of; all of it where they were spread from
/// the perimeters themselves, or where nobody is.
std::vector<double> covered_ground(const Atlas& atlas, census::Overlays& overlays) {
    const Inputs& in = atlas.inputs;
    const std::vector<geo::MultiPolygon> perimeters = perimeter_shapes(atlas);
    std::vector<double> all(perimeters.size(), 1);
    if (cell_count(atlas) == 0) return all;
    std::vector<geo::MultiPolygon> communes;
    for (const Commune& commune : in.territory.communes) communes.push_back(commune.shape);
    if (in.population->origin != census::CellOrigin::decoupe)
        return census::covered_by_cells(*in.population, perimeters, in.areas, communes, overlays);
    const auto cut_from = areas_with_people(in.areas);
    return cut_from
               ? census::covered_by_areas(*cut_from->table, *cut_from->people, perimeters, overlays)
               : all;
}

void note_covered_in_part(Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    for (const PerimeterIdx p : indices<PerimeterIdx>(perimeters.size())) {
        const double part = atlas.residents.covered[p.value()];
        if (perimeters[p].shape && part < 1)
            atlas.notices.add(Severity::avertissement, "perimetre_partiel",
                              atlas.inputs.population->source,
                              {{"perimetre", perimeters[p].id}, {"part", 100 * part}});
    }
}

}  // namespace

void people_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    constexpr std::string_view step = "population";
    report(progress, step, 0);
    Inputs& in = atlas.inputs;
    if (const std::size_t added = census::add_whole_communes(in.areas); added > 0)
        atlas.notices.add(Severity::info, "communes_entieres", in.territory.name, {}, added);
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
        overlays.overlap(cell_shapes(*atlas.inputs.population), perimeter_shapes(atlas));
    atlas.residents.perimeters = access::groups_by_overlap(*in.population, overlap, ids);
    atlas.residents.covered = covered_ground(atlas, overlays);
    note_covered_in_part(atlas);
    study_communes(atlas, overlays);
    reference_groups(atlas, overlays);
    priority_groups(atlas);
    report(progress, step, 1);
}

}  // namespace lisiere
