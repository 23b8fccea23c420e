// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_edge.hpp"

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

/// Share of a perimeter beyond the streets that is worth a notice.
constexpr double least_uncovered = 0.01;

}  // namespace

Edge edge_of_data(const EdgeInputs& in, const Progress&) {
    const census::Population& population = in.walked->population();
    const geo::Ring extent = access::street_extent(in.walked->graph());
    Edge edge;
    edge.rim_minutes =
        access::rim_minutes(population, in.walked->within(in.limit), extent, in.bord);
    edge.rim_metres = access::rim_metres(population, extent, in.bord);
    edge.cells = access::edge_cells(edge.rim_minutes, in.bord.reach);
    const geo::MultiPolygon covered{geo::Polygon{extent, {}}};
    for (std::size_t p = 0; p < in.shapes->size(); ++p) {
        const geo::MultiPolygon& shape = (*in.shapes)[p];
        if (shape.empty()) {
            edge.perimeters.push_back(false);
            continue;
        }
        const double area = geo::area(shape).value();
        const double outside = area - geo::intersection_area(shape, covered).value();
        edge.perimeters.push_back(in.clipped[p] || outside > 1.0);
        if (outside > least_uncovered * area)
            edge.notices.add(Severity::avertissement, "perimetre_hors_des_rues", "rues", in.ids[p]);
    }
    return edge;
}

}  // namespace lisiere
