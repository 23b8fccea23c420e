// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::street {
namespace {

/// The furthest whole millimetre from the `from` end whose `cost_along` is at most `budget`.
std::uint32_t furthest(const StreetGraph::Edge& edge, Cost budget) {
    if (budget >= edge.cost) return edge.length_mm;
    // (2·cost·mm + length) / (2·length) < budget + 1, solved for mm.
    const std::uint64_t twice = 2 * std::uint64_t{edge.length_mm};
    return static_cast<std::uint32_t>((twice * (std::uint64_t{budget} + 1) - edge.length_mm - 1) /
                                      (2 * std::uint64_t{edge.cost}));
}

/// The nearest whole millimetre to the `from` end from which the time to the `to` end is at most
/// `budget`.
std::uint32_t furthest_back(const StreetGraph::Edge& edge, Cost budget) {
    if (budget >= edge.cost) return 0;
    const Cost before = edge.cost - budget - 1;
    // cost − cost_along(mm) ≤ budget from the first millimetre past those that cost at most
    // `before`.
    return furthest(edge, before) + 1;
}

struct Interval {
    std::uint32_t from;
    std::uint32_t to;
};

void add(std::vector<ReachedStretch>& out, EdgeIdx edge, std::vector<Interval>& parts) {
    std::sort(parts.begin(), parts.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    const std::size_t first = out.size();
    for (const Interval& part : parts) {
        // Neighbouring whole millimetres are both reached: the stretch goes through.
        if (out.size() > first && part.from <= out.back().to_mm + 1)
            out.back().to_mm = std::max(out.back().to_mm, part.to);
        else
            out.push_back({edge, part.from, part.to});
    }
    out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                             [](const ReachedStretch& s) { return s.from_mm == s.to_mm; }),
              out.end());
}

}  // namespace

std::vector<ReachedStretch> reached_stretches(const Reach& reach, Cost limit) {
    LISIERE_EXPECTS(limit <= reach.limit());
    const StreetGraph& graph = reach.graph();
    const bool forward = reach.direction() == Direction::forward;
    std::vector<EdgeIdx> edges;
    for (const NodeIdx node : reach.reached()) {
        if (reach.cost(node) > limit) break;
        for (const Arc& arc : forward ? graph.arcs(node) : graph.incoming(node))
            edges.push_back(arc.edge);
    }
    const std::optional<Snap>& origin = reach.origin();
    if (origin) edges.push_back(origin->edge);
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

    std::vector<ReachedStretch> stretches;
    std::vector<Interval> parts;
    for (const EdgeIdx e : edges) {
        const StreetGraph::Edge& edge = graph.edge(e);
        // Walking away from a node in a backward search means walking towards it.
        const bool up = forward ? edge.forward : edge.backward;
        const bool down = forward ? edge.backward : edge.forward;
        parts.clear();
        if (const Cost c = reach.cost(edge.from); up && c <= limit)
            parts.push_back({0, furthest(edge, limit - c)});
        if (const Cost c = reach.cost(edge.to); down && c <= limit)
            parts.push_back({furthest_back(edge, limit - c), edge.length_mm});
        if (origin && origin->edge == e && origin->off_cost <= limit) {
            const Cost budget = limit - origin->off_cost;
            const Cost at = edge.cost_along(origin->along_mm);
            const std::uint32_t low =
                !down ? origin->along_mm
                      : (at <= budget ? 0U : furthest(edge, at - budget - 1) + 1);
            const std::uint32_t high =
                !up ? origin->along_mm : furthest(edge, std::min(budget, edge.cost - at) + at);
            parts.push_back({low, high});
        }
        add(stretches, e, parts);
    }
    return stretches;
}

geo::LineString stretch_line(const StreetGraph& graph, const ReachedStretch& stretch) {
    const StreetGraph::Edge& edge = graph.edge(stretch.edge);
    LISIERE_EXPECTS(stretch.from_mm <= stretch.to_mm && stretch.to_mm <= edge.length_mm);
    const std::span<const geo::Point> line = graph.line(stretch.edge);
    const double scale = geo::length(line).value() / edge.length_mm;
    const double from = stretch.from_mm * scale;
    const double to = stretch.to_mm * scale;
    geo::LineString drawn{point_at(graph, stretch.edge, stretch.from_mm)};
    double walked = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        walked += geo::distance(line[i - 1], line[i]);
        if (walked > from && walked < to) drawn.push_back(line[i]);
    }
    drawn.push_back(point_at(graph, stretch.edge, stretch.to_mm));
    return drawn;
}

}  // namespace lisiere::street
