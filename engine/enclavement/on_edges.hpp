// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

/// Things that lie on edges, to be read edge by edge.
class OnEdges {
  public:
    /// `edges[i]`: where thing i lies; nowhere if there is none.
    OnEdges(std::span<const std::optional<street::EdgeIdx>> edges, std::size_t edge_count)
        : first_(edge_count + 1, 0) {
        for (const auto& edge : edges)
            if (edge) ++first_[edge->value() + 1];
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        things_.resize(first_.back());
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t thing = 0; thing < edges.size(); ++thing)
            if (edges[thing])
                things_[next[edges[thing]->value()]++] = static_cast<std::uint32_t>(thing);
    }

    /// Ascending.
    std::span<const std::uint32_t> on(street::EdgeIdx edge) const {
        const std::uint32_t begin = first_[edge.value()];
        return {things_.data() + begin, first_[edge.value() + 1] - begin};
    }

  private:
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> things_;
};

}  // namespace lisiere::enclavement
