// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/territory/territory.hpp"

namespace lisiere {

/// In their order; that of a perimeter nobody has drawn is empty here, and shares nothing with
/// anything.
std::vector<geo::MultiPolygon> perimeter_shapes(std::span<const Perimeter> perimeters);
std::vector<geo::MultiPolygon> commune_shapes(const Territory& territory);
std::vector<geo::MultiPolygon> cell_shapes(const census::Population& population);

}  // namespace lisiere
