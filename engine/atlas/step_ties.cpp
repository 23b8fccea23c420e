// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

/// Share of a perimeter beyond the streets that is worth a notice.
constexpr double least_uncovered = 0.01;

void edge_of_data(Atlas& atlas) {
    const census::Population& population = *atlas.inputs.population;
    const street::StreetGraph& graph = *atlas.inputs.streets;
    const geo::Ring extent = access::street_extent(graph);
    const access::StreetMode walking =
        access::street_mode(access::TravelMode::marche, graph, atlas.ties, atlas.settings.access);
    auto& to_rim = atlas.rim_minutes[static_cast<std::size_t>(access::TravelMode::marche)];
    to_rim = access::rim_minutes(population, walking, extent, atlas.settings.bord);
    atlas.rim_metres = access::rim_metres(population, extent, atlas.settings.bord);
    atlas.cell_at_edge = access::edge_cells(to_rim, atlas.settings.bord.reach);
    const geo::MultiPolygon covered{geo::Polygon{extent, {}}};
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters) {
        if (!perimeter.shape) {
            atlas.perimeter_at_edge.push_back(false);
            continue;
        }
        const double area = geo::area(*perimeter.shape).value();
        const double outside = area - geo::intersection_area(*perimeter.shape, covered).value();
        const bool clipped = atlas.inputs.kept_share.contains(perimeter.id);
        atlas.perimeter_at_edge.push_back(clipped || outside > 1.0);
        if (outside > least_uncovered * area)
            atlas.notices.add(Severity::avertissement, "perimetre_hors_des_rues", "rues",
                              perimeter.id);
    }
}

}  // namespace

void run_ties(Atlas& atlas, RunParts& parts) {
    const Made<ModeStreets> walked = parts.streets(access::TravelMode::marche);
    atlas.ties = walked->cells();
    atlas.notices.add(walked->notices());
    edge_of_data(atlas);
}

}  // namespace lisiere
