// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/enclavement/access_lost.hpp"
#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"

namespace lisiere::enclavement {
namespace {

using street::Snap;
using street::WayFlag;

/// The streets that people walk on the ground, as lines.
struct Ground {
    std::vector<street::EdgeIdx> edges;
    std::vector<geo::LineString> lines;

    explicit Ground(const street::StreetGraph& graph) {
        for (const street::EdgeIdx edge : indices<street::EdgeIdx>(graph.edge_count())) {
            const street::StreetGraph::Edge& one = graph.edge(edge);
            if (one.is(WayFlag::bridge) || one.is(WayFlag::tunnel)) continue;
            const auto line = graph.line(edge);
            edges.push_back(edge);
            lines.emplace_back(line.begin(), line.end());
        }
    }
};

/// The nearest street on one side of a barrier.
struct Bank {
    double distance = 0;
    Snap place;
};

class Finder {
  public:
    Finder(const street::StreetGraph& graph, const Barriers& barriers,
           const AccessLostOptions& options)
        : graph_(graph),
          barriers_(barriers),
          options_(options),
          ground_(graph),
          streets_(ground_.lines),
          lines_(barriers.lines()),
          stretches_(lines_) {}

    /// Passages every `spacing` along one stretch.
    std::vector<Passage> along(StretchIdx stretch) const {
        std::vector<Passage> found;
        const Stretch& one = barriers_.stretches[stretch];
        const double spacing = options_.spacing.value();
        double start = 0;
        double next = std::min(spacing, one.length_m) / 2;
        for (std::size_t i = 1; i < one.line.size(); ++i) {
            const geo::Point& a = one.line[i - 1];
            const geo::Point& b = one.line[i];
            const double length = geo::distance(a, b);
            for (; next <= start + length && length > 0; next += spacing) {
                const double part = (next - start) / length;
                const geo::Point at{a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
                auto left = bank(one.barrier, at, a, b, true);
                auto right = bank(one.barrier, at, a, b, false);
                if (left && !right) right = beyond(one.barrier, at, a, b, false);
                if (right && !left) left = beyond(one.barrier, at, a, b, true);
                if (!left || !right) continue;
                const double hours = (left->distance + right->distance) / 1000 / options_.kmh;
                found.push_back({one.barrier, left->place, right->place,
                                 static_cast<street::Cost>(std::llround(hours * 3'600'000))});
            }
            start += length;
        }
        return found;
    }

  private:
    std::optional<Bank> bank(BarrierIdx barrier, const geo::Point& at, const geo::Point& a,
                             const geo::Point& b, bool left) const {
        const double reach = options_.bank.value();
        std::vector<std::uint32_t> near;
        streets_.query({at.x - reach, at.y - reach, at.x + reach, at.y + reach}, near);
        std::optional<Bank> best;
        for (const std::uint32_t position : near) {
            const Segment& segment = streets_[position];
            const geo::Projection nearest = geo::project(at, segment.a, segment.b);
            const geo::Point& to = nearest.point;
            const double side = (b.x - a.x) * (to.y - at.y) - (b.y - a.y) * (to.x - at.x);
            if (nearest.distance > reach || (left ? side <= 0 : side >= 0)) continue;
            if (best && nearest.distance >= best->distance) continue;
            if (walled(barrier, at, to)) continue;
            best = Bank{nearest.distance, place(segment, to)};
        }
        return best;
    }

    /// The bank behind the next rim of the same barrier, square to this one.
    std::optional<Bank> beyond(BarrierIdx barrier, const geo::Point& at, const geo::Point& a,
                               const geo::Point& b, bool left) const {
        const double length = geo::distance(a, b);
        const double way = (left ? 1 : -1) * options_.across.value() / length;
        const geo::Point end{at.x - way * (b.y - a.y), at.y + way * (b.x - a.x)};
        std::vector<std::uint32_t> near;
        stretches_.query({std::min(at.x, end.x), std::min(at.y, end.y), std::max(at.x, end.x),
                          std::max(at.y, end.y)},
                         near);
        constexpr double own_rim_m = 1;  // the line that one stands on
        double nearest = options_.across.value();
        const Segment* rim = nullptr;
        for (const std::uint32_t position : near) {
            const Segment& segment = stretches_[position];
            if (barriers_.stretches[StretchIdx{segment.owner}].barrier != barrier) continue;
            const auto met = segment_crossing(at, end, segment.a, segment.b);
            if (!met) continue;
            const double distance = met->on_ab * options_.across.value();
            if (distance <= own_rim_m || distance >= nearest) continue;
            nearest = distance;
            rim = &segment;
        }
        if (rim == nullptr) return std::nullopt;
        const double part = nearest / options_.across.value();
        const geo::Point there{at.x + part * (end.x - at.x), at.y + part * (end.y - at.y)};
        if (walled(barrier, at, there)) return std::nullopt;
        // The far side of that rim is the one on which one does not stand.
        const double here =
            (rim->b.x - rim->a.x) * (at.y - rim->a.y) - (rim->b.y - rim->a.y) * (at.x - rim->a.x);
        std::optional<Bank> found = bank(barrier, there, rim->a, rim->b, here <= 0);
        if (found) found->distance += nearest;
        return found;
    }

    /// Does another barrier lie between the two?
    bool walled(BarrierIdx barrier, const geo::Point& at, const geo::Point& to) const {
        std::vector<std::uint32_t> near;
        stretches_.query({std::min(at.x, to.x), std::min(at.y, to.y), std::max(at.x, to.x),
                          std::max(at.y, to.y)},
                         near);
        return std::any_of(near.begin(), near.end(), [&](std::uint32_t position) {
            const Segment& segment = stretches_[position];
            return barriers_.stretches[StretchIdx{segment.owner}].barrier != barrier &&
                   segment_crossing(at, to, segment.a, segment.b);
        });
    }

    Snap place(const Segment& segment, const geo::Point& at) const {
        const street::EdgeIdx edge = ground_.edges[segment.owner];
        const double along = segment.start_m + geo::distance(segment.a, at);
        Snap snap;
        snap.edge = edge;
        snap.along_mm = std::min(static_cast<std::uint32_t>(std::llround(along * 1000)),
                                 graph_.edge(edge).length_mm);
        snap.at = at;
        return snap;
    }

    const street::StreetGraph& graph_;
    const Barriers& barriers_;
    const AccessLostOptions& options_;
    Ground ground_;
    SegmentIndex streets_;
    std::vector<geo::LineString> lines_;
    SegmentIndex stretches_;
};

}  // namespace

std::vector<Passage> passages(const street::StreetGraph& graph, const Barriers& barriers,
                              const AccessLostOptions& options, Threads threads) {
    const Finder finder(graph, barriers, options);
    std::vector<std::vector<Passage>> found(barriers.stretches.size());
    for_each_chunk(found.size(), 1, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t stretch = begin; stretch < end; ++stretch)
            found[stretch] = finder.along(StretchIdx{stretch});
    });
    std::vector<Passage> all;
    for (const std::vector<Passage>& part : found) all.insert(all.end(), part.begin(), part.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const Passage& a, const Passage& b) { return a.barrier < b.barrier; });
    return all;
}

}  // namespace lisiere::enclavement
