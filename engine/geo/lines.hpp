// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/geo/geometry.hpp"

namespace lisiere::geo {

/// The point at a fraction of the way from a to b.
inline Point between(const Point& a, const Point& b, double fraction) {
    return {a.x + fraction * (b.x - a.x), a.y + fraction * (b.y - a.y)};
}

/// Where two segments cross: fractions along ab and along cd.
struct SegmentCrossing {
    double on_ab = 0;
    double on_cd = 0;
};
/// Proper crossings and touches; parallel segments do not cross.
std::optional<SegmentCrossing> segment_crossing(const Point& a, const Point& b, const Point& c,
                                                const Point& d);

/// The part of a line between two distances from its start, at least two points when from < to.
LineString cut(const LineString& line, double from_m, double to_m);

}  // namespace lisiere::geo
