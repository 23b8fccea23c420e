// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere {

/// A table read by the names of its columns; a column it has not, and NULL, give nothing.
class TableRows {
  public:
    explicit TableRows(const Table* table) : table_(table) {}
    /// The table of that name; none reads as a table without rows.
    TableRows(std::span<const Table> tables, std::string_view name);

    std::size_t size() const { return table_ == nullptr ? 0 : table_->rows.size(); }
    std::optional<double> number(std::size_t row, std::string_view column) const;
    /// "" when there is nothing.
    std::string text(std::size_t row, std::string_view column) const;
    bool flag(std::size_t row, std::string_view column) const;
    /// The names that start so, in the table's order.
    std::vector<std::string> columns_starting(std::string_view prefix) const;
    const Table* table() const { return table_; }

  private:
    const Value* find(std::size_t row, std::string_view column) const;
    const Table* table_ = nullptr;
};

}  // namespace lisiere
