// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/segments.hpp"

#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

namespace lisiere::enclavement {

TEST_CASE("the length of a segment inside a disc agrees with stepping along it", "[enclavement]") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> at(-500, 500);
    for (int round = 0; round < 200; ++round) {
        const geo::Point a{at(random), at(random)};
        const geo::Point b{at(random), at(random)};
        const geo::Point centre{at(random), at(random)};
        const int steps = 20000;
        int inside = 0;
        for (int i = 0; i < steps; ++i) {
            const double t = (i + 0.5) / steps;
            const double x = a.x + (b.x - a.x) * t - centre.x;
            const double y = a.y + (b.y - a.y) * t - centre.y;
            if (x * x + y * y <= 300.0 * 300.0) ++inside;
        }
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        CHECK(length_in_disc(a, b, centre, 300) ==
              Approx(length * inside / steps).margin(length * 2 / steps));
    }
}

TEST_CASE("a line that leaves a box and comes back is kept in two parts", "[enclavement]") {
    const geo::LineString line{{1, 1}, {9, 1}, {15, 1}, {15, 5}, {5, 5}, {5, 25}};
    const geo::MultiLineString parts = clip_to_box(line, {0, 0, 10, 20});
    REQUIRE(parts.size() == 2);
    CHECK(parts[0] == geo::LineString{{1, 1}, {9, 1}, {10, 1}});
    CHECK(parts[1] == geo::LineString{{10, 5}, {5, 5}, {5, 20}});
    CHECK(clip_to_box({{20, 0}, {20, 20}}, {0, 0, 10, 20}).empty());
}

}  // namespace lisiere::enclavement
