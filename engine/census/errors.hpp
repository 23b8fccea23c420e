// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/apportion.hpp"
#include "engine/census/unevenness.hpp"

/// How far an estimate may be off because nobody knows where inside a cut source its people live.
///
/// Model: what a source's count is taken to be proportional to (area, residents of cells,
/// dwellings) tells its density up to an unevenness that is as large inside the source as between
/// it and its neighbours, without memory of place. A piece that holds the share w of a source then
/// has a relative variance V (1 - w) / w, so that
///
///     Var(y_t) = Σ_s y_s² [ max(V, 1/y_s) w_ts (1 - w_ts) + V_c cut_ts ]
///
/// V: relative variance between neighbouring sources (unevenness.hpp); 1/y_s: people thrown at
/// random could not lie more evenly; V_c, cut: the same for the residences that a target's rim
/// cuts. 0 for whole sources, largest for halves. It does not know of a bias (quarters drawn
/// around the densest blocks), nor of the survey's own sampling error.
namespace lisiere::census {

/// Standard error of Σ_s w_ts y_s, target by target. Missing where a source is cut and no source
/// has a neighbour to compare with, and where no source holds a count. 0 for targets of whole
/// sources. O(entries).
std::vector<Maybe<double>> count_errors(const Weights& weights, const Neighbours& neighbours,
                                        std::span<const Maybe<double>> counts);

/// Standard error of r_t = Σ_s w_ts n_s / Σ_s w_ts d_s, in the unit of n / d, to the first order:
///
///     Var(r_t) = Σ_s d_s² [ w (1 - w) (σ_s² + (r_s - r_t)² V) + (r_s - r_t)² V_c cut ] ÷ d_t²
///
/// σ²: variance of the rate between neighbouring sources, at least r_s (1 - r_s) / d_s where the
/// rate is a share; V, V_c: unevenness of the denominator.
std::vector<Maybe<double>> rate_errors(const Weights& weights, const Neighbours& neighbours,
                                       std::span<const Maybe<double>> numerators,
                                       std::span<const Maybe<double>> denominators);

}  // namespace lisiere::census
