// SPDX-License-Identifier: Apache-2.0
#include "engine/street/place.hpp"

#include "engine/geo/measure.hpp"

namespace lisiere::street {

namespace {

/// Neither way: closed to passage, and still walked by who is at home on it.
bool closed(const StreetGraph::Edge& edge) {
    return !edge.forward && !edge.backward;
}

}  // namespace

EndCosts leaving(const StreetGraph::Edge& edge, std::uint32_t along_mm) {
    EndCosts costs;
    if (edge.backward || closed(edge) || along_mm == 0) costs.from = edge.back_along(along_mm);
    if (edge.forward || closed(edge) || along_mm == edge.length_mm)
        costs.to = edge.cost - edge.cost_along(along_mm);
    return costs;
}

EndCosts arriving(const StreetGraph::Edge& edge, std::uint32_t along_mm) {
    EndCosts costs;
    if (edge.forward || closed(edge) || along_mm == 0) costs.from = edge.cost_along(along_mm);
    if (edge.backward || closed(edge) || along_mm == edge.length_mm)
        costs.to = edge.back_cost - edge.back_along(along_mm);
    return costs;
}

std::optional<Cost> along(const StreetGraph::Edge& edge, std::uint32_t origin_mm,
                          std::uint32_t destination_mm) {
    if (origin_mm == destination_mm) return 0;
    if (origin_mm < destination_mm) {
        if (!edge.forward && !closed(edge)) return std::nullopt;
        return edge.cost_along(destination_mm) - edge.cost_along(origin_mm);
    }
    if (!edge.backward && !closed(edge)) return std::nullopt;
    return edge.back_along(origin_mm) - edge.back_along(destination_mm);
}

geo::Point point_at(const StreetGraph& graph, EdgeIdx e, std::uint32_t along_mm) {
    const std::span<const geo::Point> line = graph.line(e);
    const std::uint32_t length_mm = graph.edge(e).length_mm;
    LISIERE_EXPECTS(along_mm <= length_mm);
    if (along_mm == 0) return line.front();
    if (along_mm == length_mm) return line.back();
    // The drawn length and its whole millimetres differ by rounding: places are shares of either.
    double left = geo::length(line).value() * along_mm / length_mm;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = geo::distance(line[i - 1], line[i]);
        if (left <= step && step > 0) {
            const double share = left / step;
            return {line[i - 1].x + share * (line[i].x - line[i - 1].x),
                    line[i - 1].y + share * (line[i].y - line[i - 1].y)};
        }
        left -= step;
    }
    return line.back();
}

}  // namespace lisiere::street
