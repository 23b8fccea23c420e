// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "io/gdal/inspect.hpp"

namespace lisiere::io {

/// A layer and some of its rows.
struct LayerSample {
    LayerInfo info;       ///< `geometry` told by the rows where the layer does not say one
    std::string couche;   ///< what a configuration must write in `couche`; empty: nothing
    int assumed_crs = 0;  ///< EPSG that explains the coordinates, where the layer's own does not
    std::vector<std::vector<std::string>> rows;  ///< as text, by column, trimmed
    double median_side_m = 0;  ///< of the features' boxes, the longer side, about; 0: no extent
};

/// The layers of a vector file, of every vector file inside a .zip, or a delimited text as one
/// table (its `features` are its records). At most `rows` rows of each: spread over a layer of up
/// to 50,000 features, else the first ones. A text is read once, in bounded memory. InputError when
/// the file is not readable.
std::vector<LayerSample> sample_layers(const std::filesystem::path& file, std::size_t rows);

/// A grid of heights, or of anything else, as GDAL sees it.
struct RasterInfo {
    int bands = 0;
    int columns = 0;
    int lines = 0;
    int epsg = 0;          ///< 0: none, or no EPSG code
    bool numbers = false;  ///< its cells are more than bytes: measures, not a picture
    geo::Box degrees;      ///< empty without a known CRS
};

/// InputError when it is no raster.
RasterInfo inspect_raster(const std::filesystem::path& file);

}  // namespace lisiere::io
