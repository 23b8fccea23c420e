// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "io/tiles/grid.hpp"

namespace lisiere::io {

enum class PartRole : std::uint8_t { point, line, outer, hole };

/// Points, lines or rings on the grid of one zoom, in one array. Rings are not closed by a repeat;
/// holes follow their outer ring and turn the other way.
struct GridShape {
    struct Part {
        std::uint32_t end;
        PartRole role;
    };
    std::vector<GridPoint> points;
    std::vector<Part> parts;

    void clear() {
        points.clear();
        parts.clear();
    }
    /// Ends the part made of the points added since the last one.
    void close(PartRole role) {
        parts.push_back({static_cast<std::uint32_t>(points.size()), role});
    }
    std::span<const GridPoint> part(std::size_t i) const {
        const std::uint32_t first = i == 0 ? 0 : parts[i - 1].end;
        return {points.data() + first, points.data() + parts[i].end};
    }
};

struct GridBox {
    std::int32_t min_x = INT32_MAX;
    std::int32_t min_y = INT32_MAX;
    std::int32_t max_x = INT32_MIN;
    std::int32_t max_y = INT32_MIN;
};
GridBox bounds(const GridShape& shape);

/// Positive for an outer ring, clockwise on the screen.
std::int64_t twice_area(std::span<const GridPoint> ring);

enum class Axis : std::uint8_t { x, y };

/// The part of the shape with `low` <= coordinate <= `high` along an axis. A polygon that a limit
/// cuts in several places leaves rings apart, each with its holes: valid if it was (but for the
/// rounding of crossings). Crossings are rounded to the grid from the exact fraction and do not
/// depend on the direction of the segment: neighbours that share a segment share its crossings.
/// Linear in the points, n log n in the crossings. `out` is cleared first.
void clip(const GridShape& in, Axis axis, std::int32_t low, std::int32_t high, GridShape& out);

}  // namespace lisiere::io
