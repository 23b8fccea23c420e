// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/simplify.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "engine/core/error.hpp"

namespace lisiere::geo {
namespace {

constexpr double always = std::numeric_limits<double>::infinity();
constexpr std::uint32_t nowhere = 0xFFFFFFFFU;

double squared_distance_to_segment(const Point& p, const Point& a, const Point& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    double t = squared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0;
    t = std::clamp(t, 0.0, 1.0);
    const double ex = p.x - (a.x + t * dx);
    const double ey = p.y - (a.y + t * dy);
    return ex * ex + ey * ey;
}

struct Farthest {
    std::size_t at;
    double distance;
};

/// The vertex strictly between first and last that is farthest from their segment; the earlier one
/// on a tie.
Farthest farthest(std::span<const Point> line, std::size_t first, std::size_t last) {
    Farthest best{first + 1, -1};
    for (std::size_t i = first + 1; i < last; ++i) {
        const double d = squared_distance_to_segment(line[i], line[first], line[last]);
        if (d > best.distance) best = {i, d};
    }
    best.distance = std::sqrt(best.distance);
    return best;
}

/// A vertex is never more important than the one that its part of the line hangs from.
void weigh(std::span<const Point> line, std::size_t first, std::size_t last, double limit,
           std::span<double> importance) {
    struct Part {
        std::size_t first;
        std::size_t last;
        double limit;
    };
    std::vector<Part> parts{{first, last, limit}};
    while (!parts.empty()) {
        const Part part = parts.back();
        parts.pop_back();
        if (part.last - part.first < 2) continue;
        const Farthest far = farthest(line, part.first, part.last);
        const double own = std::min(far.distance, part.limit);
        importance[far.at] = own;
        parts.push_back({part.first, far.at, own});
        parts.push_back({far.at, part.last, own});
    }
}

/// Numbers equal points equally: open addressing over the bits of the coordinates.
class PointNumbers {
  public:
    explicit PointNumbers(std::size_t expected)
        : slots_(std::bit_ceil(std::max<std::size_t>(16, expected * 2)), nowhere) {
        points_.reserve(expected);
    }
    std::uint32_t number(Point p) {
        p.x += 0.0;  // -0 and 0 are one place
        p.y += 0.0;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = hash(p) & mask;; slot = (slot + 1) & mask) {
            if (slots_[slot] == nowhere) {
                slots_[slot] = static_cast<std::uint32_t>(points_.size());
                points_.push_back(p);
                return slots_[slot];
            }
            if (points_[slots_[slot]] == p) return slots_[slot];
        }
    }
    std::vector<Point>& points() { return points_; }

  private:
    static std::size_t hash(const Point& p) {
        std::uint64_t h = std::bit_cast<std::uint64_t>(p.x) * 0x9E3779B97F4A7C15ULL;
        h = (h ^ (h >> 32U) ^ std::bit_cast<std::uint64_t>(p.y)) * 0xD6E8FEB86659FD93ULL;
        return static_cast<std::size_t>(h ^ (h >> 32U));
    }
    std::vector<std::uint32_t> slots_;
    std::vector<Point> points_;
};

bool before(const Point& a, const Point& b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

}  // namespace

std::vector<double> vertex_importance(std::span<const Point> line) {
    std::vector<double> importance(line.size(), always);
    if (line.size() < 3) return importance;
    const std::size_t last = line.size() - 1;
    if (!(line.front() == line.back()) || line.size() < 4) {
        weigh(line, 0, last, always, importance);
        return importance;
    }
    // A closed line: the far point and the widest point beside the chord to it make the triangle
    // that stays.
    const std::size_t far = farthest(line, 0, last).at;
    const Farthest left = far > 1 ? farthest(line, 0, far) : Farthest{0, -1};
    const Farthest right = last - far > 1 ? farthest(line, far, last) : Farthest{0, -1};
    weigh(line, 0, far, always, importance);
    weigh(line, far, last, always, importance);
    importance[left.distance >= right.distance ? left.at : right.at] = always;
    return importance;
}

LineString simplified(const LineString& line, double tolerance) {
    const std::vector<double> importance = vertex_importance(line);
    LineString kept;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (importance[i] > tolerance) kept.push_back(line[i]);
    return kept;
}

Coverage::Coverage(std::span<const MultiPolygon> shapes) {
    std::size_t vertices = 0;
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) {
            vertices += polygon.outer.size();
            for (const Ring& hole : polygon.holes) vertices += hole.size();
        }
    LISIERE_EXPECTS(vertices < nowhere);

    PointNumbers numbers(vertices);
    std::vector<std::uint32_t> corners;  // of all rings, without the closing repeat
    std::vector<std::size_t> corner_first{0};
    corners.reserve(vertices);
    const auto number_ring = [&](const Ring& ring) {
        const std::size_t first = corners.size();
        for (const Point& p : ring) {
            const std::uint32_t at = numbers.number(p);
            if (corners.size() == first || corners.back() != at) corners.push_back(at);
        }
        while (corners.size() > first + 1 && corners.back() == corners[first]) corners.pop_back();
        if (corners.size() < first + 3) {  // not a ring: nothing to draw
            corners.resize(first);
            return false;
        }
        corner_first.push_back(corners.size());
        return true;
    };
    for (const MultiPolygon& shape : shapes) {
        for (const Polygon& polygon : shape) {
            if (!number_ring(polygon.outer)) continue;
            for (const Ring& hole : polygon.holes) number_ring(hole);
            polygon_first_.push_back(static_cast<std::uint32_t>(corner_first.size() - 1));
        }
        shape_first_.push_back(static_cast<std::uint32_t>(polygon_first_.size() - 1));
    }

    const std::vector<Point> places = std::move(numbers.points());
    std::vector<std::uint8_t> node(places.size(), 0);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> beside(places.size(), {nowhere, nowhere});
    for (std::size_t r = 0; r + 1 < corner_first.size(); ++r) {
        const std::span ring(corners.data() + corner_first[r],
                             corners.data() + corner_first[r + 1]);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const std::uint32_t previous = ring[i == 0 ? ring.size() - 1 : i - 1];
            const std::uint32_t next = ring[i + 1 == ring.size() ? 0 : i + 1];
            const auto pair = std::minmax(previous, next);
            auto& seen = beside[ring[i]];
            if (seen.first == nowhere)
                seen = pair;
            else if (seen != std::pair<std::uint32_t, std::uint32_t>(pair))
                node[ring[i]] = 1;
        }
    }

    // Two arcs that leave a node by the same edge are the same arc.
    std::unordered_map<std::uint64_t, std::uint32_t> arc_of_edge;
    std::vector<std::uint32_t> walk;
    const auto add_arc = [&](std::vector<std::uint32_t>& arc) {
        // One direction for both users: the smaller first corner, then the smaller second one.
        const auto smaller = [&](std::uint32_t a, std::uint32_t b) {
            return before(places[a], places[b]);
        };
        const std::uint32_t head = arc.front();
        const std::uint32_t tail = arc.back();
        const bool reversed =
            head != tail ? smaller(tail, head) : smaller(arc[arc.size() - 2], arc[1]);
        if (reversed) std::reverse(arc.begin(), arc.end());
        const std::uint64_t key = (std::uint64_t{arc[0]} << 32U) | arc[1];
        const auto [place, fresh] =
            arc_of_edge.try_emplace(key, static_cast<std::uint32_t>(arcs()));
        if (fresh) {
            for (const std::uint32_t corner : arc) points_.push_back(places[corner]);
            arc_first_.push_back(static_cast<std::uint32_t>(points_.size()));
        }
        uses_.push_back({place->second, reversed});
    };
    arc_of_edge.reserve(vertices / 4);
    points_.reserve(vertices);
    for (std::size_t r = 0; r + 1 < corner_first.size(); ++r) {
        const std::span ring(corners.data() + corner_first[r],
                             corners.data() + corner_first[r + 1]);
        const std::size_t n = ring.size();
        std::size_t start = n;
        for (std::size_t i = 0; i < n && start == n; ++i)
            if (node[ring[i]] != 0) start = i;
        if (start ==
            n) {  // an island: any start would do, so take one that does not depend on the ring
            start = 0;
            for (std::size_t i = 1; i < n; ++i)
                if (before(places[ring[i]], places[ring[start]])) start = i;
        }
        walk.assign(1, ring[start]);
        for (std::size_t step = 1; step <= n; ++step) {
            const std::uint32_t corner = ring[(start + step) % n];
            walk.push_back(corner);
            if (step == n || node[corner] != 0) {
                add_arc(walk);
                walk.assign(1, corner);
            }
        }
        ring_first_.push_back(static_cast<std::uint32_t>(uses_.size()));
    }

    importance_.resize(points_.size());
    for (std::size_t a = 0; a < arcs(); ++a) {
        const std::span arc(points_.data() + arc_first_[a], points_.data() + arc_first_[a + 1]);
        const std::vector<double> importance = vertex_importance(arc);
        std::copy(importance.begin(), importance.end(), importance_.begin() + arc_first_[a]);
    }
    require_triangles();
}

/// A ring of two arcs between two nodes would collapse to a segment: its most important inner
/// vertex stays.
void Coverage::require_triangles() {
    for (std::size_t r = 0; r + 1 < ring_first_.size(); ++r) {
        if (ring_first_[r + 1] - ring_first_[r] != 2) continue;
        std::size_t best = points_.size();
        for (std::uint32_t u = ring_first_[r]; u < ring_first_[r + 1]; ++u)
            for (std::uint32_t i = arc_first_[uses_[u].arc] + 1;
                 i + 1 < arc_first_[uses_[u].arc + 1]; ++i)
                if (best == points_.size() || importance_[i] > importance_[best]) best = i;
        if (best < points_.size()) importance_[best] = always;
    }
}

Ring Coverage::ring(std::size_t index, double tolerance) const {
    Ring out;
    for (std::uint32_t u = ring_first_[index]; u < ring_first_[index + 1]; ++u) {
        const std::uint32_t first = arc_first_[uses_[u].arc];
        const std::uint32_t last = arc_first_[uses_[u].arc + 1];
        for (std::uint32_t step = 0; step + 1 < last - first;
             ++step) {  // its end is the next arc's start
            const std::uint32_t i = uses_[u].reversed ? last - 1 - step : first + step;
            if (importance_[i] > tolerance) out.push_back(points_[i]);
        }
    }
    if (!out.empty()) out.push_back(out.front());
    return out;
}

MultiPolygon Coverage::simplified(std::size_t i, double tolerance) const {
    LISIERE_EXPECTS(i < size());
    MultiPolygon shape;
    for (std::uint32_t p = shape_first_[i]; p < shape_first_[i + 1]; ++p) {
        Polygon& polygon = shape.emplace_back();
        polygon.outer = ring(polygon_first_[p], tolerance);
        for (std::uint32_t r = polygon_first_[p] + 1; r < polygon_first_[p + 1]; ++r)
            polygon.holes.push_back(ring(r, tolerance));
    }
    return shape;
}

}  // namespace lisiere::geo
