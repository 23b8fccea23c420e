// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// Between a coordinate system and the working CRS. Coordinates are always x (east, longitude) then
/// y (north, latitude), whatever the authority's axis order. Not for sharing between threads: PROJ
/// objects belong to one; make one each. About 1 µs a point. Source: PROJ's own operations; no grid
/// is fetched.
class Projector {
  public:
    /// From longitude and latitude (EPSG:4326).
    explicit Projector(geo::Crs to);
    /// From "EPSG:27572", "27572" or WKT. ConfigError when it is no CRS.
    Projector(const std::string& from, geo::Crs to);
    ~Projector();
    Projector(Projector&&) noexcept;
    Projector& operator=(Projector&&) noexcept;

    /// Both spans have the same length. InputError naming the first point that cannot be projected.
    void operator()(std::span<const geo::LonLat> from, std::span<geo::Point> to) const;
    geo::Point operator()(const geo::LonLat& from) const;
    /// For a source that is projected itself.
    void operator()(std::span<const geo::Point> from, std::span<geo::Point> to) const;

    /// Back to longitude and latitude (EPSG:4326), whatever the source of the forward way.
    void inverse(std::span<const geo::Point> from, std::span<geo::LonLat> to) const;
    geo::LonLat inverse(const geo::Point& from) const;

    geo::Crs crs() const;
    /// True when source and working CRS are the same: nothing is computed, bits are kept.
    bool identity() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The working CRS of a place (design 5): Lambert-93 in metropolitan France, 5490 in the Antilles,
/// 2972 in Guyane, 2975 on La Réunion, 4471 on Mayotte, else the WGS 84 UTM zone. Always metres.
geo::Crs choose_working_crs(const geo::LonLat& centre);
/// "Lambert-93", "UTM 22S"...: short French name; PROJ's name for other codes, "" for an unknown
/// code.
std::string crs_name(geo::Crs crs);
/// WKT of the code, for writers; ConfigError when it is unknown.
std::string crs_wkt(geo::Crs crs);
/// ConfigError unless the code is a known projected CRS in metres.
void require_working_crs(geo::Crs crs, const std::string& where);

}  // namespace lisiere::io
