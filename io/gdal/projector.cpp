// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/projector.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include "io/base/error.hpp"
#include "io/gdal/coordinate_limits.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"

namespace lisiere::io {
namespace {

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

Transformation between(const OGRSpatialReference& from, const OGRSpatialReference& to) {
    Transformation made(OGRCreateCoordinateTransformation(&from, &to));
    if (!made)
        throw ConfigError(
            {"système de coordonnées",
             fmt::format("aucune opération de {} vers {}", from.GetName(), to.GetName()),
             "deux systèmes que PROJ sait relier", "indiquer un autre `crs`"});
    return made;
}

[[noreturn]] void refuse(double x, double y) {
    throw InputError({"", fmt::format("le point ({}, {}) ne se projette pas", x, y),
                      "des coordonnées dans la zone d'emploi du système",
                      "corriger ce point, ou le système de coordonnées déclaré (`crs`)"});
}

/// Blocks of coordinates: PROJ is called once a block, whatever the size of the spans.
template <class From, class To, class Get, class Put>
void transform(OGRCoordinateTransformation& operation, bool from_degrees,
               std::span<const From> from, std::span<To> to, const Get& get, const Put& put) {
    LISIERE_EXPECTS(from.size() == to.size());
    constexpr std::size_t block = 4096;
    std::array<double, block> x;
    std::array<double, block> y;
    std::array<int, block> done;
    const GdalErrors quiet;
    for (std::size_t begin = 0; begin < from.size(); begin += block) {
        const std::size_t count = std::min(block, from.size() - begin);
        for (std::size_t i = 0; i < count; ++i) {
            std::tie(x[i], y[i]) = get(from[begin + i]);
            if (!is_coordinate(x[i], y[i], from_degrees)) refuse(x[i], y[i]);
        }
        operation.Transform(static_cast<int>(count), x.data(), y.data(), nullptr, done.data());
        for (std::size_t i = 0; i < count; ++i) {
            if (done[i] == 0 || !std::isfinite(x[i]) || !std::isfinite(y[i])) {
                const auto [px, py] = get(from[begin + i]);
                refuse(px, py);
            }
            to[begin + i] = put(x[i], y[i]);
        }
    }
}

std::pair<double, double> pair_of(const geo::LonLat& p) {
    return {p.lon, p.lat};
}
std::pair<double, double> pair_of(const geo::Point& p) {
    return {p.x, p.y};
}

/// French territories and their legal CRS, decree 2000-1276 as amended; boxes drawn wide, at sea.
struct Zone {
    geo::Box lonlat;
    int epsg;
    const char* name;
};
constexpr std::array<Zone, 5> zones{{
    {{-5.5, 41.2, 9.8, 51.3}, 2154, "Lambert-93"},
    {{-63.4, 14.2, -60.6, 18.3}, 5490, "RGAF09 / UTM 20N"},
    {{-54.8, 2.0, -51.4, 6.0}, 2972, "RGFG95 / UTM 22N"},
    {{55.0, -21.6, 56.0, -20.7}, 2975, "RGR92 / UTM 40S"},
    {{44.8, -13.2, 45.5, -12.4}, 4471, "RGM04 / UTM 38S"},
}};

}  // namespace

struct Projector::Impl {
    geo::Crs crs;
    OGRSpatialReference target;
    Transformation forward;           // null: identity
    bool from_degrees = false;        // what it takes
    mutable Transformation backward;  // made at the first use
};

Projector::Projector(geo::Crs to) : Projector("EPSG:4326", to) {}

Projector::Projector(const std::string& from, geo::Crs to) : impl_(std::make_unique<Impl>()) {
    const GdalErrors quiet;
    const OGRSpatialReference source = parse_crs(from);
    impl_->crs = to;
    impl_->target = parse_crs(fmt::format("EPSG:{}", to.epsg));
    impl_->from_degrees = source.IsGeographic() != 0;
    if (epsg_of(source) != to.epsg) impl_->forward = between(source, impl_->target);
}

Projector::~Projector() = default;
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;

void Projector::operator()(std::span<const geo::LonLat> from, std::span<geo::Point> to) const {
    LISIERE_EXPECTS(impl_->forward != nullptr);
    transform(
        *impl_->forward, impl_->from_degrees, from, to,
        [](const geo::LonLat& p) { return pair_of(p); },
        [](double x, double y) {
            return geo::Point{x, y};
        });
}

geo::Point Projector::operator()(const geo::LonLat& from) const {
    geo::Point to;
    (*this)(std::span(&from, 1), std::span(&to, 1));
    return to;
}

void Projector::operator()(std::span<const geo::Point> from, std::span<geo::Point> to) const {
    if (identity()) {
        LISIERE_EXPECTS(from.size() == to.size());
        if (from.data() != to.data()) std::copy(from.begin(), from.end(), to.begin());
        return;
    }
    transform(
        *impl_->forward, impl_->from_degrees, from, to,
        [](const geo::Point& p) { return pair_of(p); },
        [](double x, double y) {
            return geo::Point{x, y};
        });
}

void Projector::inverse(std::span<const geo::Point> from, std::span<geo::LonLat> to) const {
    if (!impl_->backward) impl_->backward = between(impl_->target, parse_crs("EPSG:4326"));
    transform(
        *impl_->backward, false, from, to, [](const geo::Point& p) { return pair_of(p); },
        [](double x, double y) {
            return geo::LonLat{x, y};
        });
}

geo::LonLat Projector::inverse(const geo::Point& from) const {
    geo::LonLat to;
    inverse(std::span(&from, 1), std::span(&to, 1));
    return to;
}

geo::Crs Projector::crs() const {
    return impl_->crs;
}
bool Projector::identity() const {
    return impl_->forward == nullptr;
}

geo::Crs choose_working_crs(const geo::LonLat& centre) {
    for (const Zone& zone : zones)
        if (zone.lonlat.contains({centre.lon, centre.lat})) return {zone.epsg};
    const int zone = std::clamp(static_cast<int>(std::floor((centre.lon + 180) / 6)) + 1, 1, 60);
    return {(centre.lat >= 0 ? 32600 : 32700) + zone};
}

std::string crs_name(geo::Crs crs) {
    for (const Zone& zone : zones)
        if (zone.epsg == crs.epsg) return zone.name;
    if ((crs.epsg > 32600 && crs.epsg <= 32660) || (crs.epsg > 32700 && crs.epsg <= 32760))
        return fmt::format("UTM {}{}", crs.epsg % 100, crs.epsg < 32700 ? 'N' : 'S');
    const GdalErrors quiet;
    OGRSpatialReference srs;
    if (srs.importFromEPSG(crs.epsg) != OGRERR_NONE || srs.GetName() == nullptr) return {};
    return srs.GetName();
}

std::string crs_wkt(geo::Crs crs) {
    const OGRSpatialReference srs = parse_crs(fmt::format("EPSG:{}", crs.epsg));
    char* text = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    srs.exportToWkt(&text, options);
    std::string wkt = text == nullptr ? "" : text;
    CPLFree(text);
    return wkt;
}

void require_working_crs(geo::Crs crs, const std::string& where) {
    const GdalErrors quiet;
    OGRSpatialReference srs;
    const bool known = srs.importFromEPSG(crs.epsg) == OGRERR_NONE;
    if (!known || srs.IsProjected() == 0 || std::abs(srs.GetLinearUnits() - 1) > 1e-9)
        throw ConfigError(
            {where, fmt::format("crs = {}", crs.epsg),
             "le code EPSG d'un système projeté en mètres",
             "crs = 2154 en métropole, ou retirer la clé : le système suit la position"});
}

}  // namespace lisiere::io
