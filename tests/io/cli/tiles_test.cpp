// SPDX-License-Identifier: Apache-2.0
// The tiles of the demo beside its GeoPackage, both read by GDAL.
#include <ogrsf_frmts.h>

#include <cmath>
#include <map>
#include <memory>

#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;

namespace {

using Shape = std::unique_ptr<OGRGeometry>;

/// Web Mercator lengths at the demo's latitude, 46.5° N, are longer than on the ground by this.
const double stretch = 1 / std::cos(46.5 * M_PI / 180);
constexpr double tile_side = 2 * 20037508.342789244 / 16384;  // z14

GDALDatasetUniquePtr open(const fs::path& file, const char* option = nullptr) {
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler);
    const char* options[] = {option, nullptr};
    return GDALDatasetUniquePtr(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, nullptr, options));
}

/// Every vertex, in Web Mercator.
std::vector<OGRPoint> vertices(const OGRGeometry& shape) {
    std::vector<OGRPoint> points;
    const auto add = [&](const OGRSimpleCurve& line) {
        for (const OGRPoint& point : line) points.push_back(point);
    };
    switch (wkbFlatten(shape.getGeometryType())) {
        case wkbPoint:
            points.push_back(*shape.toPoint());
            break;
        case wkbLineString:
            add(*shape.toLineString());
            break;
        case wkbPolygon:
            for (const OGRLinearRing* ring : *shape.toPolygon()) add(*ring);
            break;
        default:
            for (const OGRGeometry* part : *shape.toGeometryCollection())
                for (const OGRPoint& point : vertices(*part)) points.push_back(point);
    }
    return points;
}

bool on_tile_edge(const OGRPoint& point) {
    const auto near = [](double x) {
        return std::abs(x / tile_side - std::round(x / tile_side)) * 4096 <= 1.5;
    };
    return near(point.getX()) || near(point.getY());
}

/// How many of these vertices are farther than two metres on the ground from the outline; with
/// `inside_tiles`, those that a tile's edge made are left out.
std::size_t far_from(const OGRGeometry& shape, const std::vector<OGRPoint>& points,
                     bool inside_tiles) {
    const auto type = wkbFlatten(shape.getGeometryType());
    const Shape outline(type == wkbPolygon || type == wkbMultiPolygon ? shape.Boundary()
                                                                      : shape.clone());
    const Shape near(outline->Buffer(2 * stretch));
    const OGRPreparedGeometryUniquePtr prepared(
        OGRCreatePreparedGeometry(OGRGeometry::ToHandle(near.get())));
    std::size_t far = 0;
    for (OGRPoint point : points)
        if ((!inside_tiles || !on_tile_edge(point)) &&
            OGRPreparedGeometryIntersects(prepared.get(), OGRGeometry::ToHandle(&point)) == 0)
            ++far;
    return far;
}

}  // namespace

TEST_CASE("every feature of the demo's GeoPackage is in the tiles of zoom 14, within two metres",
          "[cli][tiles]") {
    const auto tiles = open(demo_edition() / "tuiles" / "lisiere.mbtiles", "ZOOM_LEVEL=14");
    const auto geopackage = open(demo_edition() / "lisiere.gpkg");
    REQUIRE(tiles);
    REQUIRE(geopackage);
    OGRSpatialReference mercator;
    mercator.importFromEPSG(3857);
    std::size_t compared = 0;
    std::size_t measured = 0;
    for (OGRLayer* drawn : tiles->GetLayers()) {
        const std::string name = drawn->GetName();
        OGRLayer* source = geopackage->GetLayerByName(name.c_str());
        if (source == nullptr) continue;  // points that carry the labels of areas
        std::map<GIntBig, OGRGeometryCollection> pieces;
        for (const auto& feature : *drawn)
            pieces[feature->GetFieldAsInteger64("mvt_id")].addGeometry(feature->GetGeometryRef());
        std::size_t far = 0;
        for (const auto& feature : *source) {
            if (feature->GetGeometryRef() == nullptr) continue;
            INFO(name << " " << feature->GetFID());
            const auto found = pieces.find(feature->GetFID());
            REQUIRE(found != pieces.end());
            ++compared;
            const Shape shape(feature->GetGeometryRef()->clone());
            shape->transformTo(&mercator);
            const std::vector<OGRPoint> corners = vertices(*shape);
            if (corners.size() > 1000) continue;  // a hundred isochrones: a minute more
            far += far_from(*shape, vertices(found->second), true);
            double area = 0;
            for (const OGRGeometry* piece : found->second) {
                if (const auto type = wkbFlatten(piece->getGeometryType()); type == wkbPolygon)
                    area += piece->toPolygon()->get_Area();
                else if (type == wkbMultiPolygon)
                    area += piece->toMultiPolygon()->get_Area();
            }
            if (found->second.getNumGeometries() == 1)
                far += far_from(*found->second.getGeometryRef(0), corners, false);
            if (wkbFlatten(shape->getGeometryType()) == wkbMultiPolygon) {
                const Shape outline(shape->Boundary());
                const double length = outline->toGeometryCollection()->get_Length();
                CHECK(std::abs(area - shape->toMultiPolygon()->get_Area()) <= 2 * stretch * length);
            }
            ++measured;
        }
        INFO(name);
        CHECK(far == 0);
    }
    CHECK(compared > 2000);
    CHECK(measured * 100 > compared * 96);
}
