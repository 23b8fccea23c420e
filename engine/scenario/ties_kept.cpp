// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/ties_kept.hpp"

#include <set>
#include <utility>
#include <vector>

#include "engine/street/tie_flags.hpp"

namespace lisiere::scenario {
namespace {

using street::EdgeIdx;
using street::EdgeInput;
using street::NodeIdx;
using street::StreetGraph;

bool large(const StreetGraph& streets, NodeIdx node, std::size_t large_component) {
    const std::uint32_t component = streets.component(node);
    return component == 0 || streets.component_size(component) >= large_component;
}

/// The same streets, with a flag on some of them.
StreetGraph flagged(StreetGraph graph, const std::vector<EdgeIdx>& edges, std::uint8_t flag) {
    if (edges.empty()) return graph;
    std::vector<EdgeInput> with_flag;
    for (const EdgeIdx e : edges) {
        with_flag.push_back(street::input_of(graph, e));
        with_flag.back().flags |= flag;
    }
    return street::changed(graph, edges, {}, with_flag);
}

}  // namespace

bool tied_to(const StreetGraph& streets, EdgeIdx e, std::size_t large_component) {
    const StreetGraph::Edge& edge = streets.edge(e);
    return streets.component(edge.from) == streets.component(edge.to) &&
           large(streets, edge.from, large_component) && (edge.flags & street::never_tied) == 0;
}

KeptTies tied_to_parts_cut_off(StreetGraph graph, const StreetGraph& before,
                               std::size_t large_component) {
    KeptTies kept;
    std::vector<bool> cut_off(graph.node_count(), false);
    for (const NodeIdx node : indices<NodeIdx>(before.node_count()))
        if (large(before, node, large_component) && !large(graph, node, large_component)) {
            cut_off[node.value()] = true;
            if (!graph.arcs(node).empty()) ++kept.crossings;
        }
    // Of a street that is cut twice both ends of the middle piece are new.
    std::set<std::int64_t> ways;
    for (const EdgeIdx e : indices<EdgeIdx>(before.edge_count()))
        if (tied_to(before, e, large_component)) ways.insert(before.edge(e).way);
    const auto is_new = [&](NodeIdx node) { return node.value() >= before.node_count(); };
    std::vector<EdgeIdx> edges;
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
        const StreetGraph::Edge& edge = graph.edge(e);
        const bool middle = is_new(edge.from) && is_new(edge.to) &&
                            !large(graph, edge.from, large_component) && ways.contains(edge.way);
        if (middle || cut_off[edge.from.value()] || cut_off[edge.to.value()]) edges.push_back(e);
    }
    kept.graph = flagged(std::move(graph), edges, street::tied_though_small);
    return kept;
}

KeptTies untied_from_parts_joined(StreetGraph graph, const StreetGraph& before,
                                  std::size_t large_component) {
    KeptTies kept;
    std::vector<bool> joined(graph.node_count(), false);
    for (const NodeIdx node : indices<NodeIdx>(before.node_count()))
        if (!large(before, node, large_component) && large(graph, node, large_component)) {
            joined[node.value()] = true;
            ++kept.crossings;
        }
    if (kept.crossings == 0) {
        kept.graph = std::move(graph);
        return kept;
    }
    std::set<std::int64_t> ways;  // of the streets there; added ways have numbers of their own
    for (const EdgeIdx e : indices<EdgeIdx>(before.edge_count()))
        if (joined[before.edge(e).from.value()]) ways.insert(before.edge(e).way);
    std::vector<EdgeIdx> edges;
    std::vector<bool> taken(graph.edge_count(), false);
    // Until nothing moves: where a street is cut twice, both ends of the middle piece are new.
    for (bool moved = true; moved;) {
        moved = false;
        for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
            const StreetGraph::Edge& edge = graph.edge(e);
            if (taken[e.value()] || !ways.contains(edge.way)) continue;
            if (!joined[edge.from.value()] && !joined[edge.to.value()]) continue;
            joined[edge.from.value()] = joined[edge.to.value()] = true;
            taken[e.value()] = moved = true;
            if ((edge.flags & street::tied_though_small) == 0) edges.push_back(e);
        }
    }
    kept.graph = flagged(std::move(graph), edges, street::never_tied);
    return kept;
}

}  // namespace lisiere::scenario
