// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/clip.hpp"

#include <algorithm>

namespace lisiere::io {
namespace {

template <Axis axis>
std::int32_t along(const GridPoint& p) {
    return axis == Axis::x ? p.x : p.y;
}

/// Where the segment meets the limit; its ends lie on different sides.
template <Axis axis>
GridPoint crossing(GridPoint a, GridPoint b, std::int32_t limit) {
    if (b < a) std::swap(a, b);
    const auto across = [](const GridPoint& p) { return axis == Axis::x ? p.y : p.x; };
    std::int64_t length = std::int64_t{along<axis>(b)} - along<axis>(a);
    std::int64_t scaled =
        (std::int64_t{limit} - along<axis>(a)) * (std::int64_t{across(b)} - across(a));
    if (length < 0) {
        length = -length;
        scaled = -scaled;
    }
    // Rounded to the nearest, halves upwards; the division floors.
    const std::int64_t twice = 2 * scaled + length;
    std::int64_t step = twice / (2 * length);
    if (twice < 0 && step * 2 * length != twice) --step;
    const auto at = static_cast<std::int32_t>(across(a) + step);
    return axis == Axis::x ? GridPoint{limit, at} : GridPoint{at, limit};
}

template <Axis axis>
void keep_ring_side(std::span<const GridPoint> ring, std::int32_t limit, bool above,
                    std::vector<GridPoint>& out) {
    const auto inside = [&](const GridPoint& p) {
        return above ? along<axis>(p) >= limit : along<axis>(p) <= limit;
    };
    GridPoint previous = ring.back();
    bool was_inside = inside(previous);
    for (const GridPoint& p : ring) {
        const bool is_inside = inside(p);
        if (is_inside != was_inside) out.push_back(crossing<axis>(previous, p, limit));
        if (is_inside) out.push_back(p);
        previous = p;
        was_inside = is_inside;
    }
}

template <Axis axis>
void clip_line(std::span<const GridPoint> line, std::int32_t low, std::int32_t high,
               GridShape& out) {
    std::size_t first = out.points.size();
    const auto finish = [&] {
        if (out.points.size() >= first + 2)
            out.close(PartRole::line);
        else
            out.points.resize(first);
        first = out.points.size();
    };
    const auto add = [&](const GridPoint& p) {
        if (out.points.size() == first || out.points.back() != p) out.points.push_back(p);
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const GridPoint& a = line[i];
        const GridPoint& b = line[i + 1];
        const std::int32_t from = along<axis>(a);
        const std::int32_t to = along<axis>(b);
        if (std::max(from, to) < low || std::min(from, to) > high) {
            finish();
            continue;
        }
        if (from < low)
            add(crossing<axis>(a, b, low));
        else if (from > high)
            add(crossing<axis>(a, b, high));
        else
            add(a);
        if (to < low) {
            add(crossing<axis>(a, b, low));
            finish();
        } else if (to > high) {
            add(crossing<axis>(a, b, high));
            finish();
        } else {
            add(b);
        }
    }
    finish();
}

template <Axis axis>
void clip_along(const GridShape& in, std::int32_t low, std::int32_t high, GridShape& out) {
    out.clear();
    std::vector<GridPoint> half;
    bool outer_kept = false;
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        const std::span<const GridPoint> part = in.part(i);
        const PartRole role = in.parts[i].role;
        if (role == PartRole::hole && !outer_kept) continue;
        if (role == PartRole::outer) outer_kept = false;
        const auto [least, most] = std::minmax_element(
            part.begin(), part.end(),
            [](const GridPoint& a, const GridPoint& b) { return along<axis>(a) < along<axis>(b); });
        const std::int32_t from = along<axis>(*least);
        const std::int32_t to = along<axis>(*most);
        if (to < low || from > high) continue;
        if (from >= low && to <= high) {
            out.points.insert(out.points.end(), part.begin(), part.end());
            out.close(role);
            outer_kept = outer_kept || role == PartRole::outer;
            continue;
        }
        if (role == PartRole::line) {
            clip_line<axis>(part, low, high, out);
            continue;
        }
        const std::size_t first = out.points.size();
        if (from < low && to > high) {
            half.clear();
            keep_ring_side<axis>(part, low, true, half);
            keep_ring_side<axis>(half, high, false, out.points);
        } else if (from < low) {
            keep_ring_side<axis>(part, low, true, out.points);
        } else {
            keep_ring_side<axis>(part, high, false, out.points);
        }
        if (out.points.size() < first + 3) {
            out.points.resize(first);
            continue;
        }
        out.close(role);
        outer_kept = outer_kept || role == PartRole::outer;
    }
}

}  // namespace

GridBox bounds(const GridShape& shape) {
    GridBox box;
    for (const GridPoint& p : shape.points) {
        box.min_x = std::min(box.min_x, p.x);
        box.min_y = std::min(box.min_y, p.y);
        box.max_x = std::max(box.max_x, p.x);
        box.max_y = std::max(box.max_y, p.y);
    }
    return box;
}

void clip(const GridShape& in, Axis axis, std::int32_t low, std::int32_t high, GridShape& out) {
    if (axis == Axis::x)
        clip_along<Axis::x>(in, low, high, out);
    else
        clip_along<Axis::y>(in, low, high, out);
}

}  // namespace lisiere::io
