// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/shared_area.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"

namespace lisiere::geo {
namespace {

/// Below this share of the common box, an area is what rounding leaves.
constexpr double rounding_share = 1e-12;
/// Strips pay once a rim has more edges than a handful.
constexpr std::size_t edges_without_strips = 24;
constexpr std::size_t edges_a_strip = 4;

bool is_rectangle(const MultiPolygon& shape, const Box& box) {
    if (shape.size() != 1 || !shape.front().holes.empty() || shape.front().outer.size() != 5)
        return false;
    const Ring& ring = shape.front().outer;
    const auto at_corner = [&](const Point& p) {
        return (p.x == box.min_x || p.x == box.max_x) && (p.y == box.min_y || p.y == box.max_y);
    };
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const bool along_x = ring[i].y == ring[i - 1].y && ring[i].x != ring[i - 1].x;
        const bool along_y = ring[i].x == ring[i - 1].x && ring[i].y != ring[i - 1].y;
        if (!at_corner(ring[i]) || !(along_x || along_y)) return false;
    }
    return true;
}

/// Where a height that runs straight from h0 to h1 passes `level`, as a share of the way.
double crossing(double h0, double h1, double level) {
    return (level - h0) / (h1 - h0);
}

/// Mean of a straight height cut to [0, top].
double mean_within(double h0, double h1, double top) {
    if (h0 > h1) std::swap(h0, h1);
    if (h1 <= 0) return 0;
    if (h0 >= top) return top;
    const double enters = h0 < 0 ? crossing(h0, h1, 0) : 0;
    const double leaves = h1 > top ? crossing(h0, h1, top) : 1;
    return (leaves - enters) * (std::max(h0, 0.0) + std::min(h1, top)) / 2 + (1 - leaves) * top;
}

/// Mean of the lower of two straight heights.
double mean_of_lower(double e0, double e1, double f0, double f1) {
    const double d0 = e0 - f0;
    const double d1 = e1 - f1;
    if (d0 <= 0 && d1 <= 0) return (e0 + e1) / 2;
    if (d0 >= 0 && d1 >= 0) return (f0 + f1) / 2;
    const double t = crossing(d0, d1, 0);
    const double meet = e0 + t * (e1 - e0);
    return t * (std::min(e0, f0) + meet) / 2 + (1 - t) * (meet + std::min(e1, f1)) / 2;
}

double height(const ShapeEdges::Piece& piece, double x) {
    return piece.h0 + (x - piece.x0) / (piece.x1 - piece.x0) * (piece.h1 - piece.h0);
}

}  // namespace

ShapeEdges::ShapeEdges(std::span<const MultiPolygon> shapes) {
    shapes_.reserve(shapes.size());
    for (const MultiPolygon& shape : shapes) {
        Shape laid_out;
        laid_out.box = bounds(shape);
        laid_out.area = geo::area(shape).value();
        laid_out.rectangle = is_rectangle(shape, laid_out.box);
        laid_out.first_edge = edges_.size();
        for (const Polygon& polygon : shape) {
            add_ring(polygon.outer, 1);
            for (const Ring& hole : polygon.holes) add_ring(hole, -1);
        }
        laid_out.last_edge = edges_.size();
        if (edges_.size() - laid_out.first_edge > edges_without_strips) list_by_strip(laid_out);
        shapes_.push_back(laid_out);
    }
}

void ShapeEdges::add_ring(const Ring& ring, double direction) {
    const double turn = signed_area(ring) < 0 ? -direction : direction;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        Point a = ring[i - 1];
        Point b = ring[i];
        if (a.x == b.x) continue;
        // Counter-clockwise, an edge that goes right is a lower one.
        const double sign = a.x < b.x ? -turn : turn;
        if (a.x > b.x) std::swap(a, b);
        edges_.push_back({a.x, b.x, a.y, (b.y - a.y) / (b.x - a.x), sign});
    }
}

std::size_t ShapeEdges::strip_at(const Shape& shape, double x) {
    const double position = (x - shape.box.min_x) * shape.strips_per_metre;
    if (!(position > 0)) return 0;
    return std::min(static_cast<std::size_t>(position), shape.strips - 1);
}

void ShapeEdges::list_by_strip(Shape& shape) {
    shape.strips = (shape.last_edge - shape.first_edge) / edges_a_strip;
    shape.strips_per_metre = static_cast<double>(shape.strips) / shape.box.width();
    shape.first_strip = strip_first_.size();
    std::vector<std::uint32_t> count(shape.strips + 1, 0);
    const auto each_strip = [&](const Edge& edge, const auto& use) {
        const std::size_t last = strip_at(shape, edge.x1);
        for (std::size_t strip = strip_at(shape, edge.x0); strip <= last; ++strip) use(strip);
    };
    for (std::size_t e = shape.first_edge; e < shape.last_edge; ++e)
        each_strip(edges_[e], [&](std::size_t strip) { ++count[strip]; });
    std::size_t total = strip_edges_.size();
    for (std::size_t strip = 0; strip <= shape.strips; ++strip) {
        strip_first_.push_back(total);
        total += count[strip];
    }
    strip_edges_.resize(total);
    std::vector<std::size_t> next(
        strip_first_.end() - static_cast<std::ptrdiff_t>(shape.strips + 1), strip_first_.end());
    for (std::size_t e = shape.first_edge; e < shape.last_edge; ++e)
        each_strip(edges_[e], [&](std::size_t strip) {
            strip_edges_[next[strip]++] = static_cast<std::uint32_t>(e);
        });
}

template <class Use>
void ShapeEdges::each_edge(const Shape& shape, double x0, double x1, const Use& use) const {
    const auto meets = [&](const Edge& edge) { return edge.x0 < x1 && edge.x1 > x0; };
    if (shape.strips == 0) {
        for (std::size_t e = shape.first_edge; e < shape.last_edge; ++e)
            if (meets(edges_[e])) use(edges_[e]);
        return;
    }
    const std::size_t first = strip_at(shape, x0);
    const std::size_t last = strip_at(shape, x1);
    for (std::size_t strip = first; strip <= last; ++strip) {
        for (std::size_t k = strip_first_[shape.first_strip + strip];
             k < strip_first_[shape.first_strip + strip + 1]; ++k) {
            const Edge& edge = edges_[strip_edges_[k]];
            // An edge in several strips counts in the first one looked at.
            if (meets(edge) && std::max(strip_at(shape, edge.x0), first) == strip) use(edge);
        }
    }
}

double ShapeEdges::shared_with_rectangle(std::size_t shape, const Box& common) const {
    double total = 0;
    each_edge(shapes_[shape], common.min_x, common.max_x, [&](const Edge& edge) {
        const double from = std::max(edge.x0, common.min_x);
        const double to = std::min(edge.x1, common.max_x);
        const double base = edge.y0 - common.min_y;
        total += edge.sign * (to - from) *
                 mean_within(base + (from - edge.x0) * edge.slope,
                             base + (to - edge.x0) * edge.slope, common.height());
    });
    return total;
}

void ShapeEdges::pieces(std::size_t shape, const Box& common, std::vector<Piece>& out) const {
    out.clear();
    const double top = common.height();
    each_edge(shapes_[shape], common.min_x, common.max_x, [&](const Edge& edge) {
        const double x0 = std::max(edge.x0, common.min_x);
        const double x1 = std::min(edge.x1, common.max_x);
        const double base = edge.y0 - common.min_y;
        const double h0 = base + (x0 - edge.x0) * edge.slope;
        const double h1 = base + (x1 - edge.x0) * edge.slope;
        // What lies below the box holds nothing up, what lies above it holds up all of it: the edge
        // is cut where it passes the bottom and the top, and its heights are kept within them.
        double cuts[4] = {0, 0, 0, 0};
        std::size_t count = 1;
        const bool falls = h0 > h1;
        for (const double level : {falls ? top : 0.0, falls ? 0.0 : top})
            if ((h0 < level) != (h1 < level))
                cuts[count++] = std::clamp(crossing(h0, h1, level), 0.0, 1.0);
        cuts[count++] = 1;
        for (std::size_t i = 1; i < count; ++i) {
            const double s = cuts[i - 1];
            const double t = cuts[i];
            const Piece piece{x0 + s * (x1 - x0), i + 1 == count ? x1 : x0 + t * (x1 - x0),
                              std::clamp(h0 + s * (h1 - h0), 0.0, top),
                              std::clamp(h0 + t * (h1 - h0), 0.0, top), edge.sign};
            if (piece.x0 < piece.x1 && std::max(piece.h0, piece.h1) > 0) out.push_back(piece);
        }
    });
}

double shared_area(const ShapeEdges& a, std::size_t i, const ShapeEdges& b, std::size_t j,
                   ShapeEdges::Scratch& scratch) {
    using Piece = ShapeEdges::Piece;
    const Box& of_a = a.shapes_[i].box;
    const Box& of_b = b.shapes_[j].box;
    const Box common{std::max(of_a.min_x, of_b.min_x), std::max(of_a.min_y, of_b.min_y),
                     std::min(of_a.max_x, of_b.max_x), std::min(of_a.max_y, of_b.max_y)};
    if (!(common.min_x < common.max_x && common.min_y < common.max_y)) return 0;

    double total = 0;
    if (b.shapes_[j].rectangle) {
        total = a.shared_with_rectangle(i, common);
    } else if (a.shapes_[i].rectangle) {
        total = b.shared_with_rectangle(j, common);
    } else {
        a.pieces(i, common, scratch.a);
        b.pieces(j, common, scratch.b);
        const auto by_start = [](const Piece& p, const Piece& q) { return p.x0 < q.x0; };
        std::sort(scratch.a.begin(), scratch.a.end(), by_start);
        std::sort(scratch.b.begin(), scratch.b.end(), by_start);
        std::size_t past =
            0;  // pieces of b before this one end before any piece of a still to come
        for (const Piece& e : scratch.a) {
            while (past < scratch.b.size() && scratch.b[past].x1 <= e.x0) ++past;
            for (std::size_t k = past; k < scratch.b.size() && scratch.b[k].x0 < e.x1; ++k) {
                const Piece& f = scratch.b[k];
                const double from = std::max(e.x0, f.x0);
                const double to = std::min(e.x1, f.x1);
                if (from >= to) continue;
                total +=
                    e.sign * f.sign * (to - from) *
                    mean_of_lower(height(e, from), height(e, to), height(f, from), height(f, to));
            }
        }
    }
    return total > rounding_share * common.width() * common.height() ? total : 0;
}

}  // namespace lisiere::geo
