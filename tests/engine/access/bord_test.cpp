// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"

#include "engine/geo/measure.hpp"
#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

TEST_CASE("the extent of the streets is their convex hull", "[access]") {
    const Town town(R"(
        A----B----C
        |    |
        D----E
    )");
    const geo::Ring rim = street_extent(town.graph());
    // A, D, E and C; B lies between A and C.
    const geo::Ring expected{{0, 0}, {50, 0}, {100, 20}, {0, 20}, {0, 0}};
    CHECK(rim == expected);
    CHECK(geo::signed_area(rim) > 0);
    CHECK(street_extent(Town("A---B").graph()).empty());
}

TEST_CASE(
    "a cell is at the edge when its walk comes near the rim, not when it is merely close to it",
    "[access]") {
    // The rim is the frame; a canal without bridge lies between b and the southern side.
    const Town town(R"(
        A----------------------B
        |                      |
        |                      |
        |                      |
        |                      |
        |     P----a----Q      |
        |                      |
        |                      |
        |                 R-b--S
        C----------------------D
    )");
    const auto population = residents(town, "ab");
    const CellTies cells = ties(town, "ab");
    const geo::Ring rim = street_extent(town.graph());
    const BordOptions options{.reach = Minutes{10}, .margin = Metres{5}};
    const auto at_edge = edge_cells(population, cells, town.graph(), rim, options, {1});
    CHECK_FALSE(at_edge[0]);
    CHECK(at_edge[1]);
    // With little time b stays away from the rim: S is 3 characters off, at 1 m/s.
    const BordOptions short_walk{.reach = Minutes{20.0 / 60}, .margin = Metres{5}};
    CHECK_FALSE(edge_cells(population, cells, town.graph(), rim, short_walk, {1})[1]);
    const BordOptions just_enough{.reach = Minutes{25.0 / 60}, .margin = Metres{5}};
    CHECK(edge_cells(population, cells, town.graph(), rim, just_enough, {1})[1]);
    for (const unsigned threads : {2U, 7U})
        CHECK(edge_cells(population, cells, town.graph(), rim, options, {threads}) == at_edge);
}

TEST_CASE("cells outside the data, and untied ones on its rim, are at the edge", "[access]") {
    const Town town(R"(
        A---------B
        |         |
        |    i    |   o
        |         |
        C---------D
    )");
    const auto population = residents(town, "io");
    CellTies cells = ties(town, "io");
    cells.snaps[census::CellIdx{0}] = std::nullopt;
    const geo::Ring rim = street_extent(town.graph());
    const auto at_edge =
        edge_cells(population, cells, town.graph(), rim, {.margin = Metres{19}}, {1});
    CHECK_FALSE(at_edge[0]);
    CHECK(at_edge[1]);
    CHECK(edge_cells(population, cells, town.graph(), rim, {.margin = Metres{20}}, {1})[0]);
}
