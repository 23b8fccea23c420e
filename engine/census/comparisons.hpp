// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/indicator.hpp"

/// What values are compared with: gaps, and what all priority perimeters come to together.
namespace lisiere::census {

/// Are these two known years, and not one?
bool years_differ(int vintage, int other);

/// value - beside, in the unit. sans_objet for counts: what two of them differ by says nothing.
/// non_disponible between two years: prices, ages and definitions of the time between are in it.
Maybe<double> gap(const Maybe<double>& value, int vintage, const Maybe<double>& beside,
                  int vintage_beside, const IndicatorDefinition& definition);

/// Can a part be taken out of a whole? Counts and shares can (a published rate in % with the people
/// that weigh it), medians, deciles and their ratios cannot.
bool decomposes(const IndicatorDefinition& definition);

/// Fills `valeur_qpv`, `methode_qpv`, `quartiers_qpv`, `vintages_qpv` and `ecart_qpv` of every
/// value, from the values that are shown, official or estimated, so that no sum tells one that is
/// withheld and the figure never leaves the range of the quarters:
/// - a count: Σ valeur ("somme"); missing as soon as one of them is;
/// - a rate: Σ w × valeur / Σ w, w the denominators of the values where all that are shown have
///   one: then it is the rate recomputed from counts ("effectifs"); else the residents, over those
///   whose number is known ("moyenne"). Of published medians and rates, a mean in any case.
/// Values of two years make no figure: non_disponible, the years in `vintages_qpv`.
/// `priority`, `people`: by perimeter. Cost: linear.
void add_priority_values(std::vector<IndicatorValue>& values,
                         std::span<const IndicatorDefinition> definitions,
                         const std::vector<bool>& priority, std::span<const Maybe<double>> people);

}  // namespace lisiere::census
