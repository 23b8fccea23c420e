// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/census/indicator.hpp"

/// What the quarters without an official value gain from those that have one: a ratio estimator of
/// counts, a composite of synthetic and direct estimates of rates, each used only where it would
/// have told the known quarters better than the plain estimate, every one left out in turn.
namespace lisiere::census {

/// A quarter of which both are known, of one year.
struct KnownQuarter {
    double estimate = 0;
    double official = 0;
};

/// The estimate of a quarter from those known; they must not hold it.
///
///     λ = n / (n + retrait)            shrinks towards the plain estimate where few are known
///     counts:  e (Σ o / Σ e)^λ
///     rates:   g⁻¹((1 - w) D + w S),   D = g(e) + λ mean(g(o) - g(e)),   S = mean g(o)
///
/// g: `transformed`. w: what would have told each known quarter best from the others, by least
/// squares, between 0 and 1, times λ; 0 with fewer than three. Fay & Herriot 1979, Rao & Molina
/// 2015 for the family (from the literature, not re-read); λ and the rule of choice are our own.
/// Counts stay at 0 or above, shares within 0 to 100 %, and nothing moves where every official
/// value equals its estimate. Missing where g is. Cost: O(n), of w O(n).
Maybe<double> composite(double estimate, std::span<const KnownQuarter> known,
                        const IndicatorDefinition& definition, double shrinkage);

/// The same for each known quarter from the others: what is judged never judges itself. O(n²).
std::vector<Maybe<double>> left_out(std::span<const KnownQuarter> known,
                                    const IndicatorDefinition& definition, double shrinkage);

/// Mean distance of estimates to official values: of counts Σ |e - o| / Σ o, of rates Σ |e - o| / n
/// in their unit. Missing without any, or for counts where no official value is above 0.
Maybe<double> mean_error(std::span<const Maybe<double>> estimates,
                         std::span<const KnownQuarter> known,
                         const IndicatorDefinition& definition);

/// Gives `valeur` of the perimeters without official value, fills `recalage` and the errors of all.
/// `alike`: by perimeter, only those of one number tell of one another; empty: all do. The known
/// are the perimeters whose official value is shown, of its newest year that the fewest asked for
/// have, beside an estimate of the whole perimeter by the same method. A rate is adjusted within
/// one year only (a gap of two years would go with it); a count takes the official year, that of
/// the figures it is added to. Values withheld take no part and get none.
void adjust_estimates(std::vector<IndicatorValue>& values,
                      std::span<const IndicatorDefinition> definitions,
                      std::span<const std::size_t> alike, std::span<const AdjustmentRule> rules);

}  // namespace lisiere::census
