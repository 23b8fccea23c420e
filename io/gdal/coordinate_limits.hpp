// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// Degrees: two turns. PROJ and GDAL bring a longitude back by whole turns, one at a time: 1e22
/// would never end.
inline constexpr double most_degrees = 720;
/// Metres: more than twice around the Earth, no projected system reaches it.
inline constexpr double most_metres = 1e8;

/// Whether PROJ may be asked for these numbers: finite, and not beyond any place on Earth.
inline bool is_coordinate(double x, double y, bool degrees) {
    const double most = degrees ? most_degrees : most_metres;
    return std::abs(x) <= most && std::abs(y) <= most;  // NaN is not below anything
}
inline bool is_coordinate(const geo::Point& p) {
    return is_coordinate(p.x, p.y, false);
}

}  // namespace lisiere::io
