// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

double distance(const Point& a, const Point& b);  ///< metres
Metres length(std::span<const Point> line);
SquareMetres area(const MultiPolygon& shape);        ///< holes subtracted, never negative
Metres perimeter_length(const MultiPolygon& shape);  ///< outer rings and holes
Point centroid(const MultiPolygon& shape);           ///< by area; may lie outside
bool contains(
    const MultiPolygon& shape,
    const Point& p);  ///< even-odd rule; O(vertices); the rim counts as inside within rounding

/// Nearest point of the segment ab to p, and where it lies between a (0) and b (1).
struct Projection {
    Point point;
    double fraction = 0;
    double distance = 0;
};
Projection project(const Point& p, const Point& a, const Point& b);

/// Signed area of a ring by the shoelace formula, positive when counter-clockwise.
double signed_area(const Ring& ring);

}  // namespace lisiere::geo
