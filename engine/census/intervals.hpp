// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/census/indicator.hpp"

/// Intervals that hold what they promise. The model of errors.hpp knows nothing of bias (quarters
/// are drawn around the densest blocks), so that its 9 in 10 held a quarter of the official values:
/// an interval is taken from how far official values did lie from the estimates of the same
/// indicator by the same method, or there is none.
namespace lisiere::census {

/// The fewest official values of which the lowest and the highest shift leave out 1 in 10: with n
/// quarters exchangeable, the next one lies beyond one of the two with probability 2 / (n + 1).
inline constexpr std::size_t least_calibration = 19;

/// Fills `intervalle_bas`, `intervalle_haut` and `calage` of every value and method estimate.
///
///     shift_q = g(official_q) - g(estimate_q)      low, high = g⁻¹(g(estimate) + shift_(k),
///     _(m+1-k))
///
/// over the m *other* quarters with both (what is judged does not judge itself), k the whole part
/// of (m + 1) / 20, at least 1: split conformal prediction (Vovk et al. 2005; Lei et al. 2018; from
/// the literature, not re-read). g is the logarithm of counts plus one, the logarithm of incomes
/// and ratios, the log-odds of bounded shares: intervals are asymmetric, hold the method's bias and
/// stay within what a count or a share can be; they need not hold the estimate itself. With fewer
/// than `least_calibration` quarters the shifts are those of the first reference that fits (method,
/// kind, unit); without one there is no interval: `non_disponible`. Official values are those shown
/// beside the estimate (of a method's estimate: those of the edition nearest to it), of whatever
/// year: what moved between two years widens the interval. Values withheld take no part and have
/// none. Cost: a sort an indicator and method.
void calibrate_intervals(std::vector<IndicatorValue>& values,
                         std::span<const IndicatorDefinition> definitions,
                         std::span<const IntervalReference> references);

/// g of an indicator's value; missing where it has none (an income of 0 or below).
Maybe<double> transformed(double value, const IndicatorDefinition& definition);
/// g⁻¹: counts at 0 or above, bounded shares within 0 to 100 %.
double back_transformed(double value, const IndicatorDefinition& definition);

}  // namespace lisiere::census
