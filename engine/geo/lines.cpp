// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/lines.hpp"

#include <algorithm>

#include "engine/geo/measure.hpp"

namespace lisiere::geo {

std::optional<SegmentCrossing> segment_crossing(const Point& a, const Point& b, const Point& c,
                                                const Point& d) {
    const double ux = b.x - a.x;
    const double uy = b.y - a.y;
    const double vx = d.x - c.x;
    const double vy = d.y - c.y;
    const double cross = ux * vy - uy * vx;
    if (cross == 0) return std::nullopt;
    const double wx = c.x - a.x;
    const double wy = c.y - a.y;
    const double on_ab = (wx * vy - wy * vx) / cross;
    const double on_cd = (wx * uy - wy * ux) / cross;
    if (on_ab < 0 || on_ab > 1 || on_cd < 0 || on_cd > 1) return std::nullopt;
    return SegmentCrossing{on_ab, on_cd};
}

LineString cut(const LineString& line, double from_m, double to_m) {
    LineString part;
    double along = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double step = distance(line[i], line[i + 1]);
        const double next = along + step;
        if (step > 0 && next > from_m && along < to_m) {
            if (part.empty())
                part.push_back(
                    between(line[i], line[i + 1], std::max(0.0, (from_m - along) / step)));
            part.push_back(next <= to_m ? line[i + 1]
                                        : between(line[i], line[i + 1], (to_m - along) / step));
        }
        along = next;
    }
    return part;
}

}  // namespace lisiere::geo
