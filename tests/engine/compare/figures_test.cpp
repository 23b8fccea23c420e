// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/figures.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace lisiere::compare;

namespace {

Figure figure(double value, std::optional<double> low = {}, std::optional<double> high = {}) {
    return {value, {}, low, high};
}

const ErrorColumns no_error;
const ErrorColumns of_standard{"erreur_type", {}, {}, {}, {}, {}};
const ErrorColumns of_range{{}, "bas", "haut", {}, {}, {}};

}  // namespace

TEST_CASE("a difference that rounding to three decimals may make says nothing") {
    CHECK(verdict_on(figure(1.000), figure(1.001), no_error, false, {}) == Verdict::rounding);
    CHECK(verdict_on(figure(1.000), figure(1.002), no_error, false, {}) == Verdict::exact);
    // A count is not rounded.
    CHECK(verdict_on(figure(3), figure(4), no_error, true, {}) == Verdict::exact);
}

TEST_CASE("two standard errors add as the sides of a right angle") {
    // 1.645 × √(3² + 4²) = 8.225
    CHECK(verdict_on(figure(100, 3), figure(108.2, 4), of_standard, false, {}) == Verdict::within);
    CHECK(verdict_on(figure(100, 3), figure(108.3, 4), of_standard, false, {}) == Verdict::beyond);
    // An official value has none; the other's alone counts: 1.645 × 4 = 6.58
    CHECK(verdict_on(figure(100), figure(106.6, 4), of_standard, false, {}) == Verdict::beyond);
    CHECK(verdict_on(figure(100), figure(106.5, 4), of_standard, false, {}) == Verdict::within);
    CHECK(verdict_on(figure(100), figure(101), of_standard, false, {}) == Verdict::exact);
}

TEST_CASE("a value outside the range of the other, both ways, passes what weights can do") {
    CHECK(verdict_on(figure(50, 45, 55), figure(56, 51, 61), of_range, false, {}) ==
          Verdict::beyond);
    CHECK(verdict_on(figure(50, 45, 55), figure(54, 49, 59), of_range, false, {}) ==
          Verdict::within);
    CHECK(verdict_on(figure(50, 45, 55), figure(56, 49, 61), of_range, false, {}) ==
          Verdict::within);
}

TEST_CASE("an index all of whose parts go one way goes that way under any weights") {
    const Figure base = figure(50, 45, 55);
    const Figure next = figure(52, 47, 57);
    CHECK(verdict_on(base, next, of_range, false, {4.0, 0.0, 0.001}) == Verdict::same_sense);
    CHECK(verdict_on(base, next, of_range, false, {9.0, -1.0}) == Verdict::within);
    CHECK(verdict_on(base, next, of_range, false, {4.0, std::nullopt}) == Verdict::within);
    CHECK(verdict_on(next, base, of_range, false, {-4.0, 0.0}) == Verdict::same_sense);
}

TEST_CASE("a missing value has nothing to judge") {
    CHECK(verdict_on(figure(1), Figure{}, no_error, false, {}) == Verdict::untold);
}
