// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/shapes.hpp"

#include <cmath>

#include "examples/generateur/projection.hpp"

namespace lisiere::demo {

Shape moved(const Shape& shape, const Tile& tile) {
    Shape out = shape;
    for (std::vector<Line>& polygon : out)
        for (Line& ring : polygon)
            for (Point& p : ring) p = tile.moved(p);
    return out;
}

Shape closed(Line ring) {
    ring.push_back(ring.front());
    return {{ring}};
}

Line in_degrees(const Line& line) {
    static const Projection to_degrees(4326);
    Line out = to_degrees(line);
    for (Point& p : out) p = {std::round(p.x * 1e7) / 1e7, std::round(p.y * 1e7) / 1e7};
    return out;
}

Shape in_degrees(const Shape& shape) {
    Shape out = shape;
    for (std::vector<Line>& polygon : out)
        for (Line& ring : polygon) ring = in_degrees(ring);
    return out;
}

}  // namespace lisiere::demo
