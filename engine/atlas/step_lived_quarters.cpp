// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"

namespace lisiere {

namespace {

struct Lived {
    vecu::Visits visits;
    std::vector<vecu::LivedArea> areas;
    std::vector<vecu::DecayRun> decay_runs;
    std::vector<vecu::AreaOverlap> overlaps;
};

}  // namespace

void lived_quarters_step(Atlas& atlas, const street::Snapper& snapper, StepMemo& memo,
                         const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    std::vector<geo::Point> places;
    for (const access::Facility& facility : in.facilities) places.push_back(facility.at);
    const auto snaps = access::snap_points(places, snapper, threads);
    const std::vector<bool> priority = priority_perimeters(atlas);
    const vecu::ChoiceInputs inputs{*in.streets,
                                    *in.population,
                                    atlas.ties,
                                    in.categories,
                                    in.facilities,
                                    snaps,
                                    atlas.residents.perimeters,
                                    priority,
                                    {}};
    const Settings& settings = atlas.settings;
    Lived lived = kept(
        memo.memo(), progress, "quartier vécu",
        [&] {
            Lived result;
            result.visits = vecu::expected_visits(inputs, settings.choice, threads, progress);
            result.areas = vecu::lived_areas(inputs, settings.choice, result.visits, settings.lived,
                                             threads, progress);
            result.decay_runs = vecu::decay_runs(inputs, settings.choice, result.areas,
                                                 vecu::decay_factors, threads, progress);
            result.overlaps = vecu::area_overlaps(result.areas, result.visits, settings.lived);
            return result;
        },
        memo.streets(access::TravelMode::marche), in.population->cells, atlas.ties, in.categories,
        in.facilities, snaps, atlas.residents.perimeters, priority, settings.choice,
        settings.lived);
    atlas.notices.add(lived.visits.notices);
    atlas.visits = std::move(lived.visits);
    atlas.lived_areas = std::move(lived.areas);
    atlas.decay_runs = std::move(lived.decay_runs);
    atlas.lived_overlaps = std::move(lived.overlaps);
    atlas.lists = vecu::compare_lists(in.local_lists, in.facilities, atlas.lived_areas,
                                      atlas.visits, settings.lived.overlap_level);
}

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
