// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/network_form.hpp"

#include <algorithm>
#include <limits>

#include "engine/geo/measure.hpp"

namespace lisiere::enclavement {

namespace {

using street::EdgeIdx;
using street::NodeIdx;

/// Streets of each node, both ends, loops once.
Adjacency<NodeIdx, EdgeIdx> streets_of(const street::StreetGraph& graph) {
    std::vector<std::uint32_t> first(graph.node_count() + 1, 0);
    const auto each = [&](auto use) {
        for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
            const street::StreetGraph::Edge& edge = graph.edge(e);
            if (!edge.forward && !edge.backward) continue;
            use(edge.from, e);
            if (edge.to != edge.from) use(edge.to, e);
        }
    };
    each([&](NodeIdx node, EdgeIdx) { ++first[node.value() + 1]; });
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<EdgeIdx> items(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    each([&](NodeIdx node, EdgeIdx e) { items[next[node.value()]++] = e; });
    return {std::move(first), std::move(items)};
}

NodeIdx other_end(const street::StreetGraph::Edge& edge, NodeIdx node) {
    return edge.from == node ? edge.to : edge.from;
}

/// For each edge: is it the only way between its two ends? Depth-first low points, without
/// recursion.
std::vector<bool> lone_links(const street::StreetGraph& graph,
                             const Adjacency<NodeIdx, EdgeIdx>& streets) {
    constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<bool> lone(graph.edge_count(), false);
    std::vector<std::uint32_t> order(graph.node_count(), unseen);
    std::vector<std::uint32_t> low(graph.node_count(), unseen);
    struct Frame {
        NodeIdx node;
        EdgeIdx by;
        std::size_t next;
    };
    std::vector<Frame> stack;
    std::uint32_t clock = 0;
    for (const NodeIdx root : indices<NodeIdx>(graph.node_count())) {
        if (order[root.value()] != unseen) continue;
        order[root.value()] = low[root.value()] = clock++;
        stack.push_back({root, EdgeIdx::none(), 0});
        while (!stack.empty()) {
            Frame& frame = stack.back();
            const std::span<const EdgeIdx> around = streets[frame.node];
            if (frame.next < around.size()) {
                const EdgeIdx e = around[frame.next++];
                if (e == frame.by) continue;
                const NodeIdx there = other_end(graph.edge(e), frame.node);
                std::uint32_t& own = low[frame.node.value()];
                if (order[there.value()] != unseen) {
                    own = std::min(own, order[there.value()]);
                    continue;
                }
                order[there.value()] = low[there.value()] = clock++;
                stack.push_back({there, e, 0});
                continue;
            }
            const Frame done = frame;
            stack.pop_back();
            if (stack.empty()) continue;
            std::uint32_t& parent = low[stack.back().node.value()];
            parent = std::min(parent, low[done.node.value()]);
            if (low[done.node.value()] > order[stack.back().node.value()])
                lone[done.by.value()] = true;
        }
    }
    return lone;
}

/// Parts of the graph left when some edges are taken out; numbered by their lowest node.
struct Parts {
    std::vector<std::uint32_t> of;
    std::vector<std::size_t> size;
};
template <class Passable>
Parts parts_of(const street::StreetGraph& graph, const Adjacency<NodeIdx, EdgeIdx>& streets,
               Passable passable) {
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    Parts parts{std::vector<std::uint32_t>(graph.node_count(), none), {}};
    std::vector<NodeIdx> pending;
    for (const NodeIdx root : indices<NodeIdx>(graph.node_count())) {
        if (parts.of[root.value()] != none) continue;
        const auto number = static_cast<std::uint32_t>(parts.size.size());
        parts.size.push_back(0);
        parts.of[root.value()] = number;
        pending.push_back(root);
        while (!pending.empty()) {
            const NodeIdx node = pending.back();
            pending.pop_back();
            ++parts.size[number];
            for (const EdgeIdx e : streets[node]) {
                if (!passable(e)) continue;
                const NodeIdx there = other_end(graph.edge(e), node);
                if (parts.of[there.value()] != none) continue;
                parts.of[there.value()] = number;
                pending.push_back(there);
            }
        }
    }
    return parts;
}

}  // namespace

CellMeasure single_access(const street::StreetGraph& graph,
                          std::span<const std::optional<street::Snap>> places) {
    CellMeasure measure{"acces_unique",
                        std::vector<Maybe<double>>(places.size(), Absence::non_rattache)};
    if (graph.node_count() == 0) return measure;
    const Adjacency<NodeIdx, EdgeIdx> streets = streets_of(graph);
    const std::vector<bool> lone = lone_links(graph, streets);
    const Parts parts = parts_of(graph, streets, [&](EdgeIdx e) { return !lone[e.value()]; });
    std::optional<std::uint32_t> body;
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        const std::uint32_t part = parts.of[node.value()];
        if (graph.component(node) == 0 && (!body || parts.size[part] > parts.size[*body]))
            body = part;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) continue;
        const street::StreetGraph::Edge& edge = graph.edge(places[i]->edge);
        const bool held =
            !lone[places[i]->edge.value()] && body && parts.of[edge.from.value()] == *body;
        measure.values[i] = held ? 0.0 : 1.0;
    }
    return measure;
}

NetworkForm network_form(const street::StreetGraph& graph, const geo::MultiPolygon& shape) {
    NetworkForm form;
    const geo::Box box = geo::bounds(shape);
    std::vector<bool> inside(graph.node_count(), false);
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        const geo::Point& p = graph.position(node);
        inside[node.value()] = box.contains(p) && geo::contains(shape, p);
    }
    const Adjacency<NodeIdx, EdgeIdx> streets = streets_of(graph);
    std::size_t dead_ends = 0;
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        if (!inside[node.value()]) continue;
        ++form.nodes;
        if (streets[node].size() == 1) ++dead_ends;
        for (const EdgeIdx e : streets[node]) {
            const street::StreetGraph::Edge& edge = graph.edge(e);
            if (edge.from == node && inside[edge.to.value()]) ++form.edges;
        }
    }
    const Parts parts = parts_of(graph, streets, [&](EdgeIdx e) {
        return inside[graph.edge(e).from.value()] && inside[graph.edge(e).to.value()];
    });
    std::vector<bool> seen(parts.size.size(), false);
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        if (!inside[node.value()] || seen[parts.of[node.value()]]) continue;
        seen[parts.of[node.value()]] = true;
        ++form.parts;
    }
    const auto v = static_cast<double>(form.nodes);
    form.dead_ends = form.nodes > 0 ? Maybe<double>(static_cast<double>(dead_ends) / v)
                                    : Maybe<double>(Absence::sans_objet);
    form.meshedness =
        form.nodes >= 3
            ? Maybe<double>((static_cast<double>(form.edges + form.parts) - v) / (2 * v - 5))
            : Maybe<double>(Absence::sans_objet);
    return form;
}

FragileLink fragile_link(const street::StreetGraph& graph, const geo::MultiPolygon& quarter,
                         const geo::Point& centre, const MinCutOptions& options) {
    FragileLink link;
    const geo::Box box = geo::bounds(quarter);
    std::vector<NodeIdx> sources;
    std::vector<bool> source(graph.node_count(), false);
    std::vector<bool> sink(graph.node_count(), false);
    bool any_sink = false;
    bool both = false;
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count())) {
        const geo::Point& p = graph.position(node);
        if (geo::distance(p, centre) <= options.centre_radius.value())
            sink[node.value()] = any_sink = true;
        if (box.contains(p) && geo::contains(quarter, p)) {
            source[node.value()] = true;
            sources.push_back(node);
            both = both || sink[node.value()];
        }
    }
    if (sources.empty() || !any_sink) {
        link.least = Absence::non_rattache;
        return link;
    }
    if (both) {
        link.least = Absence::sans_objet;
        return link;
    }
    const Adjacency<NodeIdx, EdgeIdx> streets = streets_of(graph);
    // Flow on each street: 0 none, 1 from → to, -1 to → from. A unit may always be sent back.
    std::vector<std::int8_t> flow(graph.edge_count(), 0);
    std::vector<EdgeIdx> by(graph.node_count());
    std::vector<bool> seen;
    std::vector<NodeIdx> queue;
    const auto open = [&](EdgeIdx e, NodeIdx from) {
        return flow[e.value()] != (graph.edge(e).from == from ? 1 : -1);
    };
    int units = 0;
    while (true) {
        seen = source;
        queue = sources;
        NodeIdx end;
        for (std::size_t head = 0; head < queue.size() && !end.valid(); ++head)
            for (const EdgeIdx e : streets[queue[head]]) {
                const NodeIdx there = other_end(graph.edge(e), queue[head]);
                if (seen[there.value()] || !open(e, queue[head])) continue;
                seen[there.value()] = true;
                by[there.value()] = e;
                if (sink[there.value()]) {
                    end = there;
                    break;
                }
                queue.push_back(there);
            }
        if (!end.valid()) break;
        if (++units > options.limit) {
            link.least = static_cast<double>(options.limit);
            link.at_least = true;
            return link;
        }
        for (NodeIdx node = end; !source[node.value()];) {
            const EdgeIdx e = by[node.value()];
            const NodeIdx before = other_end(graph.edge(e), node);
            flow[e.value()] =
                static_cast<std::int8_t>(flow[e.value()] + (graph.edge(e).from == before ? 1 : -1));
            node = before;
        }
    }
    link.least = static_cast<double>(units);
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
        const street::StreetGraph::Edge& edge = graph.edge(e);
        if ((edge.forward || edge.backward) && seen[edge.from.value()] != seen[edge.to.value()])
            link.streets.push_back(e);
    }
    return link;
}

}  // namespace lisiere::enclavement
