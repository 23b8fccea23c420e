// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/cutter.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::io {
namespace {

/// Thinned points share a square of 8 pixels, which is also the tiles' default buffer: neighbouring
/// tiles then keep the same ones.
constexpr int thinning_shift = 6;
constexpr int pixel_shift = 3;
static_assert(1 << pixel_shift == pixel);

std::uint64_t cell_of(const GridPoint& p, int shift) {
    return (std::uint64_t{static_cast<std::uint32_t>(p.x >> shift)} << 32U) |
           static_cast<std::uint32_t>(p.y >> shift);
}

}  // namespace

void Cutter::cut(const PreparedLayer& layer, Piece piece, std::vector<Piece>& pieces,
                 std::string& bytes) {
    const GridBox& box = layer.box(piece.row);
    if (box.min_x > box.max_x) return;
    piece_ = piece;
    pieces_ = &pieces;
    bytes_ = &bytes;
    const std::size_t before = pieces.size();
    const double tolerance =
        zoom_ == options_.max_zoom ? options_.last_tolerance : options_.tolerance;
    layer.shape(piece.row, zoom_, tolerance, shape_);
    if (layer.type() == TileGeometry::point && zoom_ < options_.all_points_zoom) {
        piece_.shares_cell = true;
        piece_.cell = cell_of(shape_.points.front(), thinning_shift);
    }
    if (!shape_.parts.empty()) {
        const GridBox here = bounds(shape_);
        const std::int32_t last = (tile_extent << zoom_) - 1;
        const auto tile = [&](std::int32_t at, int level) {
            return static_cast<std::uint32_t>(std::clamp(at, 0, last) /
                                              (tile_extent << (zoom_ - level)));
        };
        int level = zoom_;
        while (level > 0 && (tile(here.min_x - options_.buffer, level) !=
                                 tile(here.max_x + options_.buffer, level) ||
                             tile(here.min_y - options_.buffer, level) !=
                                 tile(here.max_y + options_.buffer, level)))
            --level;
        descend(shape_, level, tile(here.min_x - options_.buffer, level),
                tile(here.min_y - options_.buffer, level));
    }
    if (layer.type() == TileGeometry::polygon && pieces.size() == before) add_pixel(layer);
}

void Cutter::descend(const GridShape& shape, int level, std::uint32_t x, std::uint32_t y) {
    if (level == zoom_) {
        leaf(shape, x, y);
        return;
    }
    const GridBox box = bounds(shape);
    const std::int32_t side = tile_extent << (zoom_ - level - 1);
    const auto low = [&](std::uint32_t at) {
        return static_cast<std::int32_t>(at) * side - options_.buffer;
    };
    const auto high = [&](std::uint32_t at) {
        return (static_cast<std::int32_t>(at) + 1) * side + options_.buffer;
    };
    GridShape& column = columns_[static_cast<std::size_t>(level)];
    GridShape& cell = cells_[static_cast<std::size_t>(level)];
    for (std::uint32_t cx = 2 * x; cx <= 2 * x + 1; ++cx) {
        if (box.max_x < low(cx) || box.min_x > high(cx)) continue;
        clip(shape, Axis::x, low(cx), high(cx), column);
        for (std::uint32_t cy = 2 * y; cy <= 2 * y + 1; ++cy) {
            if (box.max_y < low(cy) || box.min_y > high(cy)) continue;
            clip(column, Axis::y, low(cy), high(cy), cell);
            if (!cell.parts.empty()) descend(cell, level + 1, cx, cy);
        }
    }
}

void Cutter::leaf(const GridShape& shape, std::uint32_t x, std::uint32_t y) {
    const std::size_t first = bytes_->size();
    const GridPoint origin{static_cast<std::int32_t>(x) * tile_extent,
                           static_cast<std::int32_t>(y) * tile_extent};
    const std::uint64_t area = encode_geometry(shape, origin, *bytes_);
    if (area == 0) return;
    Piece piece = piece_;
    piece.order = hilbert_id({static_cast<std::uint8_t>(zoom_), x, y});
    piece.offset = static_cast<std::uint32_t>(first);
    piece.length = static_cast<std::uint32_t>(bytes_->size() - first);
    piece.size = area > 1 ? static_cast<double>(area) : piece.length;
    pieces_->push_back(piece);
}

/// The row is too small to be drawn as it is: the pixel in which its middle lies stands for it.
void Cutter::add_pixel(const PreparedLayer& layer) {
    const GridBox& box = layer.box(piece_.row);
    const GridPoint middle = to_zoom(
        {box.min_x + (box.max_x - box.min_x) / 2, box.min_y + (box.max_y - box.min_y) / 2}, zoom_);
    const std::int32_t last = (tile_extent << zoom_) - 1;
    const std::int32_t left = std::clamp(middle.x, 0, last) >> pixel_shift << pixel_shift;
    const std::int32_t top = std::clamp(middle.y, 0, last) >> pixel_shift << pixel_shift;
    piece_.shares_cell = true;
    piece_.cell = cell_of({left, top}, pixel_shift);
    shape_.clear();
    shape_.points = {
        {left, top}, {left + pixel, top}, {left + pixel, top + pixel}, {left, top + pixel}};
    shape_.close(PartRole::outer);
    const std::size_t before = pieces_->size();
    leaf(shape_, static_cast<std::uint32_t>(left / tile_extent),
         static_cast<std::uint32_t>(top / tile_extent));
    if (pieces_->size() > before)
        pieces_->back().size = std::ldexp(2 * layer.area(piece_.row), -2 * (base_zoom - zoom_));
}

}  // namespace lisiere::io
