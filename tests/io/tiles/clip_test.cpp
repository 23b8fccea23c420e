// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/clip.hpp"

#include <algorithm>
#include <random>
#include <set>

#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

GridShape shape(std::vector<GridPoint> points, PartRole role) {
    GridShape out;
    out.points = std::move(points);
    out.close(role);
    return out;
}

double twice_area(const GridShape& s) {
    double sum = 0;
    for (std::size_t i = 0; i < s.parts.size(); ++i) {
        const auto ring = s.part(i);
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const GridPoint& a = ring[k];
            const GridPoint& b = ring[(k + 1) % ring.size()];
            sum += 1.0 * a.x * b.y - 1.0 * b.x * a.y;
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("the two sides of a cut have the area of the whole, but for the rounding of crossings",
          "[io][tiles][property]") {
    std::mt19937_64 random(4);
    std::uniform_int_distribution<std::int32_t> place(0, 8192);
    for (int n = 0; n < 300; ++n) {
        std::vector<GridPoint> ring(12);
        for (GridPoint& p : ring) p = {place(random), place(random)};
        const GridShape whole = shape(ring, PartRole::outer);
        const std::int32_t at = place(random);
        for (const Axis axis : {Axis::x, Axis::y}) {
            GridShape low;
            GridShape high;
            clip(whole, axis, -1, at, low);
            clip(whole, axis, at, 9000, high);
            // Both sides round the same crossings: nothing is lost between them but the rounding
            // moves the outline by half a step at most along each of the 12 edges, each shorter
            // than 8192 * sqrt(2).
            CHECK(std::abs(twice_area(low) + twice_area(high) - twice_area(whole)) <=
                  12 * 8192 * 1.5);
            for (const GridPoint& p : low.points) CHECK((axis == Axis::x ? p.x : p.y) <= at);
            for (const GridPoint& p : high.points) CHECK((axis == Axis::x ? p.x : p.y) >= at);
        }
    }
}

TEST_CASE("a crossing does not depend on the direction of its segment", "[io][tiles][property]") {
    std::mt19937_64 random(5);
    std::uniform_int_distribution<std::int32_t> place(-5000, 5000);
    for (int n = 0; n < 2000; ++n) {
        std::vector<GridPoint> ring{{place(random), place(random)},
                                    {place(random), place(random)},
                                    {place(random), place(random)}};
        const std::int32_t low = std::min(place(random), 0);
        const std::int32_t high = low + 1500;
        std::vector<GridPoint> reversed(ring.rbegin(), ring.rend());
        GridShape a;
        GridShape b;
        clip(shape(ring, PartRole::outer), Axis::x, low, high, a);
        clip(shape(reversed, PartRole::outer), Axis::x, low, high, b);
        CHECK(std::set<GridPoint>(a.points.begin(), a.points.end()) ==
              std::set<GridPoint>(b.points.begin(), b.points.end()));
    }
}

TEST_CASE("a line that leaves and comes back is two lines", "[io][tiles]") {
    const GridShape line = shape({{0, 0}, {10, 10}, {20, 0}, {30, 0}, {40, 10}}, PartRole::line);
    GridShape out;
    clip(line, Axis::y, -5, 5, out);
    REQUIRE(out.parts.size() == 2);
    CHECK(std::vector<GridPoint>(out.part(0).begin(), out.part(0).end()) ==
          std::vector<GridPoint>{{0, 0}, {5, 5}});
    CHECK(std::vector<GridPoint>(out.part(1).begin(), out.part(1).end()) ==
          std::vector<GridPoint>{{15, 5}, {20, 0}, {30, 0}, {35, 5}});
    clip(line, Axis::y, 11, 20, out);
    CHECK(out.parts.empty());
    CHECK(out.points.empty());
}

TEST_CASE("a hole goes with its outer ring", "[io][tiles]") {
    GridShape two = shape({{0, 0}, {100, 0}, {100, 100}, {0, 100}}, PartRole::outer);
    two.points.insert(two.points.end(), {{40, 40}, {40, 60}, {60, 60}, {60, 40}});
    two.close(PartRole::hole);
    two.points.insert(two.points.end(), {{200, 0}, {300, 0}, {300, 100}});
    two.close(PartRole::outer);
    GridShape out;
    clip(two, Axis::x, 150, 400, out);
    REQUIRE(out.parts.size() == 1);
    CHECK(out.parts[0].role == PartRole::outer);
    clip(two, Axis::x, 50, 150, out);
    REQUIRE(out.parts.size() == 2);
    CHECK(out.parts[1].role == PartRole::hole);
    CHECK(twice_area(out) == 2 * (50 * 100 - 10 * 20));
}
