// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/territory/territory.hpp"
#include "io/address/gazetteer.hpp"
#include "io/gdal/projector.hpp"

namespace lisiere::io {

/// Which columns of the user's file say where a line is.
struct PlaceColumns {
    std::optional<std::size_t> x, y;  ///< coordinates; both or none
    bool degrees = false;             ///< they are called longitude and latitude
    std::optional<std::size_t> address, number, commune, postcode;
};

/// Finds them by geodata/schemas/localiser.toml; `given`: field → column named by the user.
/// InputError when a named column is not there, or when nothing says where the lines are; both give
/// the nearest name. `base`: whether addresses can be geocoded.
PlaceColumns place_columns(std::span<const std::string> names,
                           const std::map<std::string, std::string>& given, bool base,
                           const std::string& where);

/// Where a line is, or why that is not known.
struct RowPlace {
    std::optional<geo::Point> at;            ///< working CRS, inside the study area
    std::optional<GeocodedAddress> address;  ///< when the line was geocoded
    std::string_view reason;  ///< a fixed sentence; empty when there is nothing to say
};

/// Reads the place of one line after another. One object a thread (PROJ).
/// - Coordinates: degrees, Lambert-93 or the territory's own metres are told apart by their values;
///   with `crs`, they are in that system whatever their values. French decimals are read.
/// - A place outside the study area is not located: perimeters that the run does not know may be
///   nearer. Swapped coordinates are recognised and said, never put right in silence.
/// - An address is looked for only where there are no coordinates.
class RowPlaces {
  public:
    RowPlaces(const Territory& territory, const PlaceColumns& columns, int crs,
              const Gazetteer* addresses);
    RowPlace operator()(std::span<const std::string_view> fields) const;

  private:
    RowPlace from_coordinates(std::string_view x, std::string_view y) const;
    RowPlace from_address(std::span<const std::string_view> fields) const;

    const PlaceColumns& columns_;
    const Gazetteer* addresses_;
    geo::Box study_area_;
    geo::Box degrees_;  ///< the study area's, a little wider
    int working_ = 0;
    Projector from_degrees_;
    std::optional<Projector> from_declared_;
};

}  // namespace lisiere::io
