// SPDX-License-Identifier: Apache-2.0
#include "engine/street/street_graph.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::street {
namespace {

/// Costs and lengths stay under 2^31, so that `cost_along` multiplies them in 64 bits.
constexpr double largest_measure = 2e9;

std::uint32_t whole(double value) {
    LISIERE_EXPECTS(value >= 0 && value < largest_measure);
    return static_cast<std::uint32_t>(std::max(std::llround(value), 1LL));
}

bool arc_order(const Arc& a, const Arc& b) {
    return std::tie(a.head, a.cost, a.edge) < std::tie(b.head, b.cost, b.edge);
}

/// Rows of arcs by their foot; `reversed` gives the arcs that enter each node instead.
Adjacency<NodeIdx, Arc> rows_of(std::size_t nodes,
                                const IndexedVector<EdgeIdx, StreetGraph::Edge>& edges,
                                bool reversed) {
    std::vector<std::uint32_t> first(nodes + 1, 0);
    const auto for_each_arc = [&](const auto& visit) {
        for (const EdgeIdx e : indices<EdgeIdx>(edges.size())) {
            const StreetGraph::Edge& edge = edges[e];
            const Arc towards_to{edge.to, e, edge.cost, edge.length_mm};
            const Arc towards_from{edge.from, e, edge.cost, edge.length_mm};
            if (reversed ? edge.backward : edge.forward) visit(edge.from, towards_to);
            if (reversed ? edge.forward : edge.backward) visit(edge.to, towards_from);
        }
    };
    for_each_arc([&](NodeIdx foot, const Arc&) { ++first[foot.value() + 1]; });
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<Arc> arcs(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for_each_arc([&](NodeIdx foot, const Arc& arc) { arcs[next[foot.value()]++] = arc; });
    for (std::size_t n = 0; n < nodes; ++n)
        std::sort(arcs.begin() + first[n], arcs.begin() + first[n + 1], arc_order);
    return {std::move(first), std::move(arcs)};
}

struct Components {
    IndexedVector<NodeIdx, std::uint32_t> of_node;
    std::vector<std::size_t> size;
};

Components components_of(std::size_t nodes,
                         const IndexedVector<EdgeIdx, StreetGraph::Edge>& edges) {
    std::vector<std::uint32_t> parent(nodes);
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&parent](std::uint32_t n) {
        while (parent[n] != n) {
            parent[n] = parent[parent[n]];
            n = parent[n];
        }
        return n;
    };
    for (const StreetGraph::Edge& edge : edges) {
        const std::uint32_t a = root(edge.from.value());
        const std::uint32_t b = root(edge.to.value());
        // The lowest node is the root, which makes the numbering below independent of the edge
        // order.
        parent[std::max(a, b)] = std::min(a, b);
    }
    std::vector<std::size_t> size(nodes, 0);
    for (std::uint32_t n = 0; n < nodes; ++n) ++size[root(n)];
    std::vector<std::uint32_t> roots;
    for (std::uint32_t n = 0; n < nodes; ++n)
        if (size[n] > 0) roots.push_back(n);
    std::stable_sort(roots.begin(), roots.end(),
                     [&size](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
    Components found{IndexedVector<NodeIdx, std::uint32_t>(nodes), {}};
    std::vector<std::uint32_t> number(nodes, 0);
    for (std::uint32_t i = 0; i < roots.size(); ++i) {
        number[roots[i]] = i;
        found.size.push_back(size[roots[i]]);
    }
    for (std::uint32_t n = 0; n < nodes; ++n) found.of_node[NodeIdx{n}] = number[root(n)];
    return found;
}

}  // namespace

StreetGraph::StreetGraph(IndexedVector<NodeIdx, geo::Point> nodes,
                         const std::vector<EdgeInput>& edges)
    : nodes_(std::move(nodes)) {
    std::map<std::string, WayKindIdx, std::less<>> kind_numbers;
    std::size_t point_count = 0;
    for (const EdgeInput& input : edges) point_count += input.line.size();
    LISIERE_EXPECTS(point_count < EdgeIdx::none().value());
    points_.reserve(point_count);
    edges_.reserve(edges.size());
    for (const geo::Point& p : nodes_) bounds_.extend(p);
    for (const EdgeInput& input : edges) {
        LISIERE_EXPECTS(input.from.value() < nodes_.size() && input.to.value() < nodes_.size());
        LISIERE_EXPECTS(input.line.size() >= 2);
        LISIERE_EXPECTS(input.speed_kmh > 0);
        auto kind = kind_numbers.find(input.kind);
        if (kind == kind_numbers.end())
            kind = kind_numbers.emplace(input.kind, kinds_.push_back(input.kind)).first;
        Edge edge;
        edge.from = input.from;
        edge.to = input.to;
        edge.length_mm = whole(geo::length(input.line).value() * 1000);
        edge.cost = whole(edge.length_mm * 3.6 / input.speed_kmh);
        edge.first_point = static_cast<std::uint32_t>(points_.size());
        edge.points = static_cast<std::uint32_t>(input.line.size());
        edge.kind = kind->second;
        edge.flags = input.flags;
        edge.layer = input.layer;
        edge.forward = input.forward;
        edge.backward = input.backward;
        edge.way = input.way;
        has_one_ways_ = has_one_ways_ || edge.forward != edge.backward;
        edges_.push_back(edge);
        points_.insert(points_.end(), input.line.begin(), input.line.end());
        for (const geo::Point& p : input.line) bounds_.extend(p);
    }
    arcs_ = rows_of(nodes_.size(), edges_, false);
    if (has_one_ways_) incoming_ = rows_of(nodes_.size(), edges_, true);
    Components components = components_of(nodes_.size(), edges_);
    component_ = std::move(components.of_node);
    component_size_ = std::move(components.size);
}

std::vector<std::string> check(const StreetGraph& graph) {
    std::vector<std::string> wrong;
    std::vector<std::uint8_t> forward_arcs(graph.edge_count(), 0);
    std::vector<std::uint8_t> backward_arcs(graph.edge_count(), 0);
    const auto say = [&wrong](std::string_view what, std::uint32_t where) {
        wrong.push_back(std::string(what) + ' ' + std::to_string(where));
    };
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        const std::span<const Arc> arcs = graph.arcs(node);
        if (!std::is_sorted(arcs.begin(), arcs.end(), arc_order))
            say("unsorted arcs at node", node.value());
        for (const Arc& arc : arcs) {
            if (arc.head.value() >= graph.node_count() || arc.edge.value() >= graph.edge_count()) {
                say("arc to nowhere at node", node.value());
                continue;
            }
            const StreetGraph::Edge& edge = graph.edge(arc.edge);
            if (arc.cost == 0 || arc.length_mm == 0) say("zero arc on edge", arc.edge.value());
            if (arc.cost != edge.cost || arc.length_mm != edge.length_mm)
                say("arc unlike its edge", arc.edge.value());
            const bool along = edge.from == node && edge.to == arc.head;
            const bool against = edge.to == node && edge.from == arc.head;
            if (!along && !against) say("arc off its edge", arc.edge.value());
            // Both arcs of a loop look alike and are counted together.
            ++(along ? forward_arcs : backward_arcs)[arc.edge.value()];
            if (graph.component(node) != graph.component(arc.head))
                say("edge between components", arc.edge.value());
        }
    }
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
        const StreetGraph::Edge& edge = graph.edge(e);
        const bool loop = edge.from == edge.to;
        const int forward = (edge.forward ? 1 : 0) + (loop && edge.backward ? 1 : 0);
        const int backward = !loop && edge.backward ? 1 : 0;
        if (forward_arcs[e.value()] != forward || backward_arcs[e.value()] != backward)
            say("broken twins on edge", e.value());
        if (graph.line(e).size() < 2) say("edge without a line", e.value());
    }
    std::size_t in_components = 0;
    for (std::uint32_t c = 0; c < graph.component_count(); ++c) {
        in_components += graph.component_size(c);
        if (c > 0 && graph.component_size(c) > graph.component_size(c - 1))
            say("components out of order at", c);
    }
    if (in_components != graph.node_count())
        wrong.push_back("component sizes do not add up to the nodes");
    return wrong;
}

EdgeInput input_of(const StreetGraph& graph, EdgeIdx e) {
    const StreetGraph::Edge& edge = graph.edge(e);
    const std::span<const geo::Point> line = graph.line(e);
    return {.from = edge.from,
            .to = edge.to,
            .line = {line.begin(), line.end()},
            .kind = graph.kind_name(edge.kind),
            .flags = edge.flags,
            .layer = edge.layer,
            .way = edge.way,
            // The speed that gives the whole cost back, to the millisecond.
            .speed_kmh = edge.length_mm * 3.6 / edge.cost,
            .forward = edge.forward,
            .backward = edge.backward};
}

StreetGraph changed(const StreetGraph& graph, std::span<const EdgeIdx> removed,
                    std::span<const geo::Point> new_nodes, std::span<const EdgeInput> added) {
    std::vector<bool> gone(graph.edge_count(), false);
    for (const EdgeIdx e : removed) {
        LISIERE_EXPECTS(e.value() < graph.edge_count());
        gone[e.value()] = true;
    }
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.reserve(graph.node_count() + new_nodes.size());
    for (const NodeIdx n : indices<NodeIdx>(graph.node_count())) nodes.push_back(graph.position(n));
    for (const geo::Point& p : new_nodes) nodes.push_back(p);
    std::vector<EdgeInput> edges;
    edges.reserve(graph.edge_count() + added.size());
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count()))
        if (!gone[e.value()]) edges.push_back(input_of(graph, e));
    edges.insert(edges.end(), added.begin(), added.end());
    return {std::move(nodes), edges};
}

}  // namespace lisiere::street
