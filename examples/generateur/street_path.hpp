// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <queue>
#include <vector>

#include "examples/generateur/streets.hpp"

namespace lisiere::demo {

template <class Factor>
std::vector<Stretch> Network::path(int from, int to, Factor factor) const {
    std::vector<double> cost(nodes.size(), 1e18);
    std::vector<int> through(nodes.size(), -1);
    using Item = std::pair<double, int>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    cost[static_cast<std::size_t>(from)] = 0;
    queue.push({0, from});
    while (!queue.empty()) {
        const auto [c, v] = queue.top();
        queue.pop();
        if (c > cost[static_cast<std::size_t>(v)]) continue;
        if (v == to) break;
        for (const int s : at[static_cast<std::size_t>(v)]) {
            const double f = factor(streets[static_cast<std::size_t>(s)]);
            if (f < 0) continue;
            const int w = opposite(s, v);
            const double next = c + f * length(line(s));
            if (next < cost[static_cast<std::size_t>(w)]) {
                cost[static_cast<std::size_t>(w)] = next;
                through[static_cast<std::size_t>(w)] = s;
                queue.push({next, w});
            }
        }
    }
    std::vector<Stretch> found;
    for (int v = to; v != from;) {
        const int s = through[static_cast<std::size_t>(v)];
        if (s < 0) return {};
        found.push_back({s, streets[static_cast<std::size_t>(s)].to == v});
        v = opposite(s, v);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace lisiere::demo
