// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/digest.hpp"
#include "io/tiles/cutter.hpp"
#include "io/tiles/gzip.hpp"

namespace lisiere::io {

/// Features that a full tile could not hold, of one layer.
struct Dropped {
    std::uint32_t layer = 0;
    std::size_t count = 0;
};

/// Makes the bytes of tiles from their pieces. Keeps its memory between calls: one a thread.
class TileFiller {
  public:
    /// `arenas` may grow between calls.
    TileFiller(std::span<const std::unique_ptr<PreparedLayer>> layers,
               const std::vector<std::string>& arenas, const TileOptions& options);

    /// Gzipped; empty when nothing is left. `pieces` are those of one tile, by layer then row.
    std::string fill(int zoom, std::span<const Piece> pieces, std::vector<Dropped>& dropped);

  private:
    /// What each layer's features carry at one zoom, by place in the builder's sources.
    using Sources = std::vector<std::uint32_t>;
    static std::vector<TileBuilder::Layer> sources(
        std::span<const std::unique_ptr<PreparedLayer>> layers, const TileOptions& options,
        std::vector<Sources>& by_zoom);
    void choose(std::span<const Piece> pieces);
    std::string encode(std::span<const Piece> pieces);
    void rank(std::span<const Piece> pieces);
    double weight_of(const Piece& piece) const;  ///< bytes, about

    std::span<const std::unique_ptr<PreparedLayer>> layers_;
    const std::vector<std::string>& arenas_;
    const TileOptions& options_;
    std::vector<Sources> sources_;  ///< from `options_.min_zoom` on
    TileBuilder builder_;
    int zoom_ = 0;  ///< of the tile in hand
    Digest last_tile_;
    std::string last_gzipped_;
    Gzip gzip_;
    std::vector<std::uint32_t> chosen_;  ///< positions in the tile's pieces
    std::vector<TileBuilder::Feature> features_;
};

}  // namespace lisiere::io
