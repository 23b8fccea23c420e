// SPDX-License-Identifier: Apache-2.0
#include "io/reference/read_indicators.hpp"

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

using census::IndicatorDefinition;
using census::IndicatorKind;
using census::OfficialFormula;
using census::PlausibilityRule;
using census::SecrecyRule;
using census::Term;

constexpr std::string_view name_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

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
std::vector<Term> formula(const ReferenceRow& row, std::string_view column) {
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

/// Names and numbers joined by + and - without spaces: "C_C2SNP+C_C2SP", "100-PMIMP".
std::vector<Term> compact_terms(const ReferenceRow& row, std::string_view text) {
    if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
    std::vector<Term> terms;
    double sign = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("+-"), text.size());
        std::string name(text.substr(0, end));
        std::transform(name.begin(), name.end(), name.begin(), upper);
        if (name.empty() || name.find_first_not_of(name_letters) != name.npos) break;
        const auto number = parse_number(name);
        terms.push_back(number && *number ? Term{"", sign * **number} : Term{name, sign});
        if (end == text.size()) return terms;
        sign = text[end] == '-' ? -1 : 1;
        text.remove_prefix(end + 1);
    }
    row.refuse("officiel", row.text("officiel"),
               "des formules comme TX_F, DEMO:AM/A ou REVN:100-PMIMP, séparées par des espaces");
}

/// How tables by quarter hold the indicator: "DEMO:AM/A" is a formula over one table.
std::vector<OfficialFormula> official_formulas(const ReferenceRow& row) {
    std::vector<OfficialFormula> formulas;
    for (const std::string& word : words(row.text("officiel"))) {
        std::string_view text = word;
        OfficialFormula formula;
        if (const std::size_t colon = text.find(':'); colon != text.npos) {
            formula.table = text.substr(0, colon);
            text.remove_prefix(colon + 1);
        }
        const std::size_t slash = std::min(text.find('/'), text.size());
        formula.numerator = compact_terms(row, text.substr(0, slash));
        if (slash != text.size()) formula.denominator = compact_terms(row, text.substr(slash + 1));
        formulas.push_back(std::move(formula));
    }
    return formulas;
}

/// The lines of one id are formulas of one measure: what one of them says is published holds for
/// all.
void share_official(std::vector<IndicatorDefinition>& definitions) {
    for (IndicatorDefinition& one : definitions)
        for (const IndicatorDefinition& other : definitions)
            if (one.official.empty() && other.id == one.id) one.official = other.official;
}

/// Persons and households, dwellings and households are not formulas of one measure: one of them
/// would stand under the other's name, beside its communes and its official values.
void require_one_universe(const CsvTable& table,
                          const std::vector<IndicatorDefinition>& definitions) {
    for (std::size_t i = 0; i < definitions.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (definitions[i].id != definitions[j].id) continue;
            const ReferenceRow row(table, i);
            if (definitions[i].universe != definitions[j].universe)
                row.refuse("univers", definitions[i].universe,
                           "l'univers de l'autre ligne de " + definitions[i].id + " : « " +
                               definitions[j].universe + " »",
                           "un autre id pour un autre univers");
            if (definitions[i].label != definitions[j].label)
                row.refuse("libelle_fr", definitions[i].label,
                           "le libellé de l'autre ligne de " + definitions[i].id);
        }
}

IndicatorKind kind(const ReferenceRow& row) {
    for (const IndicatorKind one :
         {IndicatorKind::effectif, IndicatorKind::part, IndicatorKind::publie})
        if (census::to_text(one) == row.text("genre")) return one;
    row.refuse("genre", row.text("genre"), "effectif, part ou publie");
}

/// The formula over counts or, for a published rate, its column and whose people weigh it.
void estimated_formula(const ReferenceRow& row, IndicatorDefinition& definition) {
    definition.numerator = formula(row, "numerateur");
    if (definition.kind == IndicatorKind::part)
        definition.denominator = formula(row, "denominateur");
    if (definition.kind != IndicatorKind::publie) return;
    std::vector<Term>& rate = definition.numerator;
    // "100 - DEC_PIMP": the complement of a published rate is one too.
    if (const auto constant = parse_number(rate.front().variable);
        rate.size() == 2 && constant && *constant) {
        definition.offset = **constant;
        rate.erase(rate.begin());
    }
    if (rate.size() != 1) row.refuse("numerateur", row.text("numerateur"), "une seule colonne");
    for (const std::string& word : words(row.required("denominateur")))
        definition.denominator.push_back({word, 1});
}

}  // namespace

std::vector<IndicatorDefinition> parse_indicators(std::string_view text, const std::string& file,
                                                  const std::string& language) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<IndicatorDefinition> definitions;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        IndicatorDefinition definition;
        definition.id = row.required("id");
        definition.label = row.label(language);
        definition.theme = row.required("theme");
        definition.kind = kind(row);
        definition.official = official_formulas(row);
        // What is published by quarter only, or by local documents, has no formula over counts.
        if (!row.text("numerateur").empty() ||
            (definition.official.empty() && row.text("echelle") != "document"))
            estimated_formula(row, definition);
        definition.factor = row.number("facteur");
        definition.unit = row.required("unite");
        definition.universe = row.required("univers");
        // A kit of one's own may leave the column out: every count and share is bounded.
        if (table.column("bornes"))
            definition.bounded = row.word<bool>("bornes", {{"", true}, {"aucune", false}});
        definition.source_table = row.required("table");
        definition.scale = row.required("echelle");
        definition.periodicity = row.required("periodicite");
        definition.secrecy = row.text("secret");
        definitions.push_back(std::move(definition));
    }
    require_one_universe(table, definitions);
    share_official(definitions);
    return definitions;
}

std::vector<IndicatorDefinition> read_indicators(const std::filesystem::path& file,
                                                 const std::string& language) {
    return parse_indicators(read_text(file), file.filename().string(), language);
}

std::vector<SecrecyRule> parse_secrecy(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<SecrecyRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const std::string id = row.required("regle");
        auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const SecrecyRule& one) { return one.id == id; });
        if (rule == rules.end()) {
            rules.push_back({id, {}, row.number("part_imputee_max")});
            rule = rules.end() - 1;
        }
        rule->least_counted = std::max(rule->least_counted, row.number("effectif_min"));
        const std::string& complementary = row.text("complementaire");
        if (complementary != "oui" && complementary != "non")
            row.refuse("complementaire", complementary, "oui ou non");
        rule->complementary = complementary == "oui";
        rule->counts.push_back({row.required("variable"), row.number("minimum")});
        rule->most_imputed = std::min(rule->most_imputed, row.number("part_imputee_max"));
    }
    return rules;
}

std::vector<census::Identity> parse_identities(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::Identity> identities;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        census::Identity identity{row.required("total"), {}};
        for (std::string& word : words(row.required("parties")))
            if (word != "+") identity.parts.push_back(std::move(word));
        if (identity.parts.size() < 2)
            row.refuse("parties", row.text("parties"), "au moins deux parties : A + B");
        identities.push_back(std::move(identity));
    }
    return identities;
}

std::vector<census::Identity> read_identities(const std::filesystem::path& file) {
    return parse_identities(read_text(file), file.filename().string());
}

std::vector<census::FewUnits> parse_few_units(std::string_view text, const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::FewUnits> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("source");
        rules.push_back({row.text("prefixe"), row.number("minimum")});
    }
    return rules;
}

std::vector<census::FewUnits> read_few_units(const std::filesystem::path& file) {
    return parse_few_units(read_text(file), file.filename().string());
}

std::vector<census::IntervalReference> parse_interval_references(std::string_view text,
                                                                 const std::string& file) {
    const CsvTable table = parse_csv_table(text, file);
    std::vector<census::IntervalReference> references;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        census::IntervalReference one;
        one.method = row.required("methode");
        one.kind = kind(row);
        one.unit = row.text("unite");
        one.low = row.number("bas");
        one.high = row.number("haut");
        one.told = row.required("source");
        if (one.low > one.high) row.refuse("haut", row.text("haut"), "un nombre d'au moins bas");
        references.push_back(std::move(one));
    }
    return references;
}

std::vector<census::IntervalReference> read_interval_references(const std::filesystem::path& file) {
    return parse_interval_references(read_text(file), file.filename().string());
}

std::vector<SecrecyRule> read_secrecy(const std::filesystem::path& file) {
    return parse_secrecy(read_text(file), file.filename().string());
}

std::vector<PlausibilityRule> parse_checks(std::string_view text, const std::string& file) {
    using Kind = PlausibilityRule::Kind;
    static const std::vector<std::pair<std::string, Kind>> kinds{
        {"bornes", Kind::bornes},    {"somme", Kind::somme}, {"partie", Kind::partie},
        {"isolee", Kind::isolee},    {"copie", Kind::copie}, {"editions", Kind::editions},
        {"officiel", Kind::officiel}};
    const CsvTable table = parse_csv_table(text, file);
    std::vector<PlausibilityRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) {
            return one.first == row.text("controle");
        });
        if (kind == kinds.end())
            row.refuse("controle", row.text("controle"),
                       "bornes, somme, partie, isolee, copie, editions ou officiel");
        PlausibilityRule rule;
        rule.kind = kind->second;
        rule.table = row.text("table");
        if (rule.kind != Kind::copie && rule.kind != Kind::officiel)
            rule.parts = formula(row, "colonnes");
        if (rule.kind == Kind::somme || rule.kind == Kind::partie) {
            rule.whole = formula(row, "tout");
            rule.slack = row.number("marge");
            rule.share = row.number("part");
        }
        if (rule.kind == Kind::bornes) {
            rule.low = row.number("bas");
            rule.high = row.number("haut");
        }
        if (rule.kind == Kind::isolee || rule.kind == Kind::editions || rule.kind == Kind::officiel)
            rule.share = row.number("part");
        if (rule.kind == Kind::isolee || rule.kind == Kind::editions || rule.kind == Kind::copie)
            rule.slack = row.number("marge");
        row.required("source");
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<PlausibilityRule> read_checks(const std::filesystem::path& file) {
    return parse_checks(read_text(file), file.filename().string());
}

}  // namespace lisiere::io
