// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "io/config/run_config.hpp"

class GDALDataset;
class OGRLayer;

namespace lisiere::io {

/// An open vector file and one layer of it.
struct OpenLayer {
    std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset;
    OGRLayer* layer = nullptr;  ///< owned by the dataset
    std::string where;          ///< "quartiers.gpkg, couche qpv"
};

/// Opens the layer that the configuration names, or the only one that has a geometry; looks inside
/// .zip. InputError: no such file, not readable, several layers and none named (the message lists
/// them), no such layer.
OpenLayer open_layer(const LayerSpec& spec);

/// The vector files inside a .zip, as paths from its root, in their order; empty for another file
/// and for an archive that cannot be read.
std::vector<std::string> vector_members(const std::filesystem::path& file);

/// Opens a file or the files inside a .zip, as GDAL names them. InputError when it is not readable.
std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> open_vector(const std::string& gdal_name,
                                                                 const std::string& where);
/// The name by which GDAL opens a file: itself, or the one vector file inside a .zip (`layer`
/// chooses by the file's stem when there are several). InputError listing them when none or several
/// fit.
std::string gdal_name(const std::filesystem::path& file, const std::string& layer,
                      const std::string& where);

}  // namespace lisiere::io
