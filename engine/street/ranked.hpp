// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// For every node: the `k` nearest different sites and the times to them (node → site), nearest
/// first. Ties: lowest site number. One multi-source search for all nodes. Exact. Memory: 8·k bytes
/// a node; cost: about k + 1 times that of `nearest`.
struct Ranked {
    std::size_t k = 0;
    std::vector<std::uint64_t> labels;   ///< k a node: cost << 32 | position in `sites`; ~0: none
    std::vector<std::uint32_t> by_edge;  ///< the sites' positions, ordered by (edge, position)
    Cost limit = 0;
};
Ranked ranked(const StreetGraph& graph, std::span<const Snap> sites, std::size_t k, Cost limit);

struct RankedSite {
    Cost cost = 0;
    std::uint32_t site = 0;  ///< position in `sites`
    friend bool operator==(const RankedSite&, const RankedSite&) = default;
};
/// The `k` nearest sites of a place on the network (both ends of its edge, and sites on that very
/// edge), nearest first; fewer when fewer are within the limit of `ranked`.
std::vector<RankedSite> ranked_from(const StreetGraph& graph, const Ranked& ranked,
                                    std::span<const Snap> sites, const Snap& origin);

}  // namespace lisiere::street
