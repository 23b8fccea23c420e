// SPDX-License-Identifier: Apache-2.0
#include "engine/street/path.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"

namespace lisiere::street {

std::vector<PathStep> path(const Reach& reach, const Snap& destination) {
    LISIERE_EXPECTS(reach.origin() && reach.direction() == Direction::forward);
    std::vector<PathStep> steps;
    const Cost whole = reach.cost(destination);
    if (whole == unreached) return steps;
    const StreetGraph& graph = reach.graph();
    const Snap& origin = *reach.origin();
    const Cost on_streets = whole - destination.off_cost;
    const auto step = [&](EdgeIdx edge, std::uint32_t from_mm, std::uint32_t to_mm, Cost cost) {
        if (from_mm != to_mm) steps.push_back({edge, from_mm, to_mm, cost});
    };
    if (origin.edge == destination.edge)
        if (const auto direct =
                along(graph.edge(origin.edge), origin.along_mm, destination.along_mm);
            direct && origin.off_cost + *direct == on_streets) {
            step(origin.edge, origin.along_mm, destination.along_mm, *direct);
            return steps;
        }
    const StreetGraph::Edge& last = graph.edge(destination.edge);
    const EndCosts ends = arriving(last, destination.along_mm);
    const auto through = [&](NodeIdx end, const std::optional<Cost>& part) {
        return part && reach.cost(end) != unreached &&
               std::uint64_t{reach.cost(end)} + *part == on_streets;
    };
    const bool from_end = through(last.from, ends.from);
    LISIERE_EXPECTS(from_end || through(last.to, ends.to));
    NodeIdx at = from_end ? last.from : last.to;
    step(destination.edge, from_end ? 0 : last.length_mm, destination.along_mm,
         from_end ? *ends.from : *ends.to);
    // Back to where the search began, then turned round.
    for (EdgeIdx e = reach.parent_edge(at); e.valid(); e = reach.parent_edge(at)) {
        const StreetGraph::Edge& edge = graph.edge(e);
        const bool up = edge.to == at;
        step(e, up ? 0 : edge.length_mm, up ? edge.length_mm : 0, up ? edge.cost : edge.back_cost);
        at = up ? edge.from : edge.to;
    }
    const StreetGraph::Edge& first = graph.edge(origin.edge);
    const EndCosts starts = leaving(first, origin.along_mm);
    const bool to_from = first.from == at && starts.from &&
                         std::uint64_t{origin.off_cost} + *starts.from == reach.cost(at);
    step(origin.edge, origin.along_mm, to_from ? 0 : first.length_mm,
         to_from ? *starts.from : starts.to.value_or(0));
    std::reverse(steps.begin(), steps.end());
    return steps;
}

geo::LineString path_line(const StreetGraph& graph, const std::vector<PathStep>& steps) {
    geo::LineString line;
    for (const PathStep& step : steps) {
        const auto [low, high] = std::minmax(step.from_mm, step.to_mm);
        geo::LineString part = stretch_line(graph, {step.edge, low, high});
        if (step.from_mm > step.to_mm) std::reverse(part.begin(), part.end());
        for (const geo::Point& p : part)
            if (line.empty() || line.back() != p) line.push_back(p);
    }
    return line;
}

}  // namespace lisiere::street
