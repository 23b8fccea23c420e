// SPDX-License-Identifier: Apache-2.0
#include "engine/street/ranked.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"
#include "engine/street/spread.hpp"

namespace lisiere::street {
namespace {

/// The k least labels of different sites, ascending. False when nothing changed.
bool insert(std::span<std::uint64_t> kept, std::uint64_t label) {
    if (label >= kept.back()) return false;
    std::size_t last = kept.size() - 1;
    for (std::size_t i = 0; i < kept.size() && kept[i] != no_label; ++i)
        if (site_of(kept[i]) == site_of(label)) {
            if (kept[i] <= label) return false;
            last = i;
        }
    std::size_t at = last;
    for (; at > 0 && kept[at - 1] > label; --at) kept[at] = kept[at - 1];
    kept[at] = label;
    return true;
}

/// The k least labels of each node.
struct KeptLabels {
    std::size_t k;
    std::vector<std::uint64_t> labels;

    bool put(std::uint32_t node, std::uint64_t label) {
        return insert({labels.data() + node * k, k}, label);
    }
    bool holds(std::uint32_t node, std::uint64_t label) const {
        const std::uint64_t* first = at(node);
        return std::find(first, first + k, label) != first + k;
    }
    const std::uint64_t* at(std::uint32_t node) const { return labels.data() + node * k; }
};

}  // namespace

Ranked ranked(const StreetGraph& graph, std::span<const Snap> sites, std::size_t k, Cost limit) {
    LISIERE_EXPECTS(limit < unreached && k > 0);
    KeptLabels kept{k, std::vector<std::uint64_t>(graph.node_count() * k, no_label)};
    spread(graph.incoming_hops(), graph.mean_cost(), graph.largest_cost(),
           site_offers(graph, sites, limit), limit, kept);
    return {k, std::move(kept.labels), ordered_by_edge(sites), limit};
}

std::vector<RankedSite> ranked_from(const StreetGraph& graph, const Ranked& ranked,
                                    std::span<const Snap> sites, const Snap& origin) {
    const StreetGraph::Edge& edge = graph.edge(origin.edge);
    std::vector<std::uint64_t> kept(ranked.k, no_label);
    const auto offer = [&](std::uint64_t cost, std::uint32_t site) {
        cost += origin.off_cost;
        if (cost <= ranked.limit) insert(kept, label_of(cost, site));
    };
    const auto through = [&](NodeIdx end, std::optional<Cost> part) {
        if (!part) return;
        for (std::size_t i = 0; i < ranked.k; ++i) {
            const std::uint64_t label = ranked.labels[end.value() * ranked.k + i];
            if (label == no_label) break;
            offer(std::uint64_t{*part} + cost_of_label(label), site_of(label));
        }
    };
    const EndCosts ends = leaving(edge, origin.along_mm);
    through(edge.from, ends.from);
    through(edge.to, ends.to);
    const auto before = [sites](std::uint32_t site, EdgeIdx e) { return sites[site].edge < e; };
    for (auto it =
             std::lower_bound(ranked.by_edge.begin(), ranked.by_edge.end(), origin.edge, before);
         it != ranked.by_edge.end() && sites[*it].edge == origin.edge; ++it)
        if (const auto direct = along(edge, origin.along_mm, sites[*it].along_mm))
            offer(std::uint64_t{*direct} + sites[*it].off_cost, *it);
    std::vector<RankedSite> list;
    for (const std::uint64_t label : kept)
        if (label != no_label) list.push_back({cost_of_label(label), site_of(label)});
    return list;
}

}  // namespace lisiere::street
