// SPDX-License-Identifier: Apache-2.0
#include "engine/access/catchment.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/access/travel_times.hpp"
#include "engine/access/widened.hpp"
#include "engine/street/place.hpp"

namespace lisiere::access {
namespace {

using street::Cost;

/// Streets reached in the last seconds are drawn that wide, on each side.
constexpr Metres hair{1};

Cost spent_at(std::span<const Cost> spent, std::size_t origin) {
    return spent.empty() ? 0 : spent[origin];
}

}  // namespace

std::vector<census::CellIdx> catchment_origins(const CellGroup& group, const CellTies& cells,
                                               double people_share) {
    LISIERE_EXPECTS(people_share > 0 && people_share <= 1);
    std::vector<CellWeight> tied;
    double people = 0;
    for (const CellWeight& w : group.cells)
        if (cells.snaps[w.cell]) {
            tied.push_back(w);
            people += w.people;
        }
    std::stable_sort(tied.begin(), tied.end(),
                     [](const CellWeight& a, const CellWeight& b) { return a.people > b.people; });
    std::vector<census::CellIdx> origins;
    double held = 0;
    for (const CellWeight& w : tied) {
        // The rounding of sums must not call for one cell more.
        if (held >= people_share * people * (1 - 1e-12)) break;
        held += w.people;
        origins.push_back(w.cell);
    }
    return origins;
}

std::vector<street::Snap> snaps_of(std::span<const census::CellIdx> origins,
                                   const CellTies& cells) {
    std::vector<street::Snap> snaps;
    for (const census::CellIdx cell : origins) snaps.push_back(*cells.snaps[cell]);
    return snaps;
}

std::vector<street::Seed> seeds_of(const street::StreetGraph& graph,
                                   std::span<const street::Snap> origins,
                                   std::span<const Cost> spent) {
    LISIERE_EXPECTS(spent.empty() || spent.size() == origins.size());
    std::vector<street::Seed> seeds;
    for (std::size_t i = 0; i < origins.size(); ++i) {
        const street::StreetGraph::Edge& edge = graph.edge(origins[i].edge);
        const street::EndCosts ends = street::leaving(edge, origins[i].along_mm);
        const Cost start = spent_at(spent, i) + origins[i].off_cost;
        if (ends.from) seeds.push_back({edge.from, *ends.from + start});
        if (ends.to) seeds.push_back({edge.to, *ends.to + start});
    }
    return seeds;
}

Stretches stretches_of(const street::Reach& reach, std::span<const street::Snap> origins,
                       Cost limit, std::span<const Cost> spent) {
    Stretches parts = street::reached_stretches(reach, limit);
    for (std::size_t i = 0; i < origins.size(); ++i)
        if (const Cost start = spent_at(spent, i) + origins[i].off_cost; start <= limit)
            parts.push_back(street::own_stretch(reach.graph(), origins[i], limit - start));
    return merged(std::move(parts));
}

Stretches stretches_in_reach(const street::StreetGraph& graph,
                             std::span<const street::Snap> origins, Cost limit) {
    street::Reach reach(graph);
    reach.run(seeds_of(graph, origins), limit);
    return stretches_of(reach, origins, limit);
}

std::vector<geo::MultiPolygon> drawn_catchments(const street::StreetGraph& graph,
                                                std::size_t limits, const CatchmentOptions& options,
                                                const StretchesToSpare& reached) {
    LISIERE_EXPECTS(options.width.value() > 0 && options.off_network_kmh > 0);
    const Metres narrow = 0.25 * options.width;
    const Metres widths[] = {options.width, narrow, std::min(hair, narrow)};
    std::vector<Cost> spare;
    for (const Metres width : widths)
        spare.push_back(
            static_cast<Cost>(std::ceil(width.value() * 3600 / options.off_network_kmh)));
    const auto lines = [&](const Stretches& before, const Stretches& after) {
        geo::MultiLineString drawn;
        for (const street::ReachedStretch& stretch : beyond(before, after))
            drawn.push_back(street::stretch_line(graph, stretch));
        return drawn;
    };
    // Each shape is grown from the one before it by the streets in between, so that it holds it.
    std::vector<geo::MultiPolygon> shapes(limits);
    Stretches before;
    for (std::size_t i = 0; i < limits; ++i) {
        std::vector<Stretches> by_width = reached(i, spare);
        const WideLines layers[] = {{lines(before, by_width[0]), widths[0]},
                                    {lines(by_width[0], by_width[1]), widths[1]},
                                    {lines(by_width[1], by_width[2]), widths[2]}};
        shapes[i] = widened(layers, i > 0 ? shapes[i - 1] : geo::MultiPolygon{});
        before = std::move(by_width[0]);
    }
    return shapes;
}

std::vector<geo::MultiPolygon> street_catchments(const street::StreetGraph& graph,
                                                 std::span<const street::Snap> origins,
                                                 std::span<const Minutes> limits,
                                                 const CatchmentOptions& options) {
    LISIERE_EXPECTS(std::is_sorted(limits.begin(), limits.end()));
    if (origins.empty() || limits.empty()) return std::vector<geo::MultiPolygon>(limits.size());
    street::Reach reach(graph);
    reach.run(seeds_of(graph, origins), limit_cost(limits.back()));
    return drawn_catchments(
        graph, limits.size(), options, [&](std::size_t i, std::span<const Cost> spare) {
            const Cost limit = limit_cost(limits[i]);
            std::vector<Stretches> sets;
            for (const Cost walk : spare)
                sets.push_back(walk > limit ? Stretches{}
                                            : stretches_of(reach, origins, limit - walk));
            return sets;
        });
}

}  // namespace lisiere::access
