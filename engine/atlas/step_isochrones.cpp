// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"

namespace lisiere {
namespace {

std::vector<Isochrone> isochrones(const Atlas& atlas, const Progress& progress) {
    const street::StreetGraph& graph = *atlas.inputs.streets;
    const auto& limits = atlas.settings.isochrone_minutes;
    const std::size_t count = atlas.inputs.territory.perimeters.size();
    std::vector<std::vector<geo::MultiPolygon>> shapes(count);
    for_each_chunk(
        count, 1, atlas.settings.threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t at = begin; at < end; ++at) {
                const auto origins =
                    access::catchment_origins(atlas.residents.perimeters[at], atlas.ties,
                                              atlas.settings.catchment.people_share);
                shapes[at] =
                    access::walk_catchments(graph, origins, limits, atlas.settings.catchment);
            }
        },
        [&](double done) { report(progress, "isochrones", done); });
    std::vector<Isochrone> found;
    for (std::size_t at = 0; at < count; ++at)
        for (std::size_t i = 0; i < limits.size(); ++i)
            if (!shapes[at][i].empty())
                found.push_back({PerimeterIdx{at}, limits[i], std::move(shapes[at][i]), {}});
    std::vector<geo::MultiPolygon> targets;
    for (const Isochrone& isochrone : found) targets.push_back(isochrone.shape);
    const std::vector<double> people = people_in(atlas, targets);
    for (std::size_t i = 0; i < people.size(); ++i) found[i].people = people[i];
    return found;
}

}  // namespace

void isochrones_step(Atlas& atlas, StepMemo& memo, const Progress& progress) {
    const Settings& settings = atlas.settings;
    atlas.isochrones = kept(
        memo.memo(), progress, "isochrones", [&] { return isochrones(atlas, progress); },
        memo.streets(access::TravelMode::marche), atlas.ties, atlas.inputs.population->cells,
        atlas.residents.perimeters, settings.isochrone_minutes, settings.catchment);
}

}  // namespace lisiere
