// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/street/reach.hpp"

namespace lisiere::access {

/// Places on the streets, filed by the edge they are tied to, so that a search finds those it
/// passes. Untied places are never found. Keeps its own copy of the ties.
class SiteIndex {
  public:
    SiteIndex(const street::StreetGraph& graph, std::span<const std::optional<street::Snap>> sites);

    const street::StreetGraph& graph() const { return *graph_; }
    const street::Snap& snap(std::uint32_t site) const { return *sites_[site]; }
    std::span<const std::uint32_t> on(street::EdgeIdx edge) const { return by_edge_[edge]; }
    /// Places at the very end of an edge: reached at its node even where a one-way forbids the
    /// edge.
    std::span<const std::uint32_t> at(street::NodeIdx node) const { return by_node_[node]; }
    std::size_t size() const { return sites_.size(); }

  private:
    const street::StreetGraph* graph_;
    std::vector<std::optional<street::Snap>> sites_;
    Adjacency<street::EdgeIdx, std::uint32_t> by_edge_;
    Adjacency<street::NodeIdx, std::uint32_t> by_node_;
};

struct SiteHit {
    std::uint32_t site = 0;  ///< position in the index
    street::Cost cost = 0;
};

/// All places within a walking time of an origin; one object per thread. Exact: the times are those
/// of `street::Reach`. Cost: one bounded search, and the places it passes.
class SiteSearch {
  public:
    explicit SiteSearch(const SiteIndex& index);

    /// Places within `limit` (inclusive), ascending by site; backward: those that the origin is
    /// within `limit` of. Valid until the next run.
    std::span<const SiteHit> run(const street::Snap& origin, street::Cost limit,
                                 street::Direction direction = street::Direction::forward);
    const street::Reach& reach() const { return reach_; }

  private:
    void offer(std::span<const std::uint32_t> sites);

    const SiteIndex* index_;
    street::Reach reach_;
    std::vector<SiteHit> hits_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
};

}  // namespace lisiere::access
