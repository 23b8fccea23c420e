// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_isochrones.hpp"

#include <fmt/format.h>

#include <functional>
#include <optional>

#include "engine/access/transit_catchment.hpp"
#include "engine/atlas/residents.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

using Shapes = std::vector<geo::MultiPolygon>;

/// The shapes of one perimeter, by limit; `worker` tells the thread.
using Draw = std::function<Shapes(const IsochroneInputs& perimeter,
                                  std::span<const census::CellIdx> origins, unsigned worker)>;

/// What is left of a limit once parked; nullopt: nothing.
std::optional<Minutes> left_of(Minutes limit, Minutes parking) {
    const street::Cost parked = access::limit_cost(parking);
    if (access::limit_cost(limit) <= parked) return std::nullopt;
    return limit - street::minutes_of(parked);
}

Shapes on_streets(const IsochroneInputs& in, std::span<const census::CellIdx> origins) {
    std::vector<Minutes> left;
    for (const Minutes limit : in.limits)
        if (const auto rest = left_of(limit, in.on->inputs().parking)) left.push_back(*rest);
    Shapes drawn = access::street_catchments(
        in.on->graph(), access::snaps_of(origins, in.on->cells()), left, in.catchment);
    Shapes shapes;
    std::size_t next = 0;
    for (const Minutes limit : in.limits)
        shapes.push_back(left_of(limit, in.on->inputs().parking) ? std::move(drawn[next++])
                                                                 : geo::MultiPolygon{});
    return shapes;
}

std::vector<Shapes> every_perimeter(std::span<const IsochroneInputs> perimeters, TravelMode mode,
                                    const Draw& draw, const Progress& progress) {
    std::vector<Shapes> shapes(perimeters.size());
    for_each_chunk(
        perimeters.size(), 1, perimeters.front().on->threads(),
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t at = begin; at < end; ++at) {
                const IsochroneInputs& in = perimeters[at];
                shapes[at] = draw(in,
                                  access::catchment_origins(*in.residents, in.on->cells(),
                                                            in.catchment.people_share),
                                  worker);
            }
        },
        [&](double done) { report(progress, isochrones_step(mode), done); });
    return shapes;
}

}  // namespace

std::string isochrones_step(TravelMode mode) {
    return fmt::format("isochrones {}", access::in_french(mode));
}

std::vector<std::vector<ReachedArea>> isochrones(std::span<const IsochroneInputs> perimeters,
                                                 const Progress& progress) {
    std::vector<std::vector<ReachedArea>> found(perimeters.size());
    if (perimeters.empty()) return found;
    ModeStreets& on = *perimeters.front().on;
    on.cells();  // before threads ask for them
    std::vector<Shapes> shapes;
    if (RunNetwork* transit = perimeters.front().transit.at) {
        const access::StreetMode streets = on.within(Minutes{0});
        const access::AccessSettings settings = transit->settings();
        const access::TransitNetwork& network = transit->network();
        std::vector<std::optional<access::TransitCatchments>> searches(on.threads().count);
        shapes = every_perimeter(
            perimeters, TravelMode::transports,
            [&](const IsochroneInputs& in, std::span<const census::CellIdx> origins,
                unsigned worker) {
                auto& search = searches[worker];
                if (!search) search.emplace(streets, network, settings, in.catchment);
                return search->from(origins, in.limits);
            },
            progress);
    } else {
        shapes = every_perimeter(
            perimeters, on.mode(),
            [](const IsochroneInputs& in, std::span<const census::CellIdx> origins, unsigned) {
                return on_streets(in, origins);
            },
            progress);
    }
    const geo::Ring extent = access::street_extent(on.graph());
    std::vector<geo::MultiPolygon> targets;
    for (std::size_t at = 0; at < perimeters.size(); ++at)
        for (std::size_t i = 0; i < shapes[at].size(); ++i)
            if (!shapes[at][i].empty()) {
                targets.push_back(shapes[at][i]);
                const bool at_rim =
                    access::comes_to_rim(shapes[at][i], extent, perimeters[at].bord);
                found[at].push_back(
                    {perimeters[at].limits[i], std::move(shapes[at][i]), {}, at_rim});
            }
    const std::vector<double> people = people_in(on.population(), targets, on.threads());
    std::size_t next = 0;
    for (std::vector<ReachedArea>& areas : found)
        for (ReachedArea& area : areas) area.people = people[next++];
    return found;
}

}  // namespace lisiere
