// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

/// The areas of all perimeters by one mode, each with its people.
std::vector<Isochrone> by_mode(const Atlas& atlas, ModeStreets& mode, const Progress& progress) {
    const access::StreetMode& streets = mode.streets();
    // What is left of each limit once parked.
    std::vector<Minutes> limits;
    std::vector<Minutes> on_streets;
    for (const Minutes limit : atlas.settings.isochrone_minutes)
        if (access::limit_cost(limit) > streets.parking) {
            limits.push_back(limit);
            on_streets.push_back(limit - street::minutes_of(streets.parking));
        }
    const std::size_t count = atlas.inputs.territory.perimeters.size();
    std::vector<std::vector<geo::MultiPolygon>> shapes(count);
    for_each_chunk(
        count, 1, atlas.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t at = begin; at < end; ++at) {
                const auto origins =
                    access::catchment_origins(atlas.residents.perimeters[at], *streets.cells,
                                              atlas.settings.catchment.people_share);
                shapes[at] = access::street_catchments(*streets.graph, origins, on_streets,
                                                       atlas.settings.catchment);
            }
        },
        [&](double done) {
            report(progress, fmt::format("isochrones {}", access::in_french(mode.mode())), done);
        });
    std::vector<Isochrone> found;
    for (std::size_t at = 0; at < count; ++at)
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (!shapes[at][i].empty())
                found.push_back(
                    {PerimeterIdx{at}, mode.mode(), limits[i], std::move(shapes[at][i]), {}});
    std::vector<geo::MultiPolygon> targets;
    for (const Isochrone& isochrone : found) targets.push_back(isochrone.shape);
    const std::vector<double> people = people_in(atlas, targets);
    for (std::size_t i = 0; i < people.size(); ++i) found[i].people = people[i];
    return found;
}

}  // namespace

void isochrones_step(Atlas& atlas, const street::Snapper& snapper, StepMemo& memo,
                     const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Settings& settings = atlas.settings;
    const auto draw = [&](ModeStreets& mode, Minutes parking) {
        std::vector<Isochrone> found = kept(
            memo.memo(), progress, fmt::format("isochrones {}", access::in_french(mode.mode())),
            [&] { return by_mode(atlas, mode, progress); }, memo.streets(mode.mode()), parking,
            settings.access.snap, in.population->cells, atlas.residents.perimeters,
            settings.isochrone_minutes, settings.catchment);
        for (Isochrone& isochrone : found) atlas.isochrones.push_back(std::move(isochrone));
    };
    ModeStreets walked(atlas, snapper);
    draw(walked, Minutes{0});
    if (atlas.has(TravelMode::velo)) {
        ModeStreets cycled(atlas, TravelMode::velo, *in.cycling);
        draw(cycled, settings.access.bicycle_parking);
    }
    if (atlas.has(TravelMode::voiture)) {
        ModeStreets driven(atlas, TravelMode::voiture, *in.driving);
        draw(driven, settings.access.car_parking);
    }
}

}  // namespace lisiere
