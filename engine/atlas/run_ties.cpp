// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {

EdgeInputs edge_inputs(const Atlas& atlas, RunParts& parts) {
    EdgeInputs inputs;
    inputs.walked = parts.streets(access::TravelMode::marche);
    inputs.limit = atlas.settings.access.walk_limit;
    inputs.shapes = view(parts.shapes());
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters) {
        inputs.ids.push_back(perimeter.id);
        inputs.clipped.push_back(atlas.inputs.kept_share.contains(perimeter.id));
    }
    inputs.bord = atlas.settings.bord;
    return inputs;
}

void run_ties(Atlas& atlas, RunParts& parts) {
    if (!atlas.inputs.streets) return;
    const Made<ModeStreets> walked = parts.streets(access::TravelMode::marche);
    atlas.ties = walked->cells();
    atlas.notices.add(walked->notices());
    Edge edge = step(parts.keeping(), "bord des données", edge_of_data, edge_inputs(atlas, parts));
    atlas.notices.add(edge.notices);
    atlas.perimeter_at_edge = std::move(edge.perimeters);
    atlas.cell_at_edge = std::move(edge.cells);
    atlas.rim_minutes[static_cast<std::size_t>(access::TravelMode::marche)] =
        std::move(edge.rim_minutes);
    atlas.rim_metres = std::move(edge.rim_metres);
}

}  // namespace lisiere
