// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/shapes.hpp"

namespace lisiere {

std::vector<geo::MultiPolygon> perimeter_shapes(std::span<const Perimeter> perimeters) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Perimeter& perimeter : perimeters) shapes.push_back(perimeter.shape.value_or({}));
    return shapes;
}

std::vector<geo::MultiPolygon> commune_shapes(const Territory& territory) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
    return shapes;
}

std::vector<geo::MultiPolygon> cell_shapes(const census::Population& population) {
    std::vector<geo::MultiPolygon> shapes;
    for (const census::Cell& cell : population.cells) shapes.push_back(cell.shape);
    return shapes;
}

}  // namespace lisiere
