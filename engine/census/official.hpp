// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/maybe.hpp"

/// Values that a producer publishes for a place: by priority quarter (official), by commune or EPCI
/// (local documents). They are looked up, never estimated.
namespace lisiere::census {

/// An indicator as columns of one table hold it: the column itself, in the indicator's unit, or
/// factor × Σ numerator / Σ denominator. Terms are columns in upper case; a term without a column
/// is the constant `coefficient`.
struct OfficialFormula {
    /// "DEMO": `A` counts family-benefit claimants in one table and job seekers in another. Empty:
    /// any table.
    std::string table;
    std::vector<Term> numerator;
    std::vector<Term> denominator = {};  ///< empty: the numerator is the value
};

/// What was found, with where it comes from.
struct Published {
    Maybe<double> value;
    int vintage = 0;
    std::string source;
    /// What a share is a share of, where the table tells it: who weighs it in a mean.
    Maybe<double> below = Absence::sans_objet;
};

/// Official values by perimeter, ready to be looked up. Views of the values, which must outlive it.
class OfficialTables {
  public:
    explicit OfficialTables(std::span<const OfficialValue> values);

    /// The newest edition of a table that gives every term of one of the formulas a value; for
    /// editions of one year, the first formula; for the same formula, the table declared last. If
    /// none has a value, the newest that has the columns, with the reason. Terms of one formula
    /// come from one edition: vintages never mix. A denominator of 0 is `sans_objet`. nullopt: no
    /// table has the columns. With `near`: the edition nearest to that year, of two as near the
    /// later, in place of the newest.
    std::optional<Published> find(std::string_view perimeter,
                                  std::span<const OfficialFormula> formulas, double factor,
                                  std::optional<int> near = std::nullopt) const;

  private:
    /// The row of one perimeter in one file.
    struct Edition {
        std::string_view table;
        std::string_view source;
        int vintage = 0;
        std::map<std::string_view, const Maybe<double>*> values;
    };
    static std::optional<Maybe<double>> sum(const Edition& edition, std::span<const Term> terms);
    struct Told {
        Maybe<double> value;
        Maybe<double> below = Absence::sans_objet;
    };
    static std::optional<Told> evaluate(const Edition& edition, const OfficialFormula& formula,
                                        double factor);
    std::map<std::string_view, std::vector<Edition>> rows_;  // by perimeter
};

/// A figure that a local document publishes for a commune or an EPCI, for an indicator of the kit.
struct LocalValue {
    std::string territory;  ///< INSEE code of a commune, SIREN of an EPCI
    std::string indicator;  ///< IndicatorDefinition::id
    Maybe<double> value;
    int vintage = 0;
    std::string source;
};

/// Local figures, by territory and indicator: the newest with a value, else the newest.
class LocalFigures {
  public:
    explicit LocalFigures(std::span<const LocalValue> values);

    /// The figure of one territory.
    std::optional<Published> find(std::string_view territory, std::string_view indicator) const;

    /// The figure of several together: the sum of counts, or the mean of rates by the population
    /// that the same documents give; nullopt unless every one of them has what it takes, of one
    /// year.
    std::optional<Published> together(std::span<const std::string> territories,
                                      std::string_view indicator, bool count) const;

  private:
    std::map<std::pair<std::string_view, std::string_view>, const LocalValue*> values_;
};

}  // namespace lisiere::census
