// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace lisiere::io {

/// Every file that is read along with one, itself first, the others sorted: what GDAL names for a
/// format of several files (MapInfo, shapefile, GML, VRT, rasters), what bears the same stem beside
/// a shapefile or a MapInfo table, and the log of an SQLite file. A change of any of them is a
/// change of the layer. What cannot be opened is itself alone: whoever reads it says so.
std::vector<std::filesystem::path> dataset_files(const std::filesystem::path& file);

}  // namespace lisiere::io
