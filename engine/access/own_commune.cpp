// SPDX-License-Identifier: Apache-2.0
#include "engine/access/own_commune.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"

namespace lisiere::access {

std::vector<OwnCommune> own_communes(const census::Population& population,
                                     const std::map<std::string, Destination>& by_commune) {
    std::map<std::string, OwnCommune> found;
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size())) {
        const std::string& commune = population.cells[c].commune;
        const auto own = by_commune.find(commune);
        if (commune.empty() || own == by_commune.end()) continue;
        OwnCommune& members = found[commune];
        members.destination = &own->second;
        members.cells.push_back(c);
    }
    std::vector<OwnCommune> communes;
    for (auto& [code, members] : found) communes.push_back(std::move(members));
    return communes;
}

std::array<street::Cost, 4> widening_limits(TravelMode mode, const census::Population& population,
                                            std::span<const census::CellIdx> cells,
                                            const geo::Point& place, street::Cost least) {
    // Of the straight line: a metre a second with half as much again on foot, 7 and 14 km/h else.
    const double cost_per_metre = mode == TravelMode::marche ? 1500
                                  : mode == TravelMode::velo ? 500
                                                             : 250;
    constexpr double longest = 1e9;  // so that four times it is still a cost
    double farthest = 0;
    for (const census::CellIdx c : cells)
        farthest = std::max(farthest, geo::distance(population.cells[c].centre, place));
    const auto first =
        std::max(least, static_cast<street::Cost>(std::min(longest, farthest * cost_per_metre)));
    return {first, first * 2, first * 4, no_limit};
}

}  // namespace lisiere::access
