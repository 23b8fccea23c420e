// SPDX-License-Identifier: Apache-2.0
#include "engine/street/path.hpp"

#include <rapidcheck.h>

#include "engine/geo/measure.hpp"
#include "engine/street/hierarchy.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

TEST_CASE("a path replayed step by step takes the time of the search and of the table",
          "[street][property]") {
    std::size_t walked = 0;
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        const StreetGraph graph =
            random_graph({.seed = seed, .nodes = 5 + seed % 20, .edges = 5 + seed % 50});
        Random random(seed);
        const Snap origin = random_place(graph, random);
        std::vector<Snap> destinations{origin};
        for (int i = 0; i < 8; ++i) destinations.push_back(random_place(graph, random));
        Reach reach(graph);
        reach.run(origin, unreached - 1);
        const std::vector<Cost> table =
            Hierarchy(graph).matrix({&origin, 1}, destinations, unreached - 1, Threads{1});
        for (std::size_t d = 0; d < destinations.size(); ++d) {
            const Snap& destination = destinations[d];
            const auto steps = path(reach, destination);
            REQUIRE(reach.cost(destination) == table[d]);
            if (table[d] == unreached) {
                REQUIRE(steps.empty());
                continue;
            }
            std::uint64_t sum = std::uint64_t{origin.off_cost} + destination.off_cost;
            geo::Point at = point_at(graph, origin.edge, origin.along_mm);
            for (const PathStep& step : steps) {
                const auto& edge = graph.edge(step.edge);
                // Each step is allowed, starts where the one before ends, and takes what it says.
                REQUIRE(geo::distance(at, point_at(graph, step.edge, step.from_mm)) < 0.002);
                const auto cost = along(edge, step.from_mm, step.to_mm);
                REQUIRE(cost.has_value());
                REQUIRE(*cost == step.cost);
                sum += step.cost;
                at = point_at(graph, step.edge, step.to_mm);
            }
            REQUIRE(geo::distance(at, point_at(graph, destination.edge, destination.along_mm)) <
                    0.002);
            REQUIRE(sum == table[d]);
            walked += steps.size();
        }
    }
    CHECK(walked > 3000);
}

TEST_CASE("a path is drawn along its streets", "[street]") {
    const Town town(R"(
        A--x--B
              |
              C--y--D
    )");
    Reach reach(town.graph());
    reach.run(town.snap('x'), 1'000'000);
    const auto steps = path(reach, town.snap('y'));
    REQUIRE(steps.size() == 3);
    const geo::LineString line = path_line(town.graph(), steps);
    CHECK(line ==
          geo::LineString{town.place('x'), town.place('B'), town.place('C'), town.place('y')});
    CHECK(reach.cost(town.snap('y')) == geo::length(line).value() * 1000);
}
