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

/// Cuts the rings of shapes into the arcs of a coverage.
class Coverage::Builder {
  public:
    Builder(Coverage& out, std::span<const MultiPolygon> shapes) : out_(out) {
        std::size_t vertices = 0;
        for (const MultiPolygon& shape : shapes)
            for (const Polygon& polygon : shape) {
                vertices += polygon.outer.size();
                for (const Ring& hole : polygon.holes) vertices += hole.size();
            }
        LISIERE_EXPECTS(vertices < nowhere);
        corners_.reserve(vertices);
        out_.points_.reserve(vertices);
        arc_of_edge_.reserve(vertices / 4);
        number(shapes, vertices);
        find_nodes();
        for (std::size_t r = 0; r < rings(); ++r) cut(ring(r));
    }

  private:
    std::size_t rings() const { return corner_first_.size() - 1; }
    std::span<const std::uint32_t> ring(std::size_t r) const {
        return {corners_.data() + corner_first_[r], corners_.data() + corner_first_[r + 1]};
    }

    void number(std::span<const MultiPolygon> shapes, std::size_t vertices) {
        PointNumbers numbers(vertices);
        for (const MultiPolygon& shape : shapes) {
            for (const Polygon& polygon : shape) {
                if (!number_ring(polygon.outer, numbers)) continue;
                for (const Ring& hole : polygon.holes) number_ring(hole, numbers);
                out_.polygon_first_.push_back(static_cast<std::uint32_t>(rings()));
            }
            out_.shape_first_.push_back(static_cast<std::uint32_t>(out_.polygon_first_.size() - 1));
        }
        places_ = std::move(numbers.points());
    }

    /// False: not a ring, nothing to draw.
    bool number_ring(const Ring& ring, PointNumbers& numbers) {
        const std::size_t first = corners_.size();
        for (const Point& p : ring) {
            const std::uint32_t at = numbers.number(p);
            if (corners_.size() == first || corners_.back() != at) corners_.push_back(at);
        }
        while (corners_.size() > first + 1 && corners_.back() == corners_[first])
            corners_.pop_back();
        if (corners_.size() < first + 3) {
            corners_.resize(first);
            return false;
        }
        corner_first_.push_back(corners_.size());
        return true;
    }

    /// Where the neighbouring vertices differ between two passes of a ring.
    void find_nodes() {
        node_.assign(places_.size(), 0);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> beside(places_.size(),
                                                                    {nowhere, nowhere});
        for (std::size_t r = 0; r < rings(); ++r) {
            const auto corners = ring(r);
            for (std::size_t i = 0; i < corners.size(); ++i) {
                const std::uint32_t previous = corners[i == 0 ? corners.size() - 1 : i - 1];
                const std::uint32_t next = corners[i + 1 == corners.size() ? 0 : i + 1];
                const auto pair = std::minmax(previous, next);
                auto& seen = beside[corners[i]];
                if (seen.first == nowhere)
                    seen = pair;
                else if (seen != std::pair<std::uint32_t, std::uint32_t>(pair))
                    node_[corners[i]] = 1;
            }
        }
    }

    bool is_before(std::uint32_t a, std::uint32_t b) const {
        return before(places_[a], places_[b]);
    }

    /// At a node; on an island any start would do, so one that does not depend on the ring.
    std::size_t start_of(std::span<const std::uint32_t> ring) const {
        for (std::size_t i = 0; i < ring.size(); ++i)
            if (node_[ring[i]] != 0) return i;
        std::size_t start = 0;
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (is_before(ring[i], ring[start])) start = i;
        return start;
    }

    void cut(std::span<const std::uint32_t> ring) {
        const std::size_t n = ring.size();
        const std::size_t start = start_of(ring);
        walk_.assign(1, ring[start]);
        for (std::size_t step = 1; step <= n; ++step) {
            const std::uint32_t corner = ring[(start + step) % n];
            walk_.push_back(corner);
            if (step == n || node_[corner] != 0) {
                add_arc(walk_);
                walk_.assign(1, corner);
            }
        }
        out_.ring_first_.push_back(static_cast<std::uint32_t>(out_.uses_.size()));
    }

    /// Two arcs that leave a node by the same edge are the same arc.
    void add_arc(std::vector<std::uint32_t>& arc) {
        // One direction for both users: the smaller first corner, then the smaller second one.
        const std::uint32_t head = arc.front();
        const std::uint32_t tail = arc.back();
        const bool reversed =
            head != tail ? is_before(tail, head) : is_before(arc[arc.size() - 2], arc[1]);
        if (reversed) std::reverse(arc.begin(), arc.end());
        const std::uint64_t key = (std::uint64_t{arc[0]} << 32U) | arc[1];
        const auto [place, fresh] =
            arc_of_edge_.try_emplace(key, static_cast<std::uint32_t>(out_.arcs()));
        if (fresh) {
            for (const std::uint32_t corner : arc) out_.points_.push_back(places_[corner]);
            out_.arc_first_.push_back(static_cast<std::uint32_t>(out_.points_.size()));
        }
        out_.uses_.push_back({place->second, reversed});
    }

    Coverage& out_;
    std::vector<Point> places_;
    std::vector<std::uint32_t> corners_;  // of all rings, without the closing repeat
    std::vector<std::size_t> corner_first_{0};
    std::vector<std::uint8_t> node_;  // by place
    std::unordered_map<std::uint64_t, std::uint32_t> arc_of_edge_;
    std::vector<std::uint32_t> walk_;
};

Coverage::Coverage(std::span<const MultiPolygon> shapes) {
    const Builder built(*this, shapes);
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
