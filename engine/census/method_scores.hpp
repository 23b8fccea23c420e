// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/census/indicator.hpp"

namespace lisiere::census {

/// How good one method is for one indicator, on the perimeters for which both its estimate and an
/// official value are shown.
struct MethodScore {
    std::size_t definition = 0;  ///< first one of the indicator
    std::string methode;
    std::size_t perimeters = 0;  ///< with both values
    /// Gaps relative to an official 0 take no part; the sums and the interval do have it.
    /// Of counts: (Σ estimates - Σ official) / Σ official. Else: mean of the relative gaps.
    Maybe<double> biais;
    Maybe<double> ecart_median;     ///< median of |relative gap|
    Maybe<double> ecart_max;        ///< the relative gap that is the farthest from 0, with its sign
    std::size_t worst = 0;          ///< position of that perimeter
    Maybe<double> dans_intervalle;  ///< share of official values that lie within the interval
    /// Of the method that is shown (composite.hpp): leave-one-out errors of the plain and of the
    /// adjusted estimates, and which of the two is published.
    Maybe<double> erreur_simple = Absence::sans_objet;
    Maybe<double> erreur_croisee = Absence::sans_objet;
    std::string recalage;
};

/// One score an indicator and method that was used for it, in the order of definitions, then of
/// preference. Values withheld take no part.
std::vector<MethodScore> method_scores(std::span<const IndicatorDefinition> definitions,
                                       std::span<const IndicatorValue> values);

}  // namespace lisiere::census
