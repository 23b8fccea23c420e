// SPDX-License-Identifier: Apache-2.0
#include "engine/census/residences.hpp"

#include <algorithm>

#include "engine/geo/measure.hpp"

namespace lisiere::census {

namespace {

double median_levels(const std::vector<Building>& buildings) {
    std::vector<double> known;
    for (const Building& building : buildings)
        if (building.levels) known.push_back(*building.levels);
    if (known.empty()) return 1;
    const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
    std::nth_element(known.begin(), middle, known.end());
    return *middle;
}

}  // namespace

std::string_view to_text(ApportionMethod method) {
    switch (method) {
        case ApportionMethod::surface:
            return "surface";
        case ApportionMethod::carreaux:
            return "carreaux";
        case ApportionMethod::batiments:
            return "batiments";
    }
    return "";
}

Residences residences(const Population& population) {
    Residences result;
    result.method = ApportionMethod::carreaux;
    result.shapes.reserve(population.cells.size());
    result.weight.reserve(population.cells.size());
    for (const Cell& cell : population.cells) {
        result.shapes.push_back(cell.shape);
        result.weight.push_back(cell.people);
    }
    return result;
}

Residences residences(const Buildings& buildings) {
    const double usual_levels = median_levels(buildings.items);
    std::vector<double> floors;
    double told_dwellings = 0;  // of the buildings that tell both
    double told_floors = 0;
    bool all_told = true;
    for (const Building& building : buildings.items) {
        floors.push_back(geo::area(building.shape).value() *
                         building.levels.value_or(usual_levels));
        all_told = all_told && building.dwellings;
        if (building.dwellings.value_or(0) <= 0 || !building.levels) continue;
        told_dwellings += *building.dwellings;
        told_floors += floors.back();
    }
    const bool comparable = all_told || (told_dwellings > 0 && told_floors > 0);
    Residences result;
    result.method = ApportionMethod::batiments;
    for (std::size_t b = 0; b < floors.size(); ++b) {
        const Building& building = buildings.items[b];
        double weight = floors[b];
        if (comparable)
            weight =
                building.dwellings ? *building.dwellings : floors[b] * told_dwellings / told_floors;
        else if (building.dwellings && *building.dwellings <= 0)
            weight = 0;
        if (weight <= 0) continue;
        result.shapes.push_back(building.shape);
        result.weight.push_back(weight);
    }
    return result;
}

}  // namespace lisiere::census
