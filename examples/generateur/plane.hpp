// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::demo {

using geo::Point;
using Line = std::vector<Point>;

double distance(const Point& a, const Point& b);
double distance_to_segment(const Point& p, const Point& a, const Point& b);
double distance_to_line(const Point& p, const Line& line);
/// Least distance between two segments; 0 when they cross.
double segment_gap(const Point& a, const Point& b, const Point& c, const Point& d);
/// Crossing point of the segments' lines; false when they do not cross within both.
bool crossing(const Point& a, const Point& b, const Point& c, const Point& d, Point& at);
bool inside(const Point& p, const Line& ring);
double area(const Line& ring);
double length(const Line& line);
Point lerp(const Point& a, const Point& b, double t);
/// Whole decimetres: what is written is what was computed with.
Point rounded(const Point& p);
/// Smooth curve through control points (Catmull-Rom), a point about every `step` metres.
Line smooth(const Line& control, double step);
/// Height of a curve whose x grows along it.
double height_at(const Line& curve, double x);
/// The line moved to its left by `offset` (right when negative).
Line parallel(const Line& line, double offset);

}  // namespace lisiere::demo
