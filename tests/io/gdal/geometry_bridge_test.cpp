// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/geometry_bridge.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include <ogr_geometry.h>

#include "engine/geo/measure.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {
std::unique_ptr<OGRGeometry> wkt(const std::string& text) {
    OGRGeometry* made = nullptr;
    REQUIRE(OGRGeometryFactory::createFromWkt(text.c_str(), nullptr, &made) == OGRERR_NONE);
    return std::unique_ptr<OGRGeometry>(made);
}
}  // namespace

TEST_CASE("a polygon goes to OGR and back unchanged, holes and heights included", "[io][gdal]") {
    const geo::MultiPolygon shape{
        {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{{2, 2}, {2, 4}, {4, 4}, {2, 2}}}},
        {{{20, 0}, {30, 0}, {30, 5}, {20, 0}}, {}}};
    CHECK(to_multipolygon(*to_ogr(shape)) == shape);
    const auto high = to_multipolygon(*wkt("POLYGON Z ((0 0 7, 1 0 8, 1 1 9, 0 0 7))"));
    CHECK(high == geo::MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}});
}

TEST_CASE("a collection gives each reader its own parts only", "[io][gdal]") {
    const auto mixed =
        wkt("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 3 4), MULTIPOINT ((5 6), (7 8)),"
            " GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0))))");
    CHECK(to_points(*mixed) == std::vector<geo::Point>{{1, 2}, {5, 6}, {7, 8}});
    CHECK(to_lines(*mixed) == geo::MultiLineString{{{0, 0}, {3, 4}}});
    CHECK(to_multipolygon(*mixed).size() == 1);
    CHECK(to_rims(*mixed) == geo::MultiLineString{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}});
}

TEST_CASE("a curved polygon becomes a straight one of nearly the same area", "[io][gdal]") {
    const auto disc = wkt("CURVEPOLYGON (CIRCULARSTRING (0 0, 10 10, 20 0, 10 -10, 0 0))");
    const double area = geo::area(to_multipolygon(*disc)).value();
    // A regular polygon of 90 sides inscribed in the circle: n/2 r² sin(2π/n).
    CHECK(area == Approx(90 / 2.0 * 100 * std::sin(2 * std::numbers::pi / 90)).epsilon(1e-6));
}

TEST_CASE("lines, points and nothing are made for the writers", "[io][gdal]") {
    const geo::MultiLineString lines{{{0, 0}, {1, 1}}, {{2, 2}, {3, 3}, {4, 4}}};
    CHECK(to_lines(*to_ogr(lines)) == lines);
    CHECK(to_points(*to_ogr(geo::Point{3, 4})) == std::vector<geo::Point>{{3, 4}});
    CHECK(to_ogr(geo::Geometry{}) == nullptr);
    CHECK(to_ogr(geo::Geometry{lines})->getGeometryType() == wkbMultiLineString);
}
