// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/spatial_index.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace lisiere::geo;

TEST_CASE("the index finds the boxes that a look at each would find, in order", "[geo][property]") {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> place(0, 1000);
    std::uniform_real_distribution<double> extent(0, 60);
    const int count = GENERATE(0, 1, 17, 2000);
    std::vector<Box> boxes;
    for (int i = 0; i < count; ++i) {
        const double x = place(random);
        const double y = place(random);
        // Every tenth box is empty: it is never found.
        boxes.push_back(i % 10 == 9 ? Box{} : Box{x, y, x + extent(random), y + extent(random)});
    }
    const BoxIndex index(boxes);
    std::vector<std::uint32_t> found{42};
    for (int trial = 0; trial < 200; ++trial) {
        const double x = place(random);
        const double y = place(random);
        const Box query{x, y, x + extent(random), y + extent(random)};
        std::vector<std::uint32_t> expected;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (!boxes[i].empty() && boxes[i].intersects(query))
                expected.push_back(static_cast<std::uint32_t>(i));
        index.query(query, found);
        REQUIRE(found == expected);
    }
    index.query(Box{}, found);
    CHECK(found.empty());
}

TEST_CASE("boxes that touch the query are found", "[geo]") {
    const BoxIndex index(std::vector<Box>{{0, 0, 1, 1}, {2, 2, 3, 3}});
    std::vector<std::uint32_t> found;
    index.query({1, 1, 2, 2}, found);
    CHECK(found == std::vector<std::uint32_t>{0, 1});
}
