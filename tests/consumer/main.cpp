// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <vector>

#include "engine/census/apportion.hpp"
#include "engine/census/overlap.hpp"

using lisiere::geo::MultiPolygon;

namespace {
MultiPolygon square(double x, double y, double side) {
    return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}};
}
}  // namespace

/// Half of a cell of 100 people lies in the quarter: 50.
int main() {
    const std::vector<MultiPolygon> cells{square(0, 0, 200)};
    const std::vector<MultiPolygon> quarters{square(100, 0, 200)};
    lisiere::census::CountColumn people;
    people.values = {100.0};
    const auto estimates =
        lisiere::census::apportion_by_area(lisiere::census::overlap(cells, quarters), people);
    return std::abs(*estimates[0].value - 100 * 0.5) < 1e-9 ? 0 : 1;
}
