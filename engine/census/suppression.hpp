// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lisiere::census {

/// A figure that is published unless withheld: the sum of a count over pieces of the territory
/// (or over classes of people in them).
struct PublishedSum {
    std::vector<std::uint32_t> pieces;  ///< ascending, each once
    double size = 0;                    ///< how many units stand behind it
    double loss = 1;                    ///< figures lost when it is withheld
    bool locked = false;                ///< known whatever is withheld here
};

/// Complementary suppression: which sums to withhold beside those that are already, so that nobody
/// who knows the pieces and the published sums, and can add and subtract, computes
/// - a sum withheld because it is small (0 < size < minimum), nor
/// - any group of pieces, among the elementary groups and the unions or differences of two of them,
///   with 0 < size < minimum: the rest of a commune without its quarters, of an EPCI without its
///   communes, of a quarter without its part.
/// Elementary groups are the rows of the reduced echelon form of the published sums, taken from the
/// first piece and from the last: for nested areas, every group that can be computed is a union of
/// them, so that nothing is left out.
/// While such a group can be computed, of the published sums that it is computed from the one with
/// the least loss is withheld (then the smallest, then the first): a heuristic, which need not be
/// the least loss in all. Locked sums are never withheld; what they alone tell stays told.
/// Sizes below 1e-6 count as nobody. Deterministic. Cost: sparse elimination, again after each sum
/// withheld; near-linear for disjoint areas under few totals.
/// Source: linear formulation of cell suppression (Hundepool et al., Statistical Disclosure
/// Control, 2012; from the literature, not re-read).
std::vector<bool> withheld_with_complements(std::span<const PublishedSum> sums,
                                            std::vector<bool> withheld, double minimum);

}  // namespace lisiere::census
