// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/enclavement/index.hpp"

namespace lisiere::enclavement {

/// How far two measures say the same of the residents.
struct Correlation {
    std::size_t measure = 0;  ///< position in `Index::measures`
    std::size_t other = 0;    ///< higher than `measure`
    /// Spearman's: Pearson's of the two percentiles, weighted by the residents who have both,
    ///     r = Σ P (x - x̄)(y - ȳ) / √(Σ P (x - x̄)² Σ P (y - ȳ)²), in [-1, 1].
    /// `sans_objet` when either is the same for all of them, `non_disponible` when nobody has both.
    Maybe<double> spearman;
    double residents = 0;  ///< share of the people who have both, 0..1
};

/// Every pair of the measures by cell, by (measure, other). 1: one of the two is not evidence
/// beside the other, whatever their weights. `people`: of the cells. Cost: pairs × cells.
std::vector<Correlation> correlations(const Index& index, std::span<const double> people);

}  // namespace lisiere::enclavement
