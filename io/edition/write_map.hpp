// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/table/table.hpp"
#include "io/edition/material.hpp"
#include "io/gdal/projector.hpp"
#include "io/style/style.hpp"
#include "io/tiles/write_tiles.hpp"

namespace lisiere::io {

/// What a web map is drawn from.
struct MapJob {
    std::span<const Table> tables;
    std::span<const LayerStyle> fitted;  ///< for these tables; a table without one is not drawn
    const WebBase* base = nullptr;       ///< below them; null: none
    const Styles* styles = nullptr;
    const Projector* projector = nullptr;
    std::string name;
    std::string language;
    std::string attribution;
    Threads threads;
};

/// All of the material's own tables, without a base map.
MapJob map_job(const Material& material, const Projector& projector);

struct WebMap {
    TileReport tiles;
    std::vector<LayerStyle>
        shown;          ///< in drawing order, one for each variant by rows that has some
    std::string style;  ///< `maplibre_style` of them
};

/// The pyramid of tiles of every mapped table and of the base map, and the style that draws it. An
/// empty path leaves that archive out. Notices and errors: those of `write_tiles`.
WebMap write_map(const MapJob& job, const std::filesystem::path& mbtiles,
                 const std::filesystem::path& pmtiles, Notices& notices, const Progress& progress);

}  // namespace lisiere::io
