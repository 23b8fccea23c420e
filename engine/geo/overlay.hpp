// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

/// Robust overlay. GEOS is used in overlay.cpp only, one context per call or per thread; nothing of it
/// shows here. Inputs must be valid (see `repair`); results are valid, outer rings counter-clockwise.
namespace lisiere::geo {

struct Repair {
    MultiPolygon shape;
    bool changed = false;             ///< the input was invalid
    SquareMetres area_before;         ///< of the rings as they stood, shoelace
    SquareMetres area_after;
    std::string reason;               ///< GEOS's, with the place: "Self-intersection[705123.1 7030110.2]"
};

bool is_valid(const MultiPolygon& shape);
/// MakeValid with the structure method; parts that collapse to lines are dropped.
Repair repair(const MultiPolygon& shape);

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
SquareMetres intersection_area(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon union_of(std::span<const MultiPolygon> shapes);
MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);
/// Points of the plane within `distance` of the shape. `quadrant_segments`: arcs per quarter turn; the
/// result lies within distance × (1 - cos(π / 4 / quadrant_segments)) of the true one (16: 0.12 %... see .cpp).
MultiPolygon buffer(const MultiPolygon& shape, Metres distance, int quadrant_segments = 16);
MultiPolygon buffer_lines(const MultiLineString& lines, Metres distance, int quadrant_segments = 8);
MultiPolygon buffer_points(std::span<const Point> points, Metres distance, int quadrant_segments = 16);
/// The part of the lines inside the shape.
MultiLineString clip_lines(const MultiLineString& lines, const MultiPolygon& shape);
/// A point that lies inside.
Point point_on_surface(const MultiPolygon& shape);
/// Nearest-site areas of the points, each cut to `within`; row i belongs to points[i]. Points must differ.
std::vector<MultiPolygon> voronoi(std::span<const Point> points, const MultiPolygon& within);
/// Distance from p to the shape; 0 inside.
Metres distance_to(const MultiPolygon& shape, const Point& p);

}  // namespace lisiere::geo
