// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/table/table.hpp"
#include "io/tiles/metadata.hpp"

namespace lisiere::io {

/// One table in the tiles. Tables without geometry are left out.
struct TileLayer {
    const Table* table = nullptr;
    std::string description;
    int min_zoom = 0;   ///< DEFAULT: from the first zoom of the pyramid
    int max_zoom = 30;  ///< DEFAULT: to its last
    int priority =
        0;  ///< DEFAULT: none; the features of a higher one are the last to leave a full tile
    int all_columns_zoom = 0;                   ///< DEFAULT: every column at every zoom
    std::vector<std::string> few_columns = {};  ///< what features carry below `all_columns_zoom`
};

struct TileOptions {
    int min_zoom = 6;           ///< DEFAULT: a territory in its region
    int max_zoom = 15;          ///< DEFAULT: maps enlarge these tiles beyond; at most 17
    std::int32_t buffer = 64;   ///< DEFAULT: 8 pixels around each tile, for line ends and labels
    double tolerance = 4;       ///< DEFAULT: half a pixel, in steps of 1/4096 of a tile
    double last_tolerance = 1;  ///< DEFAULT: the same at `max_zoom`, which maps enlarge
    int all_points_zoom = 13;   ///< DEFAULT: below, one point in 8 pixels by 8 is drawn
    std::size_t max_tile_bytes = 500'000;  ///< DEFAULT: design 7; compressed, as stored
    Threads threads;
    std::string name = "lisiere";
    std::string description;
    std::string attribution;
    std::string version = "1.0.0";
    std::function<void(double share_done)> progress = {};  ///< may throw to stop; no file stays
};

/// From the tables' CRS to longitude and latitude, for a whole array at once; both spans have the
/// same length. Called from one thread at a time.
using ToLonLat = std::function<void(std::span<const geo::Point>, std::span<geo::LonLat>)>;

struct TileReport {
    std::size_t tiles = 0;
    std::size_t largest = 0;  ///< bytes of the largest tile, as stored
    TileMetadata metadata;    ///< for style.json and TileJSON
};

/// A pyramid of vector tiles of the tables (Mapbox Vector Tile 2.1), as MBTiles and as a PMTiles
/// archive; an empty path leaves one out. Attributes and feature ids are those of the GeoPackage.
/// - A tile of low zoom holds many features: a layer may carry few columns there.
/// - Polygons are simplified as a coverage (geo::Coverage) once for all zooms: neighbours keep a
/// common border,
///   also through the rounding to the grid and the clipping.
/// - A polygon under a pixel is drawn as the pixel it lies in; of several in one pixel, the
/// largest.
/// - Where a tile would pass the size limit, features leave it, lowest priority first, then the
/// smallest: notice
///   `tuile_allegee`.
/// - Same bytes for any number of threads.
/// Rows without geometry are left out. All tables must have the same CRS.
/// OutputError when a file cannot be written.
TileReport write_tiles(std::span<const TileLayer> layers, const ToLonLat& to_lonlat,
                       const TileOptions& options, const std::filesystem::path& mbtiles,
                       const std::filesystem::path& pmtiles, Notices& notices);

}  // namespace lisiere::io
