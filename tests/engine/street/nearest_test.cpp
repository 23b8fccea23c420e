// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck.h>

#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

TEST_CASE("the nearest site is the least of single searches, lowest site on ties",
          "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, bool bounded) {
        const StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const Cost limit = bounded ? random() % 600'000 : unreached - 1;
        std::vector<Snap> sites;
        for (std::size_t s = random() % 5; s > 0; --s) sites.push_back(random_place(graph, random));
        const Nearest found = nearest(graph, sites, limit);
        std::vector<Reach> to_site;
        for (std::size_t s = 0; s < sites.size(); ++s) to_site.emplace_back(graph);
        for (std::size_t s = 0; s < sites.size(); ++s)
            to_site[s].run(sites[s], limit, Direction::backward);
        for (const NodeIdx n : indices<NodeIdx>(graph.node_count())) {
            Cost least = unreached;
            std::uint32_t which = Nearest::no_site;
            for (std::size_t s = 0; s < sites.size(); ++s)
                if (to_site[s].cost(n) < least) {
                    least = to_site[s].cost(n);
                    which = static_cast<std::uint32_t>(s);
                }
            RC_ASSERT(found.cost[n] == least);
            RC_ASSERT(found.site[n] == which);
        }
        for (int i = 0; i < 5; ++i) {
            const Snap origin = random_place(graph, random);
            Cost least = unreached;
            for (Reach& reach : to_site) least = std::min(least, reach.cost(origin));
            RC_ASSERT(nearest_from(graph, found, sites, origin) == least);
        }
    }));
}

TEST_CASE("a site on the origin's own street is walked to along it", "[street]") {
    const Town town("A----x--y------B----z--C");
    const std::vector<Snap> sites{town.snap('z'), town.snap('y')};
    const Nearest found = nearest(town.graph(), sites, 1'000'000);
    CHECK(nearest_from(town.graph(), found, sites, town.snap('x')) == 3 * 10'000);
    CHECK(found.site[town.node('A')] == 1);
    CHECK(found.site[town.node('C')] == 0);
    CHECK(found.cost[town.node('B')] == 5 * 10'000);
}

TEST_CASE("beyond the limit nothing is near", "[street]") {
    const Town town("A----x--y----B");
    const std::vector<Snap> sites{town.snap('y')};
    CHECK(nearest_from(town.graph(), nearest(town.graph(), sites, 30'000), sites, town.snap('x')) ==
          30'000);
    CHECK(nearest_from(town.graph(), nearest(town.graph(), sites, 29'999), sites, town.snap('x')) ==
          unreached);
    CHECK(nearest(town.graph(), {}, 29'999).cost[town.node('A')] == unreached);
}
