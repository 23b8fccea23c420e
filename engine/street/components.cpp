// SPDX-License-Identifier: Apache-2.0
#include "engine/street/components.hpp"

#include <algorithm>

#include "engine/core/disjoint_sets.hpp"

namespace lisiere::street {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

/// From any labels under the number of nodes to numbers by size.
Components numbered(const std::vector<std::uint32_t>& label) {
    std::vector<std::size_t> size(label.size(), 0);
    std::vector<std::uint32_t> labels;  // by lowest node
    for (const std::uint32_t l : label)
        if (size[l]++ == 0) labels.push_back(l);
    std::stable_sort(labels.begin(), labels.end(),
                     [&size](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
    Components found{IndexedVector<NodeIdx, std::uint32_t>(label.size()), {}};
    std::vector<std::uint32_t> number(label.size(), 0);
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        number[labels[i]] = i;
        found.size.push_back(size[labels[i]]);
    }
    for (std::size_t n = 0; n < label.size(); ++n) found.of_node[NodeIdx{n}] = number[label[n]];
    return found;
}

}  // namespace

Components components_of(const Adjacency<NodeIdx, Hop>& hops) {
    DisjointSets sets(hops.rows());
    for (std::uint32_t n = 0; n < hops.rows(); ++n)
        for (const Hop& hop : hops[NodeIdx{n}]) sets.unite(n, hop.head.value());
    std::vector<std::uint32_t> roots(hops.rows());
    for (std::uint32_t n = 0; n < roots.size(); ++n) roots[n] = sets.root(n);
    return numbered(roots);
}

Components strong_components(const Adjacency<NodeIdx, Hop>& hops) {
    const auto nodes = static_cast<std::uint32_t>(hops.rows());
    std::vector<std::uint32_t> label(nodes, none);
    std::vector<std::uint32_t> order(nodes, none);  // when first seen
    std::vector<std::uint32_t> low(nodes, none);    // the earliest seen that it leads back to
    std::vector<std::uint32_t> open;                // seen, of no component yet
    struct Step {
        std::uint32_t node;
        std::uint32_t next;  // which of its arcs comes next
    };
    std::vector<Step> path;
    std::uint32_t seen = 0;
    const auto enter = [&](std::uint32_t n) {
        order[n] = low[n] = seen++;
        open.push_back(n);
        path.push_back({n, 0});
    };
    for (std::uint32_t start = 0; start < nodes; ++start) {
        if (order[start] != none) continue;
        enter(start);
        while (!path.empty()) {
            const std::uint32_t n = path.back().node;
            const auto row = hops[NodeIdx{n}];
            if (path.back().next < row.size()) {
                const std::uint32_t head = row[path.back().next++].head.value();
                if (order[head] == none)
                    enter(head);
                else if (label[head] == none)
                    low[n] = std::min(low[n], order[head]);
                continue;
            }
            path.pop_back();
            if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[n]);
            if (low[n] != order[n]) continue;
            std::uint32_t member = none;
            do {
                member = open.back();
                open.pop_back();
                label[member] = n;
            } while (member != n);
        }
    }
    return numbered(label);
}

}  // namespace lisiere::street
