// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lisiere::io {
namespace {

bool is_listed(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = list.find_first_of(" ,");
        if (list.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        list.remove_prefix(end + 1);
    }
    return false;
}

bool takes(const PortraitLayer& view, std::string_view column) {
    if (view.columns.empty()) return column != "nom_qp" && (column != view.key || view.key_is_list);
    return std::any_of(view.columns.begin(), view.columns.end(), [&](const std::string& pattern) {
        return starred(pattern, column).has_value();
    });
}

std::optional<std::size_t> position(const Table& table, std::string_view column) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == column) return i;
    return std::nullopt;
}

std::string text_at(const std::vector<Value>& row, std::optional<std::size_t> at) {
    const auto* text = at ? std::get_if<std::string>(&row[*at]) : nullptr;
    return text ? *text : std::string();
}

ToldColumn told(const PortraitInputs& inputs, const Table& table, const Column& column) {
    ToldColumn out{column.name, column.name, "", false, {}};
    if (const auto meaning = inputs.texts.find(table.name, column.name)) {
        out.label = heading({meaning->description, ""});
        out.unit = meaning->unit;
    }
    out.number = column.type == ColumnType::real || column.type == ColumnType::integer;
    if (const Formula* formula = inputs.formulas.find(table.name, column.name);
        out.number && formula)
        out.formula = *formula;
    return out;
}

/// The formula of one row, where rows differ: a measure of enclosure, an indicator.
Formula row_formula(const PortraitInputs& inputs, const Table& table,
                    const std::vector<Value>& row) {
    const std::string measure = text_at(row, position(table, "mesure"));
    if (!measure.empty()) {
        const Formula* own = inputs.formulas.find(table.name, "valeur", measure);
        return own ? *own : Formula{};
    }
    const auto indicator = inputs.indicators.find(text_at(row, position(table, "indicateur")));
    return indicator == inputs.indicators.end() ? Formula{} : indicator->second;
}

ToldTable told(const PortraitInputs& inputs, const PortraitLayer& view, const Table& table,
               const std::string& code) {
    ToldTable out;
    out.view = view;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (takes(view, table.columns[i].name)) {
            kept.push_back(i);
            out.columns.push_back(told(inputs, table, table.columns[i]));
        }
    const auto key = position(table, view.key);
    const bool by_row =
        table.name == "composantes" || table.name == "indicateurs" || table.name == "estimations";
    for (const std::vector<Value>& row : table.rows) {
        const std::string whose = text_at(row, key);
        if (view.key_is_list ? !is_listed(whose, code) : whose != code) continue;
        std::vector<Value>& values = out.rows.emplace_back();
        for (const std::size_t i : kept) values.push_back(row[i]);
        if (by_row) out.row_formulas.push_back(row_formula(inputs, table, row));
    }
    return out;
}

}  // namespace

std::vector<PortraitSection> sections_of(const PortraitInputs& inputs, const std::string& code) {
    std::vector<PortraitSection> sections;
    for (const PortraitPart& part : inputs.settings.sections) {
        PortraitSection& section =
            sections.emplace_back(PortraitSection{part.id, part.title.in(inputs.language), {}});
        for (const PortraitLayer& view : part.layers)
            for (const Table& table : inputs.tables)
                if (table.name == view.layer)
                    section.tables.push_back(told(inputs, view, table, code));
    }
    return sections;
}

}  // namespace lisiere::io
