// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/crossings.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::enclavement {

namespace {

using street::BarrierKind;
using street::WayFlag;

/// One street line over one barrier line, before places are merged.
struct Hit {
    BarrierIdx barrier;
    StretchIdx stretch;
    double along_m = 0;
    geo::Point at;
    CrossingKind kind = CrossingKind::pont;
    street::EdgeIdx edge;
};

bool for_walkers(const street::StreetGraph& graph, const street::StreetGraph::Edge& edge) {
    if (edge.is(WayFlag::footway) || edge.is(WayFlag::steps)) return true;
    const std::string& kind = graph.kind_name(edge.kind);
    return kind == "path" || kind == "pedestrian" || kind == "cycleway";
}

CrossingKind at_grade(BarrierKind kind) {
    switch (kind) {
        case BarrierKind::voie_ferree:
            return CrossingKind::passage_a_niveau;
        case BarrierKind::autoroute:
        case BarrierKind::cours_eau:
            return CrossingKind::douteux;
        case BarrierKind::voie_rapide:
        case BarrierKind::emprise_fermee:
        case BarrierKind::autre:
            return CrossingKind::traversee;
    }
    return CrossingKind::traversee;
}

CrossingKind kind_of(const street::StreetGraph& graph, const street::StreetGraph::Edge& edge,
                     BarrierKind barrier, Level level, std::int8_t layer) {
    const CrossingKind over =
        for_walkers(graph, edge) ? CrossingKind::passerelle : CrossingKind::pont;
    if (edge.is(WayFlag::bridge)) return over;
    if (edge.is(WayFlag::tunnel)) return CrossingKind::passage_souterrain;
    if (level == Level::pont) return CrossingKind::passage_souterrain;
    if (level == Level::tunnel) return CrossingKind::pont;
    if (edge.layer > layer) return over;
    if (edge.layer < layer) return CrossingKind::passage_souterrain;
    return at_grade(barrier);
}

/// The barriers' lines a hair aside: 1.3 mm east, 0.7 mm north. A street that shares a point with a
/// barrier (a level crossing mapped as one node) then passes properly from one side to the other,
/// and once.
std::vector<geo::LineString> moved_aside(std::vector<geo::LineString> lines) {
    for (geo::LineString& line : lines)
        for (geo::Point& point : line) {
            point.x += 0.0013;
            point.y += 0.0007;
        }
    return lines;
}

/// Whether a barrier ends there: a slip road that joins a street is passed by its end, not crossed.
bool ends_at(const Stretch& stretch, double along_m) {
    constexpr double near = 1;
    const bool closed = stretch.line.front() == stretch.line.back();
    return !closed && (along_m < near || along_m > stretch.length_m - near);
}

std::vector<Hit> hits_of(const street::StreetGraph& graph, const Barriers& barriers) {
    const SegmentIndex index(moved_aside(barriers.lines()));
    std::vector<Hit> hits;
    std::vector<std::uint32_t> near;
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const street::StreetGraph::Edge& edge = graph.edge(e);
        if (!edge.forward && !edge.backward) continue;
        const std::span<const geo::Point> line = graph.line(e);
        geo::Box box;
        for (const geo::Point& point : line) box.extend(point);
        index.query(box, near);
        for (const std::uint32_t at : near) {
            const Segment& segment = index[at];
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const auto crossing = segment_crossing(line[i], line[i + 1], segment.a, segment.b);
                if (!crossing) continue;
                const StretchIdx s{segment.owner};
                const Stretch& stretch = barriers.stretches[s];
                const double t = crossing->on_ab;
                const double along =
                    segment.start_m + crossing->on_cd * geo::distance(segment.a, segment.b);
                if (ends_at(stretch, along)) continue;
                hits.push_back({stretch.barrier,
                                s,
                                along,
                                {line[i].x + (line[i + 1].x - line[i].x) * t,
                                 line[i].y + (line[i + 1].y - line[i].y) * t},
                                kind_of(graph, edge, barriers.barriers[stretch.barrier].kind,
                                        stretch.levels[segment.part], stretch.layers[segment.part]),
                                e});
            }
        }
    }
    return hits;
}

void sort_along(std::vector<Hit>& hits) {
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
        return std::tie(a.barrier, a.stretch, a.along_m, a.edge) <
               std::tie(b.barrier, b.stretch, b.along_m, b.edge);
    });
}

/// Hits of one barrier within `merge` of each other, linked step by step, become one place: that of
/// the first along the barrier. A place counts as soon as one of its streets does; a bridge for the
/// street names it before a footbridge. `hits` sorted along.
std::vector<Crossing> merged(const std::vector<Hit>& hits, double merge) {
    const auto rank = [](CrossingKind kind) {
        switch (kind) {
            case CrossingKind::pont:
                return 0;
            case CrossingKind::passage_souterrain:
                return 1;
            case CrossingKind::passage_a_niveau:
                return 2;
            case CrossingKind::traversee:
                return 3;
            case CrossingKind::passerelle:
                return 4;
            case CrossingKind::douteux:
                return 5;
        }
        return 6;
    };
    std::vector<geo::Box> boxes(hits.size());
    for (std::size_t i = 0; i < hits.size(); ++i) boxes[i].extend(hits[i].at);
    const geo::BoxIndex index(boxes);
    std::vector<bool> taken(hits.size(), false);
    std::vector<Crossing> places;
    std::vector<std::uint32_t> near;
    std::vector<std::uint32_t> pending;
    for (std::uint32_t first = 0; first < hits.size(); ++first) {
        if (taken[first]) continue;
        Crossing place{hits[first].at,      hits[first].kind,    hits[first].barrier,
                       hits[first].stretch, hits[first].along_m, {}};
        pending.assign(1, first);
        taken[first] = true;
        while (!pending.empty()) {
            const Hit& hit = hits[pending.back()];
            pending.pop_back();
            place.edges.push_back(hit.edge);
            if (rank(hit.kind) < rank(place.kind)) place.kind = hit.kind;
            index.query(geo::Box{hit.at.x, hit.at.y, hit.at.x, hit.at.y}.grown(merge), near);
            for (const std::uint32_t other : near) {
                if (taken[other] || hits[other].barrier != hit.barrier) continue;
                if (geo::distance(hits[other].at, hit.at) > merge) continue;
                taken[other] = true;
                pending.push_back(other);
            }
        }
        std::sort(place.edges.begin(), place.edges.end());
        place.edges.erase(std::unique(place.edges.begin(), place.edges.end()), place.edges.end());
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace

std::string_view to_text(CrossingKind kind) {
    switch (kind) {
        case CrossingKind::passerelle:
            return "passerelle";
        case CrossingKind::pont:
            return "pont";
        case CrossingKind::passage_souterrain:
            return "passage_souterrain";
        case CrossingKind::passage_a_niveau:
            return "passage_a_niveau";
        case CrossingKind::traversee:
            return "traversee";
        case CrossingKind::douteux:
            return "douteux";
    }
    return "";
}

Crossings find_crossings(const street::StreetGraph& graph, const Barriers& barriers,
                         const CrossingOptions& options) {
    Crossings found;
    found.by_barrier.resize(barriers.barriers.size());
    found.merge = options.merge;
    std::vector<Hit> hits = hits_of(graph, barriers);
    sort_along(hits);
    // Each street that passes ends a run, not each place: one that is added never lengthens a run,
    // whatever it is merged with.
    std::vector<std::vector<double>> cuts(barriers.stretches.size());
    for (const Hit& hit : hits) {
        if (hit.kind == CrossingKind::douteux) continue;
        cuts[hit.stretch.value()].push_back(hit.along_m);
        found.passes.push_back({hit.barrier, hit.at});
    }
    for (Crossing& crossing : merged(hits, options.merge.value())) {
        const Barrier& barrier = barriers.barriers[crossing.barrier];
        if (crossing.counts()) {
            ++found.by_barrier[crossing.barrier].crossings;
        } else {
            found.notices.add(Severity::avertissement, "franchissement_douteux", barrier.id,
                              std::to_string(graph.edge(crossing.edges.front()).way));
        }
        found.items.push_back(std::move(crossing));
    }
    for (const StretchIdx s : indices<StretchIdx>(barriers.stretches.size())) {
        const Stretch& stretch = barriers.stretches[s];
        double from = 0;
        const auto run_to = [&](double to) {
            geo::LineString line = cut(stretch.line, from, to);
            if (line.size() < 2 || to <= from) return;
            double& longest = found.by_barrier[stretch.barrier].longest_run_m;
            longest = std::max(longest, to - from);
            found.runs.push_back({stretch.barrier, s, std::move(line), to - from});
            from = to;
        };
        for (const double along : cuts[s.value()]) run_to(along);
        run_to(stretch.length_m);
    }
    for (const BarrierIdx b : indices<BarrierIdx>(barriers.barriers.size())) {
        BarrierCrossings& sum = found.by_barrier[b];
        const double km = barriers.barriers[b].length_m / 1000;
        if (km > 0) sum.per_km = sum.crossings / km;
    }
    return found;
}

}  // namespace lisiere::enclavement
