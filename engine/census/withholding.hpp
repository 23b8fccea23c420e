// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/secrecy.hpp"

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

  private:
    Behind households(const SecrecyRule& rule) const;
    PlaceCounts counts(const std::vector<Term>& terms,
                       const std::vector<const Figure*>& figures) const;
    void withhold_small_counts(std::size_t r, const Places& places);
    std::optional<std::size_t> rule_of(const Formula& formula) const;
    bool mostly_imputed(const Formula& formula, std::size_t p, double most) const;

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    const References& references_;
    const Figures& figures_;
    std::vector<Withheld> withheld_;                // by rule
    std::map<std::size_t, Withheld> small_counts_;  // by definition, of rules on counts
};

}  // namespace lisiere::census
