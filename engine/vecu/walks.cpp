// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/walks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/street/place.hpp"

namespace lisiere::vecu {

namespace {

using street::Cost;
using street::NodeIdx;

constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

}  // namespace

CellsByNode::CellsByNode(const street::StreetGraph& graph, const access::CellTies& cells)
    : graph_(graph), cells_(cells) {
    std::vector<std::uint32_t> first(graph.node_count() + 1, 0);
    const auto each = [&](auto use) {
        for (const census::CellIdx c : indices<census::CellIdx>(cells.snaps.size())) {
            if (!cells.snaps[c]) continue;
            const street::StreetGraph::Edge& edge = graph.edge(cells.snaps[c]->edge);
            use(edge.from, c);
            if (edge.to != edge.from) use(edge.to, c);
        }
    };
    each([&](NodeIdx node, census::CellIdx) { ++first[node.value() + 1]; });
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<census::CellIdx> items(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    each([&](NodeIdx node, census::CellIdx c) { items[next[node.value()]++] = c; });
    by_node_ = {std::move(first), std::move(items)};
}

WalksTo::WalksTo(const CellsByNode& cells) : cells_(cells), reach_(cells.graph()) {}

std::span<const TimedCell> WalksTo::run(const street::Snap& facility, Minutes limit) {
    facility_ = facility;
    found_.clear();
    if (++round_ == 0) {
        // After 2^32 runs old rounds would look new.
        std::fill(seen_.begin(), seen_.end(), 0U);
        round_ = 1;
    }
    reach_.run(facility, access::limit_cost(limit), street::Direction::backward);
    const auto look_at = [&](NodeIdx node) {
        for (const census::CellIdx cell : cells_.at(node)) {
            if (cell.value() >= seen_.size()) seen_.resize(cell.value() + 1, 0);
            if (seen_[cell.value()] == round_) continue;
            seen_[cell.value()] = round_;
            const Cost cost = reach_.cost(cells_.snap(cell));
            if (cost != street::unreached) found_.push_back({cell, cost});
        }
    };
    for (const NodeIdx node : reach_.reached()) look_at(node);
    // Cells on the facility's own street, when its ends are out of reach.
    const street::StreetGraph::Edge& own = cells_.graph().edge(facility.edge);
    look_at(own.from);
    look_at(own.to);
    std::sort(found_.begin(), found_.end(),
              [](const TimedCell& a, const TimedCell& b) { return a.cell < b.cell; });
    return found_;
}

NodeIdx WalksTo::first_node(const street::Snap& from) const {
    const street::StreetGraph::Edge& edge = cells_.graph().edge(from.edge);
    const street::EndCosts ends = street::leaving(edge, from.along_mm);
    NodeIdx best;
    std::uint64_t least = never;
    const auto offer = [&](NodeIdx node, const std::optional<Cost>& rest) {
        if (!rest || reach_.cost(node) == street::unreached) return;
        const std::uint64_t cost = std::uint64_t{reach_.cost(node)} + *rest;
        if (cost < least) {
            least = cost;
            best = node;
        }
    };
    offer(edge.from, ends.from);
    offer(edge.to, ends.to);
    return best;
}

bool WalksTo::goes_straight(const street::Snap& from) const {
    const street::StreetGraph::Edge& edge = cells_.graph().edge(from.edge);
    const auto direct = street::along(edge, from.along_mm, facility_.along_mm);
    if (!direct) return false;
    const Cost whole = reach_.cost(from);
    return whole != street::unreached &&
           std::uint64_t{whole} == std::uint64_t{*direct} + facility_.off_cost + from.off_cost;
}

}  // namespace lisiere::vecu
