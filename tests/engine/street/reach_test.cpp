// SPDX-License-Identifier: Apache-2.0
#include "engine/street/reach.hpp"

#include <rapidcheck.h>

#include <set>

#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

namespace {
constexpr Cost far = unreached - 1;

std::vector<Cost> all_costs(const Reach& reach) {
    std::vector<Cost> costs;
    for (const NodeIdx n : indices<NodeIdx>(reach.graph().node_count()))
        costs.push_back(reach.cost(n));
    return costs;
}
}  // namespace

TEST_CASE("a bounded search equals Bellman-Ford, forward and backward, seeds with costs",
          "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, bool forward, std::uint32_t limit_draw) {
        const StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const Cost limit = limit_draw % 4 == 0 ? far : random() % 2'000'000;
        const Direction direction = forward ? Direction::forward : Direction::backward;
        Reach reach(graph);
        // Several runs with one object: nothing of a run may leak into the next.
        for (int run = 0; run < 3; ++run) {
            std::vector<Seed> seeds;
            for (std::size_t s = random() % 4; s > 0; --s)
                seeds.push_back({NodeIdx{random() % graph.node_count()}, random() % 500'000});
            reach.run(seeds, limit, direction);
            const auto expected = plain_costs(graph, seeds, limit, direction);
            RC_ASSERT(all_costs(reach) == expected);

            std::size_t reached = 0;
            for (const Cost c : expected) reached += c == unreached ? 0 : 1;
            RC_ASSERT(reach.reached().size() == reached);
            for (std::size_t i = 1; i < reach.reached().size(); ++i) {
                const NodeIdx a = reach.reached()[i - 1];
                const NodeIdx b = reach.reached()[i];
                RC_ASSERT(std::pair(reach.cost(a), a) < std::pair(reach.cost(b), b));
            }
        }
    }));
}

TEST_CASE("parents lead back to a seed, each step as long as its edge", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, bool forward) {
        const StreetGraph graph = random_graph({.seed = seed});
        const std::vector<Seed> seeds{{NodeIdx{0}, 1000}, {NodeIdx{5}, 0}};
        Reach reach(graph);
        reach.run(seeds, far, forward ? Direction::forward : Direction::backward);
        for (const NodeIdx n : reach.reached()) {
            const EdgeIdx parent = reach.parent_edge(n);
            if (!parent.valid()) {
                RC_ASSERT((n == NodeIdx{0} && reach.cost(n) == 1000U) ||
                          (n == NodeIdx{5} && reach.cost(n) == 0U));
                continue;
            }
            const auto& edge = graph.edge(parent);
            RC_ASSERT(edge.from == n || edge.to == n);
            const NodeIdx before = edge.from == n ? edge.to : edge.from;
            const bool walked_up = (edge.to == n) == forward;
            RC_ASSERT((walked_up ? edge.forward : edge.backward));
            RC_ASSERT(reach.cost(before) + (walked_up ? edge.cost : edge.back_cost) ==
                      reach.cost(n));
        }
    }));
}

TEST_CASE("times between places equal those on the graph cut at the places", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed, .nodes = 8, .edges = 12});
        Random random(seed + 1);
        std::vector<Snap> places;
        for (int i = 0; i < 6; ++i) places.push_back(random_place(graph, random));
        // Two on one edge, always.
        places[1].edge = places[0].edge;
        places[1].along_mm = random() % (graph.edge(places[0].edge).length_mm + 1);
        const CutGraph cut = cut_at(graph, places);
        Reach reach(graph);
        for (std::size_t a = 0; a < places.size(); ++a) {
            const auto expected = cut.costs_from(graph.node_count() + a);
            for (std::size_t b = 0; b < places.size(); ++b) {
                const Cost network = expected[graph.node_count() + b];
                const Cost whole = network == unreached
                                       ? unreached
                                       : network + places[a].off_cost + places[b].off_cost;
                reach.run(places[a], far);
                RC_ASSERT(reach.cost(places[b]) == whole);
                reach.run(places[b], far, Direction::backward);
                RC_ASSERT(reach.cost(places[a]) == whole);
                if (whole == unreached || whole == 0) continue;
                reach.run(places[a], whole);
                RC_ASSERT(reach.cost(places[b]) == whole);
                reach.run(places[a], whole - 1);
                RC_ASSERT(reach.cost(places[b]) == unreached);
            }
        }
    }));
}

TEST_CASE("closing an edge never shortens a trip", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed});
        const EdgeIdx closed[] = {EdgeIdx{seed % graph.edge_count()}};
        const StreetGraph without = changed(graph, closed, {}, {});
        Reach before(graph);
        Reach after(without);
        for (const NodeIdx n : indices<NodeIdx>(graph.node_count())) {
            const Seed from[] = {{n, 0}};
            before.run(from, far);
            after.run(from, far);
            for (const NodeIdx m : indices<NodeIdx>(graph.node_count()))
                RC_ASSERT(after.cost(m) >= before.cost(m));
        }
    }));
}

TEST_CASE("times are the same both ways on two-way streets", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph =
            random_graph({.seed = seed, .one_way_share = 0, .uneven_share = 0});
        const Seed from[] = {{NodeIdx{0}, 0}};
        Reach there(graph);
        Reach back(graph);
        there.run(from, far);
        back.run(from, far, Direction::backward);
        RC_ASSERT(all_costs(there) == all_costs(back));
    }));
}

TEST_CASE("a search stops at its limit, inclusive", "[street]") {
    const Town town("A---B---C---D");
    Reach reach(town.graph());
    const Seed from[] = {{town.node('A'), 0}};
    reach.run(from, 80'000);
    CHECK(reach.cost(town.node('C')) == 80'000);
    CHECK(reach.cost(town.node('D')) == unreached);
    reach.run(from, 79'999);
    CHECK(reach.cost(town.node('C')) == unreached);
    REQUIRE(reach.reached().size() == 2);
    CHECK(reach.reached()[1] == town.node('B'));
}

TEST_CASE("a one-way street is walked one way, and backward searches know it", "[street]") {
    const Town town(R"(
        A>>x>>B
        |     |
        C-----D
    )");
    Reach reach(town.graph());
    const Seed a[] = {{town.node('A'), 0}};
    const Seed b[] = {{town.node('B'), 0}};
    const Cost across = 6 * 10'000;
    const Cost down = 2 * 10'000;
    reach.run(a, far);
    CHECK(reach.cost(town.node('B')) == across);
    reach.run(b, far);
    CHECK(reach.cost(town.node('A')) == down + across + down);
    reach.run(b, far, Direction::backward);
    CHECK(reach.cost(town.node('A')) == across);
    // From x, one walks on to B and cannot turn back.
    reach.run(town.snap('x'), far);
    CHECK(reach.cost(town.node('B')) == across / 2);
    CHECK(reach.cost(town.node('A')) == across / 2 + down + across + down);
}

TEST_CASE("two places on one long street are tied along it, not through its ends", "[street]") {
    const Town town("A-x--------y-B");
    Reach reach(town.graph());
    reach.run(town.snap('x'), 9 * 10'000);
    CHECK(reach.cost(town.snap('y')) == 9 * 10'000);
    CHECK(reach.cost(town.node('B')) == unreached);
}

TEST_CASE("the walk to the street counts at both ends", "[street]") {
    const Town town(R"(
          p
        A-----------B
                  q
    )");
    Reach reach(town.graph());
    reach.run(town.snap('p'), far);
    CHECK(reach.cost(town.snap('q')) == (1 + 8 + 1) * 10'000);
}

TEST_CASE("the worked example of the method page", "[street]") {
    const Town town(R"(
          p
        A-----B
        |
        C-----D
           q
    )");
    const auto trip = [&](const StreetGraph& graph) {
        Reach reach(graph);
        reach.run(town.snap('p'), far);
        return reach.cost(town.snap('q'));
    };
    CHECK(trip(town.graph()) == (10 + 20 + 20 + 30 + 10) * 1000);
    const EdgeIdx left = town.edge('A', 'C');
    const std::vector<EdgeInput> bridge{{.from = town.node('B'),
                                         .to = town.node('D'),
                                         .line = {town.place('B'), town.place('D')},
                                         .kind = "footway",
                                         .speed_kmh = 3.6}};
    const StreetGraph with = changed(town.graph(), {}, {}, bridge);
    CHECK(trip(with) == (10 + 20 + 20 + 30 + 10) * 1000);
    // Taking A-C out renumbers the edges: the snaps are made again on the new graph.
    const EdgeIdx gone[] = {left};
    const StreetGraph detour = changed(with, gone, {}, {});
    const Snapper on_detour(detour);
    Reach reach(detour);
    reach.run(*on_detour.snap(town.place('p')), far);
    CHECK(reach.cost(*on_detour.snap(town.place('q'))) == (10 + 40 + 20 + 30 + 10) * 1000);
    const StreetGraph apart = changed(town.graph(), gone, {}, {});
    const Snapper on_apart(apart, {.large_component = 2});
    Reach cut(apart);
    cut.run(*on_apart.snap(town.place('p')), far);
    CHECK(cut.cost(*on_apart.snap(town.place('q'))) == unreached);
}
