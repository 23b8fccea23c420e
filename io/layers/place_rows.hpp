// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "engine/core/notice.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// The number a field holds; nullopt when it holds none.
std::optional<double> number_of(std::string_view text);
/// "oui", "yes", "true", "vrai", "1", and any OSM value that is not a "no" ("viaduct", "culvert").
bool says_yes(std::string_view text);

/// Rows of a table or of a layer, each with one point in the working CRS (`RawRow::points[0]`):
/// from `lon` and `lat`, or `x` and `y` in the declared `crs`, or the layer's own geometry
/// (polygons: a point on their surface; lines: their middle vertex). Rows outside the window, or
/// without coordinates (notice `point_sans_coordonnees`), are left out. The schema has the fields
/// lon, lat, x and y.
RawLayer read_places(const LayerSpec& spec, const Schema& schema, const ReadContext& context,
                     bool numbers, Notices& notices);

}  // namespace lisiere::io
