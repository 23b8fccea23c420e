// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// On which side of the line from a to b the point p lies: 1 left, -1 right, 0 on the line.
/// Exact for any finite coordinates whose products neither overflow nor underflow (all metres do):
/// the sign of the determinant is told by its rounded value when that is large enough, else by a
/// sum without rounding. Cost: a few operations; about 100 times more when p is all but on the
/// line. Source: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust
/// Geometric Predicates, 1997 (from the literature, not re-read).
int orientation(const Point& a, const Point& b, const Point& p);

/// Whether p lies on the segment ab, ends included. Exact, as above.
bool on_segment(const Point& a, const Point& b, const Point& p);

}  // namespace lisiere::geo
