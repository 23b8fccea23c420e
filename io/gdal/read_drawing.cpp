// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_drawing.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "io/base/error.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/projector.hpp"

namespace lisiere::io {
namespace {

/// The points of a ring or line, in place.
void project(std::vector<geo::Point>& points, const Projector& projector, bool degrees) {
    if (!degrees) {
        const std::vector<geo::Point> from = points;
        projector(from, points);
        return;
    }
    std::vector<geo::LonLat> from;
    for (const geo::Point& p : points) from.push_back({p.x, p.y});
    projector(from, points);
}

bool is_finite(const std::vector<geo::Point>& points) {
    return std::all_of(points.begin(), points.end(), [](const geo::Point& p) {
        return std::isfinite(p.x) && std::isfinite(p.y);
    });
}

/// WKT has nan and inf, which no comparison of bounds refuses.
bool is_finite(const Drawing& drawing) {
    const auto every = [](const auto& lines) {
        return std::all_of(lines.begin(), lines.end(),
                           [](const auto& line) { return is_finite(line); });
    };
    return is_finite(drawing.points) && every(drawing.lines) &&
           std::all_of(drawing.polygons.begin(), drawing.polygons.end(),
                       [&](const geo::Polygon& polygon) {
                           return is_finite(polygon.outer) && every(polygon.holes);
                       });
}

}  // namespace

Drawing read_drawing(const std::string& wkt, int crs, geo::Crs working, const std::string& where) {
    OGRGeometry* parsed = nullptr;
    const OGRErr error = OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &parsed);
    const std::unique_ptr<OGRGeometry> geometry(parsed);
    if (error != OGRERR_NONE || geometry == nullptr)
        throw ConfigError({where, fmt::format("« {} »", wkt), "un tracé en WKT",
                           "LINESTRING (3.001 46.502, 3.002 46.503) : x puis y, séparés d'une "
                           "espace, les points d'une virgule"});
    Drawing drawing{to_lines(*geometry), to_multipolygon(*geometry), to_points(*geometry)};
    if (drawing.lines.empty() && drawing.polygons.empty() && drawing.points.empty())
        throw ConfigError({where, fmt::format("« {} »", wkt),
                           "au moins une ligne, un polygone ou un point",
                           "LINESTRING, MULTILINESTRING, POLYGON ou MULTIPOLYGON"});
    if (!is_finite(drawing))
        throw ConfigError({where, fmt::format("« {} »", wkt), "des nombres",
                           "ni nan, ni inf parmi les coordonnées"});
    OGREnvelope box;
    geometry->getEnvelope(&box);
    const bool degrees = crs == 0 || crs == 4326;
    if (degrees && !(std::abs(box.MinX) <= 180 && std::abs(box.MaxX) <= 180 &&
                     std::abs(box.MinY) <= 90 && std::abs(box.MaxY) <= 90))
        throw ConfigError(
            {where,
             fmt::format("des coordonnées comme {:.1f} {:.1f}, sans crs", box.MinX, box.MinY),
             "des degrés (longitude, latitude), ou le code du système de coordonnées",
             "crs = 2154 pour du Lambert-93"});
    const Projector projector =
        degrees ? Projector(working) : Projector(std::to_string(crs), working);
    for (geo::LineString& line : drawing.lines) project(line, projector, degrees);
    project(drawing.points, projector, degrees);
    for (geo::Polygon& polygon : drawing.polygons) {
        project(polygon.outer, projector, degrees);
        for (geo::Ring& hole : polygon.holes) project(hole, projector, degrees);
    }
    return drawing;
}

}  // namespace lisiere::io
