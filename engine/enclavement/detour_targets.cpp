// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/detour_targets.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"
#include "engine/street/tie_flags.hpp"

namespace lisiere::enclavement {
namespace {

/// By edge, its line where the edge fits; empty elsewhere.
template <class Fits>
std::vector<geo::LineString> lines_where(const street::StreetGraph& graph, const Fits& fits) {
    std::vector<geo::LineString> lines(graph.edge_count());
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        if (!fits(graph.edge(e))) continue;
        const std::span<const geo::Point> line = graph.line(e);
        lines[e.value()].assign(line.begin(), line.end());
    }
    return lines;
}

const street::StreetGraph& base_of(const street::StreetGraph& searched,
                                   const DetourTargets& targets) {
    return targets.streets != nullptr ? *targets.streets : searched;
}

std::vector<geo::LineString> worth_a_walk(const street::StreetGraph& graph,
                                          const DetourOptions& options) {
    return lines_where(graph, [&](const street::StreetGraph::Edge& edge) {
        return !edge.is(street::WayFlag::bridge) && !edge.is(street::WayFlag::tunnel) &&
               graph.component_size(graph.component(edge.from)) >= options.target_component;
    });
}

}  // namespace

std::optional<street::Snap> StreetPlaces::nearest(const geo::Point& p, double limit,
                                                  std::vector<std::uint32_t>& near) const {
    for (const double reach : {limit / 4, limit}) {
        segments_.query(geo::Box{p.x, p.y, p.x, p.y}.grown(reach), near);
        const Segment* best = nullptr;
        geo::Projection where;
        where.distance = reach;
        for (const std::uint32_t n : near) {
            const Segment& segment = segments_[n];
            const geo::Projection found = geo::project(p, segment.a, segment.b);
            if (found.distance > where.distance ||
                (best != nullptr && found.distance == where.distance))
                continue;
            best = &segment;
            where = found;
        }
        if (best == nullptr) continue;
        const double along = best->start_m + where.fraction * geo::distance(best->a, best->b);
        const street::EdgeIdx edge{best->owner};
        const auto along_mm = static_cast<std::uint32_t>(std::llround(along * 1000));
        return street::Snap{edge, std::min(along_mm, graph_.edge(edge).length_mm), where.point,
                            where.distance, 0};
    }
    return std::nullopt;
}

Targets::Targets(const street::StreetGraph& searched, const DetourTargets& targets,
                 const DetourOptions& options)
    : options_(options),
      peopled_(targets.peopled.begin(), targets.peopled.end()),
      peopled_index_(index_of(targets.peopled)),
      chosen_(base_of(searched, targets), worth_a_walk(base_of(searched, targets), options)) {
    if (targets.streets == nullptr) return;
    again_.emplace(searched, lines_where(searched, [](const street::StreetGraph::Edge& edge) {
                       return (edge.flags & street::never_tied) == 0;
                   }));
}

std::optional<Targets::Found> Targets::nearest(const geo::Point& p, double limit,
                                               std::vector<std::uint32_t>& near) const {
    const std::optional<street::Snap> chosen = chosen_.nearest(p, limit, near);
    if (!chosen || !peopled(chosen->at, near)) return std::nullopt;
    if (!again_) return Found{chosen->at, chosen};
    constexpr double same_place_m = 0.01;
    return Found{chosen->at, again_->nearest(chosen->at, same_place_m, near)};
}

bool Targets::peopled(const geo::Point& p, std::vector<std::uint32_t>& near) const {
    if (peopled_.empty()) return true;
    const double within = options_.peopled_within.value();
    peopled_index_.query(geo::Box{p.x, p.y, p.x, p.y}.grown(within), near);
    return std::any_of(near.begin(), near.end(),
                       [&](std::uint32_t n) { return geo::distance(peopled_[n], p) <= within; });
}

}  // namespace lisiere::enclavement
