// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/around_place.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/geo/measure.hpp"

namespace lisiere::enclavement {
namespace {

using street::Cost;

/// Fractions along ab where it crosses the circle, NaN where it does not. A street that only grazes
/// it (within a micrometre) leaves it nowhere: cut in two by a closure it would, or not, by the
/// rounding of its new ends. One that ends on it does: its other half may be the one left.
std::array<double, 2> circle_crossings(const geo::Point& a, const geo::Point& b,
                                       const geo::Point& centre, double radius) {
    constexpr double grazing_m = 1e-6;
    constexpr double end = 1e-9;  // of the way
    const geo::Point u{b.x - a.x, b.y - a.y};
    const geo::Point w{a.x - centre.x, a.y - centre.y};
    const double squared = u.x * u.x + u.y * u.y;
    const double half_b = w.x * u.x + w.y * u.y;
    const double discriminant =
        half_b * half_b - squared * (w.x * w.x + w.y * w.y - radius * radius);
    std::array<double, 2> at{NAN, NAN};
    // Half the chord squared, times `squared`: 2 r h for a circle passed h inside its rim.
    if (squared == 0 || discriminant <= 2 * radius * grazing_m * squared) return at;
    for (std::size_t i = 0; i < 2; ++i) {
        const double t = (-half_b + (i == 0 ? -1 : 1) * std::sqrt(discriminant)) / squared;
        if (t >= -end && t <= 1 + end) at[i] = std::clamp(t, 0.0, 1.0);
    }
    return at;
}

/// Edges with an end within the limit, and the origin's own.
template <class Use>
void each_edge_within(const street::StreetGraph& graph, const street::Reach& reach, Cost limit,
                      street::EdgeIdx own, Use use) {
    bool own_used = false;
    for (const street::NodeIdx node : reach.reached()) {
        if (reach.cost(node) > limit) break;
        for (const street::Arc& arc : graph.arcs(node)) {
            const street::StreetGraph::Edge& edge = graph.edge(arc.edge);
            const street::NodeIdx other = edge.from == node ? edge.to : edge.from;
            // A street walked both ways has an arc at each end: the lower end uses it.
            if (edge.forward && edge.backward && other < node && reach.cost(other) <= limit)
                continue;
            own_used = own_used || arc.edge == own;
            use(arc.edge);
        }
    }
    if (!own_used) use(own);
}

/// As many of the angles as can be chosen more than `gap` from one another around the circle.
/// One more angle never makes them fewer, as merging neighbours of neighbours would. Choosing
/// the next that is far enough is best from a given start; one of those within `gap` of the
/// first angle is a best start, for if none were chosen the first could be added.
std::size_t apart(std::vector<double> angles, double gap) {
    std::sort(angles.begin(), angles.end());
    const std::size_t n = angles.size();
    constexpr double turn = 2 * std::numbers::pi;
    std::size_t best = 0;
    for (std::size_t start = 0; start < n; ++start) {
        const double off = angles[start] - angles[0];
        if (off > gap && turn - off > gap) continue;
        std::size_t count = 1;
        double last = 0;  // angle from the start
        for (std::size_t i = 1; i < n; ++i) {
            const std::size_t at = (start + i) % n;
            const double on = angles[at] - angles[start] + (start + i < n ? 0 : turn);
            if (on - last <= gap || turn - on <= gap) continue;
            last = on;
            ++count;
        }
        best = std::max(best, count);
    }
    return best;
}

}  // namespace

double entries_per_km(const street::StreetGraph& lengths, const street::Reach& reach,
                      const street::Snap& origin, const DetourOptions& options) {
    const geo::Point& here = origin.at;
    const double radius = options.entry_radius.value();
    const Cost limit = length_cost(options.entry_walk);
    std::vector<double> angles;  // where streets in reach leave the circle
    each_edge_within(lengths, reach, limit, origin.edge, [&](street::EdgeIdx e) {
        const std::span<const geo::Point> line = lengths.line(e);
        double along = 0;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const geo::Point& a = line[i];
            const geo::Point& b = line[i + 1];
            const double step = geo::distance(a, b);
            for (const double t : circle_crossings(a, b, here, radius)) {
                if (std::isnan(t)) continue;
                const street::Snap out{
                    e,
                    static_cast<std::uint32_t>(std::llround((along + step * t) * 1000)),
                    {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t},
                    0,
                    0};
                if (reach.cost(out) <= limit)
                    angles.push_back(std::atan2(out.at.y - here.y, out.at.x - here.x));
            }
            along += step;
        }
    });
    const std::size_t count = apart(std::move(angles), options.entry_merge.value() / radius);
    return static_cast<double>(count) / (2 * std::numbers::pi * radius / 1000);
}

StreetForm street_form(const street::StreetGraph& lengths, const street::Reach& reach,
                       const DetourOptions& options) {
    const Cost limit = length_cost(options.form_walk);
    std::size_t nodes = 0;
    std::size_t dead_ends = 0;
    std::size_t arcs = 0;
    for (const street::NodeIdx node : reach.reached()) {
        if (reach.cost(node) > limit) break;
        ++nodes;
        if (lengths.arcs(node).size() <= 1) ++dead_ends;
        for (const street::Arc& arc : lengths.arcs(node)) {
            const street::StreetGraph::Edge& edge = lengths.edge(arc.edge);
            const street::NodeIdx other = edge.from == node ? edge.to : edge.from;
            if (reach.cost(other) > limit) continue;
            // A two-way street has an arc at each end, a one-way street one in all.
            arcs += edge.forward && edge.backward ? 1 : 2;
        }
    }
    StreetForm form{Absence::sans_objet, Absence::sans_objet};
    const auto v = static_cast<double>(nodes);
    if (nodes > 0) form.dead_ends = static_cast<double>(dead_ends) / v;
    if (nodes >= 3) form.meshes = (static_cast<double>(arcs) / 2 - v + 1) / (2 * v - 5);
    return form;
}

}  // namespace lisiere::enclavement
