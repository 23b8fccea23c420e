// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/crs_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogr_spatialref.h>

#include "io/base/error.hpp"
#include "io/gdal/coordinate_limits.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"

namespace lisiere::io {
namespace {

bool in_france(const geo::LonLat& p) {
    const int epsg = choose_working_crs(p).epsg;
    return epsg == 2154 || epsg == 5490 || epsg == 2972 || epsg == 2975 || epsg == 4471;
}

/// The box in degrees, by its corners, middles and centre; nullopt when none of them comes back.
std::optional<geo::Box> to_degrees(const OGRSpatialReference& srs, const geo::Box& box) {
    const bool from_degrees = srs.IsGeographic() != 0;
    if (!is_coordinate(box.min_x, box.min_y, from_degrees) ||
        !is_coordinate(box.max_x, box.max_y, from_degrees))
        return std::nullopt;
    const GdalErrors quiet;
    const OGRSpatialReference degrees = parse_crs("EPSG:4326");
    const std::unique_ptr<OGRCoordinateTransformation> operation(
        OGRCreateCoordinateTransformation(&srs, &degrees));
    if (!operation) return std::nullopt;
    geo::Box found;
    for (const double fx : {0.0, 0.5, 1.0})
        for (const double fy : {0.0, 0.5, 1.0}) {
            double x = box.min_x + fx * box.width();
            double y = box.min_y + fy * box.height();
            int done = 0;
            operation->Transform(1, &x, &y, nullptr, &done);
            if (done != 0 && std::isfinite(x) && std::isfinite(y)) found.extend(geo::Point{x, y});
        }
    if (found.empty()) return std::nullopt;
    return found;
}

std::string in_words(const geo::Box& box) {
    return fmt::format("x de {:.7g} à {:.7g}, y de {:.7g} à {:.7g}", box.min_x, box.max_x,
                       box.min_y, box.max_y);
}

geo::Box swapped(const geo::Box& box) {
    return {box.min_y, box.min_x, box.max_y, box.max_x};
}

/// CRSs that French producers use, most usual first.
constexpr std::array candidates{4326, 2154, 5490, 2972, 2975, 4471, 3857, 3035, 27572,
                                3942, 3943, 3944, 3945, 3946, 3947, 3948, 3949, 3950};

bool explains(int epsg, const geo::Box& extent) {
    if (epsg == 4326) {
        const geo::LonLat centre{(extent.min_x + extent.max_x) / 2,
                                 (extent.min_y + extent.max_y) / 2};
        return std::abs(extent.max_x) <= 180 && std::abs(extent.max_y) <= 90 && in_france(centre);
    }
    const auto box = to_degrees(parse_crs(fmt::format("EPSG:{}", epsg)), extent);
    if (!box) return false;
    const geo::LonLat centre{(box->min_x + box->max_x) / 2, (box->min_y + box->max_y) / 2};
    if (!in_france(centre)) return false;
    // The local systems are only good at home.
    const int home = choose_working_crs(centre).epsg;
    if (epsg == home) return true;
    const bool local = epsg == 2154 || epsg == 5490 || epsg == 2972 || epsg == 2975 || epsg == 4471;
    if (local || home != 2154) return false;
    if (epsg < 3942 || epsg > 3950) return true;
    // Conformal conic zones: latitude of the zone within a degree and a half.
    return std::abs(centre.lat - (epsg - 3900)) <= 1.5;
}

}  // namespace

std::string likely_crs(const geo::Box& extent) {
    std::vector<std::string> found;
    for (const int epsg : candidates)
        if (explains(epsg, extent)) found.push_back(fmt::format("{} ({})", epsg, crs_name({epsg})));
    if (found.empty()) {
        for (const int epsg : candidates)
            if (found.empty() && explains(epsg, swapped(extent)))
                found.push_back(fmt::format("{} ({}), axes inversés", epsg, crs_name({epsg})));
    }
    if (found.size() > 3) found.resize(3);
    return fmt::format("{}", fmt::join(found, " ou "));
}

void require_plausible(const std::string& crs, const geo::Box& extent, const std::string& where) {
    if (extent.empty()) return;
    const OGRSpatialReference srs = parse_crs(crs);
    const char* name = srs.GetName() == nullptr ? "" : srs.GetName();
    const auto refuse = [&](const std::string& expected) {
        const std::string likely = likely_crs(extent);
        throw InputError(
            {where,
             fmt::format("des coordonnées hors de leur système ({}) : {}", name, in_words(extent)),
             expected,
             likely.empty()
                 ? "déclarer le bon système : crs = 2154 (Lambert-93), par exemple"
                 : fmt::format(
                       "ces nombres semblent être en {} ; déclarer crs, ou refaire l'export",
                       likely)});
    };
    if (!std::isfinite(extent.width()) || !std::isfinite(extent.height()))
        refuse("des coordonnées finies");

    constexpr double tolerance =
        1;  // degrees: areas of use are drawn tight, real layers overflow a little
    if (srs.IsGeographic() != 0) {
        const geo::Box world{-180 - tolerance, -90 - tolerance, 180 + tolerance, 90 + tolerance};
        if (extent.min_x < world.min_x || extent.max_x > world.max_x ||
            extent.min_y < world.min_y || extent.max_y > world.max_y)
            refuse("des longitudes entre -180 et 180, des latitudes entre -90 et 90");
        const geo::LonLat centre{(extent.min_x + extent.max_x) / 2,
                                 (extent.min_y + extent.max_y) / 2};
        if (!in_france(centre) && in_france({centre.lat, centre.lon}) && extent.width() < 20)
            refuse("la longitude avant la latitude");
        return;
    }
    const auto degrees = to_degrees(srs, extent);
    if (!degrees) refuse("des coordonnées qui se projettent");
    const int epsg = epsg_of(srs);
    const OGRSpatialReference known = epsg == 0 ? srs : parse_crs(fmt::format("EPSG:{}", epsg));
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;
    const GdalErrors quiet;
    if (!known.GetAreaOfUse(&west, &south, &east, &north, nullptr) || west > east) return;
    const geo::Box use = geo::Box{west, south, east, north}.grown(tolerance);
    if (!use.intersects(*degrees))
        refuse(
            fmt::format("un lieu entre {:.4g} et {:.4g} de longitude, {:.4g} et {:.4g} de latitude",
                        west, east, south, north));
}

void check_nearby(const std::string& where, const geo::Box& layer, const geo::Box& others,
                  double limit_km) {
    if (layer.empty() || others.empty()) return;
    const double dx = std::max({others.min_x - layer.max_x, layer.min_x - others.max_x, 0.0});
    const double dy = std::max({others.min_y - layer.max_y, layer.min_y - others.max_y, 0.0});
    const double km = std::hypot(dx, dy) / 1000;
    if (km <= limit_km) return;
    throw InputError({where, fmt::format("la couche est à {:.0f} km des autres", km),
                      fmt::format("une couche à moins de {:.0f} km du territoire", limit_km),
                      "vérifier que c'est le bon fichier, et son système de coordonnées (crs)"});
}

geo::Box box_in(const std::string& crs, const geo::Box& working, geo::Crs working_crs) {
    const GdalErrors quiet;
    const OGRSpatialReference from = parse_crs(fmt::format("EPSG:{}", working_crs.epsg));
    const OGRSpatialReference to = parse_crs(crs);
    const std::unique_ptr<OGRCoordinateTransformation> operation(
        OGRCreateCoordinateTransformation(&from, &to));
    geo::Box box;
    constexpr int along = 21;
    if (!operation ||
        operation->TransformBounds(working.min_x, working.min_y, working.max_x, working.max_y,
                                   &box.min_x, &box.min_y, &box.max_x, &box.max_y, along) == 0)
        throw InputError({crs, "la zone d'étude ne se projette pas dans ce système",
                          "un système qui la couvre", "vérifier crs"});
    return box;
}

}  // namespace lisiere::io
