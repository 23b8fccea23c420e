// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/clip.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

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

void append(std::span<const GridPoint> points, PartRole role, GridShape& out) {
    out.points.insert(out.points.end(), points.begin(), points.end());
    out.close(role);
}

/// By the even-odd rule.
bool surrounds(std::span<const GridPoint> ring, const GridPoint& p) {
    bool inside = false;
    GridPoint a = ring.back();
    for (const GridPoint& b : ring) {
        if ((a.y > p.y) != (b.y > p.y)) {
            const std::int64_t side = (std::int64_t{b.x} - a.x) * (std::int64_t{p.y} - a.y) -
                                      (std::int64_t{b.y} - a.y) * (std::int64_t{p.x} - a.x);
            if ((side > 0) == (b.y > a.y)) inside = !inside;
        }
        a = b;
    }
    return inside;
}

/// Where the polygon of part `first`, an outer ring, ends.
std::size_t polygon_end(const GridShape& shape, std::size_t first) {
    std::size_t end = first + 1;
    while (end < shape.parts.size() && shape.parts[end].role == PartRole::hole) ++end;
    return end;
}

/// Keeps the side of a polygon above or below a limit. What a ring leaves there are chains from the
/// limit to the limit; where the chains of all rings come over it and where they leave, both in
/// order along the limit, are the two ends of the parts of the limit that lie in the polygon: they
/// join chains into rings, so that bays make rings apart.
/// A polygon that crosses itself (simplified where it is narrower than the tolerance) has no such
/// parts: each of its rings stays one, whose bridges run along the limit (Sutherland and Hodgman).
/// Both ways leave the same area to the step.
template <Axis axis>
class Side {
  public:
    Side(std::int32_t limit, bool above) : limit_(limit), above_(above) {}

    /// Appends to `out` what is left of parts [first, last) of `in`, an outer ring and its holes.
    void keep(const GridShape& in, std::size_t first, std::size_t last, GridShape& out) {
        chains_.clear();
        chain_ends_.clear();
        holes_.clear();
        for (std::size_t i = first; i < last; ++i) {
            const std::span<const GridPoint> ring = in.part(i);
            const bool some = std::any_of(ring.begin(), ring.end(),
                                          [&](const GridPoint& p) { return beyond(p, above_); });
            const bool all = std::none_of(ring.begin(), ring.end(),
                                          [&](const GridPoint& p) { return beyond(p, !above_); });
            if (i == first && all) {  // and its holes with it
                for (std::size_t k = first; k < last; ++k)
                    append(in.part(k), in.parts[k].role, out);
                return;
            }
            if (i == first && !some) return;
            if (all)
                holes_.push_back(i);
            else if (some)
                cut(ring);
        }
        join();
        if (crosses_itself()) {
            for (std::size_t i = first; i < last; ++i) bridge(in.part(i), in.parts[i].role, out);
            return;
        }
        for (std::size_t ring = 0; ring < rings_.parts.size(); ++ring) {
            append(rings_.part(ring), PartRole::outer, out);
            for (const std::size_t hole : holes_)
                if (ring_around(in.part(hole)) == ring) append(in.part(hole), PartRole::hole, out);
        }
    }

  private:
    bool beyond(const GridPoint& p, bool above) const {
        return above ? along<axis>(p) > limit_ : along<axis>(p) < limit_;
    }
    static std::int32_t across(const GridPoint& p) { return axis == Axis::x ? p.y : p.x; }
    std::span<const GridPoint> chain(std::size_t i) const {
        const std::size_t first = i == 0 ? 0 : chain_ends_[i - 1];
        return {chains_.data() + first, chains_.data() + chain_ends_[i]};
    }

    /// The chains of a ring that lies on both sides.
    void cut(std::span<const GridPoint> ring) {
        std::size_t start = 0;
        while (beyond(ring[start], above_)) ++start;
        GridPoint previous = ring[start];
        bool was_kept = false;
        for (std::size_t step = 1; step <= ring.size(); ++step) {
            const GridPoint& p = ring[(start + step) % ring.size()];
            const bool is_kept = beyond(p, above_);
            if (is_kept != was_kept) chains_.push_back(crossing<axis>(previous, p, limit_));
            if (is_kept) chains_.push_back(p);
            if (was_kept && !is_kept) chain_ends_.push_back(chains_.size());
            previous = p;
            was_kept = is_kept;
        }
    }

    void join() {
        const std::size_t count = chain_ends_.size();
        std::vector<std::size_t> come(count);
        std::iota(come.begin(), come.end(), std::size_t{0});
        std::vector<std::size_t> leave = come;
        std::sort(come.begin(), come.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(across(chain(a).front()), a) < std::pair(across(chain(b).front()), b);
        });
        std::sort(leave.begin(), leave.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(across(chain(a).back()), a) < std::pair(across(chain(b).back()), b);
        });
        const std::size_t taken = count;
        std::vector<std::size_t> next(count);
        for (std::size_t i = 0; i < count; ++i) next[leave[i]] = come[i];
        rings_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            if (next[i] == taken) continue;
            for (std::size_t at = i; next[at] != taken; at = std::exchange(next[at], taken))
                rings_.points.insert(rings_.points.end(), chain(at).begin(), chain(at).end());
            rings_.close(PartRole::outer);
        }
    }

    /// Then a ring turns the wrong way.
    bool crosses_itself() const {
        for (std::size_t ring = 0; ring < rings_.parts.size() && rings_.parts.size() > 1; ++ring)
            if (twice_area(rings_.part(ring)) < 0) return true;
        return false;
    }

    void bridge(std::span<const GridPoint> ring, PartRole role, GridShape& out) const {
        const std::size_t first = out.points.size();
        GridPoint previous = ring.back();
        for (const GridPoint& p : ring) {
            if (beyond(p, above_) != beyond(previous, above_))
                out.points.push_back(crossing<axis>(previous, p, limit_));
            if (beyond(p, above_)) out.points.push_back(p);
            previous = p;
        }
        if (out.points.size() > first) out.close(role);
    }

    /// The ring that a hole lies in; on doubt, where rounding moved one over the other, the last.
    std::size_t ring_around(std::span<const GridPoint> hole) const {
        std::size_t at = 0;
        while (at + 1 < rings_.parts.size() && !surrounds(rings_.part(at), hole.front())) ++at;
        return at;
    }

    std::int32_t limit_;
    bool above_;
    std::vector<GridPoint> chains_;
    std::vector<std::size_t> chain_ends_;
    std::vector<std::size_t> holes_;  ///< parts that the limit does not cut
    GridShape rings_;
};

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
    for (std::size_t i = 0, next = 0; i < in.parts.size(); i = next) {
        const std::span<const GridPoint> part = in.part(i);
        const PartRole role = in.parts[i].role;
        next = polygon_end(in, i);
        const auto [least, most] = std::minmax_element(
            part.begin(), part.end(),
            [](const GridPoint& a, const GridPoint& b) { return along<axis>(a) < along<axis>(b); });
        const std::int32_t from = along<axis>(*least);
        const std::int32_t to = along<axis>(*most);
        if (to < low || from > high) continue;
        if (from >= low && to <= high) {
            for (std::size_t k = i; k < next; ++k) append(in.part(k), in.parts[k].role, out);
        } else if (role == PartRole::line) {
            clip_line<axis>(part, low, high, out);
        } else if (to <= high) {
            Side<axis>(low, true).keep(in, i, next, out);
        } else if (from >= low) {
            Side<axis>(high, false).keep(in, i, next, out);
        } else {
            GridShape half;
            Side<axis>(low, true).keep(in, i, next, half);
            Side<axis> below(high, false);
            for (std::size_t k = 0, after = 0; k < half.parts.size(); k = after) {
                after = polygon_end(half, k);
                below.keep(half, k, after, out);
            }
        }
    }
}

}  // namespace

std::int64_t twice_area(std::span<const GridPoint> ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint& a = ring[i];
        const GridPoint& b = ring[i + 1 == ring.size() ? 0 : i + 1];
        // From the first point, so that products stay small wherever the tile is.
        sum += (std::int64_t{a.x} - ring[0].x) * (std::int64_t{b.y} - ring[0].y) -
               (std::int64_t{b.x} - ring[0].x) * (std::int64_t{a.y} - ring[0].y);
    }
    return sum;
}

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
