// SPDX-License-Identifier: Apache-2.0
#include "io/style/column_texts.hpp"

#include "io/base/csv.hpp"

namespace lisiere::io {
namespace {

/// One star at most: what stands before and after it must frame the name.
bool fits(std::string_view pattern, std::string_view name) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == name;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view rest = pattern.substr(star + 1);
    if (name.size() < before.size() || !name.starts_with(before)) return false;
    name.remove_prefix(before.size());
    if (rest.empty()) return !name.empty();
    return name.size() > rest.size() && name.ends_with(rest);
}

}  // namespace

std::string heading(const ColumnMeaning& meaning) {
    std::string text = meaning.description.substr(0, meaning.description.find_first_of(":;("));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty()) text = meaning.description;
    // "voir unite": the unit is in the row, not in the column.
    if (!meaning.unit.empty() && !meaning.unit.starts_with("voir "))
        text += " (" + meaning.unit + ")";
    return text;
}

std::optional<ColumnMeaning> ColumnTexts::find(std::string_view layer,
                                               std::string_view column) const {
    for (const Line& line : lines_)
        if (line.layer == layer && fits(line.column, column)) return line.meaning;
    return std::nullopt;
}

ColumnTexts read_column_texts(const std::filesystem::path& file, const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t layer = table.require("couche");
    const std::size_t column = table.require("colonne");
    const std::size_t description = table.require("description_" + language);
    const std::size_t unit = table.require("unite");
    ColumnTexts texts;
    for (const auto& row : table.rows)
        texts.lines_.push_back({row[layer], row[column], {row[description], row[unit]}});
    return texts;
}

}  // namespace lisiere::io
