// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "engine/geo/geometry.hpp"

class OGRGeometry;

/// Between OGR's geometries and the engine's plain values, both ways, coordinates untouched.
/// Heights and measures are dropped, curves become short segments (OGR's default step, 4 degrees),
/// collections are taken apart. Linear in the vertices.
namespace lisiere::io {

/// All polygons of the geometry; points and lines in a collection are left out.
geo::MultiPolygon to_multipolygon(const OGRGeometry& geometry);
/// All lines; rings of polygons are not lines, see `to_rims`.
geo::MultiLineString to_lines(const OGRGeometry& geometry);
/// Outer and inner rings of all polygons, closed.
geo::MultiLineString to_rims(const OGRGeometry& geometry);
/// All points, those of multipoints too.
std::vector<geo::Point> to_points(const OGRGeometry& geometry);

/// For writing. An empty value gives an empty OGR geometry; monostate gives nullptr.
std::unique_ptr<OGRGeometry> to_ogr(const geo::MultiPolygon& shape);
std::unique_ptr<OGRGeometry> to_ogr(const geo::MultiLineString& lines);
std::unique_ptr<OGRGeometry> to_ogr(const geo::Point& point);
std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry);

}  // namespace lisiere::io
