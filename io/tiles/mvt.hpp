// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/tiles/clip.hpp"

namespace lisiere::io {

/// The bytes of one feature's geometry in a tile (MVT 2.1: commands, zigzag deltas), appended to
/// `out`. Repeated and aligned points and spikes are removed; outer rings are clockwise on the
/// screen (positive area with y downwards) and holes the other way; rings without area are left out
/// with their holes. Returns twice the area kept (outer rings less holes, grid steps squared); for
/// lines and points, 1 when something is left. 0: nothing to draw, nothing appended.
std::uint64_t encode_geometry(const GridShape& shape, GridPoint origin, std::string& out);

/// The attributes of a table, each different value stored once, ready for any tile.
/// NULL has no attribute in a tile. A real that is whole is written as an integer and one that a
/// 32-bit float holds as a float: the same number in fewer bytes. A text of more than `text_limit`
/// bytes is cut at a letter and ends in "…": a tile is drawn, the GeoPackage is read. Values are
/// numbered in ascending order, numbers before the rest.
class Attributes {
  public:
    static constexpr std::size_t text_limit = 256;  ///< bytes, the mark of the cut in them
    explicit Attributes(const Table& table);
    /// Of these columns only; a name the table does not have is passed over.
    Attributes(const Table& table, std::span<const std::string> columns);
    struct Tag {
        std::uint32_t column;
        std::uint32_t value;
    };
    std::span<const Tag> of_row(std::size_t row) const {
        return {tags_.data() + row_first_[row], tags_.data() + row_first_[row + 1]};
    }
    /// The MVT Value message.
    std::string_view value(std::uint32_t id) const {
        return {bytes_.data() + value_first_[id], value_first_[id + 1] - value_first_[id]};
    }
    std::size_t values() const { return value_first_.size() - 1; }
    /// Texts that were cut, by column.
    std::span<const std::size_t> cut_texts() const { return cut_texts_; }

  private:
    Attributes(const Table& table, const std::vector<bool>& kept);
    void sort_values(std::span<const double> numbers);

    std::vector<Tag> tags_;
    std::vector<std::size_t> row_first_{0};
    std::string bytes_;
    std::vector<std::size_t> value_first_{0};
    std::vector<std::size_t> cut_texts_;
};

/// MVT geometry types.
enum class TileGeometry : std::uint8_t { point = 1, line = 2, polygon = 3 };

/// Writes the layers of one tile. The local numbering of keys and values is kept between tiles to
/// spare memory work: one builder a thread.
class TileBuilder {
  public:
    struct Layer {
        const Table* table;
        const Attributes* attributes;
    };
    explicit TileBuilder(std::span<const Layer> layers);

    struct Feature {
        std::uint32_t layer;
        std::uint32_t row;  ///< its id in the tile is row + 1, the GeoPackage's fid
        TileGeometry type;
        std::string_view geometry;
    };
    /// The tile, uncompressed, until the next call. Features are ordered by layer; each layer's
    /// order is kept. Values come as features use them; of more than 128 in a layer the 128 most
    /// frequent come first, by frequency, whose numbers take one byte, then the others in ascending
    /// order, whose numbers are alike where they are: shorter once compressed.
    std::string_view tile(std::span<const Feature> features);

  private:
    struct Numbering {
        std::vector<std::uint32_t> local;
        std::vector<std::uint32_t> seen;  ///< the tile in which `local` was given
    };
    void number_values(std::uint32_t layer, std::span<const Feature> features);
    void add_layer(std::uint32_t layer, std::span<const Feature> features);

    std::vector<Layer> layers_;
    std::vector<Numbering> columns_;
    std::vector<Numbering> values_;
    std::uint32_t turn_ = 0;
    std::string bytes_;
    std::vector<std::uint32_t> used_columns_;
    std::vector<std::uint32_t> used_values_;
    std::string tags_;  ///< room for those of one feature
};

}  // namespace lisiere::io
