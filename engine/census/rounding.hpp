// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/census/indicator.hpp"

/// How many digits of a figure leave, and how many of them its error supports.
namespace lisiere::census {

/// Powers of ten, in the indicator's unit; the first rule that fits holds.
struct RoundingRule {
    std::string kind;  ///< "effectif", "part", "publie"; empty: any
    std::string unit;  ///< empty: any
    double least = 0;  ///< step of what is written: a person, a hundredth of a point
    double most = 0;   ///< coarsest precision that is told
};

/// What is known to be wrong with one method's estimates, said beside each.
struct Reserve {
    std::string method;
    std::string kind;       ///< "effectif", "part", "publie"; empty: any
    std::string indicator;  ///< empty: any
    std::string text;       ///< in the language of the run
};
/// The first that fits what `valeur` was made by; empty without one, or without a value.
std::string reserve_of(const IndicatorValue& value, const IndicatorDefinition& definition,
                       std::span<const Reserve> reserves);

/// The step of what is written; 0, as it is, where no rule fits.
double written_step(const IndicatorDefinition& definition, std::span<const RoundingRule> rules);

/// The precision that the error of `valeur` supports: the power of ten at or below half its
/// interval (1.645 standard errors where it has none; the leave-one-out error of what was
/// adjusted), within the rule's bounds. Missing for official values, which are as published, and
/// where no error is known.
Maybe<double> supported_step(const IndicatorValue& value, const IndicatorDefinition& definition,
                             std::span<const RoundingRule> rules);

/// The nearest multiple of the step, halves away from 0: at most half a step off, and twice is
/// once. A step of 0 changes nothing; missing stays missing for its reason.
Maybe<double> rounded(const Maybe<double>& value, double step);

}  // namespace lisiere::census
