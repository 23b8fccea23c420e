// SPDX-License-Identifier: Apache-2.0
#include "engine/street/ranked.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/street/place.hpp"
#include "engine/street/queue.hpp"

namespace lisiere::street {
namespace {

constexpr std::uint64_t nothing = ~std::uint64_t{0};

std::uint64_t label_of(std::uint64_t cost, std::uint32_t site) {
    return cost << 32U | site;
}
Cost cost_of_label(std::uint64_t label) {
    return static_cast<Cost>(label >> 32U);
}
std::uint32_t site_of(std::uint64_t label) {
    return static_cast<std::uint32_t>(label);
}

/// The k least labels of different sites, ascending. False when nothing changed.
bool insert(std::span<std::uint64_t> kept, std::uint64_t label) {
    if (label >= kept.back()) return false;
    std::size_t last = kept.size() - 1;
    for (std::size_t i = 0; i < kept.size() && kept[i] != nothing; ++i)
        if (site_of(kept[i]) == site_of(label)) {
            if (kept[i] <= label) return false;
            last = i;
        }
    std::size_t at = last;
    for (; at > 0 && kept[at - 1] > label; --at) kept[at] = kept[at - 1];
    kept[at] = label;
    return true;
}

struct Search {
    const StreetGraph& graph;
    Ranked& found;
    CostQueue queue{};
    std::vector<std::uint32_t> settled{};  ///< labels of each node that are final

    std::span<std::uint64_t> of(std::uint32_t node) {
        return {found.labels.data() + node * found.k, found.k};
    }
    void offer(std::uint32_t node, std::uint64_t label) {
        const std::span<std::uint64_t> kept = of(node);
        if (!insert(kept, label)) return;
        // A node waits once for each cost: a label of the same cost is in the queue already.
        std::size_t same = 0;
        for (const std::uint64_t known : kept)
            same += known != nothing && cost_of_label(known) == cost_of_label(label) ? 1 : 0;
        if (same == 1) queue.push(cost_of_label(label), node);
    }
    void run() {
        const Adjacency<NodeIdx, Hop>& hops = graph.incoming_hops();
        const auto row = [&hops](std::uint32_t n) { __builtin_prefetch(hops[NodeIdx{n}].data()); };
        const auto heads = [&](std::uint32_t n) {
            for (const Hop& hop : hops[NodeIdx{n}])
                __builtin_prefetch(&found.labels[hop.head.value() * found.k]);
        };
        while (!queue.empty()) {
            const CostQueue::Entry at = queue.pop(row, heads);
            // Costs are at least 1: every offer as low as this cost has been made, none lower
            // comes.
            const std::span<std::uint64_t> kept = of(at.node);
            std::uint32_t& done = settled[at.node];
            for (; done < found.k && kept[done] != nothing && cost_of_label(kept[done]) == at.cost;
                 ++done)
                for (const Hop& hop : hops[NodeIdx{at.node}])
                    if (std::uint64_t{at.cost} + hop.cost <= found.limit)
                        offer(hop.head.value(), kept[done] + (std::uint64_t{hop.cost} << 32U));
        }
    }
};

}  // namespace

Ranked ranked(const StreetGraph& graph, std::span<const Snap> sites, std::size_t k, Cost limit) {
    LISIERE_EXPECTS(limit < unreached && k > 0);
    Ranked found{k, std::vector<std::uint64_t>(graph.node_count() * k, nothing),
                 std::vector<std::uint32_t>(sites.size()), limit};
    std::iota(found.by_edge.begin(), found.by_edge.end(), 0U);
    std::stable_sort(
        found.by_edge.begin(), found.by_edge.end(),
        [sites](std::uint32_t a, std::uint32_t b) { return sites[a].edge < sites[b].edge; });
    struct Start {
        std::uint32_t node;
        std::uint64_t label;
    };
    std::vector<Start> starts;
    Cost least = unreached;
    Cost most = 0;
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
        const StreetGraph::Edge& edge = graph.edge(sites[i].edge);
        const EndCosts ends = arriving(edge, sites[i].along_mm);
        const auto start = [&](NodeIdx node, std::optional<Cost> part) {
            if (!part) return;
            const std::uint64_t cost = std::uint64_t{sites[i].off_cost} + *part;
            if (cost > limit) return;
            starts.push_back({node.value(), label_of(cost, i)});
            least = std::min(least, static_cast<Cost>(cost));
            most = std::max(most, static_cast<Cost>(cost));
        };
        start(edge.from, ends.from);
        start(edge.to, ends.to);
    }
    if (starts.empty()) return found;
    Search search{graph, found, {}, std::vector<std::uint32_t>(graph.node_count(), 0)};
    const Cost span = std::max(graph.largest_cost(), most - least);
    search.queue.start(least, std::min(span, limit - least), graph.mean_cost());
    for (const Start& start : starts) search.offer(start.node, start.label);
    search.run();
    return found;
}

std::vector<RankedSite> ranked_from(const StreetGraph& graph, const Ranked& ranked,
                                    std::span<const Snap> sites, const Snap& origin) {
    const StreetGraph::Edge& edge = graph.edge(origin.edge);
    std::vector<std::uint64_t> kept(ranked.k, nothing);
    const auto offer = [&](std::uint64_t cost, std::uint32_t site) {
        cost += origin.off_cost;
        if (cost <= ranked.limit) insert(kept, label_of(cost, site));
    };
    const auto through = [&](NodeIdx end, std::optional<Cost> part) {
        if (!part) return;
        for (std::size_t i = 0; i < ranked.k; ++i) {
            const std::uint64_t label = ranked.labels[end.value() * ranked.k + i];
            if (label == nothing) break;
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
        if (label != nothing) list.push_back({cost_of_label(label), site_of(label)});
    return list;
}

}  // namespace lisiere::street
