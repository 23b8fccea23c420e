// SPDX-License-Identifier: Apache-2.0
#include "engine/census/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "engine/census/comparisons.hpp"
#include "engine/census/figures.hpp"

namespace lisiere::census {
namespace {

using Column = ValueTable::Column;
using Kind = PlausibilityRule::Kind;

bool meant(const std::string& name, const Variable& variable) {
    if (name.ends_with('*'))
        return variable.id.starts_with(std::string_view(name).substr(0, name.size() - 1));
    return names(name, variable);
}

/// Columns of the terms in one year, in their order; empty unless all are there.
std::vector<const Column*> columns_of(const ValueTable& table, const std::vector<Term>& terms,
                                      int vintage) {
    std::vector<const Column*> found;
    for (const Term& term : terms) {
        const auto column =
            std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& one) {
                return one.variable.vintage == vintage && meant(term.variable, one.variable);
            });
        if (column == table.columns.end()) return {};
        found.push_back(&*column);
    }
    return found;
}

Maybe<double> sum(const std::vector<const Column*>& columns, const std::vector<Term>& terms,
                  std::size_t row) {
    double total = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Maybe<double>& value = columns[i]->values[row];
        if (!value) return value.absence();
        total += terms[i].coefficient * *value;
    }
    return total;
}

std::string formula(const std::vector<Term>& terms) {
    std::string written;
    for (const Term& term : terms)
        written += (written.empty() ? "" : term.coefficient < 0 ? " - " : " + ") + term.variable;
    return written;
}

/// The source of a column where it has one: a layer of areas holds columns of several files.
const std::string& where(const ValueTable& table, const Column& column) {
    return column.variable.source.empty() ? table.where : column.variable.source;
}

class Checker {
  public:
    Checker(const ValueTable& table, Notices& notices) : table_(table), notices_(notices) {
        for (const Column& column : table.columns) vintages_.insert(column.variable.vintage);
    }

    void apply(const PlausibilityRule& rule) {
        if (!rule.table.empty() && rule.table != table_.table) return;
        if (rule.kind == Kind::copie) return copied_rows(rule);
        if (rule.kind == Kind::somme || rule.kind == Kind::partie) {
            for (const int vintage : vintages_) against_whole(rule, vintage);
            return;
        }
        if (rule.kind == Kind::editions || rule.kind == Kind::officiel) return;
        for (const Column& column : table_.columns)
            for (const Term& term : rule.parts)
                if (meant(term.variable, column.variable)) {
                    rule.kind == Kind::bornes ? bounds(rule, column) : apart(rule, column);
                    break;
                }
    }

  private:
    void bounds(const PlausibilityRule& rule, const Column& column) {
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const Maybe<double>& value = column.values[row];
            if (value && (*value < rule.low || *value > rule.high))
                notices_.add(Severity::avertissement, "taux_hors_bornes", where(table_, column),
                             {{"ligne", table_.rows[row]},
                              {"colonne", column.variable.column},
                              {"valeur", *value}});
        }
    }

    void against_whole(const PlausibilityRule& rule, int vintage) {
        const auto parts = columns_of(table_, rule.parts, vintage);
        const auto whole = columns_of(table_, rule.whole, vintage);
        if (parts.empty() || whole.empty()) return;
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            const Maybe<double> part = sum(parts, rule.parts, row);
            const Maybe<double> total = sum(whole, rule.whole, row);
            if (!part || !total) continue;
            const double over = *part - *total;
            if ((rule.kind == Kind::partie ? over : std::abs(over)) <=
                rule.slack + rule.share * std::abs(*total))
                continue;
            const Sample sample{{"ligne", table_.rows[row]},
                                {"parties", formula(rule.parts)},
                                {"somme", *part},
                                {"tout", formula(rule.whole)},
                                {"total", *total}};
            if (rule.kind == Kind::partie)
                notices_.add(Severity::avertissement, "partie_plus_grande_que_le_tout",
                             where(table_, *parts.front()), sample);
            else
                notices_.add(Severity::avertissement, "somme_inexacte",
                             where(table_, *parts.front()), sample);
        }
    }

    void apart(const PlausibilityRule& rule, const Column& column) {
        std::vector<std::pair<double, std::size_t>> values;
        for (std::size_t row = 0; row < table_.rows.size(); ++row)
            if (column.values[row]) values.emplace_back(*column.values[row], row);
        if (static_cast<double>(values.size()) < std::max(rule.slack, 2.0)) return;
        std::partial_sort(values.begin(), values.begin() + 2, values.end(), std::greater<>());
        const auto [largest, row] = values[0];
        const double next = values[1].first;
        if (next <= 0 || largest <= rule.share * next) return;
        notices_.add(Severity::avertissement, "valeur_isolee", where(table_, column),
                     {{"ligne", table_.rows[row]},
                      {"colonne", column.variable.column},
                      {"valeur", largest},
                      {"suivante", next}});
    }

    void copied_rows(const PlausibilityRule& rule) {
        std::map<std::vector<double>, std::size_t> seen;
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            std::vector<double> values;
            double telling = 0;
            for (const Column& column : table_.columns) {
                // A place where one row is missing and the other not makes them differ.
                values.push_back(column.values[row].value_or(-1e300));
                telling += column.values[row] && *column.values[row] != 0 ? 1 : 0;
            }
            if (telling < rule.slack) continue;
            const auto [first, added] = seen.try_emplace(std::move(values), row);
            if (!added)
                notices_.add(Severity::avertissement, "ligne_copiee", table_.where,
                             {{"ligne", table_.rows[row]}, {"autre", table_.rows[first->second]}});
        }
    }

    const ValueTable& table_;
    Notices& notices_;
    std::set<int> vintages_;
};

/// Share of the rows that both columns hold whose values are equal; 0 for fewer than `least`.
double equal_share(const ValueTable& a, const Column& one, const ValueTable& b, const Column& other,
                   double least) {
    std::map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < b.rows.size(); ++row) rows.emplace(b.rows[row], row);
    double both = 0;
    double equal = 0;
    for (std::size_t row = 0; row < a.rows.size(); ++row) {
        const auto found = rows.find(a.rows[row]);
        if (found == rows.end() || !one.values[row] || !other.values[found->second]) continue;
        ++both;
        equal += *one.values[row] == *other.values[found->second] ? 1 : 0;
    }
    return both < std::max(least, 1.0) ? 0 : equal / both;
}

}  // namespace

void check_values(const ValueTable& table, std::span<const PlausibilityRule> rules,
                  Notices& notices) {
    Checker checker(table, notices);
    for (const PlausibilityRule& rule : rules) checker.apply(rule);
}

void check_editions(std::span<const ValueTable> tables, std::span<const PlausibilityRule> rules,
                    Notices& notices) {
    for (const PlausibilityRule& rule : rules) {
        if (rule.kind != Kind::editions) continue;
        for (std::size_t a = 0; a < tables.size(); ++a)
            for (std::size_t b = a + 1; b < tables.size(); ++b)
                for (const Column& one : tables[a].columns)
                    for (const Column& other : tables[b].columns) {
                        const auto named = [&](const Variable& variable) {
                            return std::any_of(
                                rule.parts.begin(), rule.parts.end(),
                                [&](const Term& term) { return meant(term.variable, variable); });
                        };
                        if (one.variable.vintage == other.variable.vintage ||
                            !named(one.variable) || !named(other.variable))
                            continue;
                        const double share =
                            equal_share(tables[a], one, tables[b], other, rule.slack);
                        if (share == 0 || share < rule.share) continue;
                        notices.add(Severity::avertissement, "valeurs_d_une_autre_edition",
                                    tables[a].where,
                                    {{"colonne", one.variable.column},
                                     {"annee", one.variable.vintage},
                                     {"autre", other.variable.column},
                                     {"autre_annee", other.variable.vintage},
                                     {"table", tables[b].where},
                                     {"part", 100 * share}});
                    }
    }
}

namespace {

/// An official 0 has no relative gap: it is far from an estimate that 0 is no part of the error of.
bool far_from_official(const IndicatorValue& value, double share) {
    if (value.ecart_relatif) return std::abs(*value.ecart_relatif) > share;
    if (!value.valeur_officielle || *value.valeur_officielle != 0 || !value.valeur_estimee ||
        years_differ(value.vintage, value.vintage_estimee) || value.part_estimee < 1)
        return false;
    constexpr double errors = 2;
    return *value.valeur_estimee > errors * value.erreur_type.value_or(0);
}

}  // namespace

void check_estimates(std::span<const IndicatorValue> values,
                     std::span<const IndicatorDefinition> definitions,
                     std::span<const std::string> codes, std::span<const PlausibilityRule> rules,
                     Notices& notices) {
    for (const PlausibilityRule& rule : rules) {
        if (rule.kind != Kind::officiel) continue;
        for (const IndicatorValue& value : values)
            if (far_from_official(value, rule.share))
                notices.add(Severity::avertissement, "officiel_loin_de_l_estimation", value.source,
                            {{"quartier", codes[value.perimeter]},
                             {"indicateur", definitions[value.definition].id},
                             {"officielle", *value.valeur_officielle},
                             {"estimee", *value.valeur_estimee}});
    }
}

ValueTable value_table(const AreaTable& areas) {
    ValueTable table;
    table.where = areas.source;
    for (const Area& area : areas.areas) table.rows.push_back(area.id);
    for (const CountColumn& column : areas.counts)
        table.columns.push_back({column.variable, column.values});
    for (const RateColumn& column : areas.rates)
        table.columns.push_back({column.variable, column.values});
    return table;
}

std::vector<ValueTable> value_tables(std::span<const OfficialValue> values) {
    std::vector<ValueTable> tables;
    std::map<std::tuple<std::string_view, std::string_view, int>, std::size_t> table_of;
    std::vector<std::map<std::string_view, std::size_t>> row_of;
    std::vector<std::map<std::string_view, std::size_t>> column_of;
    for (const OfficialValue& value : values) {
        const auto [at, added] =
            table_of.try_emplace({value.source, value.table, value.vintage}, tables.size());
        if (added) {
            tables.push_back({value.source + (value.table.empty() ? "" : ", " + value.table),
                              value.table,
                              {},
                              {}});
            row_of.emplace_back();
            column_of.emplace_back();
        }
        ValueTable& table = tables[at->second];
        const auto [row, new_row] =
            row_of[at->second].try_emplace(value.perimeter, table.rows.size());
        if (new_row) table.rows.push_back(value.perimeter);
        const auto [column, new_column] =
            column_of[at->second].try_emplace(value.variable, table.columns.size());
        if (new_column)
            table.columns.push_back({{value.variable, value.variable, "", value.vintage, ""}, {}});
        std::vector<Maybe<double>>& cells = table.columns[column->second].values;
        cells.resize(std::max(cells.size(), row->second + 1));
        cells[row->second] = value.value;
    }
    for (ValueTable& table : tables)
        for (Column& column : table.columns) column.values.resize(table.rows.size());
    return tables;
}

}  // namespace lisiere::census
