// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <tuple>

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
            if (!one.forward && !one.backward) continue;  // closed to passage
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

/// Lines that cannot be walked over, and the barrier of each.
struct Closed {
    std::vector<geo::LineString> lines;
    std::vector<BarrierIdx> owner;
};

class Finder {
  public:
    Finder(const street::StreetGraph& graph, const Closed& closed, const AccessLostOptions& options)
        : graph_(graph),
          closed_(closed),
          options_(options),
          ground_(graph),
          streets_(ground_.lines),
          rims_(closed.lines) {}

    /// Passages every `spacing` along one line.
    std::vector<Passage> along(std::size_t number) const {
        std::vector<Passage> found;
        const geo::LineString& line = closed_.lines[number];
        const BarrierIdx barrier = closed_.owner[number];
        const double spacing = options_.spacing.value();
        double start = 0;
        double next = std::min(spacing, line_length(line)) / 2;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const geo::Point& a = line[i - 1];
            const geo::Point& b = line[i];
            const double length = geo::distance(a, b);
            for (; next <= start + length && length > 0; next += spacing) {
                const double part = (next - start) / length;
                at_place({a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}, a, b, barrier,
                         found);
            }
            start += length;
        }
        return found;
    }

  private:
    /// Those that pass one place `at` of the line ab.
    void at_place(const geo::Point& at, const geo::Point& a, const geo::Point& b,
                  BarrierIdx barrier, std::vector<Passage>& found) const {
        const auto left = bank(barrier, at, a, b, true);
        const auto right = bank(barrier, at, a, b, false);
        const auto add = [&](const Bank& one, const Bank& other) {
            const double hours = (one.distance + other.distance) / 1000 / options_.kmh;
            found.push_back({barrier, one.place, other.place,
                             static_cast<street::Cost>(std::llround(hours * 3'600'000))});
        };
        if (left && right) {
            add(*left, *right);
        } else if (left) {
            for (const Bank& far : beyond(barrier, at, a, b, false)) add(*left, far);
        } else if (right) {
            for (const Bank& far : beyond(barrier, at, a, b, true)) add(far, *right);
        }
    }

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

    /// The banks behind the other rims of the same barrier, square to this one: every rim that is
    /// met, so that one more takes none away.
    std::vector<Bank> beyond(BarrierIdx barrier, const geo::Point& at, const geo::Point& a,
                             const geo::Point& b, bool left) const {
        const double length = geo::distance(a, b);
        const double way = (left ? 1 : -1) * options_.across.value() / length;
        const geo::Point end{at.x - way * (b.y - a.y), at.y + way * (b.x - a.x)};
        std::vector<std::uint32_t> near;
        rims_.query({std::min(at.x, end.x), std::min(at.y, end.y), std::max(at.x, end.x),
                     std::max(at.y, end.y)},
                    near);
        constexpr double own_rim_m = 1;  // the line that one stands on
        std::vector<Bank> banks;
        for (const std::uint32_t position : near) {
            const Segment& rim = rims_[position];
            if (closed_.owner[rim.owner] != barrier) continue;
            const auto met = segment_crossing(at, end, rim.a, rim.b);
            if (!met || met->on_ab * options_.across.value() <= own_rim_m) continue;
            const geo::Point there = geo::between(at, end, met->on_ab);
            if (walled(barrier, at, there)) continue;
            // The far side of that rim is the one on which one does not stand.
            const double here =
                (rim.b.x - rim.a.x) * (at.y - rim.a.y) - (rim.b.y - rim.a.y) * (at.x - rim.a.x);
            if (auto found = bank(barrier, there, rim.a, rim.b, here <= 0)) {
                found->distance += met->on_ab * options_.across.value();
                banks.push_back(*found);
            }
        }
        return banks;
    }

    /// Does another barrier lie between the two?
    bool walled(BarrierIdx barrier, const geo::Point& at, const geo::Point& to) const {
        std::vector<std::uint32_t> near;
        rims_.query({std::min(at.x, to.x), std::min(at.y, to.y), std::max(at.x, to.x),
                     std::max(at.y, to.y)},
                    near);
        return std::any_of(near.begin(), near.end(), [&](std::uint32_t position) {
            const Segment& segment = rims_[position];
            return closed_.owner[segment.owner] != barrier &&
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
    const Closed& closed_;
    const AccessLostOptions& options_;
    Ground ground_;
    SegmentIndex streets_;
    SegmentIndex rims_;
};

/// By (barrier, line, place along it).
std::vector<Passage> passages_of(const street::StreetGraph& graph, const Closed& closed,
                                 const AccessLostOptions& options, Threads threads) {
    const Finder finder(graph, closed, options);
    std::vector<std::vector<Passage>> found(closed.lines.size());
    for_each_chunk(found.size(), 1, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t line = begin; line < end; ++line) found[line] = finder.along(line);
    });
    std::vector<Passage> all;
    for (const std::vector<Passage>& part : found) all.insert(all.end(), part.begin(), part.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const Passage& a, const Passage& b) { return a.barrier < b.barrier; });
    return all;
}

}  // namespace

std::vector<Passage> passages(const street::StreetGraph& graph, const Barriers& barriers,
                              const AccessLostOptions& options, Threads threads) {
    Closed closed{barriers.lines(), {}};
    for (const Stretch& stretch : barriers.stretches) closed.owner.push_back(stretch.barrier);
    return passages_of(graph, closed, options, threads);
}

std::vector<Passage> passages_of_all(const street::StreetGraph& graph, const Barriers& barriers,
                                     const AccessLostOptions& options, Threads threads) {
    const Closed closed{barriers.ground,
                        std::vector<BarrierIdx>(barriers.ground.size(), BarrierIdx{0})};
    std::vector<Passage> all = passages_of(graph, closed, options, threads);
    // Tracks side by side are passed at the same places: the shortest of equal passages is enough.
    const auto key = [](const Passage& p) {
        return std::tuple(p.left.edge, p.left.along_mm, p.right.edge, p.right.along_mm, p.cost);
    };
    const auto same_place = [](const Passage& a, const Passage& b) {
        return std::tie(a.left.edge, a.left.along_mm, a.right.edge, a.right.along_mm) ==
               std::tie(b.left.edge, b.left.along_mm, b.right.edge, b.right.along_mm);
    };
    std::sort(all.begin(), all.end(),
              [&](const Passage& a, const Passage& b) { return key(a) < key(b); });
    all.erase(std::unique(all.begin(), all.end(), same_place), all.end());
    return all;
}

}  // namespace lisiere::enclavement
