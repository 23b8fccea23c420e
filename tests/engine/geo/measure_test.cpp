// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/measure.hpp"

#include <cmath>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::geo;

namespace {
const MultiPolygon holed{
    {{{0, 0}, {10, 0}, {10, 8}, {0, 8}, {0, 0}}, {{{1, 1}, {1, 3}, {4, 3}, {4, 1}, {1, 1}}}}};
}

TEST_CASE("areas and lengths of a holed rectangle", "[geo]") {
    CHECK(area(holed).value() == Approx(10 * 8 - 3 * 2));
    CHECK(perimeter_length(holed).value() == Approx(2 * (10 + 8) + 2 * (3 + 2)));
    CHECK(length(std::vector<Point>{{0, 0}, {3, 4}, {3, 10}}).value() == Approx(5 + 6));
    CHECK(length(std::vector<Point>{}).value() == 0);
    CHECK(area({}).value() == 0);
}

TEST_CASE("the signed area tells the direction of a ring", "[geo]") {
    CHECK(signed_area({{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}) == Approx(4));
    CHECK(signed_area({{0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}}) == Approx(-4));
    // Far from the origin nothing is lost: a square of 1 mm.
    CHECK(signed_area({{7e5, 7e6},
                       {7e5 + 0.001, 7e6},
                       {7e5 + 0.001, 7e6 + 0.001},
                       {7e5, 7e6 + 0.001},
                       {7e5, 7e6}}) == Approx(1e-6).epsilon(1e-5));
}

TEST_CASE("the centroid weighs parts by area and holes against", "[geo]") {
    const MultiPolygon two{{{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}, {}},
                           {{{10, 0}, {11, 0}, {11, 1}, {10, 1}, {10, 0}}, {}}};
    CHECK(centroid(two).x == Approx((4 * 1 + 1 * 10.5) / (4 + 1)));
    CHECK(centroid(two).y == Approx((4 * 1 + 1 * 0.5) / (4 + 1)));
    CHECK(centroid(holed).x == Approx((80 * 5 - 6 * 2.5) / (80 - 6)));
    CHECK(centroid(holed).y == Approx((80 * 4 - 6 * 2.0) / (80 - 6)));
    CHECK_THROWS_AS(centroid({}), PreconditionError);
}

TEST_CASE("a hole is outside", "[geo]") {
    CHECK(contains(holed, {9, 7}));
    CHECK_FALSE(contains(holed, {2, 2}));
    CHECK_FALSE(contains(holed, {11, 4}));
    CHECK_FALSE(contains({}, {0, 0}));
}

TEST_CASE("a point projects onto a segment, at most to its ends", "[geo]") {
    const Projection middle = project({3, 5}, {0, 0}, {10, 0});
    CHECK(middle.point == Point{3, 0});
    CHECK(middle.fraction == Approx(0.3));
    CHECK(middle.distance == Approx(5));
    CHECK(project({-3, 4}, {0, 0}, {10, 0}).distance == Approx(5));
    CHECK(project({13, 4}, {0, 0}, {10, 0}).fraction == 1);
    CHECK(project({3, 4}, {0, 0}, {0, 0}).distance == Approx(5));
}
