// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

/// Official people spread evenly over their perimeter: their share is that of the area.
void spread_official(const Inputs& in, std::vector<LineageRow>& rows) {
    Territory before;
    before.perimeters = IndexedVector<PerimeterIdx, Perimeter>(in.former);
    const auto of_former = official_populations(before, in.official);
    const auto of_current = official_populations(in.territory, in.official);
    for (LineageRow& row : rows) {
        if (!row.former || !row.current) continue;
        if (of_former[*row.former]) row.people_of_former = row.area_of_former;
        if (of_current[*row.current]) row.people_of_current = row.area_of_current;
    }
}

/// Pairs that the published table knows and the outlines do not, and the other way round.
void compare_with_published(Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    const auto codes = [&](const LineageRow& row) {
        return std::pair{
            row.former ? in.former[*row.former].id : std::string(),
            row.current ? in.territory.perimeters[PerimeterIdx{*row.current}].id : std::string()};
    };
    const auto known = [](const auto& all, const std::string& code) {
        return code.empty() || std::any_of(all.begin(), all.end(), [&](const Perimeter& one) {
                   return one.id == code && one.shape;
               });
    };
    for (const PublishedPassage& published : in.passages) {
        // The table is that of the whole country.
        if (!known(in.former, published.former_code) ||
            !known(in.territory.perimeters, published.current_code))
            continue;
        const bool found =
            std::any_of(atlas.lineage.begin(), atlas.lineage.end(), [&](const LineageRow& row) {
                return codes(row) == std::pair{published.former_code, published.current_code};
            });
        if (!found)
            atlas.notices.add(
                Severity::avertissement, "passage_sans_contour_commun", "filiation",
                {{"avant", published.former_code.empty() ? "rien" : published.former_code},
                 {"apres", published.current_code.empty() ? "rien" : published.current_code}});
    }
}

}  // namespace

void lineage_step(Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    if (in.former.empty()) return;
    std::vector<geo::MultiPolygon> former;
    for (const Perimeter& perimeter : in.former) former.push_back(perimeter.shape.value_or({}));
    std::vector<geo::MultiPolygon> current;
    for (const Perimeter& perimeter : in.territory.perimeters)
        current.push_back(perimeter.kind == PerimeterKind::quartier_prioritaire
                              ? perimeter.shape.value_or({})
                              : geo::MultiPolygon{});
    // Cells made of the current perimeters' official people hold nobody where a former one was.
    atlas.lineage_from_cells =
        cell_count(atlas) > 0 && atlas.notices.count("population_par_perimetre") == 0;
    PeopleIn people;
    if (atlas.lineage_from_cells)
        people = [&](std::span<const geo::MultiPolygon> shapes) {
            return people_in(*in.population, shapes, atlas.settings.threads);
        };
    atlas.lineage = lineage(former, current, people, atlas.settings.lineage);
    if (!atlas.lineage_from_cells) spread_official(in, atlas.lineage);
    compare_with_published(atlas);
}

}  // namespace lisiere
