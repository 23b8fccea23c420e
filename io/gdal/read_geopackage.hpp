// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere::io {

/// A layer to read back, and which of its columns; no column named: all.
struct LayerToRead {
    std::string name;
    std::vector<std::string> columns;
};

/// Layers of a GeoPackage that `write_geopackage` wrote, as the tables they were, in the order
/// asked for; one that the file has not is left out, so is a column. Columns keep their types, NULL
/// stays NULL. The file is opened for reading only. InputError: no such file, no GeoPackage, a file
/// that is cut or altered so that rows cannot be read.
std::vector<Table> read_geopackage(const std::filesystem::path& file,
                                   std::span<const LayerToRead> layers);

}  // namespace lisiere::io
