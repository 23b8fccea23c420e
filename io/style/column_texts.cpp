// SPDX-License-Identifier: Apache-2.0
#include "io/style/column_texts.hpp"

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/reference/enclosure_components.hpp"

namespace lisiere::io {

std::optional<std::string_view> starred(std::string_view pattern, std::string_view name) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == name ? std::optional(std::string_view()) : std::nullopt;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view rest = pattern.substr(star + 1);
    if (name.size() <= before.size() + rest.size() || !name.starts_with(before) ||
        !name.ends_with(rest))
        return std::nullopt;
    return name.substr(before.size(), name.size() - before.size() - rest.size());
}

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
        if (starred(line.layer, layer)) {
            const auto star = starred(line.column, column);
            if (!star) continue;
            ColumnMeaning meaning = line.meaning;
            const auto at = meaning.description.find("{}");
            if (at == std::string::npos) return meaning;
            if (meaning.unit == "{}") {
                const auto unit = units_.find(*star);
                meaning.unit = unit == units_.end() ? std::string() : unit->second;
            }
            meaning.description.replace(at, 2, in_words(column, *star));
            return meaning;
        }
    return std::nullopt;
}

std::string ColumnTexts::in_words(std::string_view column, std::string_view star) const {
    if (const auto found = columns_.find(column); found != columns_.end()) return found->second;
    if (const auto found = words_.find(star); found != words_.end()) return found->second;
    std::string text(star);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

bool ColumnTexts::documents(std::string_view layer, std::string_view column) const {
    for (const Line& line : lines_)
        if (starred(line.layer, layer))
            if (const auto star = starred(line.column, column))
                return line.meaning.unit != "{}" || units_.contains(*star);
    return false;
}

std::vector<std::string> ColumnTexts::names(std::string_view layer) const {
    std::vector<std::string> all;
    for (const Line& line : lines_) {
        if (!starred(line.layer, layer)) continue;
        if (line.column.find('*') == std::string::npos)
            all.push_back(line.column);
        else if (line.meaning.unit == "{}")
            for (const auto& [indicator, unit] : units_) all.push_back(indicator);
    }
    return all;
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
    const std::filesystem::path reference = file.parent_path().parent_path() / "reference";
    for (const EnclosureComponent& one : read_enclosure_components(reference, language)) {
        texts.columns_["comp_" + one.id] = one.label;
        texts.columns_["indice_sans_" + one.id] = one.without;
    }
    for (const char* labelled : {"equipements.csv", "periodes.csv"}) {
        const CsvTable labels = read_csv_table((reference / labelled).string());
        const std::size_t id = labels.require("id");
        const std::size_t label = labels.require("libelle_" + language);
        for (const auto& row : labels.rows) texts.words_[row[id]] = row[label];
    }
    // An indicator has a line a formula; the first one names it.
    const CsvTable kit = read_csv_table((reference / "indicateurs.csv").string());
    const std::size_t id = kit.require("id");
    const std::size_t label = kit.require("libelle_" + language);
    const std::size_t kit_unit = kit.require("unite");
    for (const auto& row : kit.rows) {
        texts.words_.emplace(row[id], row[label]);
        texts.units_.emplace(row[id], row[kit_unit]);
    }
    return texts;
}

}  // namespace lisiere::io
