// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

/// How unevenly things lie over areas, seen by leaving each area out and guessing it from those
/// beside it.
namespace lisiere::census {

/// The areas beside each area: those whose centres are nearer than 1.25 × the mean of the two
/// areas' widths (the side of a square of that area). In a grid of squares these are the four that
/// share a side, in one of hexagons all six; turning or moving the layer changes nothing. Rows
/// ascend; empty shapes are beside nothing.
struct Neighbours {
    std::vector<std::uint32_t> first{0};  ///< per area, one more than areas
    std::vector<std::uint32_t> beside;

    std::size_t areas() const { return first.size() - 1; }
    std::span<const std::uint32_t> row(std::size_t area) const {
        return {beside.data() + first[area], beside.data() + first[area + 1]};
    }
};
Neighbours neighbours(std::span<const geo::MultiPolygon> areas);

/// Variance of a count's density d_s = y_s / m_s between an area and those beside it, relative to
/// their mean, so that no trend across the town counts as unevenness:
///
///     V = Σ_s y_s δ_s² ÷ Σ_s y_s      δ_s² = ((d_s - d̄_s) / ((d_s + d̄_s) / 2))² ÷ (1 + 1/k_s)
///
/// d̄_s is the density of the k_s areas beside s taken together, (Σ y) / (Σ m). 0: perfectly even; 4
/// at most. `measure`: m_s of each area (m², residents, dwellings); areas without measure, without
/// value or alone take no part. nullopt: nobody has a neighbour.
std::optional<double> relative_variance(const Neighbours& neighbours,
                                        std::span<const Maybe<double>> counts,
                                        std::span<const double> measure);

/// Variance of a rate r_s = n_s / d_s between an area and those beside it, in the rate's unit
/// squared: Σ_s d_s (r_s - r̄_s)² / (1 + 1/k_s) ÷ Σ_s d_s, r̄_s that of the areas beside s taken
/// together. Areas with a denominator of 0 or without values take no part.
std::optional<double> rate_variance(const Neighbours& neighbours,
                                    std::span<const Maybe<double>> numerators,
                                    std::span<const Maybe<double>> denominators);

}  // namespace lisiere::census
