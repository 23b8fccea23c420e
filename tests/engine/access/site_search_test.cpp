// SPDX-License-Identifier: Apache-2.0
#include "engine/access/site_search.hpp"

#include <rapidcheck.h>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

TEST_CASE("a search finds every place within the limit, with the engine's own times",
          "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        auto places = optional_of(random_places(graph, random, 12));
        places[5] = std::nullopt;
        const SiteIndex index(graph, places);
        SiteSearch search(index);
        street::Reach reach(graph);
        for (int turn = 0; turn < 4; ++turn) {
            const street::Snap origin = random_place(graph, random);
            const street::Cost limit = random() % 600'000;
            std::vector<std::pair<std::uint32_t, street::Cost>> expected;
            reach.run(origin, limit);
            for (std::uint32_t i = 0; i < places.size(); ++i)
                if (places[i] && reach.cost(*places[i]) != street::unreached)
                    expected.emplace_back(i, reach.cost(*places[i]));
            std::vector<std::pair<std::uint32_t, street::Cost>> found;
            for (const SiteHit& hit : search.run(origin, limit))
                found.emplace_back(hit.site, hit.cost);
            RC_ASSERT(found == expected);
        }
    }));
}
