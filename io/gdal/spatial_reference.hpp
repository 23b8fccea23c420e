// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

class OGRSpatialReference;

/// What io/gdal knows of coordinate systems; x before y always (traditional GIS order).
namespace lisiere::io {

/// "EPSG:2154", "2154" or WKT. ConfigError when it is no CRS.
OGRSpatialReference parse_crs(const std::string& text);
/// Its EPSG code, recognised when the file does not say it (ESRI .prj, IGNF names); 0 when there is
/// none.
int epsg_of(const OGRSpatialReference& srs);

}  // namespace lisiere::io
