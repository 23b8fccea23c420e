// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// A square of a published grid, told by its identifier alone.
struct GridSquare {
    int epsg = 0;
    double size = 0;   ///< metres
    double south = 0;  ///< south-west corner, in `epsg`
    double west = 0;

    geo::Box box() const { return {west, south, west + size, south + size}; }
};

/// "CRS3035RES200mN2029800E4252400" (INSEE, Eurostat; any case) → EPSG 3035, 200 m, its south-west
/// corner. The short INSPIRE form "200mN2029800E4252400" is taken as EPSG:3035. nullopt when it is
/// not such an id.
std::optional<GridSquare> parse_grid_id(std::string_view id);

}  // namespace lisiere::io
