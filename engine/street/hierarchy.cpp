// SPDX-License-Identifier: Apache-2.0
#include "engine/street/hierarchy.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/street/contraction.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::street {
namespace {

Adjacency<NodeIdx, Hop> rows(const std::vector<std::uint32_t>& order,
                             const IndexedVector<NodeIdx, std::uint32_t>& place,
                             const std::vector<std::vector<Hop>>& arcs) {
    std::vector<std::uint32_t> first{0};
    std::vector<Hop> items;
    for (auto node = order.rbegin(); node != order.rend(); ++node) {
        const std::size_t from = items.size();
        for (const Hop& hop : arcs[*node]) items.push_back({NodeIdx{place[hop.head]}, hop.cost});
        std::sort(items.begin() + static_cast<std::ptrdiff_t>(from), items.end(),
                  [](const Hop& a, const Hop& b) { return a.head < b.head; });
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

}  // namespace

/// The search upwards from one place; one per thread.
class Climb {
  public:
    struct Met {
        std::uint32_t place;
        Cost cost;
    };

    Climb(const Hierarchy& hierarchy, Direction direction)
        : hierarchy_(hierarchy),
          forward_(direction == Direction::forward),
          labels_(hierarchy.place_.size()) {}

    /// Places met within the limit by the fastest ways, as far as climbing tells; the off-network
    /// walk counts.
    const std::vector<Met>& run(const Snap& from, Cost limit) {
        ++round_;
        met_.clear();
        heap_.clear();
        const StreetGraph::Edge& edge = hierarchy_.graph_->edge(from.edge);
        const EndCosts ends =
            forward_ ? leaving(edge, from.along_mm) : arriving(edge, from.along_mm);
        const auto start = [&](NodeIdx node, std::optional<Cost> part) {
            if (part) offer(hierarchy_.place_[node], std::uint64_t{from.off_cost} + *part, limit);
        };
        start(edge.from, ends.from);
        start(edge.to, ends.to);
        const auto& up = forward_ ? hierarchy_.up_ : hierarchy_.down_;
        const auto& down = forward_ ? hierarchy_.down_ : hierarchy_.up_;
        while (!heap_.empty()) {
            std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
            const auto cost = static_cast<Cost>(heap_.back() >> 32U);
            const auto at = static_cast<std::uint32_t>(heap_.back());
            heap_.pop_back();
            if (cost != labels_[at].cost) continue;
            if (beaten(down[NodeIdx{at}], cost)) continue;
            met_.push_back({at, cost});
            for (const Hop& hop : up[NodeIdx{at}])
                offer(hop.head.value(), std::uint64_t{cost} + hop.cost, limit);
        }
        return met_;
    }

  private:
    struct Label {
        Cost cost = 0;
        std::uint32_t round = 0;
    };

    /// Is it faster through a place above: then the fastest way does not climb through here.
    bool beaten(std::span<const Hop> from_above, Cost cost) const {
        return std::any_of(from_above.begin(), from_above.end(), [&](const Hop& hop) {
            const Label& label = labels_[hop.head.value()];
            return label.round == round_ && std::uint64_t{label.cost} + hop.cost < cost;
        });
    }
    void offer(std::uint32_t at, std::uint64_t cost, Cost limit) {
        if (cost > limit) return;
        Label& label = labels_[at];
        if (label.round == round_ && label.cost <= cost) return;
        label = {static_cast<Cost>(cost), round_};
        heap_.push_back(cost << 32U | at);
        std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
    }

    const Hierarchy& hierarchy_;
    bool forward_;
    std::vector<Label> labels_;
    std::vector<std::uint64_t> heap_;
    std::vector<Met> met_;
    std::uint32_t round_ = 0;
};

Hierarchy::Hierarchy(const StreetGraph& graph) : graph_(&graph) {
    const Contraction contraction = contract(graph);
    place_ = IndexedVector<NodeIdx, std::uint32_t>(graph.node_count());
    auto last = static_cast<std::uint32_t>(graph.node_count());
    for (const std::uint32_t node : contraction.order) place_[NodeIdx{node}] = --last;
    up_ = rows(contraction.order, place_, contraction.leaving);
    down_ = rows(contraction.order, place_, contraction.entering);
}

std::vector<Cost> Hierarchy::matrix(std::span<const Snap> origins,
                                    std::span<const Snap> destinations, Cost limit,
                                    Threads threads) const {
    LISIERE_EXPECTS(limit < unreached);
    // What each destination meets, gathered by place.
    struct Meeting {
        std::uint32_t destination;
        Cost cost;
    };
    std::vector<std::vector<Climb::Met>> met(destinations.size());
    std::vector<std::unique_ptr<Climb>> climbs(threads.count);
    for_each_chunk(destinations.size(), 64, threads,
                   [&](std::size_t begin, std::size_t end, unsigned worker) {
                       auto& climb = climbs[worker];
                       if (!climb) climb = std::make_unique<Climb>(*this, Direction::backward);
                       for (std::size_t d = begin; d < end; ++d)
                           met[d] = climb->run(destinations[d], limit);
                   });
    for (auto& climb : climbs) climb.reset();
    std::vector<std::uint32_t> first(place_.size() + 1, 0);
    for (const auto& of_one : met)
        for (const Climb::Met& m : of_one) ++first[m.place + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<Meeting> meetings(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t d = 0; d < met.size(); ++d)
        for (const Climb::Met& m : met[d]) meetings[next[m.place]++] = {d, m.cost};

    std::vector<std::uint32_t> by_edge(destinations.size());
    std::iota(by_edge.begin(), by_edge.end(), 0U);
    std::stable_sort(by_edge.begin(), by_edge.end(), [&](std::uint32_t a, std::uint32_t b) {
        return destinations[a].edge < destinations[b].edge;
    });
    std::vector<Cost> table(origins.size() * destinations.size(), unreached);
    for_each_chunk(
        origins.size(), 16, threads, [&](std::size_t begin, std::size_t end, unsigned worker) {
            auto& climb = climbs[worker];
            if (!climb) climb = std::make_unique<Climb>(*this, Direction::forward);
            for (std::size_t o = begin; o < end; ++o) {
                Cost* const row = table.data() + o * destinations.size();
                for (const Climb::Met& m : climb->run(origins[o], limit))
                    for (std::uint32_t i = first[m.place]; i < first[m.place + 1]; ++i) {
                        // Both are at most the limit: the sum of two fits 33 bits, the least is
                        // kept.
                        const std::uint64_t whole = std::uint64_t{m.cost} + meetings[i].cost;
                        if (whole < row[meetings[i].destination])
                            row[meetings[i].destination] = static_cast<Cost>(whole);
                    }
                const auto before = [&](std::uint32_t d, EdgeIdx e) {
                    return destinations[d].edge < e;
                };
                for (auto it =
                         std::lower_bound(by_edge.begin(), by_edge.end(), origins[o].edge, before);
                     it != by_edge.end() && destinations[*it].edge == origins[o].edge; ++it) {
                    const Snap& there = destinations[*it];
                    if (const auto direct =
                            along(graph_->edge(there.edge), origins[o].along_mm, there.along_mm)) {
                        const std::uint64_t whole =
                            std::uint64_t{origins[o].off_cost} + *direct + there.off_cost;
                        if (whole < row[*it]) row[*it] = static_cast<Cost>(whole);
                    }
                }
                for (std::size_t d = 0; d < destinations.size(); ++d)
                    if (row[d] > limit) row[d] = unreached;
            }
        });
    return table;
}

}  // namespace lisiere::street
