// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <utility>

#include "engine/enclavement/crossings.hpp"
#include "engine/enclavement/detour.hpp"

namespace lisiere::enclavement {
namespace {

using street::Cost;
using street::EdgeIdx;
using street::NodeIdx;

/// Least length (in millimetres) from one node to another without some streets; and whether the
/// limit was met before everything was seen. Plain Dijkstra: few nodes lie within reach of a
/// crossing.
class WaysRound {
  public:
    explicit WaysRound(const street::StreetGraph& graph)
        : graph_(graph), cost_(graph.node_count(), street::unreached) {}

    Maybe<double> metres(const Crossing& crossing, Cost limit) {
        const street::StreetGraph::Edge& edge = graph_.edge(crossing.edges.front());
        const Maybe<double> found = edge.from == edge.to
                                        ? Maybe<double>(Absence::sans_objet)
                                        : search(edge.from, edge.to, crossing.edges, limit);
        for (const NodeIdx node : seen_) cost_[node.value()] = street::unreached;
        seen_.clear();
        return found;
    }

  private:
    Maybe<double> search(NodeIdx from, NodeIdx to, const std::vector<EdgeIdx>& closed, Cost limit) {
        using Entry = std::pair<Cost, NodeIdx>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        reach(from, 0);
        queue.emplace(0, from);
        bool cut = false;
        while (!queue.empty()) {
            const auto [cost, node] = queue.top();
            queue.pop();
            if (cost > cost_[node.value()]) continue;
            if (node == to) return static_cast<double>(cost) / 1000;
            for (const street::Arc& arc : graph_.arcs(node)) {
                if (std::binary_search(closed.begin(), closed.end(), arc.edge)) continue;
                const Cost next = cost + arc.length_mm;
                if (next > limit) {
                    cut = true;
                    continue;
                }
                if (next >= cost_[arc.head.value()]) continue;
                reach(arc.head, next);
                queue.emplace(next, arc.head);
            }
        }
        return cut ? Absence::au_dela : Absence::non_desservi;
    }
    void reach(NodeIdx node, Cost cost) {
        if (cost_[node.value()] == street::unreached) seen_.push_back(node);
        cost_[node.value()] = cost;
    }

    const street::StreetGraph& graph_;
    std::vector<Cost> cost_;
    std::vector<NodeIdx> seen_;
};

}  // namespace

void find_ways_round(const street::StreetGraph& graph, Crossings& crossings,
                     const CrossingOptions& options, Threads threads) {
    const auto limit = length_cost(options.way_round);
    for_each_chunk(crossings.items.size(), 16, threads,
                   [&](std::size_t begin, std::size_t end, unsigned) {
                       WaysRound ways(graph);
                       for (std::size_t i = begin; i < end; ++i) {
                           Crossing& crossing = crossings.items[CrossingIdx{i}];
                           crossing.way_round_m = ways.metres(crossing, limit);
                       }
                   });
}

}  // namespace lisiere::enclavement
