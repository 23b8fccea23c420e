// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {

void lived_quarters_step(Atlas& atlas, const street::Snapper& snapper, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    std::vector<geo::Point> places;
    for (const access::Facility& facility : in.facilities) places.push_back(facility.at);
    const auto snaps = access::snap_points(places, snapper, threads);
    const auto& kinds = atlas.settings.priority;
    std::vector<bool> priority;
    for (const Perimeter& perimeter : in.territory.perimeters)
        priority.push_back(std::find(kinds.begin(), kinds.end(), perimeter.kind) != kinds.end());
    const vecu::ChoiceInputs inputs{*in.streets,
                                    *in.population,
                                    atlas.ties,
                                    in.categories,
                                    in.facilities,
                                    snaps,
                                    atlas.residents.perimeters,
                                    priority,
                                    {}};
    atlas.visits = vecu::expected_visits(inputs, atlas.settings.choice, threads, progress);
    atlas.notices.add(atlas.visits.notices);
    atlas.lived_areas = vecu::lived_areas(inputs, atlas.settings.choice, atlas.visits,
                                          atlas.settings.lived, threads, progress);
}

void bands_step(Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<geo::MultiPolygon> shapes;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
        if (perimeters[at].kind == PerimeterKind::quartier_prioritaire) {
            atlas.banded.push_back(at);
            shapes.push_back(perimeters[at].shape);
        }
    std::vector<double> distances;
    for (const Metres distance : atlas.settings.band_distances)
        distances.push_back(distance.value());
    if (!shapes.empty())
        atlas.bands =
            vecu::bands(shapes, distances, *atlas.inputs.population, atlas.settings.threads);
}

}  // namespace lisiere
