// SPDX-License-Identifier: Apache-2.0
#include "engine/census/communes_of.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::census {
namespace {

geo::MultiPolygon box(double x0, double x1) {
    return {{{{x0, 0}, {x1, 0}, {x1, 100}, {x0, 100}, {x0, 0}}, {}}};
}

/// Two communes side by side that meet at x = 1,000, and nothing beyond 2,000.
std::vector<PerimeterCommunes> of(const std::vector<geo::MultiPolygon>& perimeters) {
    const std::vector<geo::MultiPolygon> communes{box(0, 1000), box(1000, 2000)};
    return communes_of(overlap(communes, perimeters));
}

}  // namespace

TEST_CASE("a perimeter lies in all communes but those that hold a sliver of it", "[census]") {
    const auto found = of({box(100, 400), box(800, 1400), box(902, 1001), box(899, 1001.5)});
    CHECK(found[0].all == std::vector<std::uint32_t>{0});
    CHECK(found[1].all == std::vector<std::uint32_t>{0, 1});
    CHECK(found[1].main == 1);
    CHECK(found[2].all == std::vector<std::uint32_t>{0, 1});  // 1 m of 99: more than a hundredth
    CHECK(found[3].all == std::vector<std::uint32_t>{0, 1});
    CHECK(of({box(800, 1001)})[0].all == std::vector<std::uint32_t>{0});  // 1 m of 201
    for (const PerimeterCommunes& one : found) CHECK(one.complete);
}

TEST_CASE("outside every commune there is none, and a part of them is not the whole", "[census]") {
    const auto found = of({box(3000, 3100), box(1900, 2100), box(1900, 2004)});
    CHECK(found[0].all.empty());
    CHECK_FALSE(found[0].complete);
    CHECK(found[1].all == std::vector<std::uint32_t>{1});
    CHECK_FALSE(found[1].complete);  // half of it
    CHECK(found[2].complete);        // 4 m of 104: the drawing of a coast
}

}  // namespace lisiere::census
