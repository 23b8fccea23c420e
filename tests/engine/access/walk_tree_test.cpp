// SPDX-License-Identifier: Apache-2.0
#include "engine/access/walk_tree.hpp"

#include <rapidcheck.h>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

TEST_CASE("at one metre a second the length of a walk is its time", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        IndexedVector<street::NodeIdx, geo::Point> nodes;
        auto edges = random_edges({.seed = seed}, nodes);
        for (street::EdgeInput& edge : edges) {
            edge.speed_kmh = 3.6;
            edge.back_kmh = 0;
        }
        const street::StreetGraph graph(nodes, edges);
        Random random(seed + 1);
        auto sites = random_places(graph, random, 1 + random() % 4);
        for (street::Snap& site : sites) site.off_m = site.off_cost / 1000.0;
        const street::Cost limit = random() % 2 == 0 ? 800'000 : street::unreached - 1;
        const WalkTree tree(graph, sites, limit);
        const street::Nearest nearest = street::nearest(graph, sites, limit);
        for (int i = 0; i < 10; ++i) {
            street::Snap origin = random_place(graph, random);
            origin.off_m = origin.off_cost / 1000.0;
            const street::Cost cost = street::nearest_from(graph, nearest, sites, origin);
            const auto walk = tree.walk_from(origin);
            RC_ASSERT(walk.has_value() == (cost != street::unreached));
            if (!walk) continue;
            RC_ASSERT(walk->cost == cost);
            RC_ASSERT(std::abs(walk->metres - cost / 1000.0) < 1e-6);
            // The place it names is indeed that near.
            const std::vector<street::Snap> named{sites[walk->site]};
            RC_ASSERT(street::nearest_from(graph, street::nearest(graph, named, limit), named,
                                           origin) == cost);
        }
    }));
}

TEST_CASE("the length is that of the quickest walk, with its ends off the network", "[access]") {
    // Steps at half speed make the short way slow.
    const Town town(R"(
             p
        A--------B
        :        |
        :        |
        C---x----D
    )",
                    {.speeds = {{"steps", 0.9}}});
    const auto sites = snaps(town, "x");
    const WalkTree tree(town.graph(), sites, street::unreached - 1);
    const auto walk = tree.walk_from(town.snap('p'));
    REQUIRE(walk);
    // p is 10 m above the street, 4 characters from B; B to D is 3, D to x is 5.
    CHECK(walk->metres == Approx(10 + 10 * (4 + 3 + 5)));
    CHECK(walk->cost == 1000 * (10 + 10 * (4 + 3 + 5)));
}
