// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/orientation.hpp"

#include <cstdint>
#include <random>

#include "tests/support/catch.hpp"

using namespace lisiere::geo;

namespace {

constexpr double unit = 1.0 / (1 << 20);

struct Whole {
    std::int64_t x = 0;
    std::int64_t y = 0;
    Point point() const { return {static_cast<double>(x) * unit, static_cast<double>(y) * unit}; }
};

/// The same sign in whole numbers, which do not round.
int whole_orientation(Whole a, Whole b, Whole p) {
    const std::int64_t value = (a.x - p.x) * (b.y - p.y) - (a.y - p.y) * (b.x - p.x);
    return (value > 0) - (value < 0);
}

}  // namespace

TEST_CASE("the side of a line is the one that whole numbers tell, however near",
          "[geo][property]") {
    std::mt19937 random(11);
    std::uniform_int_distribution<std::int64_t> place(0, 1 << 29);
    std::uniform_int_distribution<std::int64_t> nudge(-1, 1);
    int on_line = 0;
    for (int trial = 0; trial < 20000; ++trial) {
        const Whole a{place(random), place(random)};
        const Whole step{(place(random) - a.x) / 7, (place(random) - a.y) / 7};
        const Whole b{a.x + 7 * step.x, a.y + 7 * step.y};
        const Whole p{a.x + 3 * step.x + nudge(random), a.y + 3 * step.y + nudge(random)};
        const int expected = whole_orientation(a, b, p);
        on_line += expected == 0 ? 1 : 0;
        REQUIRE(orientation(a.point(), b.point(), p.point()) == expected);
        REQUIRE(orientation(b.point(), a.point(), p.point()) == -expected);
        REQUIRE(orientation(b.point(), p.point(), a.point()) == expected);
        REQUIRE(on_segment(a.point(), b.point(), p.point()) == (expected == 0));
    }
    CHECK(on_line > 1000);
}

TEST_CASE("a side that rounding hides is still told", "[geo]") {
    // 0.5 + k × 2^-53 on a diagonal far away: the textbook case where the plain formula is wrong.
    const Point a{12, 12};
    const Point b{24, 24};
    for (int i = -8; i <= 8; ++i)
        for (int j = -8; j <= 8; ++j) {
            const double ulp = 1.1102230246251565e-16;
            const Point p{0.5 + i * ulp, 0.5 + j * ulp};
            REQUIRE(orientation(a, b, p) == (p.y > p.x) - (p.y < p.x));
        }
}

TEST_CASE("a segment ends at its ends", "[geo]") {
    CHECK(on_segment({0, 0}, {4, 2}, {4, 2}));
    CHECK(on_segment({0, 0}, {4, 2}, {0, 0}));
    CHECK_FALSE(on_segment({0, 0}, {4, 2}, {6, 3}));
    CHECK(on_segment({1, 1}, {1, 1}, {1, 1}));
}
