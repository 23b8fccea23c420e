// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/shared_area.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::geo;
using test::placed;
using test::rectangle;

namespace {

double shared(const MultiPolygon& a, const MultiPolygon& b) {
    ShapeEdges::Scratch scratch;
    const ShapeEdges of_a(std::array{a});
    const ShapeEdges of_b(std::array{b});
    return shared_area(of_a, 0, of_b, 0, scratch);
}

/// A star-shaped polygon with a hole in its middle and a second part beside it.
MultiPolygon archipelago(std::mt19937& random, Point centre, int corners) {
    std::uniform_real_distribution<double> reach(0.4, 1.0);
    const auto ring = [&](Point c, double radius, bool reversed) {
        Ring points;
        for (int i = 0; i < corners; ++i) {
            const double angle = (reversed ? -2 : 2) * std::numbers::pi * i / corners;
            const double r = radius * reach(random);
            points.push_back({c.x + r * std::cos(angle), c.y + r * std::sin(angle)});
        }
        points.push_back(points.front());
        return points;
    };
    return {{ring(centre, 1000, false), {ring(centre, 350, true)}},
            {ring({centre.x + 1500, centre.y}, 400, false), {}}};
}

}  // namespace

TEST_CASE("rectangles share the product of the lengths they share", "[geo]") {
    CHECK(shared(rectangle(0, 0, 10, 6), rectangle(7, 2, 20, 4)) == Approx((10 - 7) * (4 - 2)));
    CHECK(shared(rectangle(0, 0, 10, 6), rectangle(2, 2, 3, 3)) == Approx(1 * 1));
    CHECK(shared(rectangle(0, 0, 10, 6), rectangle(10, 0, 20, 6)) == 0);
    CHECK(shared(rectangle(0, 0, 10, 6), rectangle(0, 6, 10, 9)) == 0);
    CHECK(shared(rectangle(0, 0, 1, 1), {}) == 0);
}

TEST_CASE("a triangle and a square share what geometry says", "[geo]") {
    const MultiPolygon triangle{{{{0, 0}, {10, 0}, {0, 10}, {0, 0}}, {}}};
    // The corner of the square beyond x + y = 10 is a triangle of sides 10 - ... : (6 + 6 - 10)²
    // / 2.
    CHECK(shared(triangle, rectangle(2, 2, 6, 6)) ==
          Approx(4 * 4 - (6 + 6 - 10) * (6 + 6 - 10) / 2.0));
    const MultiPolygon tilted =
        placed(rectangle(0, 0, std::sqrt(2.0), std::sqrt(2.0)), std::numbers::pi / 4, 1, 0);
    // A unit-radius diamond, its lower half cut at height 1: half of its area of 2.
    CHECK(shared(tilted, rectangle(-5, -5, 5, 1)) == Approx(1));
    CHECK(shared(tilted, triangle) == Approx(2));
}

TEST_CASE("ring directions do not matter, holes are left out", "[geo]") {
    MultiPolygon holed = rectangle(0, 0, 10, 10);
    holed.front().holes.push_back({{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}});
    MultiPolygon turned = holed;
    std::reverse(turned.front().outer.begin(), turned.front().outer.end());
    std::reverse(turned.front().holes.front().begin(), turned.front().holes.front().end());
    for (const MultiPolygon& shape : {holed, turned}) {
        CHECK(shared(shape, rectangle(3, 3, 8, 8)) == Approx(5 * 5 - 1 * 1));
        CHECK(shared(rectangle(3, 3, 8, 8), shape) == Approx(5 * 5 - 1 * 1));
        const MultiPolygon triangle{{{{0, 0}, {10, 0}, {0, 10}, {0, 0}}, {}}};
        CHECK(shared(shape, triangle) == Approx(10 * 10 / 2.0 - 2 * 2));
    }
}

TEST_CASE("neighbours with a long common border share nothing", "[geo]") {
    // One jagged line, national coordinates: the left shape ends where the right one begins.
    std::mt19937 random(5);
    std::uniform_real_distribution<double> jag(-40, 40);
    Ring left{{700000, 7000000}};
    Ring right{{700400, 7000000}};
    std::vector<Point> border;
    for (int i = 0; i <= 200; ++i) border.push_back({700200 + jag(random), 7000000 + 3.7 * i});
    left.insert(left.end(), border.begin(), border.end());
    left.push_back({700000, 7000740});
    left.push_back(left.front());
    right.push_back({700400, 7000740});
    right.insert(right.end(), border.rbegin(), border.rend());
    right.push_back(right.front());
    CHECK(shared({{left, {}}}, {{right, {}}}) == 0);
    const double whole = std::abs(signed_area(left));
    CHECK(shared({{left, {}}}, {{left, {}}}) == Approx(whole).epsilon(1e-12));
}

TEST_CASE("the shared area is that of the overlay, wherever the town lies", "[geo][property]") {
    std::mt19937 random(17);
    std::uniform_real_distribution<double> offset(-1500, 1500);
    std::uniform_real_distribution<double> turn(0, 6);
    for (int trial = 0; trial < 60; ++trial) {
        const int corners = trial % 2 == 0 ? 9 : 80;  // without and with strips
        const MultiPolygon a = archipelago(random, {0, 0}, corners);
        const MultiPolygon b = archipelago(random, {offset(random), offset(random)}, 31);
        const MultiPolygon cell = rectangle(offset(random), -300, offset(random) + 3000, 500);
        for (const MultiPolygon& other : {b, cell}) {
            const double oracle = area(intersection(a, other)).value();
            const double scale = std::min(area(a).value(), area(other).value());
            CHECK(shared(a, other) == Approx(oracle).margin(1e-9 * scale));
            CHECK(shared(other, a) == Approx(oracle).margin(1e-9 * scale));
            const double angle = turn(random);
            CHECK(
                shared(placed(a, angle, 704000, 7030000), placed(other, angle, 704000, 7030000)) ==
                Approx(oracle).margin(1e-8 * scale));
        }
    }
}

TEST_CASE("what two shapes share is cut in two by any cut of one of them", "[geo][property]") {
    std::mt19937 random(23);
    std::uniform_real_distribution<double> level(-900, 900);
    for (int trial = 0; trial < 40; ++trial) {
        const MultiPolygon a = archipelago(random, {0, 0}, 50);
        const double cut = level(random);
        const double total = shared(a, rectangle(-5000, -5000, 5000, cut)) +
                             shared(a, rectangle(-5000, cut, 5000, 5000));
        CHECK(total == Approx(area(a).value()).epsilon(1e-12));
        const double upright = shared(a, rectangle(-5000, -5000, cut, 5000)) +
                               shared(a, rectangle(cut, -5000, 5000, 5000));
        CHECK(upright == Approx(area(a).value()).epsilon(1e-12));
    }
}
