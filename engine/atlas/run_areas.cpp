// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/motorised.hpp"
#include "engine/atlas/step_isochrones.hpp"
#include "engine/atlas/step_lived_quarters.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

/// Whether some category of the model is visited by a mode of the run.
bool goes_by(const Atlas& atlas, TravelMode mode, bool access::Category::*visited_by) {
    const auto& categories = atlas.inputs.categories;
    return atlas.has(mode) &&
           std::any_of(categories.begin(), categories.end(), [&](const access::Category& category) {
               return category.lived && category.visits_per_week && category.*visited_by;
           });
}

/// Whether the run has a facility that is ridden to.
bool rides(const Atlas& atlas) {
    if (!atlas.has(TravelMode::transports)) return false;
    const std::vector<bool> ridden =
        visited_by_transit(atlas.inputs.categories, atlas.inputs.facilities);
    return std::find(ridden.begin(), ridden.end(), true) != ridden.end();
}

/// The quartiers prioritaires that are drawn: what the bands of the law are around.
std::vector<PerimeterIdx> banded(const Territory& territory) {
    std::vector<PerimeterIdx> all;
    for (const PerimeterIdx at : indices<PerimeterIdx>(territory.perimeters.size())) {
        const Perimeter& perimeter = territory.perimeters[at];
        if (perimeter.kind == PerimeterKind::quartier_prioritaire && perimeter.shape)
            all.push_back(at);
    }
    return all;
}

}  // namespace

std::vector<IsochroneInputs> isochrone_inputs(const Atlas& atlas, TravelMode mode,
                                              RunParts& parts) {
    const bool rides = mode == TravelMode::transports;
    std::vector<IsochroneInputs> each;
    for (const access::CellGroup& residents : atlas.residents.perimeters)
        each.push_back(
            {parts.streets(mode), rides ? parts.network() : Made<RunNetwork>{}, view(residents),
             rides ? atlas.settings.transit_isochrone_minutes : atlas.settings.isochrone_minutes,
             atlas.settings.catchment, atlas.settings.bord});
    return each;
}

void run_isochrones(Atlas& atlas, RunParts& parts) {
    if (!atlas.inputs.streets) return;
    for (const TravelMode mode :
         {TravelMode::marche, TravelMode::velo, TravelMode::transports, TravelMode::voiture}) {
        if (mode != TravelMode::marche && !atlas.has(mode)) continue;
        if (mode == TravelMode::transports && atlas.settings.transit_isochrone_minutes.empty())
            continue;
        const std::vector<IsochroneInputs> each = isochrone_inputs(atlas, mode, parts);
        auto areas = steps(parts.keeping(), isochrones_step(mode), isochrones, each);
        for (std::size_t at = 0; at < areas.size(); ++at)
            for (ReachedArea& area : areas[at])
                atlas.isochrones.push_back({PerimeterIdx{at}, mode, area.limit,
                                            std::move(area.shape), area.people, area.at_rim});
    }
}

LivedInputs lived_inputs(const Atlas& atlas, RunParts& parts, Notices& notices) {
    const Inputs& in = atlas.inputs;
    LivedInputs inputs;
    inputs.walked = parts.streets(TravelMode::marche);
    if (rides(atlas)) inputs.transit = parts.network();
    if (goes_by(atlas, TravelMode::velo, &access::Category::by_bicycle))
        inputs.cycled = parts.streets(TravelMode::velo);
    if (goes_by(atlas, TravelMode::voiture, &access::Category::by_car)) {
        inputs.driven = parts.streets(TravelMode::voiture);
        inputs.motorised = motorised_residents(in, notices);
    }
    inputs.categories = view(in.categories);
    inputs.facilities = view(in.facilities);
    inputs.residents = view(atlas.residents.perimeters);
    inputs.priority = view(atlas.residents.priority);
    inputs.choice = atlas.settings.choice;
    inputs.areas = atlas.settings.lived;
    return inputs;
}

void run_lived_quarters(Atlas& atlas, RunParts& parts) {
    if (!atlas.inputs.streets) return;
    Lived lived = step(parts.keeping(), "quartier vécu", lived_quarters,
                       lived_inputs(atlas, parts, atlas.notices));
    atlas.notices.add(lived.visits.notices);
    atlas.visits = std::move(lived.visits);
    atlas.lived_areas = std::move(lived.areas);
    atlas.decay_runs = std::move(lived.decay_runs);
    atlas.lived_overlaps = std::move(lived.overlaps);
    atlas.lists =
        vecu::compare_lists(atlas.inputs.local_lists, atlas.inputs.facilities, atlas.lived_areas,
                            atlas.visits, atlas.settings.lived.overlap_level);
}

BandInputs band_inputs(const Atlas& atlas, RunParts& parts) {
    BandInputs inputs;
    for (const PerimeterIdx at : banded(atlas.inputs.territory))
        inputs.shapes.push_back(*atlas.inputs.territory.perimeters[at].shape);
    inputs.distances = atlas.settings.band_distances;
    inputs.population = parts.population();
    inputs.threads = {atlas.settings.threads};
    return inputs;
}

void run_bands(Atlas& atlas, RunParts& parts) {
    atlas.banded = banded(atlas.inputs.territory);
    atlas.bands = step(parts.keeping(), "bandes", bands, band_inputs(atlas, parts));
}

}  // namespace lisiere
