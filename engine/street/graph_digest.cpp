// SPDX-License-Identifier: Apache-2.0
#include "engine/street/graph_digest.hpp"

#include "engine/core/archive.hpp"

namespace lisiere::street {

Digest digest_of(const StreetGraph& graph) {
    archive::Digesting sink;
    sink.put(static_cast<std::uint64_t>(graph.node_count()));
    for (const NodeIdx node : indices<NodeIdx>(graph.node_count()))
        archive::put(sink, graph.position(node));
    sink.put(static_cast<std::uint64_t>(graph.edge_count()));
    for (const EdgeIdx at : indices<EdgeIdx>(graph.edge_count())) {
        const StreetGraph::Edge& edge = graph.edge(at);
        archive::put(sink, edge);
        archive::put(sink, graph.kind_name(edge.kind));
        for (const geo::Point& point : graph.line(at)) archive::put(sink, point);
    }
    return sink.digest();
}

}  // namespace lisiere::street
