// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/figures.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::compare {
namespace {

/// Published figures have three decimals: two of them differ by less than this by rounding alone.
constexpr double rounding = 0.001 * (1 + 1e-6);
/// Intervals published are of 90 %.
constexpr double normal_90 = 1.645;

bool outside(const Figure& figure, double value) {
    return value < *figure.low || value > *figure.high;
}

bool has_range(const Figure& figure) {
    return figure.low && figure.high;
}

}  // namespace

RuleFigures::RuleFigures(const Edition& edition, const MeasureRule& rule)
    : rule_(rule), table_(edition.find(rule.table)), column_(column_of(table_, rule.column)) {
    if (!column_) return;
    motif_ = column_of(table_, "motif");
    const ErrorColumns& error = rule.error;
    low_ = column_of(table_, error.standard_error.empty() ? error.low : error.standard_error);
    high_ = column_of(table_, error.high);
    index_.emplace(*table_, rule.keys, rule.only);
}

bool RuleFigures::whole() const {
    return present() && table_->columns[*column_].type == ColumnType::integer;
}

std::map<TableIndex::Key, std::size_t> RuleFigures::rows(const std::string& code) const {
    return index_ ? index_->of(code) : std::map<TableIndex::Key, std::size_t>();
}

Figure RuleFigures::at(std::optional<std::size_t> row) const {
    Figure figure;
    if (!row) {
        figure.reason = "sans ligne";
        return figure;
    }
    figure.value = number_at(*table_, *row, column_);
    if (!figure.value) {
        figure.reason = motif_ ? word_of(table_->rows[*row][*motif_]) : std::string();
        if (figure.reason.empty()) figure.reason = "non disponible";
        return figure;
    }
    const ErrorColumns& error = rule_.error;
    if (!error.except_column.empty() &&
        text_at(*table_, *row, error.except_column) == error.except_value)
        return figure;
    figure.low = number_at(*table_, *row, low_);
    figure.high = number_at(*table_, *row, high_);
    return figure;
}

std::string RuleFigures::text(std::size_t row, const std::string& column) const {
    return column.empty() ? std::string() : text_at(*table_, row, column);
}

bool RuleFigures::counts(std::size_t row, const std::string& column) const {
    return column.empty() || number_at(*table_, row, column_of(table_, column)).value_or(0) != 0;
}

Verdict verdict_on(const Figure& base, const Figure& next, const ErrorColumns& error, bool whole,
                   const std::vector<std::optional<double>>& parts) {
    if (!base.value || !next.value) return Verdict::untold;
    const double difference = *next.value - *base.value;
    if (!whole && std::abs(difference) <= rounding) return Verdict::rounding;
    if (!error.standard_error.empty()) {
        if (!base.low && !next.low) return Verdict::exact;
        const double of_both = std::hypot(base.low.value_or(0), next.low.value_or(0));
        return std::abs(difference) > normal_90 * of_both ? Verdict::beyond : Verdict::within;
    }
    if (!has_range(base) || !has_range(next)) return Verdict::exact;
    if (outside(base, *next.value) && outside(next, *base.value)) return Verdict::beyond;
    const double sense = difference > 0 ? 1 : -1;
    const bool all_there = !parts.empty() && std::all_of(parts.begin(), parts.end(),
                                                         [](const auto& one) { return !!one; });
    const bool one_way = all_there && std::all_of(parts.begin(), parts.end(), [&](const auto& one) {
                             return sense * *one >= -rounding;
                         });
    return one_way ? Verdict::same_sense : Verdict::within;
}

bool raw_figures_equal(const BothFigures& raw, const RawMeasures& of, const PerimeterPair& pair,
                       const std::vector<std::string>& raw_keys,
                       const std::map<std::string, std::string>& own_keys) {
    const auto wanted = [&](const RuleFigures& figures, const std::string& code) {
        std::map<TableIndex::Key, Figure> out;
        for (const auto& [key, row] : figures.rows(code)) {
            bool fits = figures.counts(row, of.counts);
            for (std::size_t k = 0; k < raw_keys.size(); ++k) {
                const auto asked = of.where.find(raw_keys[k]);
                if (asked == of.where.end()) continue;
                const auto own = own_keys.find(raw_keys[k]);
                const std::string word = asked->second != "="    ? asked->second
                                         : own == own_keys.end() ? std::string()
                                                                 : own->second;
                fits = fits && key[k] == word;
            }
            if (fits) out.emplace(key, figures.at(row));
        }
        return out;
    };
    const auto base = wanted(raw.base, pair.base->code);
    const auto next = wanted(raw.next, pair.next->code);
    return !base.empty() && base == next;
}

}  // namespace lisiere::compare
