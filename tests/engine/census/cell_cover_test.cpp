// SPDX-License-Identifier: Apache-2.0
#include "engine/census/cell_cover.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using test::rectangle;

TEST_CASE("cells cover an area when they hold its people, or its ground, and lie in it",
          "[census]") {
    // Two cells of 100 m; the second lies for one hundredth in the area on its right.
    const std::vector<geo::MultiPolygon> cells{rectangle(0, 0, 100, 100),
                                               rectangle(100, 0, 200, 100)};
    const std::vector<geo::MultiPolygon> areas{
        rectangle(0, 0, 199, 100), rectangle(199, 0, 1000, 100), rectangle(0, 0, 200, 50)};
    const std::vector<Maybe<double>> people{500.0, 1000.0};
    const auto covers = cell_covers(overlap(cells, areas), people);
    // 500 + 0.99 × 1,000 people; (500 + 0.99² × 1,000) / 1,490 of a cell inside, on average.
    CHECK(covers[0].people == Approx(500 + 990.0));
    CHECK(covers[0].inside == Approx((500 + 0.99 * 990) / 1490));
    CHECK(covers[0].ground == Approx(1.0));
    CHECK(covers[0].covers(1600));
    CHECK(covers[0].covers(5000));  // all its ground is under cells: it has grown
    // 10 people, by a hundredth of a cell.
    CHECK(covers[1].people == Approx(10.0));
    CHECK(covers[1].inside == Approx(0.01));
    CHECK_FALSE(covers[1].covers(60000));
    CHECK_FALSE(covers[1].covers(13));
    // An area smaller than the cells, which lie in it by half.
    CHECK(covers[2].inside == Approx(0.5));
    CHECK(covers[2].covers(750));
    CHECK(covers[2].covers(0));
}
