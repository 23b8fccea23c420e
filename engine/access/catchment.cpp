// SPDX-License-Identifier: Apache-2.0
#include "engine/access/catchment.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "engine/access/travel_times.hpp"
#include "engine/access/widened.hpp"
#include "engine/street/place.hpp"

namespace lisiere::access {
namespace {

using street::Cost;
using street::ReachedStretch;

/// Streets reached in the last seconds are drawn that wide, on each side.
constexpr Metres hair{1};

std::vector<street::Seed> seeds_of(const street::StreetGraph& graph,
                                   std::span<const street::Snap> origins) {
    std::vector<street::Seed> seeds;
    for (const street::Snap& origin : origins) {
        const street::StreetGraph::Edge& edge = graph.edge(origin.edge);
        const street::EndCosts ends = street::leaving(edge, origin.along_mm);
        if (ends.from) seeds.push_back({edge.from, *ends.from + origin.off_cost});
        if (ends.to) seeds.push_back({edge.to, *ends.to + origin.off_cost});
    }
    return seeds;
}

std::vector<ReachedStretch> merged(std::vector<ReachedStretch> parts) {
    std::sort(parts.begin(), parts.end(), [](const ReachedStretch& a, const ReachedStretch& b) {
        return std::tie(a.edge, a.from_mm, a.to_mm) < std::tie(b.edge, b.from_mm, b.to_mm);
    });
    std::vector<ReachedStretch> stretches;
    for (const ReachedStretch& part : parts) {
        // Neighbouring whole millimetres are both reached: the stretch goes through.
        if (!stretches.empty() && stretches.back().edge == part.edge &&
            part.from_mm <= stretches.back().to_mm + 1)
            stretches.back().to_mm = std::max(stretches.back().to_mm, part.to_mm);
        else
            stretches.push_back(part);
    }
    std::erase_if(stretches, [](const ReachedStretch& s) { return s.from_mm == s.to_mm; });
    return stretches;
}

std::vector<ReachedStretch> stretches_of(const street::Reach& reach,
                                         std::span<const street::Snap> origins, Cost limit) {
    std::vector<ReachedStretch> parts = street::reached_stretches(reach, limit);
    for (const street::Snap& origin : origins)
        if (origin.off_cost <= limit)
            parts.push_back(street::own_stretch(reach.graph(), origin, limit - origin.off_cost));
    return merged(std::move(parts));
}

/// What `after` holds beyond `before`, which it contains; both merged and ascending.
std::vector<ReachedStretch> beyond(std::span<const ReachedStretch> before,
                                   std::span<const ReachedStretch> after) {
    std::vector<ReachedStretch> rest;
    auto known = before.begin();
    for (ReachedStretch stretch : after) {
        while (known != before.end() && known->edge < stretch.edge) ++known;
        for (;
             known != before.end() && known->edge == stretch.edge && known->to_mm <= stretch.to_mm;
             ++known) {
            if (stretch.from_mm < known->from_mm)
                rest.push_back({stretch.edge, stretch.from_mm, known->from_mm});
            stretch.from_mm = known->to_mm;
        }
        if (stretch.from_mm < stretch.to_mm) rest.push_back(stretch);
    }
    return rest;
}

}  // namespace

std::vector<street::Snap> catchment_origins(const CellGroup& group, const CellTies& cells,
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
    std::vector<street::Snap> origins;
    double held = 0;
    for (const CellWeight& w : tied) {
        // The rounding of sums must not call for one cell more.
        if (held >= people_share * people * (1 - 1e-12)) break;
        held += w.people;
        origins.push_back(*cells.snaps[w.cell]);
    }
    return origins;
}

std::vector<ReachedStretch> stretches_in_reach(const street::StreetGraph& graph,
                                               std::span<const street::Snap> origins, Cost limit) {
    street::Reach reach(graph);
    reach.run(seeds_of(graph, origins), limit);
    return stretches_of(reach, origins, limit);
}

std::vector<geo::MultiPolygon> street_catchments(const street::StreetGraph& graph,
                                                 std::span<const street::Snap> origins,
                                                 std::span<const Minutes> limits,
                                                 const CatchmentOptions& options) {
    LISIERE_EXPECTS(std::is_sorted(limits.begin(), limits.end()));
    LISIERE_EXPECTS(options.width.value() > 0 && options.off_network_kmh > 0);
    std::vector<geo::MultiPolygon> shapes(limits.size());
    if (origins.empty() || limits.empty()) return shapes;
    street::Reach reach(graph);
    reach.run(seeds_of(graph, origins), limit_cost(limits.back()));
    /// The streets from which `width` can still be walked within the limit.
    const auto early = [&](Cost limit, Metres width) {
        const double walk = std::ceil(width.value() * 3600 / options.off_network_kmh);
        if (walk > limit) return std::vector<ReachedStretch>{};
        return stretches_of(reach, origins, limit - static_cast<Cost>(walk));
    };
    const auto lines = [&](std::span<const ReachedStretch> before,
                           std::span<const ReachedStretch> after) {
        geo::MultiLineString drawn;
        for (const ReachedStretch& stretch : beyond(before, after))
            drawn.push_back(street::stretch_line(graph, stretch));
        return drawn;
    };
    // Each shape is grown from the one before it by the streets in between, so that it holds it.
    const Metres narrow = 0.25 * options.width;
    const Metres thin = std::min(hair, narrow);
    std::vector<ReachedStretch> before;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const Cost limit = limit_cost(limits[i]);
        std::vector<ReachedStretch> wide = early(limit, options.width);
        const std::vector<ReachedStretch> middle = early(limit, narrow);
        const WideLines layers[] = {{lines(before, wide), options.width},
                                    {lines(wide, middle), narrow},
                                    {lines(middle, early(limit, thin)), thin}};
        shapes[i] = widened(layers, i > 0 ? shapes[i - 1] : geo::MultiPolygon{});
        before = std::move(wide);
    }
    return shapes;
}

}  // namespace lisiere::access
