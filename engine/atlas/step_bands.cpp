// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {

void bands_step(Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<geo::MultiPolygon> shapes;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
        if (perimeters[at].kind == PerimeterKind::quartier_prioritaire && perimeters[at].shape) {
            atlas.banded.push_back(at);
            shapes.push_back(*perimeters[at].shape);
        }
    std::vector<double> distances;
    for (const Metres distance : atlas.settings.band_distances)
        distances.push_back(distance.value());
    if (!shapes.empty())
        atlas.bands =
            vecu::bands(shapes, distances, *atlas.inputs.population, atlas.settings.threads);
}

}  // namespace lisiere
