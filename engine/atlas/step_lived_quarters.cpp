// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/access/rides_to.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
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

/// Which facilities are visited by transit too: of categories in the model that say so.
std::vector<bool> visited_by_transit(const Inputs& in) {
    std::vector<bool> ridden;
    for (const access::Facility& facility : in.facilities) {
        const access::Category& category = in.categories[facility.category];
        ridden.push_back(category.lived && category.visits_per_week && category.by_transit);
    }
    return ridden;
}

/// From all cells to each of them, no longer than the model looks. Memory: 8 bytes a cell and
/// facility that a ride joins in that time.
std::vector<std::vector<access::Ride>> rides_to_all(const Atlas& atlas,
                                                    const access::TransitNetwork& network,
                                                    const std::vector<bool>& ridden,
                                                    std::vector<std::optional<street::Snap>> snaps,
                                                    const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    for (std::size_t f = 0; f < snaps.size(); ++f)
        if (!ridden[f]) snaps[f].reset();
    const auto stops =
        access::place_stops(*in.streets, network.stops, snaps, settings.stop_walk_limit);
    std::vector<std::vector<access::Ride>> rides(snaps.size());
    for_each_chunk(
        snaps.size(), 1, atlas.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t f = begin; f < end; ++f) {
                const access::Category& category =
                    in.categories[in.facilities[access::FacilityIdx{f}].category];
                // The half-decays of the runs that vary them reach further.
                vecu::ChoiceSettings furthest = atlas.settings.choice;
                furthest.decay_factor *= std::max(1.0, std::ranges::max(vecu::decay_factors));
                const Minutes longest{vecu::limit_minutes(category, furthest)};
                rides[f] = access::rides_to(stops[f], network, settings,
                                            std::chrono::floor<Seconds>(longest));
            }
        },
        [&](double done) { report(progress, "quartier vécu: trajets en transports", done); });
    return rides;
}

}  // namespace

void lived_quarters_step(Atlas& atlas, const street::Snapper& snapper, RunNetwork& transit,
                         StepMemo& memo, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    std::vector<geo::Point> places;
    for (const access::Facility& facility : in.facilities) places.push_back(facility.at);
    const auto snaps = access::snap_points(places, snapper, threads);
    const std::vector<bool> priority = priority_perimeters(atlas);
    const Settings& settings = atlas.settings;
    std::vector<bool> ridden;
    if (atlas.has(access::TravelMode::transports)) ridden = visited_by_transit(in);
    if (std::ranges::find(ridden, true) == ridden.end()) ridden.clear();
    Digest travel;
    if (memo.memo() != nullptr && !ridden.empty())
        travel =
            archive::digest_of(memo.timetable(), settings.travel_day, settings.access.snap,
                               settings.access.stop_walk_limit, settings.access.transfer_walk_limit,
                               settings.access.window, settings.access.limits);
    Lived lived = kept(
        memo.memo(), progress, "quartier vécu",
        [&] {
            std::vector<std::vector<access::Ride>> rides;
            if (!ridden.empty())
                rides = rides_to_all(atlas, transit.network(), ridden, snaps, progress);
            const vecu::ChoiceInputs inputs{*in.streets,
                                            *in.population,
                                            atlas.ties,
                                            in.categories,
                                            in.facilities,
                                            snaps,
                                            atlas.residents.perimeters,
                                            priority,
                                            rides};
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
        in.facilities, snaps, atlas.residents.perimeters, priority, settings.choice, settings.lived,
        travel);
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
