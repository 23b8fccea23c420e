// SPDX-License-Identifier: Apache-2.0
#include "io/compare/comparison_json.hpp"

#include <nlohmann/json.hpp>

#include "io/compare/comparison_tables.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

/// Columns that a table holds, row by row, as the table writes them.
Json rows_of(const Table& table) {
    Json list = Json::array();
    for (const std::vector<Value>& row : table.rows) {
        Json object = Json::object();
        for (std::size_t c = 0; c < row.size(); ++c)
            object[table.columns[c].name] = std::visit(
                [](const auto& value) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                        return Json();
                    else
                        return Json(value);
                },
                row[c]);
        list.push_back(std::move(object));
    }
    return list;
}

Json side(const compare::Comparison::Side& of) {
    return {{"territoire", of.territory},
            {"langue", of.language},
            {"lisiere", of.version},
            {"empreinte", of.fingerprint}};
}

Json change_of(const compare::Comparison& comparison, const ComparisonRules& rules,
               const Sentences& say, const compare::Change& change) {
    const compare::MeasureRule& rule = rules.rules.measures[change.rule];
    Json causes = Json::array();
    for (const compare::CauseOf& one : change.causes)
        causes.push_back({{"objet", comparison.causes[one.cause].what}, {"directe", one.direct}});
    return {{"code", comparison.perimeters[change.pair].shown().code},
            {"mesure", rule.id},
            {"cles", change.keys},
            {"libelle", say.label(change)},
            {"avant", number(change.base.value)},
            {"apres", number(change.next.value)},
            {"difference", number(change.difference)},
            {"motif_avant", change.base.reason},
            {"motif_apres", change.next.reason},
            {"verdict", std::string(to_text(change.verdict))},
            {"par_rang", change.by_rank},
            {"contour", change.outline},
            {"sens", sense_of(change, rule)},
            {"causes", causes},
            {"phrase", say.sentence(change)}};
}

}  // namespace

std::string to_json(const compare::Comparison& comparison, const ComparisonRules& rules,
                    const Sentences& say, std::size_t most_headlines) {
    const std::vector<Table> tables = comparison_tables(comparison, rules, say, {});
    Json root;
    root["avant"] = side(comparison.base);
    root["apres"] = side(comparison.next);
    root["inchange"] = comparison.unchanged();
    root["chiffres_compares"] = comparison.compared;
    root["titres"] = headlines(comparison, rules, most_headlines, say.language());
    for (const Table& table : tables)
        if (table.name != "comparaison_chiffres")
            root[table.name.substr(table.name.find('_') + 1)] = rows_of(table);
    Json lines = Json::array();
    for (const compare::LineChange& line : comparison.lines)
        lines.push_back({{"code", comparison.perimeters[line.pair].shown().code},
                         {"periode", line.period},
                         {"ligne", line.line},
                         {"exploitant", line.operator_name},
                         {"mode", line.mode},
                         {"departs_h_avant", line.base},
                         {"departs_h_apres", line.next},
                         {"dernier_avant", line.base_last},
                         {"dernier_apres", line.next_last}});
    root["lignes"] = lines;
    Json absent = Json::array();
    for (const compare::Absent& one : comparison.absent)
        absent.push_back({{"couche", one.table},
                          {"colonne", one.column},
                          {"absente_de", one.in_base ? "avant" : "apres"}});
    root["non_compare"] = absent;
    Json changes = Json::array();
    for (const compare::Change& change : comparison.changes)
        changes.push_back(change_of(comparison, rules, say, change));
    root["chiffres"] = changes;
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lisiere::io
