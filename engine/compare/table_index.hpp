// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere::compare {

/// Where a column stands; nothing when the table (which may be null) has none of that name.
std::optional<std::size_t> column_of(const Table* table, std::string_view name);
/// A key as text: integers without a point, true and false, "" for NULL.
std::string word_of(const Value& value);
/// The text of a cell; "" when there is no such column.
std::string text_at(const Table& table, std::size_t row, std::string_view column);
std::optional<double> number_at(const Table& table, std::size_t row,
                                std::optional<std::size_t> column);

/// The rows of a table by perimeter and key. Of rows with one key, which a table should not have,
/// the least by its values stands for all: the order of rows never matters.
class TableIndex {
  public:
    using Key = std::vector<std::string>;
    /// `only`: rows whose column holds that word. A key column that the table has not reads "".
    TableIndex(const Table& table, const std::vector<std::string>& keys,
               const std::map<std::string, std::string>& only);

    /// Rows of a perimeter by key.
    const std::map<Key, std::size_t>& of(const std::string& code) const;

  private:
    std::map<std::string, std::map<Key, std::size_t>> rows_;
};

}  // namespace lisiere::compare
