// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>

#include "io/style/style.hpp"

namespace lisiere::io {

/// One table of the GeoPackage as the project shows it.
struct ProjectLayer {
    std::string table;
    std::string title;
    const LayerStyle* style = nullptr;  ///< none: a table without geometry or without style
    std::string qml;                    ///< what `qml` says of the layer
};

struct ProjectOptions {
    std::string name;
    std::string language = "fr";                ///< DEFAULT: French
    std::string geopackage = "./lisiere.gpkg";  ///< DEFAULT: beside the project
    int epsg = 0;
    std::array<double, 4> extent{};  ///< where it opens: least x, y, greatest x, y
};

/// A QGIS project (QGS, as QGIS 3.22 reads): the layers of the GeoPackage by group of the legend,
/// drawn in the styles' order whatever their group, those that cover the others turned off, tables
/// last. It holds no data and no path but the GeoPackage's, which is relative.
std::string qgis_project(std::span<const ProjectLayer> layers, const Styles& styles,
                         const ProjectOptions& options);

}  // namespace lisiere::io
