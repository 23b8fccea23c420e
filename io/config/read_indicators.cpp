// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_indicators.hpp"

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

using census::IndicatorDefinition;
using census::IndicatorKind;
using census::SecrecyRule;
using census::Term;

/// One row of a reference table, with the place to name in errors.
class Row {
  public:
    Row(const CsvTable& table, std::size_t at) : table_(table), at_(at) {}

    const std::string& text(std::string_view column) const {
        return table_.rows[at_][table_.require(column)];
    }
    std::string required(std::string_view column) const {
        if (text(column).empty()) refuse(column, "vide", "un texte");
        return text(column);
    }
    double number(std::string_view column) const {
        const auto value = parse_number(text(column));
        if (!value || !*value) refuse(column, text(column), "un nombre");
        return **value;
    }
    [[noreturn]] void refuse(std::string_view column, const std::string& found,
                             const std::string& expected, const std::string& advice = {}) const {
        throw InputError({table_.file + ", ligne " + std::to_string(table_.lines[at_]) +
                              ", colonne " + std::string(column),
                          found, expected, advice});
    }

  private:
    const CsvTable& table_;
    std::size_t at_;
};

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> result;
    std::string word;
    for (const char c : text + ' ') {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            result.push_back(word);
            word.clear();
        }
    }
    return result;
}

/// Names joined by + and -, each sign a word of its own.
std::vector<Term> formula(const Row& row, std::string_view column) {
    std::vector<Term> terms;
    double sign = 1;
    bool name_expected = true;
    for (const std::string& word : words(row.text(column))) {
        const bool is_sign = word == "+" || word == "-";
        if (is_sign == name_expected)
            row.refuse(column, row.text(column), "des noms de colonnes joints par + ou -",
                       "séparer les signes par des espaces");
        if (is_sign)
            sign = word == "-" ? -1 : 1;
        else
            terms.push_back({word, sign});
        name_expected = is_sign;
    }
    if (name_expected)
        row.refuse(column, row.text(column).empty() ? "vide" : row.text(column), "une formule");
    return terms;
}

IndicatorKind kind(const Row& row) {
    for (const IndicatorKind one :
         {IndicatorKind::effectif, IndicatorKind::part, IndicatorKind::publie})
        if (census::to_text(one) == row.text("genre")) return one;
    row.refuse("genre", row.text("genre"), "effectif, part ou publie");
}

}  // namespace

std::vector<IndicatorDefinition> parse_indicators(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<IndicatorDefinition> definitions;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(table, i);
        IndicatorDefinition definition;
        definition.id = row.required("id");
        definition.label_fr = row.required("libelle_fr");
        definition.label_en = row.required("libelle_en");
        definition.theme = row.required("theme");
        definition.kind = kind(row);
        definition.numerator = formula(row, "numerateur");
        if (definition.kind == IndicatorKind::part)
            definition.denominator = formula(row, "denominateur");
        if (definition.kind == IndicatorKind::publie) {
            if (definition.numerator.size() != 1)
                row.refuse("numerateur", row.text("numerateur"), "une seule colonne");
            for (const std::string& word : words(row.required("denominateur")))
                definition.denominator.push_back({word, 1});
        }
        definition.factor = row.number("facteur");
        definition.unit = row.required("unite");
        definition.universe = row.required("univers");
        definition.source_table = row.required("table");
        definition.scale = row.required("echelle");
        definition.periodicity = row.required("periodicite");
        definition.secrecy = row.text("secret");
        definition.official = words(row.text("officiel"));
        definitions.push_back(std::move(definition));
    }
    return definitions;
}

std::vector<IndicatorDefinition> read_indicators(const std::filesystem::path& file) {
    return parse_indicators(read_text(file), file.filename().string());
}

std::vector<SecrecyRule> parse_secrecy(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<SecrecyRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(table, i);
        const std::string id = row.required("regle");
        auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const SecrecyRule& one) { return one.id == id; });
        if (rule == rules.end()) {
            rules.push_back({id, {}, row.number("part_imputee_max")});
            rule = rules.end() - 1;
        }
        rule->counts.push_back({row.required("variable"), row.number("minimum")});
        rule->most_imputed = std::min(rule->most_imputed, row.number("part_imputee_max"));
    }
    return rules;
}

std::vector<SecrecyRule> read_secrecy(const std::filesystem::path& file) {
    return parse_secrecy(read_text(file), file.filename().string());
}

}  // namespace lisiere::io
