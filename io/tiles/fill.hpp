// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/tiles/cutter.hpp"
#include "io/tiles/gzip.hpp"

namespace lisiere::io {

/// Features that a full tile could not hold, of one layer.
struct Dropped {
    std::uint32_t layer = 0;
    std::size_t count = 0;
};

/// Makes the bytes of the tiles of one zoom from their pieces. Keeps its memory between calls: one
/// a thread.
class TileFiller {
  public:
    TileFiller(std::span<const std::unique_ptr<PreparedLayer>> layers,
               std::span<const std::string> arenas, std::size_t max_bytes, int zoom);

    /// Gzipped; empty when nothing is left. `pieces` are those of one tile, by layer then row.
    std::string fill(std::span<const Piece> pieces, std::vector<Dropped>& dropped);

  private:
    void choose(std::span<const Piece> pieces);
    std::string encode(std::span<const Piece> pieces);
    void rank(std::span<const Piece> pieces);
    double weight_of(const Piece& piece) const;  ///< bytes, about

    std::span<const std::unique_ptr<PreparedLayer>> layers_;
    std::span<const std::string> arenas_;
    std::size_t max_bytes_;
    int zoom_;
    TileBuilder builder_;
    Gzip gzip_;
    std::vector<std::uint32_t> chosen_;  ///< positions in the tile's pieces
    std::vector<TileBuilder::Feature> features_;
};

}  // namespace lisiere::io
