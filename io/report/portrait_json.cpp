// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait_json.hpp"

#include <nlohmann/json.hpp>
#include <type_traits>

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                return nullptr;
            else
                return held;
        },
        value);
}

Json json_of(const Formula& formula) {
    return {{"formule", formula.text}, {"entrees", formula.inputs}, {"methode", formula.page}};
}

Json json_of(const ToldTable& table) {
    Json columns = Json::array();
    for (const ToldColumn& column : table.columns) {
        Json told{{"nom", column.name}, {"libelle", column.label}};
        if (!column.unit.empty()) told["unite"] = column.unit;
        if (!column.formula.text.empty()) told.update(json_of(column.formula));
        columns.push_back(std::move(told));
    }
    Json rows = Json::array();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        Json row = Json::object();
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            row[table.columns[c].name] = json_of(table.rows[i][c]);
        Json line{{"valeurs", std::move(row)}};
        if (!table.row_formulas.empty() && !table.row_formulas[i].text.empty())
            line.update(json_of(table.row_formulas[i]));
        rows.push_back(std::move(line));
    }
    return {{"couche", table.view.layer},
            {"colonnes", std::move(columns)},
            {"lignes", std::move(rows)}};
}

}  // namespace

std::string to_json(const Portrait& portrait) {
    Json root{{"schema", "lisiere-portrait-1"},
              {"lisiere", portrait.version},
              {"territoire", portrait.territory},
              {"code", portrait.code},
              {"nom", portrait.name},
              {"communes", portrait.communes}};
    Json& sections = root["sections"] = Json::array();
    for (const PortraitSection& section : portrait.sections) {
        Json tables = Json::array();
        for (const ToldTable& table : section.tables) tables.push_back(json_of(table));
        sections.push_back(
            {{"id", section.id}, {"titre", section.title}, {"tables", std::move(tables)}});
    }
    root["entrees"] = portrait.declared;
    Json& sources = root["sources"] = Json::array();
    for (const Source& source : portrait.sources)
        sources.push_back({{"id", source.id},
                           {"titre", source.title},
                           {"producteur", source.producer},
                           {"licence", source.licence},
                           {"millesime", source.vintage},
                           {"url", source.url},
                           {"fichier", source.file},
                           {"couche", source.layer},
                           {"sha256", source.sha256}});
    // Names from the inputs may hold bytes that are not UTF-8; they must not stop the command.
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lisiere::io
