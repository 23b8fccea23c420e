// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/shapes.hpp"

/// Layers of the size of a real territory, drawn: the same on every machine.
namespace lisiere::bench {

/// The same jagged line between two corners whichever way it is walked: neighbours keep one border.
/// Pushed no further than leaves every area valid.
inline void jagged(const geo::Point& from, const geo::Point& to, int depth, geo::Ring& out) {
    if (depth == 0) {
        out.push_back(from);
        return;
    }
    const bool forwards = from.x != to.x ? from.x < to.x : from.y < to.y;
    const geo::Point& a = forwards ? from : to;
    const geo::Point& b = forwards ? to : from;
    const double push = 0.05 * std::sin(a.x * 12.9898 + a.y * 78.233 + b.x * 37.719 + b.y * 4.581);
    const geo::Point middle{(a.x + b.x) / 2 - push * (b.y - a.y),
                            (a.y + b.y) / 2 + push * (b.x - a.x)};
    jagged(from, middle, depth - 1, out);
    jagged(middle, to, depth - 1, out);
}

/// `pieces` areas that tile a square, about fifty corners each.
inline std::vector<geo::MultiPolygon> areas(std::size_t pieces, double side) {
    std::mt19937 random(20240101);
    std::vector<geo::MultiPolygon> shapes = test::patchwork(random, pieces, side);
    for (geo::MultiPolygon& shape : shapes)
        for (geo::Polygon& polygon : shape) {
            geo::Ring ring;
            for (std::size_t i = 1; i < polygon.outer.size(); ++i)
                jagged(polygon.outer[i - 1], polygon.outer[i], 3, ring);
            ring.push_back(ring.front());
            polygon.outer = std::move(ring);
        }
    return shapes;
}

/// `side` × `side` squares of 200 m.
inline std::vector<geo::MultiPolygon> grid(int side) {
    std::vector<geo::MultiPolygon> cells;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            cells.push_back(
                test::rectangle(200.0 * x, 200.0 * y, 200.0 * x + 200, 200.0 * y + 200));
    return cells;
}

}  // namespace lisiere::bench
