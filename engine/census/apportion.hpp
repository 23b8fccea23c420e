// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/census/overlap.hpp"
#include "engine/census/variable.hpp"

namespace lisiere::census {

enum class ApportionMethod { surface, carreaux };
std::string_view to_text(ApportionMethod method);   ///< "surface", "carreaux"

/// One estimated count for one target.
struct Estimate {
    Maybe<double> value;         ///< y_t; missing when nothing covers the target or a needed source is missing
    double couverture = 0;       ///< share of the target's area covered by sources that hold a value, 0..1
    char qualite = 'D';          ///< A to D, from the share of the estimate that comes from sources lying
                                 ///< mostly (more than half) inside the target; thresholds in apportion.cpp
    ApportionMethod method = ApportionMethod::surface;
};

/// Plain area weighting: y_t = Σ_s y_s |s∩t| / |s|.
std::vector<Estimate> apportion_by_area(const OverlapMatrix& matrix, const CountColumn& column);

/// Dasymetric by populated cells: y_t = Σ_s y_s · Σ_c p_c |c∩s∩t| / Σ_c p_c |c∩s|, where the people p_c of a
/// cell lie evenly in it. A source without people in its cells falls back to area weighting.
/// Computed once per (sources, cells, targets), applied to every column.
struct CellWeights;   // see apportion.cpp's docstring; defined here by the census part

}  // namespace lisiere::census
