// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/grid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace lisiere::io {
namespace {

constexpr double highest_latitude = 85.05112877980659;

double world_size(int zoom) {
    return std::ldexp(static_cast<double>(tile_extent), zoom);
}

/// One step of the Hilbert curve's turning.
void turn(std::uint32_t side, std::uint32_t& x, std::uint32_t& y, bool right, bool low) {
    if (low) return;
    if (right) {
        x = side - 1 - x;
        y = side - 1 - y;
    }
    std::swap(x, y);
}

}  // namespace

GridPoint to_base_grid(const geo::LonLat& place) {
    const double lat =
        std::clamp(place.lat, -highest_latitude, highest_latitude) * std::numbers::pi / 180;
    const double x = (place.lon + 180) / 360;
    const double y = (1 - std::asinh(std::tan(lat)) / std::numbers::pi) / 2;
    const double size = world_size(base_zoom);
    return {static_cast<std::int32_t>(std::lround(std::clamp(x, 0.0, 1.0) * size)),
            static_cast<std::int32_t>(std::lround(std::clamp(y, 0.0, 1.0) * size))};
}

geo::LonLat to_lonlat(const GridPoint& place, int zoom) {
    const double size = world_size(zoom);
    const double y = (1 - 2.0 * place.y / size) * std::numbers::pi;
    return {place.x / size * 360 - 180, std::atan(std::sinh(y)) * 180 / std::numbers::pi};
}

std::uint64_t hilbert_id(const TileId& tile) {
    std::uint64_t id = ((std::uint64_t{1} << (2U * tile.z)) - 1) / 3;
    std::uint32_t x = tile.x;
    std::uint32_t y = tile.y;
    for (std::uint32_t side = tile.z == 0 ? 0 : 1U << (tile.z - 1U); side > 0; side /= 2) {
        const bool right = (x & side) != 0;
        const bool low = (y & side) != 0;
        id += std::uint64_t{side} * side * ((right ? 3U : 0U) ^ (low ? 1U : 0U));
        turn(side, x, y, right, low);
    }
    return id;
}

TileId tile_of_hilbert_id(std::uint64_t id) {
    TileId tile;
    std::uint64_t before = 0;
    for (std::uint64_t count = 1; id - before >= count; count *= 4) {
        before += count;
        ++tile.z;
    }
    std::uint64_t rest = id - before;
    for (std::uint32_t side = 1; side < (1U << tile.z); side *= 2) {
        const bool right = (rest & 2U) != 0;
        const bool low = ((rest & 1U) != 0) != right;
        turn(side, tile.x, tile.y, right, low);
        tile.x += right ? side : 0;
        tile.y += low ? side : 0;
        rest /= 4;
    }
    return tile;
}

}  // namespace lisiere::io
