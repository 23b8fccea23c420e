// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::demo {

/// From EPSG:2154 to another system; longitude before latitude. Throws std::runtime_error when PROJ
/// cannot.
class Projection {
  public:
    explicit Projection(int to_epsg);
    ~Projection();
    Projection(Projection&&) noexcept;
    std::vector<geo::Point> operator()(const std::vector<geo::Point>& points) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere::demo
