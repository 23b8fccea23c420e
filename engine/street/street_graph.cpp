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

/// The speed that gives the whole cost back, to the millisecond.
double speed_of(const StreetGraph::Edge& edge) {
    return edge.length_mm * 3.6 / edge.cost;
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

/// Rows from `EdgeInput`s and from edges of a graph, kinds numbered by first come.
struct EdgeTableFiller {
    EdgeTable table;
    std::map<std::string, std::uint32_t, std::less<>> numbers;

    std::uint32_t kind(const std::string& name) {
        const auto [at, added] =
            numbers.emplace(name, static_cast<std::uint32_t>(table.kinds.size()));
        if (added) table.kinds.push_back(name);
        return at->second;
    }
    void add(const EdgeInput& e) {
        table.rows.push_back({e.from, e.to, kind(e.kind), static_cast<std::uint32_t>(e.line.size()),
                              e.way, e.speed_kmh, e.flags, e.layer, e.forward, e.backward});
        table.points.insert(table.points.end(), e.line.begin(), e.line.end());
    }
    void add(const StreetGraph& graph, EdgeIdx at) {
        const StreetGraph::Edge& e = graph.edge(at);
        const auto line = graph.line(at);
        table.rows.push_back({e.from, e.to, kind(graph.kind_name(e.kind)), e.points, e.way,
                              speed_of(e), e.flags, e.layer, e.forward, e.backward});
        table.points.insert(table.points.end(), line.begin(), line.end());
    }
};

Adjacency<NodeIdx, Hop> hops_of(const Adjacency<NodeIdx, Arc>& arcs) {
    std::vector<std::uint32_t> first;
    first.reserve(arcs.rows() + 1);
    for (std::size_t n = 0; n <= arcs.rows(); ++n) first.push_back(arcs.first(NodeIdx{n}));
    std::vector<Hop> hops;
    hops.reserve(arcs.items().size());
    for (const Arc& arc : arcs.items()) hops.push_back({arc.head, arc.cost});
    return {std::move(first), std::move(hops)};
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

StreetGraph::StreetGraph(IndexedVector<NodeIdx, geo::Point> nodes, EdgeTable table)
    : nodes_(std::move(nodes)), points_(std::move(table.points)), kinds_(std::move(table.kinds)) {
    LISIERE_EXPECTS(points_.size() < EdgeIdx::none().value());
    for (const geo::Point& p : nodes_) bounds_.extend(p);
    for (const geo::Point& p : points_) bounds_.extend(p);
    edges_.reserve(table.rows.size());
    std::size_t next_point = 0;
    std::uint64_t cost = 0;
    for (const EdgeTable::Row& row : table.rows) {
        LISIERE_EXPECTS(row.from.value() < nodes_.size() && row.to.value() < nodes_.size());
        LISIERE_EXPECTS(row.points >= 2 && next_point + row.points <= points_.size());
        LISIERE_EXPECTS(row.speed_kmh > 0 && row.kind < kinds_.size());
        Edge edge;
        edge.from = row.from;
        edge.to = row.to;
        const std::span<const geo::Point> line(points_.data() + next_point, row.points);
        edge.length_mm = whole(geo::length(line).value() * 1000);
        edge.cost = whole(edge.length_mm * 3.6 / row.speed_kmh);
        edge.first_point = static_cast<std::uint32_t>(next_point);
        edge.points = row.points;
        edge.kind = WayKindIdx{row.kind};
        edge.flags = row.flags;
        edge.layer = row.layer;
        edge.forward = row.forward;
        edge.backward = row.backward;
        edge.way = row.way;
        has_one_ways_ = has_one_ways_ || edge.forward != edge.backward;
        cost += edge.cost;
        largest_cost_ = std::max(largest_cost_, edge.cost);
        edges_.push_back(edge);
        next_point += row.points;
    }
    if (!edges_.empty()) mean_cost_ = std::max(static_cast<Cost>(cost / edges_.size()), Cost{1});
    LISIERE_EXPECTS(next_point == points_.size());
    arcs_ = rows_of(nodes_.size(), edges_, false);
    hops_ = hops_of(arcs_);
    if (has_one_ways_) {
        incoming_ = rows_of(nodes_.size(), edges_, true);
        incoming_hops_ = hops_of(incoming_);
    }
    Components components = components_of(nodes_.size(), edges_);
    component_ = std::move(components.of_node);
    component_size_ = std::move(components.size);
}

StreetGraph::StreetGraph(IndexedVector<NodeIdx, geo::Point> nodes,
                         const std::vector<EdgeInput>& edges)
    : StreetGraph(std::move(nodes), [&edges] {
          EdgeTableFiller filler;
          for (const EdgeInput& edge : edges) filler.add(edge);
          return std::move(filler.table);
      }()) {}

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
            .speed_kmh = speed_of(edge),
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
    EdgeTableFiller filler;
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count()))
        if (!gone[e.value()]) filler.add(graph, e);
    for (const EdgeInput& edge : added) filler.add(edge);
    return {std::move(nodes), std::move(filler.table)};
}

}  // namespace lisiere::street
