// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "engine/street/reach.hpp"
#include "engine/street/street_graph.hpp"

/// Slow and plain counterparts of the street engine, and random streets to compare them on.
namespace lisiere::test {

/// Numbers of 32 bits, the same on every machine.
class Random {
  public:
    explicit Random(std::uint32_t seed) : engine_(seed) {}
    std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

  private:
    std::mt19937 engine_;
};

struct RandomStreets {
    std::uint32_t seed = 0;
    std::size_t nodes = 20;
    std::size_t edges = 40;
    double one_way_share = 0.3;
    double uneven_share = 0.25;  ///< streets with another speed one way than the other
};

/// Random nodes in a square of 1 km and random edges between them: parallel edges, loops, bends,
/// one-ways, streets slower one way, closed edges and islands all occur.
inline std::vector<street::EdgeInput> random_edges(
    const RandomStreets& wanted, IndexedVector<street::NodeIdx, geo::Point>& nodes) {
    Random random(wanted.seed);
    const auto pick = [&random](std::size_t count) { return random() % count; };
    // Few distinct coordinates, so that equal lengths and ties are common.
    const auto place = [&] {
        return geo::Point{100.0 * static_cast<double>(pick(11)),
                          100.0 * static_cast<double>(pick(11))};
    };
    for (std::size_t n = 0; n < wanted.nodes; ++n) nodes.push_back(place());
    std::vector<street::EdgeInput> edges;
    for (std::size_t e = 0; e < wanted.edges; ++e) {
        street::EdgeInput edge;
        edge.from = street::NodeIdx{pick(wanted.nodes)};
        edge.to = street::NodeIdx{pick(wanted.nodes)};
        edge.line = {nodes[edge.from]};
        if (pick(3) == 0 || edge.from == edge.to) edge.line.push_back(place());
        edge.line.push_back(nodes[edge.to]);
        edge.kind = pick(2) == 0 ? "residential" : "footway";
        edge.speed_kmh = pick(2) == 0 ? 3.6 : 4.8;
        if (static_cast<double>(pick(1000)) < 1000 * wanted.uneven_share)
            edge.back_kmh = pick(2) == 0 ? 2.4 : 7.2;
        edge.way = static_cast<std::int64_t>(e);
        if (static_cast<double>(pick(1000)) < 1000 * wanted.one_way_share) {
            edge.forward = pick(2) == 0;
            edge.backward = !edge.forward;  // neither: closed to passage, with tests of its own
        }
        edges.push_back(std::move(edge));
    }
    return edges;
}

inline street::StreetGraph random_graph(const RandomStreets& wanted) {
    IndexedVector<street::NodeIdx, geo::Point> nodes;
    const auto edges = random_edges(wanted, nodes);
    return {nodes, edges};
}

/// A place anywhere on a random edge; its ends are common.
inline street::Snap random_place(const street::StreetGraph& graph, Random& random) {
    street::Snap place;
    place.edge = street::EdgeIdx{random() % graph.edge_count()};
    const std::uint32_t length = graph.edge(place.edge).length_mm;
    const std::uint32_t choice = random() % 4;
    place.along_mm = choice == 0 ? 0 : choice == 1 ? length : random() % (length + 1);
    place.off_cost = random() % 3 * 1000;
    return place;
}

/// Bellman-Ford: every edge is relaxed until nothing changes.
inline std::vector<street::Cost> plain_costs(const street::StreetGraph& graph,
                                             const std::vector<street::Seed>& seeds,
                                             street::Cost limit, street::Direction direction) {
    using street::unreached;
    std::vector<street::Cost> cost(graph.node_count(), unreached);
    for (const street::Seed& seed : seeds)
        if (seed.cost <= limit)
            cost[seed.node.value()] = std::min(cost[seed.node.value()], seed.cost);
    const bool forward = direction == street::Direction::forward;
    bool changed = true;
    const auto relax = [&](street::NodeIdx a, street::NodeIdx b, street::Cost step) {
        if (cost[a.value()] == unreached) return;
        const std::uint64_t there = std::uint64_t{cost[a.value()]} + step;
        if (there > limit || there >= cost[b.value()]) return;
        cost[b.value()] = static_cast<street::Cost>(there);
        changed = true;
    };
    while (changed) {
        changed = false;
        for (const auto e : indices<street::EdgeIdx>(graph.edge_count())) {
            const auto& edge = graph.edge(e);
            // Backwards, costs spread from the head of an arc to its foot.
            if (edge.forward) {
                if (forward)
                    relax(edge.from, edge.to, edge.cost);
                else
                    relax(edge.to, edge.from, edge.cost);
            }
            if (edge.backward) {
                if (forward)
                    relax(edge.to, edge.from, edge.back_cost);
                else
                    relax(edge.from, edge.to, edge.back_cost);
            }
        }
    }
    return cost;
}

/// The graph with the places made nodes (numbered from the old node count on), each edge cut at
/// them: what a search between places must agree with, off-network walks left out. Cut parts keep
/// the whole edge's costs by `cost_along`, so they may be 0: this is a list of arcs, not a
/// StreetGraph.
struct CutGraph {
    struct Arc {
        std::size_t from;
        std::size_t to;
        street::Cost cost;
    };
    std::size_t nodes = 0;
    std::vector<Arc> arcs;

    std::vector<street::Cost> costs_from(std::size_t origin) const {
        std::vector<street::Cost> cost(nodes, street::unreached);
        cost[origin] = 0;
        for (bool changed = true; changed;) {
            changed = false;
            for (const Arc& arc : arcs)
                if (cost[arc.from] != street::unreached &&
                    cost[arc.from] + arc.cost < cost[arc.to]) {
                    cost[arc.to] = cost[arc.from] + arc.cost;
                    changed = true;
                }
        }
        return cost;
    }
};

inline CutGraph cut_at(const street::StreetGraph& graph, const std::vector<street::Snap>& places) {
    CutGraph cut;
    cut.nodes = graph.node_count() + places.size();
    for (const auto e : indices<street::EdgeIdx>(graph.edge_count())) {
        const auto& edge = graph.edge(e);
        std::vector<std::pair<std::uint32_t, std::size_t>> stops{{0, edge.from.value()}};
        for (std::size_t i = 0; i < places.size(); ++i)
            if (places[i].edge == e) stops.emplace_back(places[i].along_mm, graph.node_count() + i);
        stops.emplace_back(edge.length_mm, edge.to.value());
        std::stable_sort(stops.begin(), stops.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < stops.size(); ++i) {
            const std::uint32_t here = stops[i - 1].first;
            const std::uint32_t there = stops[i].first;
            const bool same = stops[i].first == stops[i - 1].first;
            if (edge.forward || same)
                cut.arcs.push_back({stops[i - 1].second, stops[i].second,
                                    edge.cost_along(there) - edge.cost_along(here)});
            if (edge.backward || same)
                cut.arcs.push_back({stops[i].second, stops[i - 1].second,
                                    edge.back_along(there) - edge.back_along(here)});
        }
    }
    return cut;
}

}  // namespace lisiere::test
