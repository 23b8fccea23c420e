// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/closures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/geo/lines.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/scenario/ties_kept.hpp"
#include "engine/scenario/ways.hpp"
#include "engine/scenario/ways_joined.hpp"

namespace lisiere::scenario {
namespace {

using street::EdgeIdx;
using street::EdgeInput;
using street::NodeIdx;
using street::StreetGraph;

constexpr double hair = 1e-6;  ///< metres: below any millimetre

/// Fractions along ab at which it crosses the rim of the shape.
void rim_crossings(const geo::Point& a, const geo::Point& b, const geo::MultiPolygon& shape,
                   std::vector<double>& out) {
    const auto ring = [&](const geo::Ring& points) {
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            if (const auto at = geo::segment_crossing(a, b, points[i], points[i + 1]))
                out.push_back(at->on_ab);
    };
    for (const geo::Polygon& polygon : shape) {
        ring(polygon.outer);
        for (const geo::Ring& hole : polygon.holes) ring(hole);
    }
}

/// The parts of a line inside a shape, joined where they touch.
std::vector<Part> parts_inside(const geo::LineString& line, const geo::MultiPolygon& shape) {
    std::vector<Part> parts;
    double along = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double step = geo::distance(line[i], line[i + 1]);
        std::vector<double> cuts{0, 1};
        rim_crossings(line[i], line[i + 1], shape, cuts);
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
            const Part part{along + cuts[c] * step, along + cuts[c + 1] * step};
            if (part.to - part.from <= hair) continue;
            const double middle = (cuts[c] + cuts[c + 1]) / 2;
            if (!geo::contains(shape, geo::between(line[i], line[i + 1], middle))) continue;
            if (!parts.empty() && part.from - parts.back().to <= hair)
                parts.back().to = part.to;
            else
                parts.push_back(part);
        }
        along += step;
    }
    return parts;
}

std::vector<Part> parts_across(const geo::LineString& line, const geo::MultiLineString& across) {
    std::vector<Part> parts;
    double along = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double step = geo::distance(line[i], line[i + 1]);
        for (const geo::LineString& other : across)
            for (std::size_t o = 0; o + 1 < other.size(); ++o)
                if (const auto at =
                        geo::segment_crossing(line[i], line[i + 1], other[o], other[o + 1]))
                    parts.push_back({along + at->on_ab * step, along + at->on_ab * step});
        along += step;
    }
    return parts;
}

/// Ascending, parts that touch as one.
std::vector<Part> merged(std::vector<Part> parts) {
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    });
    std::vector<Part> result;
    for (const Part& part : parts) {
        if (!result.empty() && part.from - result.back().to <= hair)
            result.back().to = std::max(result.back().to, part.to);
        else
            result.push_back(part);
    }
    return result;
}

/// A selection ready to be asked about many lines.
class Taker {
  public:
    explicit Taker(const Selection& selection) : selection_(&selection) {
        if (selection.by == Selection::By::along)
            shape_ = geo::buffer_lines(selection.lines, followed_within);
        if (selection.by == Selection::By::zone) shape_ = selection.zone;
        box_ = geo::bounds(shape_);
        if (selection.by == Selection::By::across)
            for (const geo::LineString& line : selection.lines) box_.extend(geo::bounds(line));
    }

    std::vector<Part> parts(const geo::LineString& line) const {
        if (!box_.intersects(geo::bounds(line))) return {};
        if (selection_->by == Selection::By::across)
            return merged(parts_across(line, selection_->lines));
        std::vector<Part> parts = parts_inside(line, shape_);
        if (selection_->by == Selection::By::along) {
            const double whole = geo::length(line).value();
            std::erase_if(parts, [&](const Part& part) {
                const double length = part.to - part.from;
                return length < followed_for.value() && length < whole - hair;
            });
        }
        return parts;
    }

    bool takes(std::int64_t way) const {
        return selection_->by == Selection::By::id &&
               std::find(selection_->ids.begin(), selection_->ids.end(), way) !=
                   selection_->ids.end();
    }
    std::vector<Part> parts(const StreetGraph& graph, EdgeIdx edge,
                            const geo::LineString& line) const {
        if (selection_->by != Selection::By::id) return parts(line);
        if (!takes(graph.edge(edge).way)) return {};
        return {{0, geo::length(line).value()}};
    }
    const Selection& selection() const { return *selection_; }

  private:
    const Selection* selection_;
    geo::MultiPolygon shape_;
    geo::Box box_;
};

std::vector<Taker> takers(std::span<const Selection* const> selections) {
    std::vector<Taker> result;
    for (const Selection* selection : selections) result.emplace_back(*selection);
    return result;
}

geo::LineString drawn(const geo::LineString& line, const Part& part) {
    if (part.to - part.from > hair) return geo::cut(line, part.from, part.to);
    geo::LineString place = geo::cut(line, std::max(part.from - 0.01, 0.0), part.from + 0.01);
    return {place.front(), place.back()};
}

/// Distance from a selection to the nearest street.
double nearest_m(const Selection& selection, const StreetLines& streets) {
    double nearest = std::numeric_limits<double>::infinity();
    const auto look = [&](const std::vector<geo::Point>& points) {
        for (const geo::Point& p : points)
            if (const auto place = streets.nearest(p)) nearest = std::min(nearest, place->distance);
    };
    for (const geo::LineString& line : selection.lines) look(line);
    for (const geo::Polygon& polygon : selection.zone) look(polygon.outer);
    return nearest;
}

/// Cuts a graph where parts of its edges are taken out.
class Cutter {
  public:
    Cutter(const StreetGraph& graph, std::size_t large_component)
        : graph_(graph), large_component_(large_component) {}

    void take(EdgeIdx e, const std::vector<Part>& parts) {
        const EdgeInput whole = street::input_of(graph_, e);
        const bool homes = tied_to(graph_, e, large_component_);
        const double length = geo::length(whole.line).value();
        removed_.push_back(e);
        // Where a piece ends, and on which side of a mere cut.
        double from = 0;
        NodeIdx start = whole.from;
        const auto keep = [&](double to, NodeIdx end, bool open) {
            EdgeInput piece = whole;
            piece.from = start;
            piece.to = end;
            piece.line = geo::cut(whole.line, from, to);
            piece.forward = piece.forward && open;
            piece.backward = piece.backward && open;
            added_.push_back(std::move(piece));
        };
        for (const Part& part : parts) {
            if (part.from - from > hair) {
                const NodeIdx end = node(whole.line, part.from);
                keep(part.from, end, true);
                start = end;
            }
            from = part.from;
            if (part.to - part.from <= hair) {
                start = node(whole.line, part.to);
                continue;
            }
            const NodeIdx end = length - part.to > hair ? node(whole.line, part.to) : whole.to;
            if (homes) keep(part.to, end, false);
            start = end;
            from = part.to;
        }
        if (length - from > hair) keep(length, whole.to, true);
    }
    StreetGraph graph() const { return street::changed(graph_, removed_, new_nodes_, added_); }

  private:
    NodeIdx node(const geo::LineString& line, double along) {
        new_nodes_.push_back(along > hair ? geo::cut(line, 0, along).back() : line.front());
        return NodeIdx{graph_.node_count() + new_nodes_.size() - 1};
    }

    const StreetGraph& graph_;
    std::size_t large_component_;
    std::vector<EdgeIdx> removed_;
    std::vector<geo::Point> new_nodes_;
    std::vector<EdgeInput> added_;
};

}  // namespace

std::vector<Part> selected_parts(const geo::LineString& line, const Selection& selection) {
    return Taker(selection).parts(line);
}

ClosedGraph without(const StreetGraph& streets, std::span<const Selection* const> closed,
                    std::size_t large_component) {
    ClosedGraph result;
    const std::vector<Taker> all = takers(closed);
    Cutter cutter(streets, large_component);
    std::vector<bool> takes(closed.size(), false);
    for (const EdgeIdx e : indices<EdgeIdx>(streets.edge_count())) {
        const auto points = streets.line(e);
        const geo::LineString line(points.begin(), points.end());
        std::vector<Part> parts;
        for (std::size_t c = 0; c < all.size(); ++c)
            for (const Part& part : all[c].parts(streets, e, line)) {
                parts.push_back(part);
                takes[c] = true;
                result.taken.push_back({c, drawn(line, part)});
            }
        if (!parts.empty()) cutter.take(e, merged(std::move(parts)));
    }
    if (result.taken.empty()) {
        result.graph = streets;
    } else {
        KeptTies kept = tied_to_parts_cut_off(cutter.graph(), streets, large_component);
        result.graph = std::move(kept.graph);
        result.isolated = kept.crossings;
    }
    result.nearest_m.assign(closed.size(), 0);
    if (std::find(takes.begin(), takes.end(), false) != takes.end()) {
        const StreetLines lines(streets);
        for (std::size_t c = 0; c < closed.size(); ++c)
            if (!takes[c]) result.nearest_m[c] = nearest_m(*closed[c], lines);
    }
    return result;
}

std::vector<AddedWay> open_ways(std::span<const AddedWay> ways,
                                std::span<const Selection* const> closed) {
    const std::vector<Taker> all = takers(closed);
    std::vector<AddedWay> open;
    for (const AddedWay& way : ways) {
        std::vector<Part> parts;
        for (const Taker& taker : all)
            for (const Part& part : taker.parts(way.line)) parts.push_back(part);
        parts = merged(std::move(parts));
        double from = 0;
        const auto keep = [&](double to, bool first, bool last) {
            if (to - from <= hair) return;
            AddedWay piece = way;
            if (!(first && last)) piece.line = geo::cut(way.line, from, to);
            piece.ties_start = way.ties_start && first;
            piece.ties_end = way.ties_end && last;
            open.push_back(std::move(piece));
        };
        for (std::size_t p = 0; p < parts.size(); ++p) {
            keep(parts[p].from, p == 0, false);
            from = parts[p].to;
        }
        keep(geo::length(way.line).value(), parts.empty(), true);
    }
    return open;
}

std::vector<AddedWay> walks_over(const StreetGraph& from, const StreetGraph& to,
                                 std::span<const PedestrianStreets> streets) {
    const StreetLines there(to);
    std::vector<AddedWay> walks;
    for (const PedestrianStreets& change : streets) {
        const Taker taker(change.streets);
        for (const EdgeIdx e : indices<EdgeIdx>(from.edge_count())) {
            const auto points = from.line(e);
            const geo::LineString line(points.begin(), points.end());
            for (const Part& part : taker.parts(from, e, line)) {
                if (part.to - part.from <= hair) continue;
                const geo::LineString middle =
                    geo::cut(line, (part.from + part.to) / 2 - hair, (part.from + part.to) / 2);
                if (there.nearest(middle.back(), joined_within.value())) continue;
                AddedWay walk;
                walk.where = change.where;
                walk.line = geo::cut(line, part.from, part.to);
                walk.kind = change.kind;
                walk.flags = from.edge(e).flags;
                walk.layer = from.edge(e).layer;
                walk.use = change.use;
                walks.push_back(std::move(walk));
            }
        }
    }
    return walks;
}

}  // namespace lisiere::scenario
