// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {

Atlas analyse(Inputs inputs, Settings settings, const Progress& progress, Memo* memo,
              const Atlas* base) {
    Atlas atlas;
    atlas.inputs = std::move(inputs);
    atlas.settings = std::move(settings);
    census::Overlays overlays(atlas.settings.threads, memo);
    people_step(atlas, overlays, progress);
    portraits_step(atlas, overlays, progress);
    RunParts parts(atlas, base, memo, progress);
    if (atlas.inputs.streets) run_ties(atlas, parts);
    run_desserte(atlas, base, parts);
    run_access(atlas, base, parts);
    if (atlas.inputs.streets) {
        run_isochrones(atlas, parts);
        run_lived_quarters(atlas, parts);
    }
    run_enclosure(atlas, base, parts);
    bands_step(atlas);
    lineage_step(atlas);
    return atlas;
}

std::vector<bool> priority_perimeters(const Atlas& atlas) {
    const auto& kinds = atlas.settings.priority;
    std::vector<bool> belongs;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        belongs.push_back(std::find(kinds.begin(), kinds.end(), perimeter.kind) != kinds.end());
    return belongs;
}

std::vector<geo::MultiPolygon> perimeter_shapes(const Atlas& atlas) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        shapes.push_back(perimeter.shape.value_or({}));
    return shapes;
}

std::size_t cell_count(const Atlas& atlas) {
    return atlas.inputs.population ? atlas.inputs.population->cells.size() : 0;
}

}  // namespace lisiere
