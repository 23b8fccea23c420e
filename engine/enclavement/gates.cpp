// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/gates.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/enclavement/detour.hpp"
#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::enclavement {

namespace {

std::vector<geo::LineString> street_lines(const street::StreetGraph& graph) {
    std::vector<geo::LineString> lines(graph.edge_count());
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const street::StreetGraph::Edge& edge = graph.edge(e);
        if (!edge.forward && !edge.backward) continue;
        const std::span<const geo::Point> line = graph.line(e);
        lines[e.value()].assign(line.begin(), line.end());
    }
    return lines;
}

/// What all perimeters share.
struct Surroundings {
    const street::StreetGraph& lengths;
    const Barriers& barriers;
    SegmentIndex streets;
    SegmentIndex barrier_lines;
};

std::vector<Gate> crossings_of_ring(const geo::Ring& ring, std::size_t number,
                                    const Surroundings& around) {
    std::vector<Gate> gates;
    std::vector<std::uint32_t> near;
    double along = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const geo::Point& a = ring[i];
        const geo::Point& b = ring[i + 1];
        const double step = geo::distance(a, b);
        geo::Box box;
        box.extend(a);
        box.extend(b);
        around.streets.query(box, near);
        for (const std::uint32_t n : near) {
            const Segment& street = around.streets[n];
            const auto crossing = segment_crossing(a, b, street.a, street.b);
            if (!crossing) continue;
            const geo::Point at{a.x + (b.x - a.x) * crossing->on_ab,
                                a.y + (b.y - a.y) * crossing->on_ab};
            const double on_edge =
                street.start_m + crossing->on_cd * geo::distance(street.a, street.b);
            const street::EdgeIdx edge{street.owner};
            const auto mm = static_cast<std::uint32_t>(std::llround(on_edge * 1000));
            gates.push_back(
                {at,
                 along + step * crossing->on_ab,
                 number,
                 {{edge, std::min(mm, around.lengths.edge(edge).length_mm), at, 0, 0}}});
        }
        along += step;
    }
    std::stable_sort(gates.begin(), gates.end(),
                     [](const Gate& a, const Gate& b) { return a.along_m < b.along_m; });
    return gates;
}

/// Gates that follow each other within `merge` along the ring become one, at the first of them; the
/// last may join the first around the ring.
std::vector<Gate> merged(const std::vector<Gate>& found, double ring_m, double merge) {
    std::vector<Gate> gates;
    double last = 0;
    for (const Gate& gate : found) {
        if (!gates.empty() && gate.along_m - last <= merge)
            gates.back().streets.insert(gates.back().streets.end(), gate.streets.begin(),
                                        gate.streets.end());
        else
            gates.push_back(gate);
        last = gate.along_m;
    }
    if (gates.size() > 1 && gates.front().along_m + ring_m - last <= merge) {
        std::vector<street::Snap>& first = gates.front().streets;
        first.insert(first.end(), gates.back().streets.begin(), gates.back().streets.end());
        gates.pop_back();
    }
    return gates;
}

double largest_gap(const std::vector<Gate>& gates, double ring_m) {
    if (gates.empty()) return ring_m;
    double largest = gates.front().along_m + ring_m - gates.back().along_m;
    for (std::size_t i = 1; i < gates.size(); ++i)
        largest = std::max(largest, gates[i].along_m - gates[i - 1].along_m);
    return largest;
}

Maybe<double> residents_far(const std::vector<Gate>& gates, const access::CellGroup& group,
                            const access::CellTies& cells, street::Reach& reach,
                            const GateOptions& options) {
    const street::StreetGraph& graph = reach.graph();
    const auto limit = length_cost(options.near_gate);
    std::vector<street::Seed> seeds;
    for (const Gate& gate : gates)
        for (const street::Snap& street : gate.streets) {
            const street::StreetGraph::Edge& edge = graph.edge(street.edge);
            // Lengths are the same both ways; whoever may walk only one way still lives that far.
            seeds.push_back({edge.from, street.along_mm});
            seeds.push_back({edge.to, edge.length_mm - street.along_mm});
        }
    reach.run(seeds, limit, street::Direction::backward);
    double far = 0;
    double known = 0;
    for (const access::CellWeight& cell : group.cells) {
        const std::optional<street::Snap>& snap = cells.snaps[cell.cell];
        if (!snap) continue;
        known += cell.people;
        street::Snap place = *snap;
        place.off_cost = static_cast<street::Cost>(std::llround(snap->off_m * 1000));
        street::Cost walk = reach.cost(place);
        for (const Gate& gate : gates)
            for (const street::Snap& street : gate.streets)
                if (street.edge == place.edge)
                    walk =
                        std::min(walk, place.off_cost + std::max(street.along_mm, place.along_mm) -
                                           std::min(street.along_mm, place.along_mm));
        if (walk > limit) far += cell.people;
    }
    return known > 0 ? Maybe<double>(far / known) : Maybe<double>(Absence::sans_objet);
}

/// Barriers within reach of the middle of each step of the rim.
void look_along(const geo::Ring& ring, const Surroundings& around, const GateOptions& options,
                Rim& rim, double& total, double& along_any) {
    const double within = options.barrier_within.value();
    std::vector<std::uint32_t> near;
    std::vector<street::BarrierKind> met;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double length = geo::distance(ring[i], ring[i + 1]);
        if (length == 0) continue;
        const auto steps = static_cast<std::size_t>(std::ceil(length / options.step.value()));
        const double step = length / static_cast<double>(steps);
        for (std::size_t k = 0; k < steps; ++k) {
            const double t = (static_cast<double>(k) + 0.5) / static_cast<double>(steps);
            const geo::Point p{ring[i].x + (ring[i + 1].x - ring[i].x) * t,
                               ring[i].y + (ring[i + 1].y - ring[i].y) * t};
            around.barrier_lines.query(geo::Box{p.x, p.y, p.x, p.y}.grown(within), near);
            met.clear();
            for (const std::uint32_t n : near) {
                const Segment& segment = around.barrier_lines[n];
                if (geo::project(p, segment.a, segment.b).distance <= within)
                    met.push_back(
                        around.barriers
                            .barriers[around.barriers.stretches[StretchIdx{segment.owner}].barrier]
                            .kind);
            }
            total += step;
            if (met.empty()) continue;
            along_any += step;
            std::sort(met.begin(), met.end());
            met.erase(std::unique(met.begin(), met.end()), met.end());
            for (const street::BarrierKind kind : met) rim.along_kind[kind] += step;
        }
    }
}

Rim rim_from(const geo::MultiPolygon& shape, const access::CellGroup& group,
             const access::CellTies& cells, const Surroundings& around, street::Reach& reach,
             const GateOptions& options) {
    Rim rim;
    const geo::MultiPolygon grown = geo::buffer(shape, options.outwards, 16);
    double gap = 0;
    for (std::size_t r = 0; r < grown.size(); ++r) {
        const geo::Ring& ring = grown[r].outer;
        const double ring_m = line_length(ring);
        const std::vector<Gate> gates =
            merged(crossings_of_ring(ring, r, around), ring_m, options.merge.value());
        rim.length_m += ring_m;
        gap = std::max(gap, largest_gap(gates, ring_m));
        rim.gates.insert(rim.gates.end(), gates.begin(), gates.end());
    }
    if (rim.length_m > 0) {
        rim.gates_per_km = static_cast<double>(rim.gates.size()) / (rim.length_m / 1000);
        rim.largest_gap_m = gap;
    }
    rim.residents_far = residents_far(rim.gates, group, cells, reach, options);

    // Barriers are looked for along the perimeter itself, not the moved rim.
    double total = 0;
    double any = 0;
    for (const geo::Polygon& polygon : shape)
        look_along(polygon.outer, around, options, rim, total, any);
    if (total <= 0) return rim;
    rim.along_barriers = any / total;
    for (auto& [kind, length] : rim.along_kind) length /= total;
    return rim;
}

}  // namespace

Rim rim_of(const geo::MultiPolygon& shape, const access::CellGroup& group,
           const access::CellTies& cells, const street::StreetGraph& lengths,
           const Barriers& barriers, const GateOptions& options) {
    return rims({&shape, 1}, {&group, 1}, cells, lengths, barriers, options, {}).front();
}

std::vector<Rim> rims(std::span<const geo::MultiPolygon> shapes,
                      std::span<const access::CellGroup> groups, const access::CellTies& cells,
                      const street::StreetGraph& lengths, const Barriers& barriers,
                      const GateOptions& options, Threads threads) {
    LISIERE_EXPECTS(shapes.size() == groups.size());
    const std::vector<geo::LineString> streets = street_lines(lengths);
    const std::vector<geo::LineString> barrier_lines = barriers.lines();
    const Surroundings around{lengths, barriers, SegmentIndex(streets),
                              SegmentIndex(barrier_lines)};
    std::vector<Rim> result(shapes.size());
    std::vector<std::unique_ptr<street::Reach>> searches(threads.count);
    for_each_chunk(
        shapes.size(), 1, threads, [&](std::size_t begin, std::size_t end, unsigned worker) {
            if (!searches[worker]) searches[worker] = std::make_unique<street::Reach>(lengths);
            for (std::size_t i = begin; i < end; ++i)
                result[i] =
                    rim_from(shapes[i], groups[i], cells, around, *searches[worker], options);
        });
    return result;
}

}  // namespace lisiere::enclavement
