// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_census.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/territory/perimeter.hpp"
#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/variable_name.hpp"

namespace lisiere::io {
namespace {

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

}  // namespace

void join_census(const CensusSpec& spec, census::AreaTable& table, Notices& notices) {
    const Schema schema = read_schema("recensement");
    const std::size_t code = schema.at("code");
    RawLayer layer = read_table(spec, {schema, {}, {}, true, {}}, notices);
    restore_leading_zeros(layer, code, spec.scale == "commune" ? 5 : 9, notices);
    require_unique(layer, code, "codes");
    if (layer.numbers.empty())
        throw InputError({layer.where, "aucune colonne de comptage ou de taux",
                          "des colonnes comme P20_POP",
                          "vérifier que c'est le bon fichier ; les motifs sont dans "
                          "geodata/schemas/recensement.toml"});

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
        notices.add(
            Severity::avertissement, "zone_sans_recensement", layer.where,
            "des zones des contours n'ont pas de ligne dans la table : leurs valeurs manquent",
            orphan, orphans);
    if (rows.size() > matched)
        notices.add(Severity::info, "recensement_sans_zone", layer.where,
                    "des lignes de la table sont hors des contours : elles ne servent pas", {},
                    rows.size() - matched);
    if (const std::size_t count = secrets(layer); count > 0)
        notices.add(Severity::info, "secret_statistique", layer.where,
                    "des valeurs sont sous secret statistique", {}, count);

    for (const NumberColumn& column : layer.numbers) {
        std::vector<Maybe<double>> values;
        values.reserve(row_of.size());
        for (const std::size_t row : row_of)
            values.push_back(row == none ? Maybe<double>(Absence::hors_couverture)
                                         : column.values[row]);
        census::Variable variable = parse_variable(column.name, spec.vintage, spec.source);
        if (column.role == ColumnRole::comptage)
            put(table.counts, census::CountColumn{std::move(variable), std::move(values)});
        else
            put(table.rates, census::RateColumn{std::move(variable), std::move(values)});
    }
}

std::vector<census::OfficialValue> read_official(const CensusSpec& spec, Notices& notices) {
    const Schema schema = read_schema("officiel");
    const std::size_t code = schema.at("code");
    LayerRequest request{schema, {}, {}, true, {}};
    request.keep = [code](RawRow& row) {
        const auto parsed = PerimeterCode::parse(row.text[code]);
        if (parsed) row.text[code] = parsed->text();
        return parsed.has_value();
    };
    const RawLayer layer = read_table(spec, request, notices);
    if (layer.rows.empty())
        throw InputError(
            {fmt::format("{}, champ code", layer.where), "aucun code de quartier prioritaire",
             "des codes comme QP059020 ou QN05906M", "vérifier que c'est la table par quartier"});
    require_unique(layer, code, "codes");
    std::vector<census::OfficialValue> values;
    values.reserve(layer.rows.size() * layer.numbers.size());
    for (std::size_t i = 0; i < layer.rows.size(); ++i)
        for (const NumberColumn& column : layer.numbers) {
            const census::Variable variable =
                parse_variable(column.name, spec.vintage, spec.source);
            values.push_back({layer.rows[i].text[code], variable.id, column.values[i],
                              variable.vintage, spec.source});
        }
    return values;
}

}  // namespace lisiere::io
