// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/compare/comparison.hpp"
#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"
#include "engine/compare/table_index.hpp"

namespace lisiere::compare {

/// The figures of one rule in one edition.
class RuleFigures {
  public:
    /// The edition has the table and the column.
    bool present() const { return index_.has_value() && column_.has_value(); }
    const Table* table() const { return table_; }
    /// Whether the column holds whole numbers, which are not rounded.
    bool whole() const;

    RuleFigures(const Edition& edition, const MeasureRule& rule);

    std::map<TableIndex::Key, std::size_t> rows(const std::string& code) const;
    /// Of a row; without one, missing for want of a row.
    Figure at(std::optional<std::size_t> row) const;
    std::string text(std::size_t row, const std::string& column) const;
    /// Does the row count as raw, by the column that says so?
    bool counts(std::size_t row, const std::string& column) const;

  private:
    const MeasureRule& rule_;
    const Table* table_;
    std::optional<std::size_t> column_;
    std::optional<std::size_t> motif_;
    std::optional<std::size_t> low_;
    std::optional<std::size_t> high_;
    std::optional<TableIndex> index_;
};

/// The figures of every rule, in both editions.
struct BothFigures {
    RuleFigures base;
    RuleFigures next;
};

/// What the difference of two figures is worth. `parts`: differences of the measures it is a mean
/// of; nothing in it when one of them is missing.
Verdict verdict_on(const Figure& base, const Figure& next, const ErrorColumns& error, bool whole,
                   const std::vector<std::optional<double>>& parts);

/// The raw figures of a perimeter are all there, and the same in both editions.
bool raw_figures_equal(const BothFigures& raw, const RawMeasures& of, const PerimeterPair& pair,
                       const std::vector<std::string>& raw_keys,
                       const std::map<std::string, std::string>& own_keys);

}  // namespace lisiere::compare
