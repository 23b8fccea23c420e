// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/digest.hpp"
#include "io/tiles/grid.hpp"
#include "io/tiles/metadata.hpp"

namespace lisiere::io {

/// A PMTiles version 3 archive: one file that a web map reads by byte ranges from any static
/// server. Tiles come in the order of `hilbert_id`, so the archive is clustered; equal tiles are
/// stored once, runs of equal tiles have one entry; directories are gzipped, in leaves when the
/// root would not fit in the first 16 KiB. Source: the PMTiles 3 specification (protomaps/PMTiles,
/// spec/v3). The same calls give the same bytes. Unless `finish` was called, the file is removed.
/// OutputError when it cannot be written.
class PmtilesWriter {
  public:
    explicit PmtilesWriter(const std::filesystem::path& path);
    ~PmtilesWriter();
    PmtilesWriter(const PmtilesWriter&) = delete;
    PmtilesWriter& operator=(const PmtilesWriter&) = delete;
    void add(const TileId& tile, std::string_view gzipped);
    void finish(const TileMetadata& metadata);

    /// One entry of a directory: `run` tiles from `id` on have the bytes at `offset`; run 0 is a
    /// leaf directory.
    struct Entry {
        std::uint64_t id = 0;
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
        std::uint32_t run = 0;
    };

  private:
    struct DigestHash {
        std::size_t operator()(const Digest& digest) const { return digest.low; }
    };
    [[noreturn]] void fail() const;
    void write(std::string_view bytes);

    std::filesystem::path path_;
    std::ofstream out_;
    bool finished_ = false;
    std::uint64_t tiles_ = 0;
    std::uint64_t data_size_ = 0;
    std::vector<Entry> entries_;
    std::unordered_map<Digest, Entry, DigestHash> contents_;
};

}  // namespace lisiere::io
