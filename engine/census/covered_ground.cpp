// SPDX-License-Identifier: Apache-2.0
#include "engine/census/covered_ground.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/census/cell_cover.hpp"
#include "engine/census/figures.hpp"
#include "engine/census/residences.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::census {
namespace {

/// Ground of which one may know how many people live there.
struct Zones {
    std::vector<geo::MultiPolygon> shapes;
    std::vector<Maybe<double>> people;
};

Zones zones_of(std::span<const AreaTable> tables, std::span<const geo::MultiPolygon> communes) {
    Zones zones;
    for (const AreaTable& table : tables) {
        const CountColumn* newest = nullptr;
        for (const CountColumn& column : table.counts)
            if (names("POP", column.variable) &&
                (newest == nullptr || column.variable.vintage > newest->variable.vintage))
                newest = &column;
        if (newest == nullptr || table.areas.size() <= zones.shapes.size()) continue;
        if (std::any_of(table.areas.begin(), table.areas.end(),
                        [](const Area& area) { return area.shape.empty(); }))
            continue;
        zones = {{}, newest->values};
        for (const Area& area : table.areas) zones.shapes.push_back(area.shape);
    }
    if (zones.shapes.empty()) {
        zones.shapes.assign(communes.begin(), communes.end());
        zones.people.assign(communes.size(), Maybe<double>());
    }
    return zones;
}

/// A part of a perimeter of which no total says whether the cells hold its people.
struct Doubt {
    std::size_t perimeter = 0;
    geo::MultiPolygon shape;
};

}  // namespace

double without_slivers(double share) {
    if (share >= 1 - least_covered_part) return 1;
    return share < least_covered_part ? 0 : share;
}

std::vector<double> covered_by_cells(const Population& population,
                                     std::span<const geo::MultiPolygon> perimeters,
                                     std::span<const AreaTable> tables,
                                     std::span<const geo::MultiPolygon> communes,
                                     Overlays& overlays, const CoveredGroundSettings& settings) {
    const Residences cells = residences(population);
    const std::vector<Maybe<double>> people(cells.weight.begin(), cells.weight.end());
    const Zones zones = zones_of(tables, communes);
    const auto covers = cell_covers(overlays.overlap(cells.shapes, zones.shapes), people);
    const OverlapMatrix& ground = overlays.overlap(zones.shapes, perimeters);
    std::vector<double> told(perimeters.size(), 0);  // m²
    std::vector<Doubt> doubts;
    for (std::size_t p = 0; p < perimeters.size(); ++p) {
        double held = 0;
        std::vector<geo::MultiPolygon> own;
        for (const OverlapMatrix::Entry& entry : ground.row(p)) {
            held += entry.area;
            own.push_back(zones.shapes[entry.source]);
            const Maybe<double>& total = zones.people[entry.source];
            if (total && covers[entry.source].covers(*total))
                told[p] += entry.area;
            else
                doubts.push_back({p, geo::intersection(perimeters[p], own.back())});
        }
        if (ground.target_area[p] - held > least_covered_part * ground.target_area[p])
            doubts.push_back({p, own.empty() ? perimeters[p]
                                             : geo::difference(perimeters[p], geo::union_of(own))});
    }
    std::vector<geo::MultiPolygon> pieces;
    for (const Doubt& doubt : doubts) pieces.push_back(doubt.shape);
    const OverlapMatrix under = overlap(cells.shapes, pieces, overlays.threads());
    for (std::size_t d = 0; d < doubts.size(); ++d) {
        const double whole = under.target_area[d];
        double area = 0;
        for (const OverlapMatrix::Entry& entry : under.row(d)) area += entry.area;
        told[doubts[d].perimeter] +=
            area >= settings.least_under_cells * whole ? whole : std::min(area, whole);
    }
    std::vector<double> parts;
    for (std::size_t p = 0; p < perimeters.size(); ++p)
        parts.push_back(ground.target_area[p] > 0 ? without_slivers(told[p] / ground.target_area[p])
                                                  : 0);
    return parts;
}

std::vector<bool> communes_with_cells(const Population& population,
                                      std::span<const geo::MultiPolygon> communes,
                                      Overlays& overlays) {
    const Residences cells = residences(population);
    const std::vector<Maybe<double>> people(cells.weight.begin(), cells.weight.end());
    std::vector<bool> held;
    for (const CellCover& cover : cell_covers(overlays.overlap(cells.shapes, communes), people))
        held.push_back(cover.people > 0 && cover.inside >= CellCoverSettings{}.least_inside);
    return held;
}

std::vector<double> covered_by_areas(const AreaTable& table, const CountColumn& column,
                                     std::span<const geo::MultiPolygon> perimeters,
                                     Overlays& overlays) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Area& area : table.areas) shapes.push_back(area.shape);
    const OverlapMatrix& ground = overlays.overlap(shapes, perimeters);
    std::vector<double> parts;
    for (std::size_t p = 0; p < perimeters.size(); ++p) {
        double told = 0;
        for (const OverlapMatrix::Entry& entry : ground.row(p))
            if (column.values[entry.source]) told += entry.area;
        parts.push_back(ground.target_area[p] > 0 ? without_slivers(told / ground.target_area[p])
                                                  : 0);
    }
    return parts;
}

}  // namespace lisiere::census
