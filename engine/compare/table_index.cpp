// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/table_index.hpp"

#include <algorithm>

namespace lisiere::compare {

std::optional<std::size_t> column_of(const Table* table, std::string_view name) {
    if (table == nullptr) return std::nullopt;
    const auto found = std::find_if(table->columns.begin(), table->columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    if (found == table->columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table->columns.begin());
}

std::string word_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value)) {
        const auto whole = static_cast<std::int64_t>(*real);
        return static_cast<double>(whole) == *real ? std::to_string(whole) : std::to_string(*real);
    }
    return {};
}

std::string text_at(const Table& table, std::size_t row, std::string_view column) {
    const auto at = column_of(&table, column);
    return at ? word_of(table.rows[row][*at]) : std::string();
}

std::optional<double> number_at(const Table& table, std::size_t row,
                                std::optional<std::size_t> column) {
    if (!column) return std::nullopt;
    const Value& value = table.rows[row][*column];
    if (const auto* real = std::get_if<double>(&value)) return *real + 0.0;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
    return std::nullopt;
}

TableIndex::TableIndex(const Table& table, const std::vector<std::string>& keys,
                       const std::map<std::string, std::string>& only) {
    const auto code = column_of(&table, "code");
    if (!code) return;
    std::vector<std::optional<std::size_t>> columns;
    for (const std::string& key : keys) columns.push_back(column_of(&table, key));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (std::any_of(only.begin(), only.end(), [&](const auto& one) {
                return text_at(table, row, one.first) != one.second;
            }))
            continue;
        Key key;
        for (const auto& column : columns)
            key.push_back(column ? word_of(table.rows[row][*column]) : std::string());
        const auto [place, added] =
            rows_[word_of(table.rows[row][*code])].try_emplace(std::move(key), row);
        if (!added && table.rows[row] < table.rows[place->second]) place->second = row;
    }
}

const std::map<TableIndex::Key, std::size_t>& TableIndex::of(const std::string& code) const {
    static const std::map<Key, std::size_t> none;
    const auto found = rows_.find(code);
    return found == rows_.end() ? none : found->second;
}

}  // namespace lisiere::compare
