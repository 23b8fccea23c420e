// SPDX-License-Identifier: Apache-2.0
#include "io/compare/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "io/reference/enclosure_components.hpp"
#include "io/reference/reference_row.hpp"
#include "io/report/formulas.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

/// "mode=tc" → {mode, tc}; without the sign, the second is empty.
std::pair<std::string, std::string> split(const std::string& text, char sign) {
    const std::size_t at = text.find(sign);
    return at == std::string::npos ? std::pair{text, std::string()}
                                   : std::pair{text.substr(0, at), text.substr(at + 1)};
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

double number_or_zero(const ReferenceRow& row, std::string_view column) {
    return row.text(column).empty() ? 0 : row.number(column);
}

compare::ErrorColumns error_of(const ReferenceRow& row) {
    compare::ErrorColumns error;
    const std::vector<std::string> columns = words_of(row.text("erreur"));
    if (columns.size() == 1) error.standard_error = columns[0];
    if (columns.size() == 2) {
        error.low = columns[0];
        error.high = columns[1];
    }
    if (columns.size() > 2)
        row.refuse("erreur", row.text("erreur"), "rien, une erreur type, ou deux bornes");
    std::tie(error.except_column, error.except_value) = split(row.text("sauf"), '=');
    for (const std::string& part : words_of(row.text("parties")))
        error.parts.push_back(split(part, ':'));
    return error;
}

/// "composantes composante=desserte si part_indice": the rule, what its keys must be, and the
/// column that says which rows count.
compare::RawMeasures raw_of(const ReferenceRow& row) {
    compare::RawMeasures raw;
    const std::vector<std::string> words = words_of(row.text("brut"));
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == 0)
            raw.rule = words[i];
        else if (words[i] == "si" && i + 1 < words.size())
            raw.counts = words[++i];
        else if (words[i].ends_with('='))
            raw.where[split(words[i], '=').first] = "=";
        else
            raw.where.insert(split(words[i], '='));
    }
    return raw;
}

/// A line whose id has a star is a line a component of enclosure: the star is its id, and
/// `{composante}` its name. `parties` of another line: every part with a star likewise.
CsvTable by_component(CsvTable table, const std::vector<EnclosureComponent>& french,
                      const std::vector<EnclosureComponent>& english) {
    const std::size_t id = table.require("id");
    const std::size_t parts = table.require("parties");
    CsvTable out = table;
    out.rows.clear();
    out.lines.clear();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto add = [&](std::vector<std::string> row) {
            out.rows.push_back(std::move(row));
            out.lines.push_back(table.lines[i]);
        };
        std::vector<std::string>& row = table.rows[i];
        if (row[id].find('*') == std::string::npos) {
            std::string all;
            for (const EnclosureComponent& one : french)
                all += replaced(row[parts], "*", one.id) + " ";
            if (row[parts].find('*') != std::string::npos) row[parts] = all;
            add(row);
            continue;
        }
        for (std::size_t k = 0; k < french.size(); ++k) {
            std::vector<std::string> one = row;
            for (std::string& cell : one) cell = replaced(cell, "*", french[k].id);
            for (const auto& [column, name] :
                 {std::pair{"libelle_fr", &french[k].label}, {"libelle_en", &english[k].label}})
                one[table.require(column)] =
                    replaced(one[table.require(column)], "{composante}", *name);
            add(std::move(one));
        }
    }
    return out;
}

compare::MeasureRule rule_of(const ReferenceRow& row) {
    compare::MeasureRule rule;
    rule.id = row.required("id");
    rule.table = row.required("couche");
    rule.column = row.required("colonne");
    rule.keys = words_of(row.text("cles"));
    for (const std::string& one : words_of(row.text("seulement")))
        rule.only.insert(split(one, '='));
    rule.label_column = row.text("libelle_de");
    rule.unit_column = row.text("unite_de");
    rule.better = row.word<compare::Better>("mieux", {{"", compare::Better::none},
                                                      {"plus", compare::Better::more},
                                                      {"moins", compare::Better::less}});
    rule.error = error_of(row);
    rule.raw = raw_of(row);
    rule.least = number_or_zero(row, "minimum");
    rule.least_share = number_or_zero(row, "minimum_relatif");
    rule.lead = static_cast<int>(number_or_zero(row, "tete"));
    rule.inputs = words_of(row.text("entrees"));
    return rule;
}

MeasureText text_of(const ReferenceRow& row) {
    MeasureText text;
    text.form = row.word<MeasureText::Form>("forme", {{"nombre", MeasureText::Form::number},
                                                      {"pourcent", MeasureText::Form::percent},
                                                      {"part", MeasureText::Form::share}});
    text.decimals = static_cast<int>(row.number("decimales"));
    text.unit = row.text("unite");
    text.label = {row.required("libelle_fr"), row.required("libelle_en")};
    text.rise = {row.required("hausse_fr"), row.required("hausse_en")};
    text.fall = {row.required("baisse_fr"), row.required("baisse_en")};
    return text;
}

/// What each figure hangs on, by formules.csv, where comparaison.csv does not say.
void join_formulas(std::vector<compare::MeasureRule>& rules, const Formulas& formulas) {
    for (compare::MeasureRule& rule : rules) {
        if (!rule.inputs.empty()) continue;
        if (const Formula* formula = formulas.find(rule.table, rule.column))
            rule.inputs = formula->inputs;
        for (const std::string& key : formulas.keys(rule.table, rule.column))
            rule.inputs_by_key[key] = formulas.find(rule.table, rule.column, key)->inputs;
    }
    // "=id": what the figures of another rule hang on.
    for (compare::MeasureRule& rule : rules)
        if (rule.inputs.size() == 1 && rule.inputs.front().starts_with('='))
            for (const compare::MeasureRule& other : rules)
                if ("=" + other.id == rule.inputs.front()) {
                    rule.inputs_by_key = other.inputs_by_key;
                    rule.inputs = other.inputs;
                    break;
                }
}

void refuse_unknown_rules(const CsvTable& table, const compare::Rules& rules) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const compare::MeasureRule& rule = rules.measures[i];
        if (!rule.raw.rule.empty() && rules.find(rule.raw.rule) == nullptr)
            row.refuse("brut", rule.raw.rule, "l'identifiant d'une autre ligne");
        for (const auto& [part, weight] : rule.error.parts)
            if (rules.find(part) == nullptr)
                row.refuse("parties", part, "l'identifiant d'une autre ligne");
        if (rules.find(rule.id) != &rule) row.refuse("id", rule.id, "un identifiant par ligne");
    }
}

}  // namespace

std::string ComparisonRules::word(std::string_view id, const std::string& language) const {
    const auto found = words.find(id);
    return found == words.end() ? std::string(id) : found->second.in(language);
}

std::string ComparisonRules::kind_of(const std::string& section,
                                     const std::map<std::string, std::string>& values) const {
    std::string whole = section;
    for (const auto& [kind, input] : inputs)
        for (const std::string& declared : input.sections) {
            const auto [name, asked] = split(declared, ':');
            if (name != section) continue;
            if (asked.empty()) {
                whole = kind;
                continue;
            }
            const auto [key, value] = split(asked, '=');
            const auto found = values.find(key);
            if (found != values.end() && found->second == value) return kind;
        }
    return whole;
}

ComparisonRules read_comparison_rules(const fs::path& reference) {
    ComparisonRules out;
    const CsvTable measures = by_component(read_csv_table((reference / "comparaison.csv").string()),
                                           read_enclosure_components(reference, "fr"),
                                           read_enclosure_components(reference, "en"));
    for (std::size_t i = 0; i < measures.rows.size(); ++i) {
        const ReferenceRow row(measures, i);
        out.rules.measures.push_back(rule_of(row));
        out.texts.push_back(text_of(row));
    }
    refuse_unknown_rules(measures, out.rules);
    join_formulas(out.rules.measures, read_formulas(reference / "formules.csv", "fr"));

    const CsvTable inputs = read_csv_table((reference / "comparaison_entrees.csv").string());
    for (std::size_t i = 0; i < inputs.rows.size(); ++i) {
        const ReferenceRow row(inputs, i);
        const std::string& id = row.required("entree");
        std::vector<std::string> hangs = words_of(row.text("tient_a"));
        if (id == "sans_effet") {
            out.without_effect = std::move(hangs);
            continue;
        }
        out.rules.dependences.on[id] = std::move(hangs);
        out.inputs[id] = {{row.required("libelle_fr"), row.required("libelle_en")},
                          {row.required("change_fr"), row.required("change_en")},
                          words_of(row.text("sections"))};
    }
    // What is written in a section touches the kinds of input that it declares.
    for (const auto& [id, input] : out.inputs)
        for (const std::string& section : input.sections) {
            const std::string name = split(section, ':').first;
            if (!out.inputs.contains(name)) out.rules.dependences.on[id].push_back(name);
        }
    const CsvTable words = read_csv_table((reference / "comparaison_mots.csv").string());
    for (std::size_t i = 0; i < words.rows.size(); ++i) {
        const ReferenceRow row(words, i);
        out.words[row.required("mot")] = {row.required("fr"), row.required("en")};
    }
    return out;
}

}  // namespace lisiere::io
