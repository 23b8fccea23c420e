// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// R-tree over boxes (packed, immutable). Boost.Geometry in spatial_index.cpp only. Reading from
/// several threads is safe. Results are sorted by position, so that they do not depend on the
/// tree's shape.
class BoxIndex {
  public:
    explicit BoxIndex(std::span<const Box> boxes);
    ~BoxIndex();
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;

    /// Positions of the boxes that meet `query`, ascending. `out` is cleared first.
    void query(const Box& query, std::vector<std::uint32_t>& out) const;

  private:
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

}  // namespace lisiere::geo
