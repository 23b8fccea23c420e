// SPDX-License-Identifier: Apache-2.0
#include "engine/street/ranked.hpp"

#include <rapidcheck.h>

#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

TEST_CASE("the k nearest sites are the k least of single searches, lowest sites on ties",
          "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, bool bounded) {
        const StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const Cost limit = bounded ? random() % 600'000 : unreached - 1;
        const std::size_t k = 1 + random() % 4;
        std::vector<Snap> sites;
        for (std::size_t s = random() % 8; s > 0; --s) {
            sites.push_back(random_place(graph, random));
            // Two sites at one place are two sites.
            if (random() % 4 == 0) sites.push_back(sites.back());
        }
        const Ranked found = ranked(graph, sites, k, limit);
        std::vector<Reach> to_site;
        for (std::size_t s = 0; s < sites.size(); ++s) to_site.emplace_back(graph);
        for (std::size_t s = 0; s < sites.size(); ++s)
            to_site[s].run(sites[s], limit, Direction::backward);
        const auto least = [&](const auto& cost_to) {
            std::vector<std::pair<Cost, std::uint32_t>> all;
            for (std::uint32_t s = 0; s < sites.size(); ++s)
                if (const Cost cost = cost_to(to_site[s]); cost != unreached)
                    all.emplace_back(cost, s);
            std::sort(all.begin(), all.end());
            if (all.size() > k) all.resize(k);
            return all;
        };
        for (const NodeIdx n : indices<NodeIdx>(graph.node_count())) {
            const auto wanted = least([n](const Reach& reach) { return reach.cost(n); });
            for (std::size_t i = 0; i < k; ++i) {
                const std::uint64_t label = found.labels[n.value() * k + i];
                if (i < wanted.size())
                    RC_ASSERT(label == (std::uint64_t{wanted[i].first} << 32U | wanted[i].second));
                else
                    RC_ASSERT(label == ~std::uint64_t{0});
            }
        }
        for (int i = 0; i < 5; ++i) {
            const Snap origin = random_place(graph, random);
            const auto wanted = least([&](const Reach& reach) { return reach.cost(origin); });
            const auto got = ranked_from(graph, found, sites, origin);
            RC_ASSERT(got.size() == wanted.size());
            for (std::size_t j = 0; j < got.size(); ++j)
                RC_ASSERT((got[j].cost == wanted[j].first && got[j].site == wanted[j].second));
        }
    }));
}

TEST_CASE("the third nearest counts along the street", "[street]") {
    const Town town("A----x--y--z---B---w--C");
    const std::vector<Snap> sites{town.snap('w'), town.snap('y'), town.snap('z')};
    const auto from_x =
        ranked_from(town.graph(), ranked(town.graph(), sites, 3, 1'000'000), sites, town.snap('x'));
    CHECK(from_x == std::vector<RankedSite>{{3 * 10'000, 1}, {6 * 10'000, 2}, {14 * 10'000, 0}});
    CHECK(ranked_from(town.graph(), ranked(town.graph(), sites, 3, 100'000), sites, town.snap('x'))
              .size() == 2);
}
