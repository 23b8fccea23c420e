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
    clip(two, Axis::x, 30, 150, out);
    REQUIRE(out.parts.size() == 2);
    CHECK(out.parts[1].role == PartRole::hole);
    CHECK(twice_area(out) == 2 * (70 * 100 - 20 * 20));
}

TEST_CASE("a hole that a limit cuts is a bay of the outer ring", "[io][tiles]") {
    GridShape one = shape({{0, 0}, {100, 0}, {100, 100}, {0, 100}}, PartRole::outer);
    one.points.insert(one.points.end(), {{40, 40}, {40, 60}, {60, 60}, {60, 40}});
    one.close(PartRole::hole);
    GridShape out;
    clip(one, Axis::x, 50, 150, out);
    REQUIRE(out.parts.size() == 1);
    CHECK(twice_area(out) == 2 * (50 * 100 - 10 * 20));
}

TEST_CASE("bays that a limit cuts make polygons apart, each with its holes", "[io][tiles]") {
    // A comb: teeth of 10 by 100 steps, 10 apart, on a back of 20; a hole of 4 by 4 in each tooth.
    constexpr int teeth = 5;
    GridShape comb;
    for (int i = 0; i < teeth; ++i)
        for (const GridPoint& p :
             {GridPoint{20 * i, 0}, {20 * i, 100}, {20 * i + 10, 100}, {20 * i + 10, 0}})
            comb.points.push_back(p);
    comb.points.insert(comb.points.end(), {{20 * teeth, 0}, {20 * teeth, -20}, {0, -20}});
    std::reverse(comb.points.begin(), comb.points.end());
    comb.close(PartRole::outer);
    for (int i = teeth; i-- > 0;) {
        const int x = 20 * i + 3;
        comb.points.insert(comb.points.end(), {{x, 53}, {x, 57}, {x + 4, 57}, {x + 4, 53}});
        comb.close(PartRole::hole);
    }
    REQUIRE(lisiere::io::twice_area(comb.part(0)) > 0);
    for (const bool back : {false, true}) {  // of the teeth alone, and with the back beyond a cut
        GridShape out;
        clip(comb, Axis::y, 40, back ? 55 : 200, out);
        REQUIRE(out.parts.size() == (back ? teeth : 2 * teeth));
        for (std::size_t i = 0; i < out.parts.size(); ++i) {
            if (out.parts[i].role == PartRole::outer) continue;
            const auto hole = out.part(i);
            const auto outer = out.part(i - 1);
            CHECK(hole.size() == 4);
            CHECK(hole[0].x / 20 == outer[0].x / 20);  // in its own tooth
        }
        CHECK(twice_area(out) == 2 * teeth * (back ? 10 * 15 - 4 * 2 : 10 * 60 - 4 * 4));
    }
}

TEST_CASE("a polygon that crosses itself keeps one ring, and its area, on each side of a cut",
          "[io][tiles]") {
    // A bow tie of 100 by 40 steps: its two halves turn in opposite ways and their areas cancel.
    const GridShape bow = shape({{0, 0}, {100, 40}, {100, 0}, {0, 40}}, PartRole::outer);
    for (const Axis axis : {Axis::x, Axis::y})
        for (const int at : {10, 20, 30}) {
            GridShape low;
            GridShape high;
            clip(bow, axis, -1000, at, low);
            clip(bow, axis, at, 1000, high);
            CHECK(low.parts.size() == 1);
            CHECK(high.parts.size() == 1);
            CHECK(twice_area(low) + twice_area(high) == twice_area(bow));
        }
}
