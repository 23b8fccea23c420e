// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"

#include <algorithm>
#include <limits>

#include "engine/access/travel_times.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/reach.hpp"

namespace lisiere::access {
namespace {

/// Where the data end.
class Extent {
  public:
    explicit Extent(const geo::Ring& rim) : shape_{geo::Polygon{rim, {}}} {}

    bool near_rim(const geo::Point& p, double margin) const {
        return !geo::contains(shape_, p) || distance_to_rim(p) <= margin;
    }
    double distance_to_rim(const geo::Point& p) const {
        const geo::Ring& rim = shape_.front().outer;
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 1; i < rim.size(); ++i)
            nearest = std::min(nearest, geo::project(p, rim[i - 1], rim[i]).distance);
        return nearest;
    }

  private:
    geo::MultiPolygon shape_;
};

/// Metres walked at most in a millisecond, on the streets or off them.
double top_speed(const street::StreetGraph& graph, const CellTies& cells) {
    double speed = 0;
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const street::StreetGraph::Edge& edge = graph.edge(e);
        speed = std::max(speed, edge.length_mm / 1000.0 / std::min(edge.cost, edge.back_cost));
    }
    for (const auto& snap : cells.snaps)
        if (snap && snap->off_cost > 0) speed = std::max(speed, snap->off_m / snap->off_cost);
    return speed;
}

double cross(const geo::Point& o, const geo::Point& a, const geo::Point& b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

}  // namespace

geo::Ring street_extent(const street::StreetGraph& graph) {
    std::vector<geo::Point> points;
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const auto line = graph.line(e);
        points.insert(points.end(), line.begin(), line.end());
    }
    std::sort(points.begin(), points.end(), [](const geo::Point& a, const geo::Point& b) {
        return a.x < b.x || (a.x == b.x && a.y < b.y);
    });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return {};
    // Lower chain from left to right, then the upper one back.
    geo::Ring hull;
    const auto chain = [&hull](const geo::Point& p, std::size_t start) {
        while (hull.size() >= start + 2 && cross(hull[hull.size() - 2], hull.back(), p) <= 0)
            hull.pop_back();
        hull.push_back(p);
    };
    for (const geo::Point& p : points) chain(p, 0);
    const std::size_t upper = hull.size() - 1;
    for (std::size_t i = points.size() - 1; i-- > 0;) chain(points[i], upper);
    return hull.size() < 4 ? geo::Ring{} : hull;
}

std::vector<bool> edge_cells(const census::Population& population, const CellTies& cells,
                             const street::StreetGraph& graph, const geo::Ring& extent,
                             const BordOptions& options, Threads threads,
                             const Progress& progress) {
    LISIERE_EXPECTS(population.cells.size() == cells.snaps.size());
    const std::size_t count = population.cells.size();
    if (extent.size() < 4) return std::vector<bool>(count, true);
    const Extent data(extent);
    const double margin = options.margin.value();
    const street::Cost limit = limit_cost(options.reach);
    const double furthest = top_speed(graph, cells) * limit + margin;
    std::vector<char> at_edge(count, 0);  // not vector<bool>: threads write neighbouring cells
    std::vector<street::Reach> searches(threads.count, street::Reach(graph));
    for_each_chunk(
        count, 32, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t i = begin; i < end; ++i) {
                const census::CellIdx cell{i};
                const geo::Point& centre = population.cells[cell].centre;
                const auto& snap = cells.snaps[cell];
                if (data.near_rim(centre, margin)) {
                    at_edge[i] = 1;
                    continue;
                }
                // Nobody walks further than straight on at the top speed.
                if (!snap || data.distance_to_rim(centre) > furthest) continue;
                street::Reach& reach = searches[worker];
                reach.run(*snap, limit);
                for (const street::ReachedStretch& stretch :
                     street::reached_stretches(reach, limit)) {
                    const geo::LineString line = street::stretch_line(graph, stretch);
                    if (std::any_of(line.begin(), line.end(), [&](const geo::Point& p) {
                            return data.near_rim(p, margin);
                        })) {
                        at_edge[i] = 1;
                        break;
                    }
                }
            }
        },
        [&](double done) { report(progress, "carreaux au bord des données", done); });
    return {at_edge.begin(), at_edge.end()};
}

}  // namespace lisiere::access
