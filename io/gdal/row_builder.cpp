// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/row_builder.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/ascii.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/gdal/code_text.hpp"

namespace lisiere::io {
namespace {

/// "3.514", "12,345": a mark that may stand between thousands. A zero in front is a decimal number.
bool is_thousands(std::string_view text) {
    text = trimmed(text);
    const std::size_t mark = text.find_first_of(".,");
    return mark != text.npos && mark >= 1 && mark <= 3 && text.size() == mark + 4 &&
           text.front() != '0' && std::all_of(text.begin(), text.begin() + mark, is_digit) &&
           std::all_of(text.begin() + mark + 1, text.end(), is_digit);
}

/// -999, -9999 and so on.
bool is_sentinel(double value) {
    for (const double sentinel : {-999.0, -9999.0, -99999.0, -999999.0, -9999999.0, -32768.0})
        if (value == sentinel) return true;
    return false;
}

}  // namespace

RowBuilder::RowBuilder(const LayerSpec& spec, const LayerRequest& request, std::string where,
                       std::vector<std::string> columns, Notices& notices)
    : spec_(spec),
      notices_(notices),
      wanted_(spec.filter_values.begin(), spec.filter_values.end()) {
    layer_.where = std::move(where);
    for (std::string& column : columns) column = clean_text(column, repairs_);
    layer_.fields =
        match_fields(request.schema, columns, spec, layer_.where, request.also_required);
    note_cut_names(request.schema, columns);
    codes_.assign(layer_.fields.size(), 0);
    for (std::size_t i = 0; i < layer_.fields.size(); ++i)
        codes_[i] = request.schema.fields()[i].code ? 1 : 0;
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
    for (std::size_t i = 0; request.numbers && i < columns.size(); ++i) {
        if (taken(i)) continue;
        const std::string name(trimmed(columns[i]));
        const ColumnRole role = request.schema.role(name);
        if (role == ColumnRole::inconnue)
            notices.add(Severity::info, "colonne_non_classee", layer_.where, name);
        if (role == ColumnRole::inconnue || role == ColumnRole::ignoree) continue;
        numbers_.push_back({i, layer_.numbers.size()});
        layer_.numbers.push_back({name, role, {}});
    }
    require_single(columns);
}

std::string RowBuilder::text(std::size_t field, std::string_view raw) {
    const std::string text = clean_text(trimmed(raw), repairs_);
    if (field >= codes_.size() || codes_[field] == 0) return std::string(trimmed(text));
    std::string code = code_text(text);
    if (text.find_first_of(".,") != text.npos && code.find_first_of(".,") == code.npos &&
        numbers_for_codes_++ == 0)
        number_for_code_ = fmt::format("{} → {}", text, code);
    return code;
}

void RowBuilder::note_cut_names(const Schema& schema, std::span<const std::string> columns) {
    for (std::size_t i = 0; i < schema.fields().size(); ++i) {
        const SchemaField& field = schema.fields()[i];
        if (!layer_.fields[i] || spec_.fields.contains(field.name)) continue;
        const std::string& column = columns[*layer_.fields[i]];
        const bool known = std::any_of(
            field.accepted.begin(), field.accepted.end(),
            [&](const std::string& name) { return same_letters(name, trimmed(column)); });
        if (!known)
            notices_.add(Severity::info, "nom_de_colonne_coupe", layer_.where,
                         {{"colonne", column}, {"champ", field.name}});
    }
}

void RowBuilder::require_single(std::span<const std::string> columns) const {
    std::vector<std::size_t> used;
    for (const auto& field : layer_.fields)
        if (field) used.push_back(*field);
    for (const Number& number : numbers_) used.push_back(number.column);
    for (const std::size_t at : used)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (i != at && same_letters(trimmed(columns[i]), trimmed(columns[at])))
                throw InputError({fmt::format("{}, colonne {}", layer_.where, columns[at]),
                                  fmt::format("deux colonnes de ce nom (la {}e et la {}e)",
                                              std::min(i, at) + 1, std::max(i, at) + 1),
                                  "une seule", "renommer ou retirer l'autre"});
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
    written_.resize(layer_.numbers.size());
    Written& written = written_[into];
    const auto value = parse_number(text);
    if (!value) {
        constexpr std::size_t told = 5;
        if (written.unreadable++ < told) written.samples.push_back({row, std::string(text)});
    } else if (*value) {
        if (is_thousands(text))
            written.thousands.push_back(layer_.numbers[into].values.size());
        else
            written.largest = std::max(written.largest, std::abs(**value));
        written.other_decimals =
            written.other_decimals ||
            (!is_thousands(text) && text.find_first_of(".,") != std::string_view::npos);
    }
    add_number(into, value.value_or(Maybe<double>(Absence::non_disponible)));
}

/// A number that cannot be: row, code of the row where it has one, column and value.
Sample RowBuilder::sample_of(std::size_t row, const NumberColumn& column) const {
    const auto code = std::find(codes_.begin(), codes_.end(), 1);
    const RawRow& raw = layer_.rows[row];
    const std::string text = code == codes_.end()
                                 ? std::string()
                                 : raw.text[static_cast<std::size_t>(code - codes_.begin())];
    return {{"ligne", raw.number},
            {"code", text.empty() ? "aucun" : text},
            {"colonne", column.name},
            {"valeur", *column.values[row]}};
}

void RowBuilder::read_thousands(NumberColumn& column, const Written& written) {
    constexpr double most_people = 1e6;  // of an area of a table; more is a decimal mark after all
    if (written.thousands.empty() || written.other_decimals || written.largest >= 1000) return;
    double most = 0;
    for (const std::size_t row : written.thousands) most = std::max(most, *column.values[row]);
    if (1000 * most > most_people) return;
    for (const std::size_t row : written.thousands) column.values[row] = 1000 * *column.values[row];
    notices_.add(Severity::avertissement, "milliers_par_point", layer_.where, column.name,
                 written.thousands.size());
}

void RowBuilder::drop_impossible(NumberColumn& column) {
    const bool count = column.role == ColumnRole::comptage;
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        Maybe<double>& value = column.values[row];
        if (!value || !(count ? *value < 0 : is_sentinel(*value))) continue;
        const Sample sample = sample_of(row, column);
        value = Absence::non_disponible;
        if (count)
            notices_.add(Severity::avertissement, "effectif_negatif", layer_.where, sample);
        else
            notices_.add(Severity::avertissement, "valeur_sentinelle", layer_.where, sample);
    }
}

void RowBuilder::judge_columns() {
    written_.resize(layer_.numbers.size());
    // A column that has both "3.514" and "853" shows how the table is written; one that has marks
    // in every cell may as well have three decimals.
    const bool groups = std::any_of(written_.begin(), written_.end(), [](const Written& written) {
        return written.thousands.size() > 1 && !written.other_decimals && written.largest > 0 &&
               written.largest < 1000;
    });
    std::vector<NumberColumn> kept;
    for (std::size_t i = 0; i < layer_.numbers.size(); ++i) {
        NumberColumn& column = layer_.numbers[i];
        const Written& written = written_[i];
        const bool any = std::any_of(column.values.begin(), column.values.end(),
                                     [](const Maybe<double>& value) { return value.has_value(); });
        if (!any && written.unreadable > 0) {
            // All told with its cell: whoever expected a number sees what stands there.
            const auto& [row, text] = written.samples.front();
            notices_.add(Severity::info, "colonne_non_classee", layer_.where,
                         {{"ligne", row}, {"colonne", column.name}, {"texte", text}});
            layer_.wordy.push_back(fmt::format("ligne {}, {} : « {} »", row, column.name, text));
            continue;
        }
        for (std::size_t k = 0; k < written.samples.size(); ++k)
            notices_.add(Severity::avertissement, "nombre_illisible", layer_.where,
                         {{"ligne", written.samples[k].row},
                          {"colonne", column.name},
                          {"texte", written.samples[k].text}},
                         k == 0 ? written.unreadable - (written.samples.size() - 1) : 1);
        if (groups && column.role == ColumnRole::comptage) read_thousands(column, written);
        drop_impossible(column);
        kept.push_back(std::move(column));
    }
    layer_.numbers = std::move(kept);
}

RawLayer RowBuilder::finish() {
    note_repairs(repairs_, layer_.where, notices_);
    if (numbers_for_codes_ > 0)
        notices_.add(Severity::avertissement, "code_lu_comme_nombre", layer_.where,
                     number_for_code_, numbers_for_codes_);
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
    judge_columns();
    return std::move(layer_);
}

}  // namespace lisiere::io
