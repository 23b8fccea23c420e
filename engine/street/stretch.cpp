// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::street {
namespace {

/// Costs along an edge in one direction, as `Edge::cost_along` shares them out.
struct Along {
    std::uint32_t length_mm;
    Cost whole;

    /// The furthest whole millimetre from the `from` end whose share is at most `budget`.
    std::uint32_t furthest(Cost budget) const {
        if (budget >= whole) return length_mm;
        // (2·whole·mm + length) / (2·length) < budget + 1, solved for mm.
        const std::uint64_t twice = 2 * std::uint64_t{length_mm};
        return static_cast<std::uint32_t>((twice * (std::uint64_t{budget} + 1) - length_mm - 1) /
                                          (2 * std::uint64_t{whole}));
    }
    /// The nearest whole millimetre to the `from` end that lies at most `budget` before `at`, a
    /// share of the whole.
    std::uint32_t furthest_back(Cost at, Cost budget) const {
        // From the first millimetre past those that cost at most at − budget − 1.
        return budget >= at ? 0 : furthest(at - budget - 1) + 1;
    }
};

/// Each edge once, ascending: a bit an edge, cheaper than a sort of what a search touches.
class EdgeSet {
  public:
    explicit EdgeSet(std::size_t edges) : words_((edges + 63) / 64, 0), first_(words_.size()) {}

    void insert(EdgeIdx edge) {
        const std::size_t word = edge.value() / 64;
        words_[word] |= std::uint64_t{1} << (edge.value() % 64);
        first_ = std::min(first_, word);
        end_ = std::max(end_, word + 1);
    }
    template <class Visit>
    void for_each(const Visit& visit) const {
        for (std::size_t word = first_; word < end_; ++word)
            for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1)
                visit(EdgeIdx{64 * word + static_cast<std::size_t>(std::countr_zero(bits))});
    }

  private:
    std::vector<std::uint64_t> words_;
    std::size_t first_;  // words that hold any
    std::size_t end_ = 0;
};

struct Interval {
    std::uint32_t from;
    std::uint32_t to;
};

void add(std::vector<ReachedStretch>& out, EdgeIdx edge, std::vector<Interval>& parts) {
    std::sort(parts.begin(), parts.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    const std::size_t first = out.size();
    for (const Interval& part : parts) {
        // Neighbouring whole millimetres are both reached: the stretch goes through.
        if (out.size() > first && part.from <= out.back().to_mm + 1)
            out.back().to_mm = std::max(out.back().to_mm, part.to);
        else
            out.push_back({edge, part.from, part.to});
    }
    out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                             [](const ReachedStretch& s) { return s.from_mm == s.to_mm; }),
              out.end());
}

/// What is reached of its own edge from a place on it.
Interval own_interval(const StreetGraph::Edge& edge, std::uint32_t at_mm, Cost budget,
                      bool forward) {
    const bool up = forward ? edge.forward : edge.backward;
    const bool down = forward ? edge.backward : edge.forward;
    const Along upwards{edge.length_mm, forward ? edge.cost : edge.back_cost};
    const Along downwards{edge.length_mm, forward ? edge.back_cost : edge.cost};
    const Cost before = forward ? edge.cost_along(at_mm) : edge.back_along(at_mm);
    const Cost behind = forward ? edge.back_along(at_mm) : edge.cost_along(at_mm);
    Interval reached{at_mm, at_mm};
    if (down) reached.from = downwards.furthest_back(behind, budget);
    if (up) reached.to = upwards.furthest(std::min(budget, upwards.whole - before) + before);
    return reached;
}

}  // namespace

ReachedStretch own_stretch(const StreetGraph& graph, const Snap& place, Cost budget,
                           Direction direction) {
    const Interval reached = own_interval(graph.edge(place.edge), place.along_mm, budget,
                                          direction == Direction::forward);
    return {place.edge, reached.from, reached.to};
}

std::vector<ReachedStretch> reached_stretches(const Reach& reach, Cost limit) {
    LISIERE_EXPECTS(limit <= reach.limit());
    const StreetGraph& graph = reach.graph();
    const bool forward = reach.direction() == Direction::forward;
    EdgeSet edges(graph.edge_count());
    for (const NodeIdx node : reach.reached()) {
        if (reach.cost(node) > limit) break;
        for (const Arc& arc : forward ? graph.arcs(node) : graph.incoming(node))
            edges.insert(arc.edge);
    }
    const std::optional<Snap>& origin = reach.origin();
    if (origin) edges.insert(origin->edge);

    std::vector<ReachedStretch> stretches;
    std::vector<Interval> parts;
    edges.for_each([&](EdgeIdx e) {
        const StreetGraph::Edge& edge = graph.edge(e);
        // Going away from a node in a backward search means travelling towards it.
        const bool up = forward ? edge.forward : edge.backward;
        const bool down = forward ? edge.backward : edge.forward;
        const Along upwards{edge.length_mm, forward ? edge.cost : edge.back_cost};
        const Along downwards{edge.length_mm, forward ? edge.back_cost : edge.cost};
        parts.clear();
        if (const Cost c = reach.cost(edge.from); up && c <= limit)
            parts.push_back({0, upwards.furthest(limit - c)});
        if (const Cost c = reach.cost(edge.to); down && c <= limit)
            parts.push_back({downwards.furthest_back(downwards.whole, limit - c), edge.length_mm});
        if (origin && origin->edge == e && origin->off_cost <= limit)
            parts.push_back(
                own_interval(edge, origin->along_mm, limit - origin->off_cost, forward));
        add(stretches, e, parts);
    });
    return stretches;
}

geo::LineString stretch_line(const StreetGraph& graph, const ReachedStretch& stretch) {
    const StreetGraph::Edge& edge = graph.edge(stretch.edge);
    LISIERE_EXPECTS(stretch.from_mm <= stretch.to_mm && stretch.to_mm <= edge.length_mm);
    const std::span<const geo::Point> line = graph.line(stretch.edge);
    const double scale = geo::length(line).value() / edge.length_mm;
    const double from = stretch.from_mm * scale;
    const double to = stretch.to_mm * scale;
    geo::LineString drawn{point_at(graph, stretch.edge, stretch.from_mm)};
    double walked = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        walked += geo::distance(line[i - 1], line[i]);
        if (walked > from && walked < to) drawn.push_back(line[i]);
    }
    drawn.push_back(point_at(graph, stretch.edge, stretch.to_mm));
    return drawn;
}

}  // namespace lisiere::street
