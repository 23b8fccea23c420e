// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"

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

geo::Point between(const geo::Point& a, const geo::Point& b, double share) {
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/// Where on a straight line, as a share of it, the rim is furthest: the distance to the rim of a
/// convex extent is concave along it.
double furthest_share(const Extent& data, const geo::Point& a, const geo::Point& b) {
    double from = 0;
    double to = 1;
    for (int i = 0; i < 60; ++i) {
        const double left = from + (to - from) / 3;
        const double right = to - (to - from) / 3;
        if (data.distance_to_rim(between(a, b, left)) < data.distance_to_rim(between(a, b, right)))
            from = left;
        else
            to = right;
    }
    return (from + to) / 2;
}

/// The last share of a line that is near the rim, between a near one and a far one.
double entry_share(const Extent& data, double margin, const geo::Point& a, const geo::Point& b,
                   double near, double far) {
    const double metres = geo::distance(a, b);
    while (std::abs(near - far) * metres > 0.0005) {
        const double middle = (near + far) / 2;
        (data.near_rim(between(a, b, middle), margin) ? near : far) = middle;
    }
    return near;
}

/// Where streets enter the margin of the rim, and their vertices within it.
CategorySites rim_places(const street::StreetGraph& graph, const Extent& data, double margin) {
    CategorySites places;
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const auto line = graph.line(e);
        const std::uint32_t length = graph.edge(e).length_mm;
        const auto add = [&](double metres) {
            street::Snap at;
            at.edge = e;
            at.along_mm = std::min(length, static_cast<std::uint32_t>(metres * 1000 + 0.5));
            places.sites.push_back(at);
        };
        double from = 0;
        bool near_before = data.near_rim(line.front(), margin);
        if (near_before) add(0);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const geo::Point& a = line[i - 1];
            const geo::Point& b = line[i];
            const double metres = geo::distance(a, b);
            const bool near = data.near_rim(b, margin);
            const double middle = near && near_before ? furthest_share(data, a, b) : 0.5;
            // A line that leaves the margin and comes back has two entries, on either side of its
            // point furthest from the rim.
            const bool leaves =
                near && near_before && !data.near_rim(between(a, b, middle), margin);
            if (near_before && (!near || leaves))
                add(from + metres * entry_share(data, margin, a, b, 0, leaves ? middle : 1));
            if (near && (!near_before || leaves))
                add(from + metres * entry_share(data, margin, a, b, 1, leaves ? middle : 0));
            from += metres;
            if (near) add(from);
            near_before = near;
        }
    }
    places.known = places.sites.size();
    return places;
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

std::vector<Maybe<double>> rim_minutes(const census::Population& population, const StreetMode& mode,
                                       const geo::Ring& extent, const BordOptions& options) {
    LISIERE_EXPECTS(population.cells.size() == mode.cells->snaps.size());
    const std::size_t count = population.cells.size();
    if (extent.size() < 4) return std::vector<Maybe<double>>(count, 0.0);
    const Extent data(extent);
    const double margin = options.margin.value();
    const CategorySites rim = rim_places(*mode.graph, data, margin);
    StreetMode within = mode;
    within.limit = std::max({mode.limit, limit_cost(options.reach), mode.parking});
    const NearestPlaces nearest(within, rim);
    std::vector<Maybe<double>> minutes;
    for (const census::CellIdx cell : indices<census::CellIdx>(count)) {
        const auto& snap = mode.cells->snaps[cell];
        if (data.near_rim(population.cells[cell].centre, margin) ||
            (snap &&
             data.near_rim(street::point_at(*mode.graph, snap->edge, snap->along_mm), margin)))
            minutes.emplace_back(0.0);
        else if (!snap)
            minutes.emplace_back(Absence::non_rattache);
        else if (const street::Cost cost = nearest.from(snap); cost != street::unreached)
            minutes.emplace_back(mode.minutes(cost));
        else
            minutes.emplace_back(Absence::au_dela);
    }
    return minutes;
}

std::vector<double> rim_metres(const census::Population& population, const geo::Ring& extent,
                               const BordOptions& options) {
    if (extent.size() < 4) return std::vector<double>(population.cells.size(), 0);
    const Extent data(extent);
    const double margin = options.margin.value();
    std::vector<double> metres;
    for (const census::Cell& cell : population.cells)
        metres.push_back(
            data.near_rim(cell.centre, margin) ? 0 : data.distance_to_rim(cell.centre) - margin);
    return metres;
}

bool comes_to_rim(const geo::MultiPolygon& area, const geo::Ring& extent,
                  const BordOptions& options) {
    if (extent.size() < 4) return true;
    const Extent data(extent);
    // The distance to a convex rim is least at a vertex.
    return std::any_of(area.begin(), area.end(), [&](const geo::Polygon& part) {
        return std::any_of(part.outer.begin(), part.outer.end(), [&](const geo::Point& p) {
            return data.near_rim(p, options.margin.value());
        });
    });
}

std::vector<bool> edge_cells(std::span<const Maybe<double>> minutes, Minutes reach) {
    std::vector<bool> at_edge;
    for (const Maybe<double>& to_rim : minutes)
        at_edge.push_back(to_rim && *to_rim <= reach.count());
    return at_edge;
}

}  // namespace lisiere::access
