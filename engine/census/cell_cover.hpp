// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/census/overlap.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere::census {

/// When the cells at hand are those of an area's people.
struct CellCoverSettings {
    double least_people = 0.75;  ///< DEFAULT: of the published total, in its cells
    double least_ground = 0.9;   ///< DEFAULT: or of its surface, under cells (new housing)
    double least_inside = 0.25;  ///< DEFAULT: mean share of its people's cells that lies in it
};

/// How the cells stand to one area with a published total.
struct CellCover {
    double people = 0;  ///< P = Σ people of a cell × share of it in the area
    double ground = 0;  ///< surface under cells / surface
    /// Σ people × share² / P: 1 where the cells lie in it whole, near 0 where it has no more than
    /// the rims of its neighbours' cells. 0 without people.
    double inside = 0;

    /// Whether its total says something of these cells. A total that is met by the rim of a cell
    /// moves 1 / share as many people of its neighbours.
    bool covers(double total, const CellCoverSettings& settings = {}) const {
        return inside >= settings.least_inside &&
               (people >= settings.least_people * total || ground >= settings.least_ground);
    }
};

/// By area (target). Our own rule. Cost: O(entries).
std::vector<CellCover> cell_covers(const OverlapMatrix& cells_in_areas,
                                   std::span<const Maybe<double>> people);

}  // namespace lisiere::census
