// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/access/street_times.hpp"

namespace lisiere::access {

/// The cells of a commune that has places of its own.
struct OwnCommune {
    std::span<const Destination> places;  ///< at least one
    std::vector<census::CellIdx> cells;   ///< ascending, at least one
};
/// Ascending by code of commune. `by_commune` must outlive it.
std::vector<OwnCommune> own_communes(const census::Population& population,
                                     const OwnPlaces& by_commune);

/// How far to search the streets from some places so as to reach some cells: the first limit is
/// enough where streets are about straight, the last is none. A search within one limit finds what
/// a search without finds, or finds nothing: so the first that finds all cells is the last one
/// needed, and a commune costs its own streets instead of all those of the agglomeration.
std::array<street::Cost, 4> widening_limits(TravelMode mode, const census::Population& population,
                                            const OwnCommune& commune, street::Cost least);

}  // namespace lisiere::access
