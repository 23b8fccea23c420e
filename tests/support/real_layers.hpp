// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogrsf_frmts.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/geo/overlay.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/session.hpp"

/// Real layers for tests and benchmarks that have them at hand; they are never part of the project.
namespace lisiere::test {

inline std::filesystem::path real_data() {
    if (const char* folder = std::getenv("LISIERE_REAL_DATA")) return folder;
    return LISIERE_ROOT "/../shared/data";
}

struct RealLayer {
    std::vector<std::string> ids;
    std::vector<geo::MultiPolygon> shapes;  ///< repaired
};

/// The first layer of a file, without reprojection; `id`: its identifying field.
inline RealLayer real_layer(const std::string& file, const char* id) {
    io::ensure_gdal();
    RealLayer result;
    const std::string path = (real_data() / file).string();
    const GDALDatasetUniquePtr data(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    for (const auto& feature : *data->GetLayer(0)) {
        result.ids.emplace_back(feature->GetFieldAsString(id));
        result.shapes.push_back(geo::repair(io::to_multipolygon(*feature->GetGeometryRef())).shape);
    }
    return result;
}

}  // namespace lisiere::test
