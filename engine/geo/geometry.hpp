// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>
#include <variant>
#include <vector>

namespace lisiere::geo {

/// A place in the territory's projected CRS, metres. Degrees have another type.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// Longitude and latitude in degrees (EPSG:4326, that axis order). No measure accepts it.
struct LonLat {
    double lon = 0;
    double lat = 0;
    friend bool operator==(const LonLat&, const LonLat&) = default;
};

struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
    double width() const { return empty() ? 0 : max_x - min_x; }
    double height() const { return empty() ? 0 : max_y - min_y; }
    void extend(const Point& p) {
        min_x = std::min(min_x, p.x);
        min_y = std::min(min_y, p.y);
        max_x = std::max(max_x, p.x);
        max_y = std::max(max_y, p.y);
    }
    void extend(const Box& b) {
        min_x = std::min(min_x, b.min_x);
        min_y = std::min(min_y, b.min_y);
        max_x = std::max(max_x, b.max_x);
        max_y = std::max(max_y, b.max_y);
    }
    Box grown(double margin) const {
        return empty() ? *this
                       : Box{min_x - margin, min_y - margin, max_x + margin, max_y + margin};
    }
    bool intersects(const Box& b) const {
        return min_x <= b.max_x && b.min_x <= max_x && min_y <= b.max_y && b.min_y <= max_y;
    }
    bool contains(const Point& p) const {
        return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
    }
    friend bool operator==(const Box&, const Box&) = default;
};

using LineString = std::vector<Point>;
using MultiLineString = std::vector<LineString>;

/// Closed: the last point repeats the first. Outer rings counter-clockwise, holes clockwise after
/// `repair`.
using Ring = std::vector<Point>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
    friend bool operator==(const Polygon&, const Polygon&) = default;
};

using MultiPolygon = std::vector<Polygon>;

/// What a row of an output table may hold; monostate: a table without geometry.
using Geometry = std::variant<std::monostate, Point, MultiLineString, MultiPolygon>;

inline Box bounds(const std::vector<Point>& points) {
    Box box;
    for (const Point& p : points) box.extend(p);
    return box;
}
inline Box bounds(const MultiPolygon& shape) {
    Box box;
    for (const Polygon& polygon : shape) box.extend(bounds(polygon.outer));
    return box;
}

}  // namespace lisiere::geo
