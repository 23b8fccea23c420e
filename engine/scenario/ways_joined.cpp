// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/ways_joined.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/core/disjoint_sets.hpp"
#include "engine/geo/lines.hpp"
#include "engine/geo/measure.hpp"
#include "engine/scenario/ways.hpp"

namespace lisiere::scenario {
namespace {

using street::EdgeIdx;
using street::StreetGraph;

geo::BoxIndex index_of(const StreetGraph& graph) {
    std::vector<geo::Box> boxes(graph.edge_count());
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count()))
        for (const geo::Point& p : graph.line(e)) boxes[e.value()].extend(p);
    return geo::BoxIndex(boxes);
}

/// The place of one edge nearest to p.
StreetPlace place_on(const StreetGraph& graph, EdgeIdx e, const geo::Point& p) {
    const std::span<const geo::Point> line = graph.line(e);
    StreetPlace best;
    best.distance = std::numeric_limits<double>::infinity();
    double before = 0;
    double best_before = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const geo::Projection on = geo::project(p, line[i], line[i + 1]);
        const double step = geo::distance(line[i], line[i + 1]);
        if (on.distance < best.distance) {
            best.distance = on.distance;
            best.at = on.point;
            best_before = before + on.fraction * step;
        }
        before += step;
    }
    best.edge = e;
    const std::uint32_t length_mm = graph.edge(e).length_mm;
    // Share of the drawn length, so that the far end is exactly the whole length.
    if (before > 0)
        best.along_mm = std::min(
            length_mm, static_cast<std::uint32_t>(std::llround(best_before / before * length_mm)));
    return best;
}

bool same_place(const geo::Point& a, const geo::Point& b) {
    return geo::distance(a, b) <= joined_within.value();
}

bool before(const geo::Point& a, const geo::Point& b) {
    return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

using Lines = std::vector<geo::LineString>;

/// Places to put a vertex at, by way and segment.
struct Insertion {
    std::size_t segment = 0;
    double fraction = 0;
    geo::Point at;
};

void insert(geo::LineString& line, std::vector<Insertion> places) {
    std::sort(places.begin(), places.end(), [](const Insertion& a, const Insertion& b) {
        return std::tie(a.segment, a.fraction, a.at.x, a.at.y) <
               std::tie(b.segment, b.fraction, b.at.x, b.at.y);
    });
    geo::LineString with;
    auto next = places.begin();
    for (std::size_t i = 0; i < line.size(); ++i) {
        with.push_back(line[i]);
        for (; next != places.end() && next->segment == i; ++next)
            if (!same_place(with.back(), next->at) && !same_place(line[i + 1], next->at))
                with.push_back(next->at);
    }
    line = std::move(with);
}

/// A vertex in the other lines wherever one of a line touches them.
void meet_at_vertices(Lines& lines) {
    std::vector<std::vector<Insertion>> places(lines.size());
    for (std::size_t way = 0; way < lines.size(); ++way)
        for (std::size_t other = 0; other < lines.size(); ++other) {
            if (other == way) continue;
            for (const geo::Point& p : lines[way])
                for (std::size_t s = 0; s + 1 < lines[other].size(); ++s) {
                    const geo::Projection on =
                        geo::project(p, lines[other][s], lines[other][s + 1]);
                    if (on.distance <= joined_within.value())
                        places[other].push_back({s, on.fraction, p});
                }
        }
    for (std::size_t way = 0; way < lines.size(); ++way) insert(lines[way], places[way]);
}

/// A vertex at the crossings of the ways that join them, in both lines.
void meet_at_crossings(Lines& lines, std::span<const AddedWay* const> ways,
                       const StreetLines& streets) {
    std::vector<std::vector<Insertion>> places(lines.size());
    for (std::size_t way = 0; way < lines.size(); ++way)
        for (std::size_t s = 0; s + 1 < lines[way].size(); ++s) {
            const geo::Point& a = lines[way][s];
            const geo::Point& b = lines[way][s + 1];
            if (ways[way]->joins_crossings)
                for (const double at : streets.crossings(a, b))
                    places[way].push_back({s, at, geo::between(a, b, at)});
            for (std::size_t other = 0; other < way; ++other) {
                if (!ways[way]->joins_crossings && !ways[other]->joins_crossings) continue;
                for (std::size_t o = 0; o + 1 < lines[other].size(); ++o) {
                    const auto crossing =
                        geo::segment_crossing(a, b, lines[other][o], lines[other][o + 1]);
                    if (!crossing) continue;
                    const geo::Point at = geo::between(a, b, crossing->on_ab);
                    places[way].push_back({s, crossing->on_ab, at});
                    places[other].push_back({o, crossing->on_cd, at});
                }
            }
        }
    for (std::size_t way = 0; way < lines.size(); ++way) insert(lines[way], places[way]);
}

std::vector<VertexLine> with_joints(const Lines& lines, std::span<const AddedWay* const> ways) {
    struct Member {
        std::size_t way;
        std::size_t vertex;
    };
    std::vector<Member> members;
    for (std::size_t way = 0; way < lines.size(); ++way)
        for (std::size_t v = 0; v < lines[way].size(); ++v) members.push_back({way, v});
    const auto at = [&](std::size_t m) -> const geo::Point& {
        return lines[members[m].way][members[m].vertex];
    };
    // An end that a closure made leads nowhere, least of all to the other half of its way.
    const auto free = [&](std::size_t m) {
        const AddedWay& way = *ways[members[m].way];
        return (members[m].vertex == 0 && !way.ties_start) ||
               (members[m].vertex + 1 == lines[members[m].way].size() && !way.ties_end);
    };
    DisjointSets places(members.size());  // those that turn out to be one
    for (std::uint32_t m = 0; m < members.size(); ++m)
        for (std::uint32_t n = 0; n < m; ++n)
            if (!free(m) && !free(n) &&
                ((members[m].way != members[n].way && same_place(at(m), at(n))) ||
                 (members[m].way == members[n].way && at(m) == at(n))))
                places.unite(m, n);
    std::vector<std::optional<geo::Point>> first(members.size());
    std::vector<std::size_t> count(members.size(), 0);
    for (std::uint32_t m = 0; m < members.size(); ++m) {
        const std::size_t root = places.root(m);
        ++count[root];
        if (!first[root] || before(at(m), *first[root])) first[root] = at(m);
    }
    std::vector<VertexLine> result(lines.size());
    for (std::uint32_t m = 0; m < members.size(); ++m) {
        const std::size_t root = places.root(m);
        const bool shared = count[root] > 1;
        result[members[m].way].push_back(
            {shared ? *first[root] : at(m), shared ? std::optional(root) : std::nullopt});
    }
    return result;
}

}  // namespace

StreetLines::StreetLines(const StreetGraph& graph) : graph_(&graph), index_(index_of(graph)) {
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) any_ = any_ || open(e);
}

bool StreetLines::open(EdgeIdx e) const {
    return graph_->edge(e).forward || graph_->edge(e).backward;
}

std::optional<StreetPlace> StreetLines::nearest(const geo::Point& p, double limit) const {
    geo::Box around;
    around.extend(p);
    std::vector<std::uint32_t> found;
    index_.query(around.grown(limit), found);
    std::optional<StreetPlace> best;
    for (const std::uint32_t e : found) {
        if (!open(EdgeIdx{e})) continue;
        const StreetPlace place = place_on(*graph_, EdgeIdx{e}, p);
        if (place.distance <= limit && (!best || place < *best)) best = place;
    }
    return best;
}

std::optional<StreetPlace> StreetLines::nearest(const geo::Point& p) const {
    if (!any_) return std::nullopt;
    for (double limit = 100;; limit *= 10)
        if (auto place = nearest(p, limit)) return place;
}

std::vector<double> StreetLines::crossings(const geo::Point& a, const geo::Point& b) const {
    geo::Box around;
    around.extend(a);
    around.extend(b);
    std::vector<std::uint32_t> found;
    index_.query(around, found);
    std::vector<double> fractions;
    for (const std::uint32_t e : found) {
        if (!open(EdgeIdx{e})) continue;
        const std::span<const geo::Point> line = graph_->line(EdgeIdx{e});
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            if (const auto crossing = geo::segment_crossing(a, b, line[i], line[i + 1]))
                fractions.push_back(crossing->on_ab);
    }
    return fractions;
}

std::vector<VertexLine> joined_lines(std::span<const AddedWay* const> ways,
                                     const StreetLines& streets) {
    Lines lines;
    for (const AddedWay* way : ways) {
        geo::LineString line = way->line;
        line.erase(std::unique(line.begin(), line.end()), line.end());
        lines.push_back(std::move(line));
    }
    meet_at_crossings(lines, ways, streets);
    meet_at_vertices(lines);
    return with_joints(lines, ways);
}

}  // namespace lisiere::scenario
