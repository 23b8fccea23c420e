// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

/// Private to the folder: what searches for the nearest sites share.
namespace lisiere::street {

/// Cost and site in one number: the lower label is the nearer site or, as near, the lower one.
inline constexpr std::uint64_t no_label = ~std::uint64_t{0};
constexpr std::uint64_t label_of(std::uint64_t cost, std::uint32_t site) {
    return cost << 32U | site;
}
constexpr Cost cost_of_label(std::uint64_t label) {
    return static_cast<Cost>(label >> 32U);
}
constexpr std::uint32_t site_of(std::uint64_t label) {
    return static_cast<std::uint32_t>(label);
}
/// The same site, `cost` further.
constexpr std::uint64_t further(std::uint64_t label, Cost cost) {
    return label + (std::uint64_t{cost} << 32U);
}

/// A site as near to a node as the label says.
struct Offer {
    std::uint32_t node = 0;
    std::uint64_t label = no_label;
};
/// What each site offers the ends of its street, within the limit.
std::vector<Offer> site_offers(const StreetGraph& graph, std::span<const Snap> sites, Cost limit);

/// The sites' positions, ordered by (edge, position).
std::vector<std::uint32_t> ordered_by_edge(std::span<const Snap> sites);

/// The range of costs among some offers: what a queue starts with. Not empty.
struct CostRange {
    Cost least = unreached;
    Cost most = 0;
};
CostRange range_of(std::span<const Offer> offers);

}  // namespace lisiere::street
