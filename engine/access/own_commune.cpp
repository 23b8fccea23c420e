// SPDX-License-Identifier: Apache-2.0
#include "engine/access/own_commune.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/geo/measure.hpp"

namespace lisiere::access {

std::vector<OwnCommune> own_communes(const census::Population& population,
                                     const OwnPlaces& by_commune) {
    std::map<std::string, OwnCommune> found;
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size())) {
        const std::string& commune = population.cells[c].commune;
        const auto own = by_commune.find(commune);
        if (commune.empty() || own == by_commune.end() || own->second.empty()) continue;
        OwnCommune& members = found[commune];
        members.places = own->second;
        members.cells.push_back(c);
    }
    std::vector<OwnCommune> communes;
    for (auto& [code, members] : found) communes.push_back(std::move(members));
    return communes;
}

std::array<street::Cost, 4> widening_limits(TravelMode mode, const census::Population& population,
                                            const OwnCommune& commune, street::Cost least) {
    // Of the straight line: a metre a second with half as much again on foot, 7 and 14 km/h else.
    const double cost_per_metre = mode == TravelMode::marche ? 1500
                                  : mode == TravelMode::velo ? 500
                                                             : 250;
    constexpr double longest = 1e9;  // so that four times it is still a cost
    double farthest = 0;
    for (const census::CellIdx c : commune.cells) {
        double nearest = std::numeric_limits<double>::infinity();
        for (const Destination& place : commune.places)
            nearest = std::min(nearest, geo::distance(population.cells[c].centre, place.at));
        farthest = std::max(farthest, nearest);
    }
    const auto first =
        std::max(least, static_cast<street::Cost>(std::min(longest, farthest * cost_per_metre)));
    return {first, first * 2, first * 4, no_limit};
}

}  // namespace lisiere::access
