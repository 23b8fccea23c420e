// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/lines.hpp"

#include "engine/geo/measure.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::geo {

TEST_CASE("a line cut in two keeps its length and its end points", "[geo]") {
    const LineString line{{0, 0}, {30, 0}, {30, 40}, {90, 40}};
    const LineString first = cut(line, 0, 50);
    const LineString second = cut(line, 50, 130);
    CHECK(length(first).value() == Approx(50));
    CHECK(length(second).value() == Approx(30 + 40 + 60 - 50));
    CHECK(first.back() == Point{30, 20});
    CHECK(second.front() == first.back());
    CHECK(second.back() == line.back());
}

TEST_CASE("segments cross at the fractions they are cut at, parallel ones never", "[geo]") {
    const auto crossing = segment_crossing({0, 0}, {10, 0}, {4, -2}, {4, 6});
    REQUIRE(crossing);
    CHECK(crossing->on_ab == Approx(0.4));
    CHECK(crossing->on_cd == Approx(2.0 / 8));
    CHECK_FALSE(segment_crossing({0, 0}, {10, 0}, {0, 1}, {10, 1}));
    CHECK_FALSE(segment_crossing({0, 0}, {10, 0}, {11, -2}, {11, 6}));
}

}  // namespace lisiere::geo
