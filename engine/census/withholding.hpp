// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/settled_rules.hpp"

/// Which values of the kit must not be shown. Private to engine/census.
namespace lisiere::census {

/// The rules of `inputs`, settled once for all perimeters and references on the estimates of the
/// figures' own methods; what they withhold, they withhold by whatever method. All that it is given
/// must outlive it.
class Withholding {
  public:
    Withholding(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                const References& references, const Figures& figures);

    bool at_perimeter(const Formula& formula, std::size_t p) const;
    bool at_reference(const Formula& formula, std::size_t r) const;
    const SettledRules& rules() const { return rules_; }

  private:
    bool mostly_imputed(const Formula& formula, std::size_t p, double most) const;

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    const Figures& figures_;
    std::unique_ptr<const Ground> ground_;
    SettledRules rules_;
};

/// The same rules over the areas of one layer, settled after the perimeters and references, whose
/// figures are sums of areas that everybody knows: an area goes where they would tell of one that
/// is withheld. A perimeter counts as all areas of which it takes a hundredth or more. All that it
/// is given must outlive it.
class AreaWithholding {
  public:
    AreaWithholding(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                    const Figures& figures, std::size_t layer, const Withholding& others);

    /// `formula`: of this layer alone. Rates that a producer publishes without telling of how many
    /// households are the producer's to withhold.
    bool at_area(const Formula& formula, std::size_t area) const;

  private:
    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    std::unique_ptr<const Ground> ground_;
    SettledRules rules_;
};

}  // namespace lisiere::census
