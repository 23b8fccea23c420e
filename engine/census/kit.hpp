// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/census/completeness.hpp"
#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/official.hpp"
#include "engine/census/withholding.hpp"

/// What `kit_values` is made of. Private to engine/census.
namespace lisiere::census {

/// The kit's formulas with all that they are answered from.
struct Kit {
    Kit(std::span<const IndicatorDefinition> its_definitions, const IndicatorInputs& its_inputs,
        Overlays& overlays, const ApportionSettings& settings, bool with_zones,
        const std::function<void(double)>& progress);
    Kit(const Kit&) = delete;
    Kit& operator=(const Kit&) = delete;

    /// Positions of the first definition of each id, ascending.
    std::vector<std::size_t> first_of_each_id() const;
    /// The formula's value for a reference, unless a rule withholds it.
    Maybe<double> beside(const Formula& formula, std::size_t reference) const;
    /// Is the rate one of so few units that the survey's own error weighs?
    bool few(const IndicatorDefinition& definition, const Maybe<double>& units) const;

    std::span<const IndicatorDefinition> definitions;
    const IndicatorInputs& inputs;
    References places;
    Figures figures;
    Withholding withholding;
    Completeness completeness;
    OfficialTables official;
    LocalFigures local;
};

/// What perimeters are compared with: which group of communes, and what is known of it.
struct ComparedPlace {
    std::size_t reference = References::none;
    std::vector<std::string> codes;  ///< under which local documents name it
    std::size_t communes = 0;        ///< how many it has; 0: nobody said
    bool composed = true;            ///< false: nobody said of which communes it is made
    double held = 1;                 ///< share of its ground that its communes hold
};

/// Puts the territories of a perimeter beside its values. `kit` must outlive it.
class TerritoryComparisons {
  public:
    explicit TerritoryComparisons(const Kit& kit);

    /// In the year of the value where that can be. `used`: the formula of the value; null: none.
    void compare(IndicatorValue& value, const Formula* used) const;

  private:
    ComparedPlace commune_of(std::size_t p) const;
    ComparedPlace epci_of(std::size_t p) const;
    ComparedPlace sector_of(std::size_t p) const;
    Comparison compared(const Formula* used, const IndicatorDefinition& definition,
                        const ComparedPlace& with) const;
    Comparison recomputed(const Formula& used, const IndicatorDefinition& definition,
                          const ComparedPlace& with) const;
    Maybe<double> rest_of(const Formula& used, const IndicatorDefinition& definition,
                          std::size_t reference) const;

    const Kit& kit_;
    std::map<std::pair<std::string, int>, Formula> of_year_;  ///< by id and year
};

/// Every indicator of every perimeter, with its comparisons.
std::vector<IndicatorValue> perimeter_values(const Kit& kit);
/// The kit of every source area and of every commune.
ZoneValues zone_values(const Kit& kit);

}  // namespace lisiere::census
