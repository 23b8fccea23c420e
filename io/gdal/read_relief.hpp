// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/notice.hpp"
#include "engine/street/relief.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Heights of a raster of one band (GeoTIFF and what else GDAL reads), laid over the window in the
/// working CRS by bilinear interpolation at about its own resolution. `crs` of the declaration
/// overrides or supplies the file's. The file's cells without data are unknown. InputError: not
/// readable as a raster, no CRS, nothing known in the window, more than 200 million cells in it.
/// Notice `relief_partiel`: part of the window is unknown.
street::Heights read_heights(const LayerSpec& spec, const ReadContext& context, Notices& notices);

}  // namespace lisiere::io
