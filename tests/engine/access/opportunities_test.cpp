// SPDX-License-Identifier: Apache-2.0
#include "engine/access/opportunities.hpp"

#include <rapidcheck.h>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

TEST_CASE("opportunities are the decayed sum over all places, place by place",
          "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const CellTies cells = ties_of(random_places(graph, random, 50));
        const auto places = random_places(graph, random, 8);
        const std::vector<double> weights{1, 2, 3, 4, 5, 6, 7, 8};
        const std::vector<Decay> decays{{Decay::Kind::step, 5}, {Decay::Kind::exponential, 4}};
        const auto found = opportunities_on_foot(graph, cells, optional_of(places), weights, decays,
                                                 Minutes{10}, {1});
        street::Reach reach(graph);
        for (std::size_t c = 0; c < 50; ++c) {
            reach.run(*cells.snaps[census::CellIdx{c}], 600'000);
            double step = 0;
            double half_life = 0;
            for (std::size_t j = 0; j < places.size(); ++j) {
                const street::Cost cost = reach.cost(places[j]);
                if (cost == street::unreached) continue;
                if (cost <= 300'000) step += weights[j];
                half_life += weights[j] * std::pow(0.5, cost / 60'000.0 / 4);
            }
            RC_ASSERT(found[0][c] == Maybe<double>(step));
            RC_ASSERT(std::abs(*found[1][c] - half_life) < 1e-9);
        }
        for (const unsigned threads : {2U, 7U})
            RC_ASSERT(opportunities_on_foot(graph, cells, optional_of(places), weights, decays,
                                            Minutes{10}, {threads}) == found);
    }));
}

TEST_CASE("nothing in reach is 0; no place at all and no street are missing", "[access]") {
    const Town town("A--a------------p--B");
    CellTies cells = ties(town, "aa");
    cells.snaps[census::CellIdx{1}] = std::nullopt;
    const std::vector<Decay> decays{{Decay::Kind::step, 1}};
    const std::vector<double> weights{1};
    const auto found = opportunities_on_foot(town.graph(), cells, optional_of(snaps(town, "p")),
                                             weights, decays, Minutes{1}, {1});
    CHECK(found[0][0] == Maybe<double>(0.0));
    CHECK(found[0][1] == Maybe<double>(Absence::non_rattache));
    CHECK(opportunities_on_foot(town.graph(), cells, {}, {}, decays, Minutes{1}, {1})[0][0] ==
          Maybe<double>(Absence::non_disponible));
}
