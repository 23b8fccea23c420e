// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/shape_locator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/orientation.hpp"

namespace lisiere::geo {
namespace {

constexpr std::size_t fan = 8;  // children of a node: one line of comparisons, shallow tree

double squared_distance(const Box& box, const Point& p) {
    const double dx = std::max({box.min_x - p.x, 0.0, p.x - box.max_x});
    const double dy = std::max({box.min_y - p.y, 0.0, p.y - box.max_y});
    return dx * dx + dy * dy;
}

/// The squares of a box's distance and of a distance to an edge round apart: nothing is given up
/// for less than this.
constexpr double rounding = 1 + 1e-12;

}  // namespace

ShapeLocator::ShapeLocator(std::span<const MultiPolygon> shapes) {
    std::vector<Box> boxes;
    for (const MultiPolygon& shape : shapes) {
        add_shape(shape);
        boxes.push_back(shapes_.back().box);
    }
    boxes_.emplace(boxes);
    build_tree();
}

void ShapeLocator::add_shape(const MultiPolygon& rings) {
    Shape shape;
    shape.first_edge = edges_.size();
    const auto number = static_cast<std::uint32_t>(shapes_.size());
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            Point a = ring[i - 1];
            Point b = ring[i];
            if (a == b) continue;
            if (b.x < a.x || (b.x == a.x && b.y < a.y)) std::swap(a, b);
            shape.box.extend(a);
            shape.box.extend(b);
            edges_.push_back({a, b, number});
        }
    };
    for (const Polygon& polygon : rings) {
        add(polygon.outer);
        for (const Ring& hole : polygon.holes) add(hole);
    }
    shape.last_edge = edges_.size();
    list_by_strip(shape);
    shapes_.push_back(shape);
}

std::size_t ShapeLocator::strip_at(const Shape& shape, double y) {
    const double at = (y - shape.box.min_y) * shape.strips_per_metre;
    if (!(at > 0)) return 0;
    return std::min(static_cast<std::size_t>(at), shape.strips - 1);
}

void ShapeLocator::list_by_strip(Shape& shape) {
    const std::size_t count = shape.last_edge - shape.first_edge;
    shape.first_strip = strip_first_.size();
    shape.strips = std::clamp<std::size_t>(count / 4, 1, 4096);
    const double height = shape.box.height();
    shape.strips_per_metre = height > 0 ? static_cast<double>(shape.strips) / height : 0;
    std::vector<std::uint32_t> starts(shape.strips + 1, 0);
    const auto each = [&](const auto& use) {
        for (std::size_t i = shape.first_edge; i < shape.last_edge; ++i) {
            const auto [low, high] = std::minmax(edges_[i].a.y, edges_[i].b.y);
            const std::size_t last = strip_at(shape, high);
            for (std::size_t strip = strip_at(shape, low); strip <= last; ++strip) use(i, strip);
        }
    };
    each([&](std::size_t, std::size_t strip) { ++starts[strip + 1]; });
    starts[0] = static_cast<std::uint32_t>(strip_edges_.size());
    for (std::size_t strip = 0; strip < shape.strips; ++strip) starts[strip + 1] += starts[strip];
    strip_first_.insert(strip_first_.end(), starts.begin(), starts.end());
    strip_edges_.resize(starts.back());
    each([&](std::size_t edge, std::size_t strip) {
        strip_edges_[starts[strip]++] = static_cast<std::uint32_t>(edge);
    });
}

bool ShapeLocator::holds(const Shape& shape, const Point& p) const {
    if (!shape.box.contains(p)) return false;
    const std::size_t strip = shape.first_strip + strip_at(shape, p.y);
    bool inside = false;
    for (std::uint32_t i = strip_first_[strip]; i < strip_first_[strip + 1]; ++i) {
        const Edge& edge = edges_[strip_edges_[i]];
        const auto [low, high] = std::minmax(edge.a.y, edge.b.y);
        if (p.y < low || p.y > high || p.x > edge.b.x) continue;
        if (p.x < edge.a.x) {  // wholly to the right of p
            inside ^= low <= p.y && p.y < high;
            continue;
        }
        const int side = orientation(edge.a, edge.b, p);
        if (side == 0) return true;  // within the box of the edge: on the rim
        const bool upwards = edge.a.y < edge.b.y;
        inside ^= low <= p.y && p.y < high && (side > 0) == upwards;
    }
    return inside;
}

void ShapeLocator::holding(const Point& p, std::vector<std::uint32_t>& out) const {
    boxes_->query({p.x, p.y, p.x, p.y}, out);
    std::erase_if(out, [&](std::uint32_t shape) { return !holds(shapes_[shape], p); });
}

/// Sorts leaves_[first, last) so that runs of fan, fan², ... lie close together: halves by the
/// longer side of the middles' box.
void ShapeLocator::order(std::size_t first, std::size_t last) {
    if (last - first <= fan) return;
    Box box;
    for (std::size_t i = first; i < last; ++i)
        box.extend(Point{leaves_[i].a.x + leaves_[i].b.x, leaves_[i].a.y + leaves_[i].b.y});
    const bool by_x = box.width() >= box.height();
    std::size_t run = fan;
    while (run * fan < last - first) run *= fan;
    const std::size_t middle = first + std::max<std::size_t>(1, (last - first) / run / 2) * run;
    if (middle >= last) return;
    const auto key = [by_x](const Edge& e) {
        const double x = e.a.x + e.b.x;
        const double y = e.a.y + e.b.y;
        return std::make_tuple(by_x ? x : y, by_x ? y : x, e.a.x, e.a.y, e.shape);
    };
    const auto at = [&](std::size_t i) { return leaves_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(first), at(middle), at(last),
                     [&](const Edge& e, const Edge& f) { return key(e) < key(f); });
    order(first, middle);
    order(middle, last);
}

void ShapeLocator::build_tree() {
    leaves_ = edges_;
    order(0, leaves_.size());
    std::vector<Box> boxes;
    for (const Edge& edge : leaves_) {
        Box box;
        box.extend(edge.a);
        box.extend(edge.b);
        boxes.push_back(box);
    }
    levels_.push_back(std::move(boxes));
    while (levels_.back().size() > 1) {
        const std::vector<Box>& below = levels_.back();
        std::vector<Box> above((below.size() + fan - 1) / fan);
        for (std::size_t i = 0; i < below.size(); ++i) above[i / fan].extend(below[i]);
        levels_.push_back(std::move(above));
    }
}

std::optional<ShapeLocator::Nearest> ShapeLocator::nearest(const Point& p) const {
    if (leaves_.empty()) return std::nullopt;
    LISIERE_EXPECTS(std::isfinite(p.x) && std::isfinite(p.y));
    struct Waiting {
        double squared = 0;
        std::uint32_t node = 0;
        std::uint32_t level = 0;
    };
    std::array<Waiting, fan * 16> waiting;  // 8^16 edges would be needed to pass it
    std::size_t count = 0;
    waiting[count++] = {0, 0, static_cast<std::uint32_t>(levels_.size() - 1)};
    Nearest best{0, std::numeric_limits<double>::infinity()};
    double limit = std::numeric_limits<double>::infinity();  // square of the best, rounding allowed
    while (count > 0) {
        const Waiting at = waiting[--count];
        if (at.squared > limit) continue;
        if (at.level == 0) {
            const Edge& edge = leaves_[at.node];
            const double distance = project(p, edge.a, edge.b).distance;
            if (distance < best.distance ||
                (distance == best.distance && edge.shape < best.shape)) {
                best = {edge.shape, distance};
                limit = distance * distance * rounding;
            }
            continue;
        }
        const std::vector<Box>& below = levels_[at.level - 1];
        const std::size_t first = at.node * fan;
        const std::size_t last = std::min(first + fan, below.size());
        const std::size_t bottom = count;
        for (std::size_t child = first; child < last; ++child) {
            const double squared = squared_distance(below[child], p);
            if (squared > limit) continue;
            std::size_t place = count++;  // farthest at the bottom, so that the nearest is next
            for (; place > bottom && waiting[place - 1].squared < squared; --place)
                waiting[place] = waiting[place - 1];
            waiting[place] = {squared, static_cast<std::uint32_t>(child), at.level - 1};
        }
    }
    return best;
}

}  // namespace lisiere::geo
