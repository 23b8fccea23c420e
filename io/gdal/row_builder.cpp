// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/row_builder.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

RowBuilder::RowBuilder(const LayerSpec& spec, const LayerRequest& request, std::string where,
                       std::vector<std::string> columns, Notices& notices)
    : spec_(spec),
      notices_(notices),
      wanted_(spec.filter_values.begin(), spec.filter_values.end()) {
    layer_.where = std::move(where);
    layer_.fields =
        match_fields(request.schema, columns, spec, layer_.where, request.also_required);
    layer_.table = request.schema.table_with(columns);
    for (const std::string& name : request.more_texts)
        layer_.fields.push_back(
            require_column(columns, name, layer_.where, "une colonne que la configuration nomme"));
    const auto taken = [&](std::size_t column) {
        return std::any_of(layer_.fields.begin(), layer_.fields.end(),
                           [&](const auto& field) { return field && *field == column; });
    };
    if (!spec.filter_field.empty())
        filter_ = require_column(columns, spec.filter_field, layer_.where + ", filtre",
                                 "la colonne déclarée dans filtre");
    if (!request.numbers) return;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (taken(i)) continue;
        const std::string name(trimmed(columns[i]));
        const ColumnRole role = request.schema.role(name);
        if (role == ColumnRole::inconnue)
            notices.add(Severity::info, "colonne_non_classee", layer_.where,
                        "colonnes ni comptage ni taux pour le schéma : elles ne sont pas lues",
                        name);
        if (role == ColumnRole::inconnue || role == ColumnRole::ignoree) continue;
        numbers_.push_back({i, layer_.numbers.size()});
        layer_.numbers.push_back({name, role, {}});
    }
}

bool RowBuilder::passes(std::string_view value) {
    ++seen_;
    if (!filter_ || wanted_.contains(value)) {
        ++layer_.read;
        return true;
    }
    constexpr std::size_t enough = 8;
    if (refused_.size() < enough) refused_.emplace(value);
    return false;
}

void RowBuilder::add_number(std::size_t into, std::string_view text, std::size_t row) {
    const auto value = parse_number(text);
    if (!value)
        notices_.add(Severity::avertissement, "nombre_illisible", layer_.where,
                     "des valeurs ne sont pas des nombres : elles sont prises comme manquantes",
                     fmt::format("ligne {}, {} : « {} »", row, layer_.numbers[into].name, text));
    add_number(into, value.value_or(Maybe<double>(Absence::non_disponible)));
}

RawLayer RowBuilder::finish() {
    if (seen_ == 0)
        throw InputError({layer_.where, "aucune ligne : la couche est vide", "au moins une ligne",
                          "refaire l'export, ou retirer la couche de la configuration"});
    if (layer_.read == 0)
        throw InputError(
            {fmt::format("{}, filtre sur {}", layer_.where, spec_.filter_field),
             fmt::format("aucune ligne ne passe ; valeurs présentes : {}",
                         fmt::join(refused_, ", ")),
             fmt::format("une ligne qui vaut {}", fmt::join(spec_.filter_values, " ou ")),
             "corriger filtre, ou le retirer"});
    return std::move(layer_);
}

}  // namespace lisiere::io
