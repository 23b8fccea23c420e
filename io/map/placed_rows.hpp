// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/geo/spatial_index.hpp"
#include "engine/table/table.hpp"

namespace lisiere::io {

/// Is some of it in the box? A line touches it by one of its stretches (its own box may hold a view
/// that it goes around), an area by the bounds of one of its parts; no geometry touches nothing.
bool touches(const geo::Geometry& geometry, const geo::Box& box);
/// Empty for no geometry.
geo::Box bounds_of(const geo::Geometry& geometry);

/// The rows of a table by where they are, found once: a page asks for a few of many. The table
/// outlives it. Reading from several threads is safe. Cost: n log n once, then log n and what is
/// found.
class PlacedRows {
  public:
    explicit PlacedRows(const Table& table);
    /// Rows whose geometry touches the box, ascending.
    std::vector<std::size_t> in(const geo::Box& box) const;

  private:
    const Table* table_;
    geo::BoxIndex bounds_;
};

/// The rows of a table by the text of one column, found once. Same guarantees.
class KeyedRows {
  public:
    /// A column that the table has not gives no row, nor does a null table.
    KeyedRows(const Table* table, std::string_view column);
    /// Ascending.
    std::span<const std::size_t> of(const std::string& key) const;

  private:
    std::unordered_map<std::string, std::vector<std::size_t>> rows_;
};

/// The tables of an edition as the pages ask them: by box and by the code of a quarter.
class EditionRows {
  public:
    explicit EditionRows(std::span<const Table> tables);
    /// Nothing for a table that the edition has not.
    std::vector<std::size_t> in(const std::string& table, const geo::Box& box) const;
    /// Rows whose `code` is the quarter's; nothing for a table that has no such column.
    std::span<const std::size_t> of(const std::string& table, const std::string& code) const;

  private:
    struct Rows {
        PlacedRows placed;
        KeyedRows by_code;
    };
    std::map<std::string, Rows> tables_;
};

}  // namespace lisiere::io
