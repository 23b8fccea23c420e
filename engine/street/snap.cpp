// SPDX-License-Identifier: Apache-2.0
#include "engine/street/snap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/tie_flags.hpp"

namespace lisiere::street {
namespace {

/// Cells much smaller than a block cost memory, much larger ones time; both bounds in metres.
constexpr double smallest_cell = 20;
constexpr double segments_per_cell = 4;

struct Segment {
    EdgeIdx edge;
    std::uint32_t number = 0;  ///< from point `number` to `number + 1` of the edge's line
};

}  // namespace

struct Snapper::Impl {
    const StreetGraph* graph;
    SnapOptions options;
    geo::Box bounds;
    double cell = smallest_cell;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    std::vector<std::uint32_t> first;  ///< of each cell, row by row; one more at the end
    std::vector<Segment> segments;

    Impl(const StreetGraph& streets, const SnapOptions& wanted) : graph(&streets), options(wanted) {
        LISIERE_EXPECTS(options.limit.value() >= 0 && options.off_network_kmh > 0);
        std::size_t count = 0;
        for_each_segment([&](Segment, const geo::Point& a, const geo::Point& b) {
            bounds.extend(a);
            bounds.extend(b);
            ++count;
        });
        if (count == 0) return;
        const double area = std::max(bounds.width(), 1.0) * std::max(bounds.height(), 1.0);
        const auto wanted_cells = static_cast<double>(count) / segments_per_cell;
        cell = std::max({smallest_cell, std::sqrt(area / std::max(wanted_cells, 1.0)),
                         std::max(bounds.width(), bounds.height()) / 1e6});
        columns = column_of(bounds.max_x) + 1;
        rows = row_of(bounds.max_y) + 1;
        first.assign(static_cast<std::size_t>(columns * rows) + 1, 0);
        for_each_cell([this](std::size_t at, Segment) { ++first[at + 1]; });
        std::partial_sum(first.begin(), first.end(), first.begin());
        segments.resize(first.back());
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for_each_cell([&](std::size_t at, Segment s) { segments[next[at]++] = s; });
    }

    std::int64_t column_of(double x) const {
        return static_cast<std::int64_t>(std::floor((x - bounds.min_x) / cell));
    }
    std::int64_t row_of(double y) const {
        return static_cast<std::int64_t>(std::floor((y - bounds.min_y) / cell));
    }

    /// Segments of the admissible edges: those of the main component and of other large ones.
    template <class Visit>
    void for_each_segment(const Visit& visit) const {
        for (const EdgeIdx e : indices<EdgeIdx>(graph->edge_count())) {
            // A one-way between two components is of neither: who starts there cannot come back. A
            // street closed to passage keeps those who were tied to it (engine/scenario leaves out
            // the others).
            const StreetGraph::Edge& edge = graph->edge(e);
            const std::uint32_t component = graph->component(edge.from);
            const bool large = component == 0 || (edge.flags & tied_though_small) != 0 ||
                               graph->component_size(component) >= options.large_component;
            const bool closed = !edge.forward && !edge.backward;
            const bool tied = closed || (component == graph->component(edge.to) && large);
            if (!tied || (edge.flags & never_tied) != 0) continue;
            const std::span<const geo::Point> line = graph->line(e);
            for (std::uint32_t i = 0; i + 1 < line.size(); ++i)
                visit(Segment{e, i}, line[i], line[i + 1]);
        }
    }

    /// The cells a segment passes: row by row, the columns between its crossings of the row's
    /// borders.
    template <class Visit>
    void for_each_cell(const Visit& visit) const {
        // Wider than any rounding of the crossings: a cell too many does no harm, one too few
        // would.
        const double slack = 1e-6 * cell;
        for_each_segment([&](Segment segment, const geo::Point& a, const geo::Point& b) {
            const geo::Point& low = a.y <= b.y ? a : b;
            const geo::Point& high = a.y <= b.y ? b : a;
            const std::int64_t last_row = clamp(row_of(high.y + slack), rows);
            for (std::int64_t row = clamp(row_of(low.y - slack), rows); row <= last_row; ++row) {
                const double bottom = bounds.min_y + static_cast<double>(row) * cell - slack;
                const double top = bottom + cell + 2 * slack;
                const auto x_at = [&](double y) {
                    if (high.y == low.y) return low.x;
                    const double share = std::clamp((y - low.y) / (high.y - low.y), 0.0, 1.0);
                    return low.x + share * (high.x - low.x);
                };
                double left = x_at(bottom);
                double right = x_at(top);
                if (high.y == low.y) right = high.x;
                if (left > right) std::swap(left, right);
                const std::int64_t last = clamp(column_of(right + slack), columns);
                for (std::int64_t c = clamp(column_of(left - slack), columns); c <= last; ++c)
                    visit(static_cast<std::size_t>(row * columns + c), segment);
            }
        });
    }
    static std::int64_t clamp(std::int64_t at, std::int64_t count) {
        return std::clamp<std::int64_t>(at, 0, count - 1);
    }

    struct Best {
        Segment segment;
        geo::Projection on;
    };

    void look_at(std::int64_t column, std::int64_t row, const geo::Point& p, Best& best) const {
        const auto at = static_cast<std::size_t>(row * columns + column);
        for (std::uint32_t i = first[at]; i < first[at + 1]; ++i) {
            const Segment segment = segments[i];
            const std::span<const geo::Point> line = graph->line(segment.edge);
            const geo::Projection on =
                geo::project(p, line[segment.number], line[segment.number + 1]);
            const bool nearer = on.distance < best.on.distance;
            const bool tie =
                on.distance == best.on.distance &&
                (segment.edge < best.segment.edge ||
                 (segment.edge == best.segment.edge && segment.number < best.segment.number));
            if (nearer || tie) best = {segment, on};
        }
    }

    /// Rings of cells around the point's own, until no further ring can hold anything as near.
    std::optional<Best> nearest(const geo::Point& p) const {
        if (segments.empty()) return std::nullopt;
        const double limit = options.limit.value();
        if (!bounds.grown(limit).contains(p)) return std::nullopt;
        const std::int64_t column = column_of(p.x);
        const std::int64_t row = row_of(p.y);
        Best best;
        best.on.distance = std::numeric_limits<double>::infinity();
        const auto in_grid = [this](std::int64_t c, std::int64_t r) {
            return c >= 0 && c < columns && r >= 0 && r < rows;
        };
        for (std::int64_t ring = 0;; ++ring) {
            // Whatever the place in its own cell, ring k begins (k - 1) cells away at the nearest.
            const double reach = static_cast<double>(ring - 1) * cell;
            if (reach > best.on.distance || reach > limit) break;
            for (std::int64_t r = row - ring; r <= row + ring; ++r) {
                if (r < 0 || r >= rows) continue;
                const bool edge_row = r == row - ring || r == row + ring;
                if (edge_row) {
                    for (std::int64_t c = std::max<std::int64_t>(column - ring, 0);
                         c <= std::min(column + ring, columns - 1); ++c)
                        look_at(c, r, p, best);
                } else {
                    if (in_grid(column - ring, r)) look_at(column - ring, r, p, best);
                    if (in_grid(column + ring, r)) look_at(column + ring, r, p, best);
                }
            }
        }
        if (best.on.distance > limit) return std::nullopt;
        return best;
    }
};

Snapper::Snapper(const StreetGraph& graph, SnapOptions options, const Snapper* base)
    : impl_(std::make_unique<Impl>(graph, options)), base_(base) {}
Snapper::~Snapper() = default;
Snapper::Snapper(Snapper&&) noexcept = default;
Snapper& Snapper::operator=(Snapper&&) noexcept = default;

std::optional<Snap> Snapper::snap(const geo::Point& p) const {
    if (base_ == nullptr) return snap_here(p);
    const std::optional<Snap> was = base_->snap(p);
    if (!was) return std::nullopt;
    std::optional<Snap> is = snap_here(was->at);
    if (!is) return std::nullopt;
    is->at = was->at;
    is->off_m = was->off_m;
    is->off_cost = was->off_cost;
    return is;
}

std::optional<Snap> Snapper::snap_here(const geo::Point& p) const {
    const std::optional<Impl::Best> best = impl_->nearest(p);
    if (!best) return std::nullopt;
    const EdgeIdx e = best->segment.edge;
    const std::span<const geo::Point> line = impl_->graph->line(e);
    const std::uint32_t number = best->segment.number;
    const double before = geo::length(line.first(number + 1)).value() +
                          best->on.fraction * geo::distance(line[number], line[number + 1]);
    const double whole = geo::length(line).value();
    const std::uint32_t length_mm = impl_->graph->edge(e).length_mm;
    Snap snap;
    snap.edge = e;
    // Share of the drawn length, so that the far end is exactly the whole length.
    if (whole > 0)
        snap.along_mm = std::min(
            length_mm, static_cast<std::uint32_t>(std::llround(before / whole * length_mm)));
    snap.at = best->on.point;
    snap.off_m = best->on.distance;
    snap.off_cost =
        static_cast<Cost>(std::llround(best->on.distance * 3600 / impl_->options.off_network_kmh));
    return snap;
}

}  // namespace lisiere::street
