// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/street/offers.hpp"
#include "engine/street/street_graph.hpp"

/// Private to the folder: the search that fills the labels of all nodes from many sites at once.
namespace lisiere::street {

/// Spreads labels against the arcs until none gets lower. Labels wait in buckets by cost, as wide
/// as a typical arc, and leave a bucket in the order they came: some nodes are taken twice, but
/// there is no heap to keep, and what a label needs can be asked of memory well before its turn.
/// That is worth more: 3 to 4 times faster than by ascending cost on streets that outgrow the
/// caches. (Meyer and Sanders 2003, delta-stepping; from the literature, not re-read.)
///
/// `Labels`: `put(node, label)` keeps a label and says whether that was news, `holds(node, label)`
/// whether it is still kept, `at(node)` where it is kept. Exact whatever the width of the buckets:
/// the least labels are the only ones that no arc lowers. `mean`, `largest`: costs of the arcs.
template <class Labels>
void spread(const Adjacency<NodeIdx, Hop>& hops, Cost mean, Cost largest,
            std::span<const Offer> offers, Cost limit, Labels& labels) {
    if (offers.empty()) return;
    constexpr std::size_t most_buckets = 1U << 16U;
    const CostRange range = range_of(offers);
    const Cost span = std::min(std::max(largest, range.most - range.least), limit - range.least);
    auto shift = static_cast<std::uint32_t>(std::bit_width(mean)) - 1;
    while ((span >> shift) + 2 > most_buckets) ++shift;
    std::vector<std::vector<Offer>> buckets(std::bit_ceil(std::size_t{span >> shift} + 2));
    const std::size_t mask = buckets.size() - 1;
    std::size_t waiting = 0;
    const auto offer = [&](std::uint32_t node, std::uint64_t label) {
        if (!labels.put(node, label)) return;
        buckets[(cost_of_label(label) >> shift) & mask].push_back({node, label});
        ++waiting;
    };
    for (const Offer& o : offers) offer(o.node, o.label);

    // How many turns ahead memory is asked for: a row, the labels of what it leads to.
    constexpr std::size_t row_ahead = 16;
    constexpr std::size_t labels_ahead = 8;
    for (std::size_t current = range.least >> shift; waiting > 0; ++current) {
        auto& bucket = buckets[current & mask];
        const auto node_in = [&bucket](std::size_t turns) {
            return NodeIdx{bucket[std::min(turns, bucket.size() - 1)].node};
        };
        for (std::size_t i = 0; i < bucket.size(); ++i) {
            __builtin_prefetch(hops[node_in(i + row_ahead)].data());
            for (const Hop& hop : hops[node_in(i + labels_ahead)])
                __builtin_prefetch(labels.at(hop.head.value()));
            const Offer taken = bucket[i];
            if (!labels.holds(taken.node, taken.label)) continue;
            const Cost cost = cost_of_label(taken.label);
            for (const Hop& hop : hops[NodeIdx{taken.node}])
                if (std::uint64_t{cost} + hop.cost <= limit)
                    offer(hop.head.value(), further(taken.label, hop.cost));
        }
        waiting -= bucket.size();
        bucket.clear();
    }
}

}  // namespace lisiere::street
