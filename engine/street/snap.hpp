// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/street/street_graph.hpp"

namespace lisiere::street {

struct SnapOptions {
    Metres limit{500};  ///< DEFAULT: 500 m; beyond it a point is not tied
    std::size_t large_component =
        200;  ///< DEFAULT: a component with at least this many nodes is as good as the main one
    double off_network_kmh = 3.6;  ///< DEFAULT: 3.6 km/h between the point and the street
};

/// A place on the network: on edge `edge`, `along_mm` from its `from` end.
struct Snap {
    EdgeIdx edge;
    std::uint32_t along_mm = 0;
    geo::Point at{};
    double off_m = 0;   ///< straight distance from the point to `at`
    Cost off_cost = 0;  ///< time to walk it; part of every travel time
};

/// Ties points to the nearest point of the nearest admissible edge: on the main component, or on
/// another one that is large. Exact: a uniform grid of edge segments, searched in rings. Beyond the
/// limit: nothing. Safe to read from several threads. Ties: lowest edge, then the place nearest its
/// `from` end. Keeps a reference to the graph, which must outlive it. Cost: the cells within the
/// distance found; memory: about 9 bytes a segment.
class Snapper {
  public:
    /// `base`: of streets that a scenario edits, the snapper of those before. Points are then tied
    /// where they were, from as far: a street cut in two has other numbers and the same places.
    /// It must outlive this one.
    Snapper(const StreetGraph& graph, SnapOptions options = {}, const Snapper* base = nullptr);
    ~Snapper();
    Snapper(Snapper&&) noexcept;
    Snapper& operator=(Snapper&&) noexcept;

    std::optional<Snap> snap(const geo::Point& p) const;

  private:
    struct Impl;
    std::optional<Snap> snap_here(const geo::Point& p) const;

    std::unique_ptr<Impl> impl_;
    const Snapper* base_ = nullptr;
};

}  // namespace lisiere::street
