// SPDX-License-Identifier: Apache-2.0
#include "engine/street/reach.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"
#include "engine/street/queue.hpp"

namespace lisiere::street {

Reach::Reach(const StreetGraph& graph) : graph_(&graph), labels_(graph.node_count()) {}

void Reach::run(std::span<const Seed> seeds, Cost limit, Direction direction) {
    LISIERE_EXPECTS(limit < unreached);
    if (++round_ == 0) {
        // After 2^32 runs old rounds would look new.
        std::fill(labels_.begin(), labels_.end(), Label{});
        round_ = 1;
    }
    limit_ = limit;
    direction_ = direction;
    origin_.reset();
    reached_.clear();
    seeds_.clear();
    for (const Seed& seed : seeds) {
        LISIERE_EXPECTS(seed.node.value() < labels_.size());
        if (seed.cost <= limit) seeds_.push_back(seed);
    }
    std::sort(seeds_.begin(), seeds_.end(), [](const Seed& a, const Seed& b) {
        return std::pair(a.node, a.cost) < std::pair(b.node, b.cost);
    });
    // Of a node seeded several times, the least counts.
    seeds_.erase(std::unique(seeds_.begin(), seeds_.end(),
                             [](const Seed& a, const Seed& b) { return a.node == b.node; }),
                 seeds_.end());
    search();
}

void Reach::run(const Snap& origin, Cost limit, Direction direction) {
    const StreetGraph::Edge& edge = graph_->edge(origin.edge);
    const EndCosts ends = direction == Direction::forward ? leaving(edge, origin.along_mm)
                                                          : arriving(edge, origin.along_mm);
    std::vector<Seed> seeds;
    if (ends.from) seeds.push_back({edge.from, *ends.from + origin.off_cost});
    if (ends.to) seeds.push_back({edge.to, *ends.to + origin.off_cost});
    run(seeds, limit, direction);
    origin_ = origin;
}

void Reach::search() {
    if (seeds_.empty()) return;
    const auto [least, most] = std::minmax_element(
        seeds_.begin(), seeds_.end(), [](const Seed& a, const Seed& b) { return a.cost < b.cost; });
    const Cost span = std::max(graph_->largest_cost(), most->cost - least->cost);
    queue_.start(least->cost, std::min(span, limit_ - least->cost), graph_->mean_cost());
    for (const Seed& seed : seeds_) {
        labels_[seed.node.value()] = {seed.cost, round_};
        queue_.push(seed.cost, seed.node.value());
    }
    const Adjacency<NodeIdx, Hop>& hops =
        direction_ == Direction::forward ? graph_->hops() : graph_->incoming_hops();
    // A bucket's rows and the labels they lead to are asked for together, before the first is
    // needed: the search waits for memory once a bucket instead of several times a node.
    const auto row = [&hops](std::uint32_t n) { __builtin_prefetch(hops[NodeIdx{n}].data()); };
    const auto heads = [&](std::uint32_t n) {
        for (const Hop& hop : hops[NodeIdx{n}]) __builtin_prefetch(&labels_[hop.head.value()]);
    };
    while (!queue_.empty()) {
        const CostQueue::Entry at = queue_.pop(row, heads);
        if (at.cost != labels_[at.node].cost) continue;
        const NodeIdx node{at.node};
        // Costs are at least 1, so that a node cannot enter the queue twice with the same cost.
        reached_.push_back(node);
        for (const Hop& hop : hops[node]) {
            const std::uint64_t cost = std::uint64_t{at.cost} + hop.cost;
            if (cost > limit_) continue;
            Label& label = labels_[hop.head.value()];
            if (label.round == round_ && label.cost <= cost) continue;
            label = {static_cast<Cost>(cost), round_};
            queue_.push(label.cost, hop.head.value());
        }
    }
}

Cost Reach::cost(const Snap& destination) const {
    const StreetGraph::Edge& edge = graph_->edge(destination.edge);
    const bool forward = direction_ == Direction::forward;
    const EndCosts ends =
        forward ? arriving(edge, destination.along_mm) : leaving(edge, destination.along_mm);
    std::uint64_t best = unreached;
    const auto offer = [&best](std::uint64_t cost) { best = std::min(best, cost); };
    if (const Cost c = cost(edge.from); ends.from && c != unreached)
        offer(std::uint64_t{c} + *ends.from);
    if (const Cost c = cost(edge.to); ends.to && c != unreached) offer(std::uint64_t{c} + *ends.to);
    if (origin_ && origin_->edge == destination.edge) {
        const std::uint32_t a = origin_->along_mm;
        const std::uint32_t b = destination.along_mm;
        if (const auto direct = forward ? along(edge, a, b) : along(edge, b, a))
            offer(std::uint64_t{origin_->off_cost} + *direct);
    }
    return best == unreached ? unreached : within(best + destination.off_cost, limit_);
}

EdgeIdx Reach::parent_edge(NodeIdx node) const {
    const Cost at = cost(node);
    if (at == unreached) return EdgeIdx::none();
    const auto seed = std::lower_bound(seeds_.begin(), seeds_.end(), node,
                                       [](const Seed& s, NodeIdx n) { return s.node < n; });
    if (seed != seeds_.end() && seed->node == node && seed->cost == at) return EdgeIdx::none();
    const bool forward = direction_ == Direction::forward;
    for (const Arc& arc : forward ? graph_->incoming(node) : graph_->arcs(node)) {
        const Cost before = cost(arc.head);
        if (before != unreached && std::uint64_t{before} + arc.cost == at) return arc.edge;
    }
    return EdgeIdx::none();
}

}  // namespace lisiere::street
