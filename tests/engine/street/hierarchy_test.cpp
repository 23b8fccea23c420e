// SPDX-License-Identifier: Apache-2.0
#include "engine/street/hierarchy.hpp"

#include <rapidcheck.h>

#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

namespace {

/// What single searches say, one after the other.
std::vector<Cost> plain_matrix(const StreetGraph& graph, const std::vector<Snap>& from,
                               const std::vector<Snap>& to, Cost limit) {
    std::vector<Cost> table;
    Reach reach(graph);
    for (const Snap& origin : from) {
        reach.run(origin, limit);
        for (const Snap& destination : to) table.push_back(reach.cost(destination));
    }
    return table;
}

std::vector<Snap> places(const StreetGraph& graph, Random& random, std::size_t count) {
    std::vector<Snap> list;
    while (list.size() < count) list.push_back(random_place(graph, random));
    return list;
}

}  // namespace

TEST_CASE("the table of a hierarchy is that of single searches", "[street][property]") {
    // One-ways, uneven streets, parallel edges, loops, islands; few and many edges.
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        const StreetGraph graph = random_graph({.seed = seed,
                                                .nodes = 3 + seed % 40,
                                                .edges = 2 + seed * 7 % 120,
                                                .one_way_share = seed % 3 == 0 ? 0 : 0.4});
        Random random(seed);
        const Cost limit = seed % 2 == 0 ? unreached - 1 : random() % 900'000;
        const auto from = places(graph, random, 1 + seed % 9);
        const auto to = places(graph, random, 1 + seed % 11);
        const Hierarchy hierarchy(graph);
        INFO("seed " << seed);
        REQUIRE(hierarchy.matrix(from, to, limit, Threads{1}) ==
                plain_matrix(graph, from, to, limit));
        REQUIRE(hierarchy.matrix(from, to, limit, Threads{3}) ==
                hierarchy.matrix(from, to, limit, Threads{1}));
    }
}

TEST_CASE("a hierarchy of a whole town is exact, whoever waits in the queues", "[street]") {
    // A grid of 30 × 30 crossings with gaps and one-ways: long ways round, many equal times.
    Random random(11);
    IndexedVector<NodeIdx, geo::Point> nodes;
    std::vector<EdgeInput> edges;
    constexpr std::uint32_t side = 30;
    for (std::uint32_t i = 0; i < side * side; ++i)
        nodes.push_back({100.0 * (i % side), 100.0 * (i / side)});
    const auto street = [&](std::uint32_t a, std::uint32_t b) {
        if (random() % 10 == 0) return;
        EdgeInput edge{.from = NodeIdx{a},
                       .to = NodeIdx{b},
                       .line = {nodes[NodeIdx{a}], nodes[NodeIdx{b}]},
                       .kind = "residential",
                       .speed_kmh = random() % 4 == 0 ? 50.0 : 25.0};
        edge.backward = random() % 5 != 0;
        edges.push_back(std::move(edge));
    };
    for (std::uint32_t i = 0; i < side * side; ++i) {
        if (i % side + 1 < side) street(i, i + 1);
        if (i + side < side * side) street(i, i + side);
    }
    const StreetGraph graph(nodes, edges);
    const auto from = places(graph, random, 60);
    const auto to = places(graph, random, 70);
    const Hierarchy hierarchy(graph);
    CHECK(hierarchy.matrix(from, to, unreached - 1, Threads{2}) ==
          plain_matrix(graph, from, to, unreached - 1));
    CHECK(hierarchy.matrix({}, to, 1000, Threads{1}).empty());
    CHECK(hierarchy.matrix(from, {}, 1000, Threads{1}).empty());
}

TEST_CASE("streets without any edge have a table too", "[street]") {
    const StreetGraph none;
    CHECK(Hierarchy(none).matrix({}, {}, 1000, Threads{1}).empty());
}
