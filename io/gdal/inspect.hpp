// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/geometry.hpp"

class GDALDataset;
class OGRLayer;

namespace lisiere::io {

struct ColumnInfo {
    std::string name;
    std::string type;         ///< "texte", "entier", "réel", "date", "booléen", "autre"
    std::string description;  ///< of gpkg_data_columns; "" when the file has none
};

struct LayerInfo {
    std::string name;
    std::size_t features = 0;
    std::string geometry;  ///< "polygones", "lignes", "points", "mixte", "" for a table
    int epsg = 0;          ///< 0: none, or no EPSG code
    std::string crs;       ///< its name; "" when the layer says none
    geo::Box extent;       ///< in the layer's CRS; empty for a table
    std::optional<geo::Box> extent_degrees;
    std::string warning;  ///< why the CRS is not plausible; "" when it is
    std::vector<ColumnInfo> columns;
};

/// What a file holds: every vector layer, also inside a .zip with one file, or a delimited text as
/// one table.
struct FileInfo {
    std::filesystem::path file;
    std::string format;  ///< "GPKG", "ESRI Shapefile", "CSV"...
    std::vector<LayerInfo> layers;
};

/// For `lisiere info`. InputError when the file is not readable.
FileInfo inspect(const std::filesystem::path& file);

/// One layer of an open file.
LayerInfo describe(GDALDataset& dataset, OGRLayer& layer);

}  // namespace lisiere::io
