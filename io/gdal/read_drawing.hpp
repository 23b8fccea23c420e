// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// What is drawn in a text, in the working CRS.
struct Drawing {
    geo::MultiLineString lines;
    geo::MultiPolygon polygons;
    std::vector<geo::Point> points;
};

/// A WKT text in the CRS of a code; 0: longitude and latitude. ConfigError, with `where`: no WKT,
/// nothing drawn, or coordinates that cannot be degrees when no CRS is given.
Drawing read_drawing(const std::string& wkt, int crs, geo::Crs working, const std::string& where);

}  // namespace lisiere::io
