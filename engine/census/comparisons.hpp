// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/indicator.hpp"

/// What values are compared with: gaps, and what all priority perimeters come to together. Private
/// to engine/census.
namespace lisiere::census {

/// value - beside, in the unit; sans_objet for counts: what two of them differ by says nothing.
Maybe<double> gap(const Maybe<double>& value, const Maybe<double>& beside,
                  const IndicatorDefinition& definition);

/// Fills `valeur_qpv`, `methode_qpv`, `quartiers_qpv` and `ecart_qpv` of every value. Only values
/// that are shown take part, so that no sum tells one that is withheld.
/// - A count: the sum of `valeur` ("somme"); missing as soon as one of them is.
/// - A rate: Σ numerator / Σ denominator of the estimates ("effectifs"); where more perimeters have
///   a value than counts (published rates), Σ people × valeur / Σ people ("moyenne"), over those
///   that have both.
/// `priority`, `people`: by perimeter; missing people take no part in a mean. Cost: linear.
void add_priority_values(std::vector<IndicatorValue>& values,
                         std::span<const IndicatorDefinition> definitions,
                         const std::vector<bool>& priority, std::span<const Maybe<double>> people);

}  // namespace lisiere::census
