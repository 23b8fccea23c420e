// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

#include "engine/geo/geometry.hpp"

namespace lisiere::io {

/// A tile of the Web Mercator pyramid; y grows southwards (XYZ, not TMS).
struct TileId {
    std::uint8_t z = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
    friend auto operator<=>(const TileId&, const TileId&) = default;
};

/// Steps along a tile's side, in the tile's coordinates (MVT `extent`).
constexpr std::int32_t tile_extent = 4096;
/// Steps in one pixel of the 512-pixel tiles that web maps draw.
constexpr std::int32_t pixel = 8;
/// Places are held on the grid of this zoom (0.15 m at the equator / 4096 ... 0.04 m), fine enough
/// that two places are one only if they are the same corner of two neighbours, coarse enough to
/// forgive rounding.
constexpr int base_zoom = 18;

/// A place on the grid of one zoom: 4096 steps a tile, x eastwards, y southwards, from the
/// north-west.
struct GridPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};

/// The Web Mercator place of a longitude and latitude on the grid of `base_zoom`; latitudes
/// beyond 85.0511° are brought back to it.
GridPoint to_base_grid(const geo::LonLat& place);
/// Back, for tests and bounds.
geo::LonLat to_lonlat(const GridPoint& place, int zoom);

/// The nearest place of a coarser grid.
constexpr GridPoint to_zoom(GridPoint p, int zoom) {
    const int shift = base_zoom - zoom;
    if (shift == 0) return p;
    const std::int64_t half = std::int64_t{1} << (shift - 1);
    return {static_cast<std::int32_t>((p.x + half) >> shift),
            static_cast<std::int32_t>((p.y + half) >> shift)};
}

/// Rank of a tile in a PMTiles archive: all tiles of lower zooms, then the Hilbert curve of its
/// own.
std::uint64_t hilbert_id(const TileId& tile);
/// Back.
TileId tile_of_hilbert_id(std::uint64_t id);

}  // namespace lisiere::io
