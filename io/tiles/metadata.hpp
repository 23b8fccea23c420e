// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// What a set of tiles says of itself, in the words of TileJSON 3.0, MBTiles 1.3 and PMTiles 3.
struct TileMetadata {
    struct VectorLayer {
        std::string id;
        std::string description;
        int min_zoom = 0;
        int max_zoom = 0;
        std::vector<std::pair<std::string, std::string>>
            fields;                ///< name, "String" | "Number" | "Boolean"
        std::string geometry;      ///< "Point" | "LineString" | "Polygon"
        std::size_t features = 0;  ///< rows with a geometry
    };
    std::string name;
    std::string description;
    std::string attribution;  ///< HTML allowed, shown in the corner of web maps
    std::string version = "1.0.0";
    int min_zoom = 0;
    int max_zoom = 0;
    geo::LonLat south_west;
    geo::LonLat north_east;
    std::vector<VectorLayer> layers;
};

/// The `json` entry of MBTiles: {"vector_layers": [...], "tilestats": {...}}; the second tells
/// readers such as GDAL the type of each layer's geometry.
std::string vector_layers_json(const TileMetadata& metadata);
/// The metadata of a PMTiles archive.
std::string pmtiles_json(const TileMetadata& metadata);
/// A TileJSON document; `tiles` is a URL template such as "pmtiles://lisiere.pmtiles/{z}/{x}/{y}".
std::string tilejson(const TileMetadata& metadata, const std::string& tiles);

}  // namespace lisiere::io
