// SPDX-License-Identifier: Apache-2.0
#include "engine/street/offers.hpp"

#include <algorithm>
#include <numeric>

#include "engine/street/place.hpp"

namespace lisiere::street {

std::vector<Offer> site_offers(const StreetGraph& graph, std::span<const Snap> sites, Cost limit) {
    std::vector<Offer> offers;
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
        const StreetGraph::Edge& edge = graph.edge(sites[i].edge);
        const EndCosts ends = arriving(edge, sites[i].along_mm);
        const auto offer = [&](NodeIdx node, std::optional<Cost> part) {
            if (!part) return;
            const std::uint64_t cost = std::uint64_t{sites[i].off_cost} + *part;
            if (cost <= limit) offers.push_back({node.value(), label_of(cost, i)});
        };
        offer(edge.from, ends.from);
        offer(edge.to, ends.to);
    }
    return offers;
}

std::vector<std::uint32_t> ordered_by_edge(std::span<const Snap> sites) {
    std::vector<std::uint32_t> positions(sites.size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::stable_sort(positions.begin(), positions.end(), [sites](std::uint32_t a, std::uint32_t b) {
        return sites[a].edge < sites[b].edge;
    });
    return positions;
}

CostRange range_of(std::span<const Offer> offers) {
    CostRange range;
    for (const Offer& offer : offers) {
        range.least = std::min(range.least, cost_of_label(offer.label));
        range.most = std::max(range.most, cost_of_label(offer.label));
    }
    return range;
}

}  // namespace lisiere::street
