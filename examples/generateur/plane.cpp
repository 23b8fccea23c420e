// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/plane.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::demo {

namespace {

double cross(const Point& o, const Point& a, const Point& b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

}  // namespace

double distance(const Point& a, const Point& b) {
    return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

double distance_to_segment(const Point& p, const Point& a, const Point& b) {
    const double squared = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    if (squared <= 0) return distance(p, a);
    const double t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / squared;
    return distance(p, lerp(a, b, std::clamp(t, 0.0, 1.0)));
}

double distance_to_line(const Point& p, const Line& line) {
    double best = 1e18;
    for (std::size_t i = 1; i < line.size(); ++i)
        best = std::min(best, distance_to_segment(p, line[i - 1], line[i]));
    return best;
}

bool crossing(const Point& a, const Point& b, const Point& c, const Point& d, Point& at) {
    const double denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
    if (std::abs(denominator) < 1e-12) return false;
    const double t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
    const double u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
    if (t < 0 || t > 1 || u < 0 || u > 1) return false;
    at = lerp(a, b, t);
    return true;
}

double segment_gap(const Point& a, const Point& b, const Point& c, const Point& d) {
    Point at;
    if (crossing(a, b, c, d, at)) return 0;
    return std::min(std::min(distance_to_segment(a, c, d), distance_to_segment(b, c, d)),
                    std::min(distance_to_segment(c, a, b), distance_to_segment(d, a, b)));
}

bool inside(const Point& p, const Line& ring) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point& a = ring[i];
        const Point& b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            in = !in;
    }
    return in;
}

double area(const Line& ring) {
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += cross({0, 0}, ring[j], ring[i]);
    return twice / 2;
}

double length(const Line& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
    return sum;
}

Point lerp(const Point& a, const Point& b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

Point rounded(const Point& p) {
    return {std::round(p.x * 10) / 10, std::round(p.y * 10) / 10};
}

Line smooth(const Line& control, double step) {
    Line out;
    const std::size_t last = control.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        const Point& p1 = control[i];
        const Point& p2 = control[i + 1];
        const Point p0 = i > 0 ? control[i - 1] : lerp(p1, p2, -1);
        const Point p3 = i + 2 <= last ? control[i + 2] : lerp(p2, p1, -1);
        const int pieces = std::max(1, static_cast<int>(distance(p1, p2) / step));
        for (int k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            const auto at = [&](double a, double b, double c, double d) {
                return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                              (3 * b - a - 3 * c + d) * t * t * t);
            };
            out.push_back(rounded({at(p0.x, p1.x, p2.x, p3.x), at(p0.y, p1.y, p2.y, p3.y)}));
        }
    }
    out.push_back(rounded(control[last]));
    return out;
}

double height_at(const Line& curve, double x) {
    const auto after = std::lower_bound(curve.begin(), curve.end(), x,
                                        [](const Point& p, double value) { return p.x < value; });
    if (after == curve.begin()) return curve.front().y;
    if (after == curve.end()) return curve.back().y;
    const Point& a = *(after - 1);
    const Point& b = *after;
    return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
}

Line parallel(const Line& line, double offset) {
    Line out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Point& a = line[i > 0 ? i - 1 : 0];
        const Point& b = line[std::min(i + 1, line.size() - 1)];
        const double d = distance(a, b);
        out.push_back(
            rounded({line[i].x - (b.y - a.y) / d * offset, line[i].y + (b.x - a.x) / d * offset}));
    }
    return out;
}

}  // namespace lisiere::demo
