// SPDX-License-Identifier: Apache-2.0
#include "engine/table/table_rows.hpp"

#include <algorithm>

namespace lisiere {

TableRows::TableRows(std::span<const Table> tables, std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    if (found != tables.end()) table_ = &*found;
}

const Value* TableRows::find(std::size_t row, std::string_view column) const {
    if (row >= size()) return nullptr;
    const auto& columns = table_->columns;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& one) { return one.name == column; });
    if (found == columns.end()) return nullptr;
    return &table_->rows[row][static_cast<std::size_t>(found - columns.begin())];
}

std::optional<double> TableRows::number(std::size_t row, std::string_view column) const {
    const Value* value = find(row, column);
    if (value == nullptr) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(value)) return *real;
    return std::nullopt;
}

std::string TableRows::text(std::size_t row, std::string_view column) const {
    const Value* value = find(row, column);
    if (value == nullptr) return {};
    if (const auto* text = std::get_if<std::string>(value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(value)) return std::to_string(*whole);
    return {};
}

bool TableRows::flag(std::size_t row, std::string_view column) const {
    const Value* value = find(row, column);
    const bool* flag = value == nullptr ? nullptr : std::get_if<bool>(value);
    return flag != nullptr && *flag;
}

std::vector<std::string> TableRows::columns_starting(std::string_view prefix) const {
    std::vector<std::string> names;
    if (table_ == nullptr) return names;
    for (const Column& column : table_->columns)
        if (column.name.starts_with(prefix)) names.push_back(column.name);
    return names;
}

}  // namespace lisiere
