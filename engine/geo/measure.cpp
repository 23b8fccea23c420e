// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/measure.hpp"

#include <cmath>

namespace lisiere::geo {

double distance(const Point& a, const Point& b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

Metres length(std::span<const Point> line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i) total += distance(line[i - 1], line[i]);
    return Metres{total};
}

double signed_area(const Ring& ring) {
    if (ring.empty()) return 0;
    // Around the first point: national coordinates squared would cost digits.
    const Point& o = ring.front();
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice +=
            (ring[i - 1].x - o.x) * (ring[i].y - o.y) - (ring[i].x - o.x) * (ring[i - 1].y - o.y);
    return twice / 2;
}

SquareMetres area(const MultiPolygon& shape) {
    double total = 0;
    for (const Polygon& polygon : shape) {
        double part = std::abs(signed_area(polygon.outer));
        for (const Ring& hole : polygon.holes) part -= std::abs(signed_area(hole));
        total += std::max(part, 0.0);
    }
    return SquareMetres{total};
}

Metres perimeter_length(const MultiPolygon& shape) {
    Metres total;
    for (const Polygon& polygon : shape) {
        total += length(polygon.outer);
        for (const Ring& hole : polygon.holes) total += length(hole);
    }
    return total;
}

Point centroid(const MultiPolygon& shape) {
    LISIERE_EXPECTS(!shape.empty() && !shape.front().outer.empty());
    const Point o = shape.front().outer.front();
    double twice = 0;
    double x = 0;
    double y = 0;
    const auto add = [&](const Ring& ring, double sign) {
        const double direction = signed_area(ring) < 0 ? -sign : sign;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double ax = ring[i - 1].x - o.x;
            const double ay = ring[i - 1].y - o.y;
            const double bx = ring[i].x - o.x;
            const double by = ring[i].y - o.y;
            const double cross = direction * (ax * by - bx * ay);
            twice += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
    };
    for (const Polygon& polygon : shape) {
        add(polygon.outer, 1);
        for (const Ring& hole : polygon.holes) add(hole, -1);
    }
    if (twice <= 0) return o;
    return {o.x + x / (3 * twice), o.y + y / (3 * twice)};
}

bool contains(const MultiPolygon& shape, const Point& p) {
    bool inside = false;
    const auto cross = [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Point& a = ring[i - 1];
            const Point& b = ring[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
    };
    for (const Polygon& polygon : shape) {
        cross(polygon.outer);
        for (const Ring& hole : polygon.holes) cross(hole);
    }
    return inside;
}

Projection project(const Point& p, const Point& a, const Point& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    double t = squared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0;
    t = std::min(1.0, std::max(0.0, t));
    const Point at{a.x + t * dx, a.y + t * dy};
    return {at, t, distance(p, at)};
}

}  // namespace lisiere::geo
