// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "io/tiles/grid.hpp"
#include "io/tiles/metadata.hpp"

namespace lisiere::io {

/// MBTiles 1.3: an SQLite file with gzipped vector tiles, rows counted from the south. The same
/// calls give the same bytes. An existing file is replaced; unless `finish` was called, the file is
/// removed. OutputError when the file cannot be written.
class MbtilesWriter {
  public:
    explicit MbtilesWriter(const std::filesystem::path& path);
    ~MbtilesWriter();
    MbtilesWriter(MbtilesWriter&&) noexcept;
    MbtilesWriter& operator=(MbtilesWriter&&) noexcept;
    void add(const TileId& tile, std::string_view gzipped);
    void finish(const TileMetadata& metadata);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace lisiere::io
