// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/access/street_times.hpp"

namespace lisiere::access {

/// The cells of a commune that has a destination of its own: its mairie.
struct OwnCommune {
    const Destination* destination = nullptr;
    std::vector<census::CellIdx> cells;  ///< ascending, at least one
};
/// Ascending by code of commune. `by_commune` must outlive it.
std::vector<OwnCommune> own_communes(const census::Population& population,
                                     const std::map<std::string, Destination>& by_commune);

/// How far to search the streets from a place so as to reach some cells: the first limit is enough
/// where streets are about straight, the last is none. A search within one limit finds what a
/// search without finds, or finds nothing: so the first that finds all cells is the last one
/// needed, and a commune costs its own streets instead of all those of the agglomeration.
std::array<street::Cost, 4> widening_limits(TravelMode mode, const census::Population& population,
                                            std::span<const census::CellIdx> cells,
                                            const geo::Point& place, street::Cost least);

}  // namespace lisiere::access
