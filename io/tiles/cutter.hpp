// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/tiles/clip.hpp"
#include "io/tiles/prepared_layer.hpp"

namespace lisiere::io {

/// What one row leaves in one tile.
struct Piece {
    std::uint64_t order = 0;  ///< hilbert_id of the tile
    std::uint32_t layer = 0;
    std::uint32_t row = 0;
    std::uint32_t arena = 0;  ///< which array of bytes holds the geometry
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    bool shares_cell = false;  ///< at most one such piece of a layer is drawn in a `cell`
    std::uint64_t cell = 0;
    double size = 0;  ///< what decides who stays: twice the area in steps², or bytes of a line
};

/// Cuts shapes on the grid of a zoom into tiles, down the quadtree from the smallest tile that
/// holds the whole shape. Every tile is reached through the same clips whatever the shape, so two
/// shapes that share a segment share what is left of it in each tile. Keeps its memory between
/// calls: one a thread.
class Cutter {
  public:
    Cutter(int zoom, const TileOptions& options) : zoom_(zoom), options_(options) {}

    /// Appends the row's pieces and their geometry bytes.
    void cut(const PreparedLayer& layer, Piece piece, std::vector<Piece>& pieces,
             std::string& bytes);

  private:
    void descend(const GridShape& shape, int level, std::uint32_t x, std::uint32_t y);
    void leaf(const GridShape& shape, std::uint32_t x, std::uint32_t y);
    void add_pixel(const PreparedLayer& layer);

    int zoom_;
    const TileOptions& options_;
    GridShape shape_;
    std::vector<GridShape> columns_ = std::vector<GridShape>(base_zoom + 1);  ///< by level
    std::vector<GridShape> cells_ = std::vector<GridShape>(base_zoom + 1);
    Piece piece_;
    std::vector<Piece>* pieces_ = nullptr;
    std::string* bytes_ = nullptr;
};

}  // namespace lisiere::io
