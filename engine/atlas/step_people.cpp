// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_people.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "engine/atlas/reference_groups.hpp"
#include "engine/atlas/shapes.hpp"
#include "engine/census/apportion.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

using ShapeSpan = std::span<const geo::MultiPolygon>;

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
void study_communes(People& found, const PeopleInputs& in, census::Overlays& overlays) {
    const Territory& territory = *in.territory;
    const std::vector<geo::MultiPolygon> shapes = commune_shapes(territory);
    std::vector<bool>& held = found.residents.communes_held;
    held = found.population.cells.empty() || found.residents.from == PeopleFrom::perimeters
               ? std::vector<bool>(shapes.size(), false)
               : census::communes_with_cells(found.population, shapes, overlays);
    std::set<std::string_view> settled;
    for (const census::Cell& cell : found.population.cells) settled.insert(cell.commune);
    const census::ApportionSettings tolerance;
    for (std::size_t c = 0; c < shapes.size(); ++c) {
        bool whole = !shapes[c].empty() &&
                     (territory.study_area.empty() || lies_in(shapes[c], territory.study_area));
        if (whole && !in.extent->empty())
            whole = geo::intersection_area(shapes[c], *in.extent).value() >=
                    (1 - tolerance.missing_tolerance) * geo::area(shapes[c]).value();
        found.residents.in_zone.push_back(whole);
        // One so small that no cell has its centre there has no residents of its own.
        held[c] = held[c] && whole && settled.contains(territory.communes[CommuneIdx{c}].code);
    }
}

/// Which part of each perimeter the cells of the run tell of; all of it where they were spread from
/// the perimeters themselves, or where nobody is.
std::vector<double> covered_ground(const PeopleInputs& in, const census::Population& population,
                                   ShapeSpan perimeters, census::Overlays& overlays) {
    std::vector<double> all(perimeters.size(), 1);
    if (population.cells.empty()) return all;
    if (population.origin != census::CellOrigin::decoupe)
        return census::covered_by_cells(population, perimeters, *in.areas,
                                        commune_shapes(*in.territory), overlays);
    const auto cut_from = areas_with_people(*in.areas);
    return cut_from
               ? census::covered_by_areas(*cut_from->table, *cut_from->people, perimeters, overlays)
               : all;
}

void note_covered_in_part(People& found, const Territory& territory) {
    for (const PerimeterIdx p : indices<PerimeterIdx>(territory.perimeters.size())) {
        const double part = found.residents.covered[p.value()];
        if (territory.perimeters[p].shape && part < 1)
            found.notices.add(Severity::avertissement, "perimetre_partiel", found.population.source,
                              {{"perimetre", territory.perimeters[p].id}, {"part", 100 * part}});
    }
}

/// The shapes of the priority perimeters that are drawn.
std::vector<geo::MultiPolygon> priority_shapes(const PeopleInputs& in) {
    std::vector<geo::MultiPolygon> shapes;
    const auto& perimeters = in.territory->perimeters;
    for (const PerimeterIdx p : indices<PerimeterIdx>(perimeters.size()))
        if (in.priority[p.value()] && perimeters[p].shape) shapes.push_back(*perimeters[p].shape);
    return shapes;
}

}  // namespace

People people(PeopleInputs in, census::Overlays& overlays, const Progress& progress) {
    constexpr std::string_view step = "population";
    report(progress, step, 0);
    const Territory& territory = *in.territory;
    People found;
    PopulatedCells cells =
        populated_cells({territory, *in.areas, *in.official, *in.kept_share, in.calage},
                        std::move(in.supplied), overlays, found.notices);
    found.population = std::move(cells.population);
    Residents& residents = found.residents;
    residents.from = cells.from;
    residents.estimated = !found.population.cells.empty() &&
                          (cells.from == PeopleFrom::supplied || cells.from == PeopleFrom::areas);
    const std::vector<geo::MultiPolygon> perimeters =
        perimeter_shapes(territory.perimeters.items());
    std::vector<std::string> ids;
    for (const Perimeter& perimeter : territory.perimeters) ids.push_back(perimeter.id);
    residents.perimeters = access::groups_by_overlap(
        found.population, overlays.overlap(cell_shapes(found.population), perimeters), ids);
    residents.covered = covered_ground(in, found.population, perimeters, overlays);
    note_covered_in_part(found, territory);
    study_communes(found, in, overlays);
    add_references(residents, territory, perimeters, found.population, overlays, found.notices);
    add_priority(residents, priority_shapes(in), found.population, overlays.threads());
    report(progress, step, 1);
    return found;
}

}  // namespace lisiere
