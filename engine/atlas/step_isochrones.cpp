// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <functional>
#include <optional>

#include "engine/access/transit_catchment.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

std::string step_name(TravelMode mode) {
    return fmt::format("isochrones {}", access::in_french(mode));
}

/// The shapes of one perimeter, by limit; `worker` tells the thread.
using Draw = std::function<std::vector<geo::MultiPolygon>(std::span<const census::CellIdx> origins,
                                                          unsigned worker)>;

/// The areas of all perimeters by one mode, each with its people.
std::vector<Isochrone> every_perimeter(const Atlas& atlas, TravelMode mode,
                                       const access::CellTies& cells,
                                       std::span<const Minutes> limits, const Draw& draw,
                                       const Progress& progress) {
    const std::size_t count = atlas.inputs.territory.perimeters.size();
    std::vector<std::vector<geo::MultiPolygon>> shapes(count);
    for_each_chunk(
        count, 1, atlas.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t at = begin; at < end; ++at)
                shapes[at] = draw(access::catchment_origins(atlas.residents.perimeters[at], cells,
                                                            atlas.settings.catchment.people_share),
                                  worker);
        },
        [&](double done) { report(progress, step_name(mode), done); });
    std::vector<Isochrone> found;
    for (std::size_t at = 0; at < count; ++at)
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (!shapes[at][i].empty())
                found.push_back({PerimeterIdx{at}, mode, limits[i], std::move(shapes[at][i]), {}});
    std::vector<geo::MultiPolygon> targets;
    for (const Isochrone& isochrone : found) targets.push_back(isochrone.shape);
    const std::vector<double> people = people_in(atlas, targets);
    for (std::size_t i = 0; i < people.size(); ++i) found[i].people = people[i];
    return found;
}

std::vector<Isochrone> on_streets(const Atlas& atlas, ModeStreets& mode, const Progress& progress) {
    const access::StreetMode& streets = mode.streets();
    // What is left of each limit once parked.
    std::vector<Minutes> limits;
    std::vector<Minutes> left;
    for (const Minutes limit : atlas.settings.isochrone_minutes)
        if (access::limit_cost(limit) > streets.parking) {
            limits.push_back(limit);
            left.push_back(limit - street::minutes_of(streets.parking));
        }
    const auto draw = [&](std::span<const census::CellIdx> origins, unsigned) {
        return access::street_catchments(*streets.graph, access::snaps_of(origins, *streets.cells),
                                         left, atlas.settings.catchment);
    };
    return every_perimeter(atlas, mode.mode(), *streets.cells, limits, draw, progress);
}

std::vector<Isochrone> by_transit(const Atlas& atlas, ModeStreets& walked, RunNetwork& transit,
                                  const Progress& progress) {
    const Settings& settings = atlas.settings;
    const access::StreetMode& streets = walked.streets();
    const access::TransitNetwork& network = transit.network();
    const std::vector<Minutes>& limits = settings.transit_isochrone_minutes;
    std::vector<std::optional<access::TransitCatchments>> searches(settings.threads.count);
    const auto draw = [&](std::span<const census::CellIdx> origins, unsigned worker) {
        auto& search = searches[worker];
        if (!search) search.emplace(streets, network, settings.access, settings.catchment);
        return search->from(origins, limits);
    };
    return every_perimeter(atlas, TravelMode::transports, *streets.cells, limits, draw, progress);
}

}  // namespace

void isochrones_step(Atlas& atlas, const Atlas* base, const street::Snapper& snapper,
                     RunNetwork& transit, StepMemo& memo, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Settings& settings = atlas.settings;
    const access::AccessSettings& access = settings.access;
    const auto add = [&](TravelMode mode, const auto& compute, const auto&... depends_on) {
        std::vector<Isochrone> found = kept(
            memo.memo(), progress, step_name(mode), compute, memo.streets(mode), access.snap,
            in.population->cells, atlas.residents.perimeters, settings.catchment, depends_on...);
        for (Isochrone& isochrone : found) atlas.isochrones.push_back(std::move(isochrone));
    };
    const auto add_streets = [&](ModeStreets& mode, Minutes parking) {
        add(
            mode.mode(), [&] { return on_streets(atlas, mode, progress); }, parking,
            settings.isochrone_minutes);
    };
    ModeStreets walked(atlas, snapper);
    add_streets(walked, Minutes{0});
    if (atlas.has(TravelMode::velo)) {
        ModeStreets cycled(atlas, base, TravelMode::velo);
        add_streets(cycled, access.bicycle_parking);
    }
    if (atlas.has(TravelMode::transports) && !settings.transit_isochrone_minutes.empty())
        add(
            TravelMode::transports, [&] { return by_transit(atlas, walked, transit, progress); },
            memo.timetable(), settings.travel_day, access.stop_walk_limit,
            access.transfer_walk_limit, access.window, access.limits,
            settings.transit_isochrone_minutes);
    if (atlas.has(TravelMode::voiture)) {
        ModeStreets driven(atlas, base, TravelMode::voiture);
        add_streets(driven, access.car_parking);
    }
}

}  // namespace lisiere
