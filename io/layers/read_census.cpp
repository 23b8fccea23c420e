// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_census.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/territory/perimeter.hpp"
#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/layers/census_notes.hpp"
#include "io/layers/perimeter_codes.hpp"
#include "io/layers/table_codes.hpp"
#include "io/layers/variable_name.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t commune_width = 5;
constexpr std::size_t iris_width = 9;

template <class Column>
void put(std::vector<Column>& columns, Column column) {
    const auto same = std::find_if(columns.begin(), columns.end(), [&](const Column& other) {
        return other.variable.column == column.variable.column;
    });
    if (same == columns.end())
        columns.push_back(std::move(column));
    else
        *same = std::move(column);
}

std::size_t secrets(const RawLayer& layer) {
    std::size_t count = 0;
    for (const NumberColumn& column : layer.numbers)
        count += static_cast<std::size_t>(std::count_if(
            column.values.begin(), column.values.end(), [](const Maybe<double>& value) {
                return !value && value.absence() == Absence::secret;
            }));
    return count;
}

/// A year in a column's name that is not the one the table is declared with.
void note_other_year(const RawLayer& layer, const CensusSpec& spec,
                     const census::Variable& variable, Notices& notices) {
    if (spec.vintage == 0 || variable.vintage == spec.vintage) return;
    notices.add(Severity::info, "millesimes_melanges", layer.where,
                {{"colonne", variable.column}, {"annee", spec.vintage}});
}

/// The table, its codes restored and told apart, with at least one column.
RawLayer read_columns(const CensusSpec& spec, std::size_t width, std::span<const std::string> known,
                      Notices& notices) {
    const Schema schema = read_schema("recensement");
    const std::size_t code = schema.at("code");
    RawLayer layer = read_table(spec, {schema, {}, {}, true, {}}, notices);
    apply_notes(schema, layer);
    repair_codes(layer, code, width, known, notices);
    require_unique(layer, code, "codes");
    if (layer.numbers.empty())
        throw InputError({layer.where,
                          layer.wordy.empty()
                              ? "aucune colonne de comptage ou de taux"
                              : fmt::format("aucun nombre dans ses colonnes de comptage ou de taux "
                                            "({})",
                                            fmt::join(layer.wordy, " ; ")),
                          "des colonnes de nombres comme P20_POP",
                          "vérifier que c'est le bon fichier ; les motifs sont dans "
                          "geodata/schemas/recensement.toml"});
    return layer;
}

/// Rows of IRIS as rows of their communes: counts added up, a missing one making the sum missing
/// for its reason; rates left, since no mean of medians is one.
RawLayer summed_by_commune(const RawLayer& iris, std::size_t code) {
    RawLayer layer;
    layer.where = iris.where;
    layer.fields = iris.fields;
    std::map<std::string, std::size_t> row_of;
    std::vector<std::size_t> commune_of;
    for (const RawRow& row : iris.rows) {
        const std::string commune = row.text[code].substr(0, commune_width);
        const auto [at, added] = row_of.try_emplace(commune, layer.rows.size());
        commune_of.push_back(at->second);
        if (!added) continue;
        layer.rows.push_back(row);
        layer.rows.back().text[code] = commune;
    }
    for (const NumberColumn& column : iris.numbers) {
        if (column.role != ColumnRole::comptage) continue;
        NumberColumn& sum = layer.numbers.emplace_back(column);
        sum.values.assign(layer.rows.size(), Maybe<double>(0.0));
        for (std::size_t row = 0; row < column.values.size(); ++row) {
            Maybe<double>& total = sum.values[commune_of[row]];
            if (!column.values[row])
                total = column.values[row].absence();
            else if (total)
                total = *total + *column.values[row];
        }
    }
    layer.read = layer.rows.size();
    return layer;
}

/// Refuses, or tells of, a table whose codes are those of other contours.
void same_codes(const RawLayer& layer, std::size_t code, const CensusSpec& spec,
                const census::AreaTable& table, std::string_view contours_year, Notices& notices) {
    constexpr double most_changed = 0.02;   // IRIS are cut anew a few at a time, year by year
    constexpr double least_matched = 0.10;  // under it, the two have hardly a code in common
    const CodeChanges changes = code_changes(layer, code, table);
    if (changes.matched == 0 || changes.areas == 0) return;  // nothing in common: `join` says so
    const auto all = static_cast<double>(changes.inhabited);
    constexpr std::string_view unsaid = "millésime non déclaré";
    if (static_cast<double>(changes.matched) < least_matched * all)
        throw InputError(
            {fmt::format("{}, champ code", layer.where),
             fmt::format(
                 "{} zones habitées sur {} ont une ligne (table de {}, contours de {}) ; par "
                 "exemple {}",
                 changes.matched, changes.inhabited,
                 spec.vintage != 0 ? std::to_string(spec.vintage) : std::string(unsaid),
                 contours_year.empty() ? unsaid : contours_year, changes.example),
             "une table et des contours d'un même découpage",
             "prendre les contours du millésime de la table, ou l'inverse"});
    if (static_cast<double>(changes.areas) > most_changed * all)
        notices.add(Severity::avertissement, "decoupage_d_une_autre_annee", layer.where,
                    {{"table", spec.vintage != 0 ? std::to_string(spec.vintage) : "aucun"},
                     {"contours", contours_year.empty() ? "aucun" : contours_year},
                     {"exemple", changes.example}},
                    changes.areas);
}

void join(const RawLayer& layer, std::size_t code, const CensusSpec& spec, census::AreaTable& table,
          Notices& notices) {
    std::map<std::string, std::size_t, std::less<>> rows;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) rows[layer.rows[i].text[code]] = i;
    std::vector<std::size_t> row_of;
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t matched = 0;
    std::size_t orphans = 0;
    std::string orphan;
    for (const census::Area& area : table.areas) {
        const auto found = rows.find(area.id);
        row_of.push_back(found == rows.end() ? none : found->second);
        if (found != rows.end()) {
            ++matched;
        } else if (area.type.empty() || area.type == "H") {
            if (orphans++ == 0) orphan = area.id;
        }
    }
    if (matched == 0)
        throw InputError({fmt::format("{}, champ code", layer.where),
                          fmt::format("aucun code commun avec les contours : « {} » ici, « {} » là",
                                      layer.rows.front().text[code],
                                      table.areas.empty() ? "" : table.areas.begin()->id),
                          fmt::format("les mêmes codes ({})", spec.scale),
                          "vérifier l'année, l'échelle (echelle) et le champ code"});
    if (orphans > 0)
        notices.add(Severity::avertissement, "zone_sans_recensement", layer.where, orphan, orphans);
    if (rows.size() > matched)
        notices.add(Severity::info, "recensement_sans_zone", layer.where, {},
                    rows.size() - matched);
    if (const std::size_t count = secrets(layer); count > 0)
        notices.add(Severity::info, "secret_statistique", layer.where, {}, count);

    for (const NumberColumn& column : layer.numbers) {
        std::vector<Maybe<double>> values;
        values.reserve(row_of.size());
        for (const std::size_t row : row_of)
            values.push_back(row == none ? Maybe<double>(Absence::hors_couverture)
                                         : column.values[row]);
        census::Variable variable = parse_variable(column.name, spec.vintage, spec.source);
        note_other_year(layer, spec, variable, notices);
        if (column.role == ColumnRole::comptage)
            put(table.counts, census::CountColumn{std::move(variable), std::move(values)});
        else
            put(table.rates, census::RateColumn{std::move(variable), std::move(values)});
    }
}

}  // namespace

void join_census(const CensusSpec& spec, census::AreaTable& table, Notices& notices,
                 std::string_view contours_year) {
    const std::size_t code = read_schema("recensement").at("code");
    std::vector<std::string> known;
    for (const census::Area& area : table.areas) known.push_back(area.id);
    const RawLayer layer =
        read_columns(spec, spec.scale == "commune" ? commune_width : iris_width, known, notices);
    same_codes(layer, code, spec, table, contours_year, notices);
    join(layer, code, spec, table, notices);
}

void join_census_by_commune(const CensusSpec& spec, census::AreaTable& communes, Notices& notices) {
    const std::size_t code = read_schema("recensement").at("code");
    const RawLayer iris = read_columns(spec, iris_width, {}, notices);
    const RawLayer layer = summed_by_commune(iris, code);
    if (layer.numbers.empty()) {
        notices.add(Severity::avertissement, "taux_sans_contours", iris.where);
        return;
    }
    notices.add(Severity::info, "iris_sans_contours", iris.where, {}, iris.rows.size());
    join(layer, code, spec, communes, notices);
}

std::vector<census::OfficialValue> read_official(const CensusSpec& spec, Notices& notices) {
    const Schema schema = read_schema("officiel");
    const std::size_t code = schema.at("code");
    LayerRequest request{schema, {}, {}, true, {}};
    request.keep = [code](RawRow& row) {
        const auto parsed = PerimeterCode::parse(tidy_code(row.text[code]));
        if (parsed) row.text[code] = parsed->text();
        return parsed.has_value();
    };
    RawLayer layer = read_table(spec, request, notices);
    apply_notes(schema, layer);
    if (layer.rows.empty())
        throw InputError(
            {fmt::format("{}, champ code", layer.where), "aucun code de quartier prioritaire",
             "des codes comme QP059020 ou QN05906M", "vérifier que c'est la table par quartier"});
    require_unique(layer, code, "codes");
    std::vector<census::Variable> variables;
    for (const NumberColumn& column : layer.numbers) {
        variables.push_back(parse_variable(column.name, spec.vintage, spec.source));
        note_other_year(layer, spec, variables.back(), notices);
    }
    std::vector<census::OfficialValue> values;
    values.reserve(layer.rows.size() * layer.numbers.size());
    for (std::size_t i = 0; i < layer.rows.size(); ++i)
        for (std::size_t c = 0; c < variables.size(); ++c)
            values.push_back({layer.rows[i].text[code], variables[c].id, layer.numbers[c].values[i],
                              variables[c].vintage, spec.source, layer.table});
    return values;
}

}  // namespace lisiere::io
