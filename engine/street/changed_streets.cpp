// SPDX-License-Identifier: Apache-2.0
#include "engine/street/changed_streets.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/digest.hpp"
#include "engine/core/error.hpp"

namespace lisiere::street {
namespace {

using DigestedEdge = std::pair<Digest, EdgeIdx>;

Digest digest_of_edge(const StreetGraph& graph, EdgeIdx at) {
    const StreetGraph::Edge& edge = graph.edge(at);
    Digester digester;
    digester.add(edge.from.value()).add(edge.to.value()).add(edge.length_mm).add(edge.cost);
    digester.add(edge.back_cost).add(edge.flags).add(edge.layer).add(edge.forward);
    digester.add(edge.backward).add(edge.way).add(graph.kind_name(edge.kind));
    for (const geo::Point& point : graph.line(at)) digester.add(point.x).add(point.y);
    return digester.digest();
}

/// By digest; two edges that are alike in all count twice.
std::vector<DigestedEdge> digested(const StreetGraph& graph) {
    std::vector<DigestedEdge> edges;
    edges.reserve(graph.edge_count());
    for (const EdgeIdx edge : indices<EdgeIdx>(graph.edge_count()))
        edges.emplace_back(digest_of_edge(graph, edge), edge);
    std::sort(edges.begin(), edges.end());
    return edges;
}

/// Of `edges`, those that `others` has not, in order.
std::vector<EdgeIdx> missing(const std::vector<DigestedEdge>& edges,
                             const std::vector<DigestedEdge>& others) {
    std::vector<EdgeIdx> alone;
    auto other = others.begin();
    for (const auto& [digest, edge] : edges) {
        while (other != others.end() && other->first < digest) ++other;
        if (other != others.end() && other->first == digest)
            ++other;
        else
            alone.push_back(edge);
    }
    return alone;
}

}  // namespace

ChangedStreets changed_streets(const StreetGraph& before, const StreetGraph& after) {
    LISIERE_EXPECTS(after.node_count() >= before.node_count());
    const std::vector<DigestedEdge> was = digested(before);
    const std::vector<DigestedEdge> is = digested(after);
    ChangedStreets changes;
    changes.edges.assign(before.edge_count(), false);
    const auto ends = [&](const StreetGraph& graph, EdgeIdx edge) {
        for (const NodeIdx node : {graph.edge(edge).from, graph.edge(edge).to})
            if (node.value() < before.node_count()) changes.nodes.push_back(node);
    };
    for (const EdgeIdx edge : missing(was, is)) {
        changes.edges[edge.value()] = true;
        ends(before, edge);
    }
    for (const EdgeIdx edge : missing(is, was)) ends(after, edge);
    std::sort(changes.nodes.begin(), changes.nodes.end());
    changes.nodes.erase(std::unique(changes.nodes.begin(), changes.nodes.end()),
                        changes.nodes.end());
    return changes;
}

std::vector<bool> touched(const StreetGraph& before, const ChangedStreets& changes,
                          std::span<const std::optional<Snap>> places, Cost limit,
                          bool off_network) {
    std::vector<Seed> seeds;
    for (const NodeIdx node : changes.nodes) seeds.push_back({node, 0});
    Reach reach(before);
    reach.run(seeds, limit, Direction::backward);
    std::vector<bool> result(places.size(), false);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) continue;
        Snap place = *places[i];
        if (!off_network) place.off_cost = 0;
        result[i] = changes.edges[place.edge.value()] || reach.cost(place) != unreached;
    }
    return result;
}

}  // namespace lisiere::street
