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
#include "engine/street/components.hpp"

namespace lisiere::street {
namespace {

/// Costs and lengths stay under 2^31, so that `cost_along` multiplies them in 64 bits.
constexpr double largest_measure = 2e9;

std::uint32_t whole(double value) {
    LISIERE_EXPECTS(value >= 0 && value < largest_measure);
    return static_cast<std::uint32_t>(std::max(std::llround(value), 1LL));
}

/// The speed that gives the whole cost back, to the millisecond.
double speed_of(const StreetGraph::Edge& edge, Cost cost) {
    return edge.length_mm * 3.6 / cost;
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
            if (reversed) {
                if (edge.backward)
                    visit(edge.from, Arc{edge.to, e, edge.back_cost, edge.length_mm});
                if (edge.forward) visit(edge.to, Arc{edge.from, e, edge.cost, edge.length_mm});
            } else {
                if (edge.forward) visit(edge.from, Arc{edge.to, e, edge.cost, edge.length_mm});
                if (edge.backward)
                    visit(edge.to, Arc{edge.from, e, edge.back_cost, edge.length_mm});
            }
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
                              e.way, e.speed_kmh, e.flags, e.layer, e.forward, e.backward,
                              e.back_kmh, 0});
        table.points.insert(table.points.end(), e.line.begin(), e.line.end());
    }
    void add(const StreetGraph& graph, EdgeIdx at) {
        const StreetGraph::Edge& e = graph.edge(at);
        const auto line = graph.line(at);
        table.rows.push_back({e.from, e.to, kind(graph.kind_name(e.kind)), e.points, e.way,
                              speed_of(e, e.cost), e.flags, e.layer, e.forward, e.backward,
                              speed_of(e, e.back_cost), 0});
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
        LISIERE_EXPECTS(row.speed_kmh > 0 && row.back_kmh >= 0 && row.kind < kinds_.size());
        Edge edge;
        edge.from = row.from;
        edge.to = row.to;
        const std::span<const geo::Point> line(points_.data() + next_point, row.points);
        edge.length_mm = whole(geo::length(line).value() * 1000);
        const double back_kmh = row.back_kmh > 0 ? row.back_kmh : row.speed_kmh;
        edge.cost = whole(edge.length_mm * 3.6 / row.speed_kmh + row.delay);
        edge.back_cost = whole(edge.length_mm * 3.6 / back_kmh + row.delay);
        edge.first_point = static_cast<std::uint32_t>(next_point);
        edge.points = row.points;
        edge.kind = WayKindIdx{row.kind};
        edge.flags = row.flags;
        edge.layer = row.layer;
        edge.forward = row.forward;
        edge.backward = row.backward;
        edge.way = row.way;
        has_one_ways_ = has_one_ways_ || edge.forward != edge.backward;
        directed_ = directed_ || has_one_ways_ || edge.cost != edge.back_cost;
        cost += edge.cost;
        largest_cost_ = std::max({largest_cost_, edge.cost, edge.back_cost});
        edges_.push_back(edge);
        next_point += row.points;
    }
    if (!edges_.empty()) mean_cost_ = std::max(static_cast<Cost>(cost / edges_.size()), Cost{1});
    LISIERE_EXPECTS(next_point == points_.size());
    arcs_ = rows_of(nodes_.size(), edges_, false);
    hops_ = hops_of(arcs_);
    if (directed_) {
        incoming_ = rows_of(nodes_.size(), edges_, true);
        incoming_hops_ = hops_of(incoming_);
    }
    Components components = has_one_ways_ ? strong_components(hops_) : components_of(hops_);
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
    std::vector<std::uint8_t> arcs_of(graph.edge_count(), 0);
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
            const bool along = edge.from == node && edge.to == arc.head && arc.cost == edge.cost;
            const bool against =
                edge.to == node && edge.from == arc.head && arc.cost == edge.back_cost;
            if (arc.length_mm != edge.length_mm) say("arc unlike its edge", arc.edge.value());
            if (!along && !against) say("arc off its edge", arc.edge.value());
            ++arcs_of[arc.edge.value()];
            if (!graph.has_one_ways() && graph.component(node) != graph.component(arc.head))
                say("edge between components", arc.edge.value());
        }
    }
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
        const StreetGraph::Edge& edge = graph.edge(e);
        if (arcs_of[e.value()] != (edge.forward ? 1 : 0) + (edge.backward ? 1 : 0))
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
            .speed_kmh = speed_of(edge, edge.cost),
            .forward = edge.forward,
            .backward = edge.backward,
            .back_kmh = speed_of(edge, edge.back_cost)};
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
