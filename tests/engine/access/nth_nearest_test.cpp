// SPDX-License-Identifier: Apache-2.0
#include "engine/access/nth_nearest.hpp"

#include <algorithm>

#include "engine/street/reach.hpp"
#include "tests/engine/access/random_world.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

TEST_CASE("the n-th nearest is the n-th of the plain list of drives, parking included",
          "[access][property]") {
    std::size_t reached = 0;
    std::size_t beyond = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        CellTies cells = ties_of(random_places(graph, random, 10));
        cells.snaps[census::CellIdx{4}] = std::nullopt;
        CategorySites clinics;
        clinics.sites = random_places(graph, random, 5);
        clinics.sites.push_back(clinics.sites.front());  // two at one place are two
        clinics.known = 7;                               // one is off the streets
        const StreetMode car{TravelMode::voiture, &graph, &cells, limit_cost(Minutes{8}),
                             limit_cost(Minutes{2})};
        const IndexedVector<CategoryIdx, CategorySites> categories({clinics});
        for (std::size_t rank = 1; rank <= 4; ++rank) {
            const auto times = nth_nearest_times(car, categories, rank, {1}, "essai");
            REQUIRE(nth_nearest_times(car, categories, rank, {7}, "essai") == times);
            street::Reach reach(graph);
            for (std::size_t c = 0; c < 10; ++c) {
                if (c == 4) {
                    REQUIRE(times[0][c] == Maybe<double>(Absence::non_rattache));
                    continue;
                }
                reach.run(*cells.snaps[census::CellIdx{c}], 6 * 60'000);
                std::vector<double> minutes;
                for (const street::Snap& place : clinics.sites)
                    if (const street::Cost cost = reach.cost(place); cost != street::unreached)
                        minutes.push_back((cost + 120'000) / 60'000.0);
                std::sort(minutes.begin(), minutes.end());
                const bool there = minutes.size() >= rank;
                ++(there ? reached : beyond);
                REQUIRE(times[0][c] == (there ? Maybe<double>(minutes[rank - 1])
                                              : Maybe<double>(Absence::au_dela)));
            }
        }
    }
    CHECK(reached > 500);
    CHECK(beyond > 500);
}

TEST_CASE("no facility and too few facilities are different reasons", "[access]") {
    const Town town("A--a------------p--B");
    const CellTies cells = ties(town, "a");
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells, limit_cost(Minutes{10})};
    CategorySites two;
    two.sites = snaps(town, "pp");
    two.known = 2;
    const auto times = nth_nearest_times(
        walking, IndexedVector<CategoryIdx, CategorySites>({CategorySites{}, two}), 3, {1},
        "essai");
    CHECK(times[0][0] == Maybe<double>(Absence::non_disponible));
    CHECK(times[1][0] == Maybe<double>(Absence::sans_objet));
}
