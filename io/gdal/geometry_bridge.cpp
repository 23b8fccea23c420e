// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/geometry_bridge.hpp"

#include <variant>

#include <ogr_geometry.h>

namespace lisiere::io {
namespace {

/// Calls `visit` for each simple part, curves made straight first.
template <class Visit>
void for_each_part(const OGRGeometry& geometry, const Visit& visit) {
    if (geometry.hasCurveGeometry()) {
        const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
        if (straight && !straight->hasCurveGeometry()) for_each_part(*straight, visit);
        return;
    }
    if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection())
            for_each_part(*part, visit);
        return;
    }
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPolyhedralSurface:
        case wkbTIN:
            for (const OGRPolygon* part : *geometry.toPolyhedralSurface()) visit(*part);
            return;
        default:
            visit(geometry);
    }
}

std::vector<geo::Point> points_of(const OGRSimpleCurve& curve) {
    std::vector<geo::Point> points;
    const int count = curve.getNumPoints();
    points.reserve(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i < count; ++i) points.push_back({curve.getX(i), curve.getY(i)});
    return points;
}

geo::Ring ring_of(const OGRLinearRing& ring) {
    geo::Ring points = points_of(ring);
    if (!points.empty() && points.front() != points.back()) points.push_back(points.front());
    return points;
}

bool is_polygon(const OGRGeometry& part) {
    const OGRwkbGeometryType type = wkbFlatten(part.getGeometryType());
    return type == wkbPolygon || type == wkbTriangle;
}

void fill(OGRSimpleCurve& curve, const std::vector<geo::Point>& points) {
    curve.setNumPoints(static_cast<int>(points.size()), FALSE);
    for (std::size_t i = 0; i < points.size(); ++i)
        curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
}

}  // namespace

geo::MultiPolygon to_multipolygon(const OGRGeometry& geometry) {
    geo::MultiPolygon shape;
    for_each_part(geometry, [&](const OGRGeometry& part) {
        if (!is_polygon(part) || part.IsEmpty()) return;
        const OGRPolygon& polygon = *part.toPolygon();
        geo::Polygon& ours = shape.emplace_back();
        ours.outer = ring_of(*polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i)
            ours.holes.push_back(ring_of(*polygon.getInteriorRing(i)));
    });
    return shape;
}

geo::MultiLineString to_lines(const OGRGeometry& geometry) {
    geo::MultiLineString lines;
    for_each_part(geometry, [&](const OGRGeometry& part) {
        if (wkbFlatten(part.getGeometryType()) == wkbLineString && !part.IsEmpty())
            lines.push_back(points_of(*part.toLineString()));
    });
    return lines;
}

geo::MultiLineString to_rims(const OGRGeometry& geometry) {
    geo::MultiLineString rims;
    for (geo::Polygon& polygon : to_multipolygon(geometry)) {
        rims.push_back(std::move(polygon.outer));
        for (geo::Ring& hole : polygon.holes) rims.push_back(std::move(hole));
    }
    return rims;
}

std::vector<geo::Point> to_points(const OGRGeometry& geometry) {
    std::vector<geo::Point> points;
    for_each_part(geometry, [&](const OGRGeometry& part) {
        if (wkbFlatten(part.getGeometryType()) != wkbPoint || part.IsEmpty()) return;
        const OGRPoint& point = *part.toPoint();
        points.push_back({point.getX(), point.getY()});
    });
    return points;
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::MultiPolygon& shape) {
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (const geo::Polygon& polygon : shape) {
        auto* part = new OGRPolygon;
        const auto add = [part](const geo::Ring& ring) {
            auto* ours = new OGRLinearRing;
            fill(*ours, ring);
            part->addRingDirectly(ours);
        };
        add(polygon.outer);
        for (const geo::Ring& hole : polygon.holes) add(hole);
        multi->addGeometryDirectly(part);
    }
    return multi;
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::MultiLineString& lines) {
    auto multi = std::make_unique<OGRMultiLineString>();
    for (const geo::LineString& line : lines) {
        auto* part = new OGRLineString;
        fill(*part, line);
        multi->addGeometryDirectly(part);
    }
    return multi;
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::Point& point) {
    return std::make_unique<OGRPoint>(point.x, point.y);
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry) {
    return std::visit(
        [](const auto& value) -> std::unique_ptr<OGRGeometry> {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                return nullptr;
            else
                return to_ogr(value);
        },
        geometry);
}

}  // namespace lisiere::io
