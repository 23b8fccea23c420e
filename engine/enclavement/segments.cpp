// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/segments.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"

namespace lisiere::enclavement {

namespace {

std::vector<Segment> segments_of(std::span<const geo::LineString> lines) {
    std::vector<Segment> segments;
    for (std::size_t owner = 0; owner < lines.size(); ++owner) {
        double along = 0;
        for (std::size_t i = 0; i + 1 < lines[owner].size(); ++i) {
            const geo::Point& a = lines[owner][i];
            const geo::Point& b = lines[owner][i + 1];
            segments.push_back(
                {a, b, static_cast<std::uint32_t>(owner), static_cast<std::uint32_t>(i), along});
            along += geo::distance(a, b);
        }
    }
    return segments;
}

geo::BoxIndex index_of(const std::vector<Segment>& segments) {
    std::vector<geo::Box> boxes(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        boxes[i].extend(segments[i].a);
        boxes[i].extend(segments[i].b);
    }
    return geo::BoxIndex(boxes);
}

}  // namespace

SegmentIndex::SegmentIndex(std::span<const geo::LineString> lines)
    : segments_(segments_of(lines)), index_(index_of(segments_)) {}

geo::BoxIndex index_of(std::span<const geo::Point> points) {
    std::vector<geo::Box> boxes(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) boxes[i].extend(points[i]);
    return geo::BoxIndex(boxes);
}

double length_in_disc(const geo::Point& a, const geo::Point& b, const geo::Point& centre,
                      double radius) {
    const double ux = b.x - a.x;
    const double uy = b.y - a.y;
    const double squared = ux * ux + uy * uy;
    if (squared == 0) return 0;
    const double wx = a.x - centre.x;
    const double wy = a.y - centre.y;
    // |a + t u - centre|² = radius² is a quadratic in t; the chord is between its two roots.
    const double half_b = wx * ux + wy * uy;
    const double discriminant = half_b * half_b - squared * (wx * wx + wy * wy - radius * radius);
    if (discriminant <= 0) return 0;
    const double root = std::sqrt(discriminant);
    const double enter = std::max(0.0, (-half_b - root) / squared);
    const double leave = std::min(1.0, (-half_b + root) / squared);
    return leave > enter ? (leave - enter) * std::sqrt(squared) : 0;
}

double line_length(std::span<const geo::Point> line) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += geo::distance(line[i], line[i + 1]);
    return length;
}

geo::MultiLineString clip_to_box(const geo::LineString& line, const geo::Box& box) {
    geo::MultiLineString parts;
    bool open = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const geo::Point& a = line[i];
        const geo::Point& b = line[i + 1];
        double enter = 0;
        double leave = 1;
        const auto side = [&](double p, double q) {  // Liang-Barsky: keep t with p t <= q
            if (p == 0) {
                if (q < 0) leave = -1;
            } else if (p < 0) {
                enter = std::max(enter, q / p);
            } else {
                leave = std::min(leave, q / p);
            }
        };
        side(a.x - b.x, a.x - box.min_x);
        side(b.x - a.x, box.max_x - a.x);
        side(a.y - b.y, a.y - box.min_y);
        side(b.y - a.y, box.max_y - a.y);
        if (enter > leave || (enter == leave && !(a == b))) {
            open = false;
            continue;
        }
        if (!open || enter > 0) parts.push_back({geo::between(a, b, enter)});
        parts.back().push_back(leave < 1 ? geo::between(a, b, leave) : b);
        open = leave >= 1;
    }
    std::erase_if(parts, [](const geo::LineString& part) { return line_length(part) <= 0; });
    return parts;
}

}  // namespace lisiere::enclavement
