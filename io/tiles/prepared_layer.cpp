// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/prepared_layer.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"

namespace lisiere::io {
namespace {

void extend(GridBox& box, const GridPoint& p) {
    box.min_x = std::min(box.min_x, p.x);
    box.min_y = std::min(box.min_y, p.y);
    box.max_x = std::max(box.max_x, p.x);
    box.max_y = std::max(box.max_y, p.y);
}

geo::Point to_plane(const GridPoint& p) {
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}
GridPoint to_grid(const geo::Point& p) {
    return {static_cast<std::int32_t>(p.x), static_cast<std::int32_t>(p.y)};
}

/// Gives the ring the direction of its role, as MVT has it; returns its area.
double turn(geo::Ring& ring, PartRole role) {
    const double area = geo::signed_area(ring);
    if ((area > 0) != (role == PartRole::outer)) std::reverse(ring.begin(), ring.end());
    return std::abs(area);
}

/// Turns points to the base grid and grows the box.
class BaseGrid {
  public:
    explicit BaseGrid(const ToLonLat& to_lonlat) : to_lonlat_(to_lonlat) {}
    std::vector<geo::Point> operator()(const std::vector<geo::Point>& points, GridBox& box) {
        places_.resize(points.size());
        to_lonlat_(points, places_);
        std::vector<geo::Point> out;
        out.reserve(points.size());
        for (const geo::LonLat& place : places_) {
            const GridPoint p = to_base_grid(place);
            extend(box, p);
            out.push_back(to_plane(p));
        }
        return out;
    }

  private:
    const ToLonLat& to_lonlat_;
    std::vector<geo::LonLat> places_;
};

}  // namespace

PreparedLayer::PreparedLayer(const TileLayer& layer, const ToLonLat& to_lonlat)
    : table_(layer.table),
      options_(layer),
      attributes_(*layer.table),
      boxes_(layer.table->rows.size()),
      areas_(layer.table->rows.size(), 0) {
    if (options_.all_columns_zoom > 0) few_.emplace(*table_, options_.few_columns);
    LISIERE_EXPECTS(table_->geometries.size() == table_->rows.size());
    switch (table_->geometry_type) {
        case GeometryType::multipolygon:
            prepare_polygons(to_lonlat);
            break;
        case GeometryType::multilinestring:
            prepare_lines(to_lonlat);
            break;
        case GeometryType::point:
            prepare_points(to_lonlat);
            break;
        case GeometryType::none:
            LISIERE_EXPECTS(table_->geometry_type != GeometryType::none);
    }
}

TileGeometry PreparedLayer::type() const {
    switch (table_->geometry_type) {
        case GeometryType::multipolygon:
            return TileGeometry::polygon;
        case GeometryType::multilinestring:
            return TileGeometry::line;
        default:
            return TileGeometry::point;
    }
}

void PreparedLayer::prepare_polygons(const ToLonLat& to_lonlat) {
    BaseGrid to_base(to_lonlat);
    std::vector<geo::MultiPolygon> shapes(boxes_.size());
    for (std::size_t row = 0; row < boxes_.size(); ++row) {
        if (!std::holds_alternative<geo::MultiPolygon>(table_->geometries[row])) continue;
        for (const geo::Polygon& polygon : std::get<geo::MultiPolygon>(table_->geometries[row])) {
            geo::Polygon& ours = shapes[row].emplace_back();
            ours.outer = to_base(polygon.outer, boxes_[row]);
            double area = turn(ours.outer, PartRole::outer);
            for (const geo::Ring& hole : polygon.holes) {
                ours.holes.push_back(to_base(hole, boxes_[row]));
                area -= turn(ours.holes.back(), PartRole::hole);
            }
            areas_[row] += std::max(area, 0.0);
        }
    }
    polygons_ = std::make_unique<geo::Coverage>(shapes);
}

void PreparedLayer::prepare_lines(const ToLonLat& to_lonlat) {
    BaseGrid to_base(to_lonlat);
    lines_.resize(boxes_.size());
    for (std::size_t row = 0; row < boxes_.size(); ++row) {
        if (!std::holds_alternative<geo::MultiLineString>(table_->geometries[row])) continue;
        for (const geo::LineString& line :
             std::get<geo::MultiLineString>(table_->geometries[row])) {
            Line& ours = lines_[row].emplace_back();
            ours.points = to_base(line, boxes_[row]);
            ours.importance = geo::vertex_importance(ours.points);
        }
    }
}

void PreparedLayer::prepare_points(const ToLonLat& to_lonlat) {
    BaseGrid to_base(to_lonlat);
    points_.resize(boxes_.size());
    for (std::size_t row = 0; row < boxes_.size(); ++row)
        if (const auto* point = std::get_if<geo::Point>(&table_->geometries[row]))
            points_[row] = to_grid(to_base({*point}, boxes_[row]).front());
}

void PreparedLayer::shape(std::size_t row, int zoom, double tolerance, GridShape& out) const {
    out.clear();
    if (type() == TileGeometry::point) {
        out.points.push_back(to_zoom(points_[row], zoom));
        out.close(PartRole::point);
        return;
    }
    const double base_tolerance = std::ldexp(tolerance, base_zoom - zoom);
    const auto add = [&](const geo::Point& p) {
        const GridPoint place = to_zoom(to_grid(p), zoom);
        const std::size_t first = out.parts.empty() ? 0 : out.parts.back().end;
        if (out.points.size() == first || out.points.back() != place) out.points.push_back(place);
    };
    if (type() == TileGeometry::line) {
        for (const Line& line : lines_[row]) {
            for (std::size_t i = 0; i < line.points.size(); ++i)
                if (line.importance[i] > base_tolerance) add(line.points[i]);
            const std::size_t first = out.parts.empty() ? 0 : out.parts.back().end;
            if (out.points.size() >= first + 2)
                out.close(PartRole::line);
            else
                out.points.resize(first);
        }
        return;
    }
    const double smallest =
        std::ldexp(pixel, base_zoom - zoom) * std::ldexp(pixel, base_zoom - zoom);
    const double longest = 4 * std::ldexp(pixel, base_zoom - zoom);
    const auto visible = [&](const geo::Ring& ring) {
        if (std::abs(geo::signed_area(ring)) >= smallest) return true;
        const geo::Box box = geo::bounds(ring);
        return std::max(box.width(), box.height()) > longest;
    };
    const auto add_ring = [&](const geo::Ring& ring, PartRole role) {
        const std::size_t first = out.parts.empty() ? 0 : out.parts.back().end;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) add(ring[i]);
        while (out.points.size() > first + 1 && out.points.back() == out.points[first])
            out.points.pop_back();
        if (out.points.size() >= first + 3) {
            out.close(role);
            return true;
        }
        out.points.resize(first);
        return false;
    };
    for (const geo::Polygon& polygon : polygons_->simplified(row, base_tolerance)) {
        if (!visible(polygon.outer) || !add_ring(polygon.outer, PartRole::outer)) continue;
        for (const geo::Ring& hole : polygon.holes)
            if (visible(hole)) add_ring(hole, PartRole::hole);
    }
}

}  // namespace lisiere::io
