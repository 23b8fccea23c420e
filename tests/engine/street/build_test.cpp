// SPDX-License-Identifier: Apache-2.0
#include "engine/street/build.hpp"

#include <rapidcheck.h>

#include <map>

#include "engine/street/hilbert.hpp"
#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

namespace {

/// Ways that wander over a lattice of 10 m: every length is whole, so that sums are exact.
WayTable random_ways(std::uint32_t seed) {
    Random random(seed);
    constexpr std::uint32_t side = 7;
    WayTable table;
    for (std::uint32_t v = 0; v < side * side; ++v)
        table.vertices.push_back({10.0 * (v % side), 10.0 * (v / side)});
    const std::uint32_t ways = 3 + random() % 12;
    for (std::uint32_t w = 0; w < ways; ++w) {
        std::uint32_t x = random() % side;
        std::uint32_t y = random() % side;
        std::vector<std::uint32_t> through{y * side + x};
        for (std::uint32_t step = random() % 8; step > 0; --step) {
            std::uint32_t& axis = random() % 2 == 0 ? x : y;
            if (random() % 2 == 0)
                axis = std::min(axis + 1, side - 1);
            else
                axis -= axis > 0 ? 1 : 0;
            through.push_back(y * side + x);
        }
        WayTraits traits{.kind = random() % 4 == 0 ? "steps" : "residential", .speed_kmh = 3.6};
        if (random() % 4 == 0) (random() % 2 == 0 ? traits.forward : traits.backward) = false;
        table.add_way(w, traits, through);
    }
    return table;
}

/// Every vertex a node, every segment an edge.
StreetGraph unreduced(const WayTable& table) {
    std::vector<EdgeInput> edges;
    for (const WayTable::Way& way : table.ways())
        for (std::uint32_t i = way.first_ref; i + 1 < way.first_ref + way.refs; ++i) {
            const std::uint32_t a = table.refs()[i];
            const std::uint32_t b = table.refs()[i + 1];
            edges.push_back({.from = NodeIdx{a},
                             .to = NodeIdx{b},
                             .line = {table.vertices[a], table.vertices[b]},
                             .kind = table.kinds()[way.kind],
                             .speed_kmh = way.speed_kmh,
                             .forward = way.forward,
                             .backward = way.backward});
        }
    return {IndexedVector<NodeIdx, geo::Point>(table.vertices), edges};
}

StreetGraph built(const std::vector<geo::Point>& vertices,
                  const std::vector<std::vector<std::uint32_t>>& ways) {
    WayTable table;
    table.vertices = vertices;
    std::int64_t id = 100;
    for (const auto& way : ways)
        table.add_way(id++, {.kind = "residential", .speed_kmh = 3.6}, way);
    return build_graph(table);
}

}  // namespace

TEST_CASE("reducing to crossings changes no time between crossings", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const WayTable table = random_ways(seed);
        const StreetGraph whole = unreduced(table);
        const StreetGraph reduced = build_graph(table);
        RC_ASSERT(check(reduced).empty());
        std::map<std::pair<double, double>, NodeIdx> by_place;
        for (const NodeIdx n : indices<NodeIdx>(whole.node_count()))
            by_place[{whole.position(n).x, whole.position(n).y}] = n;
        Reach fast(reduced);
        for (const NodeIdx n : indices<NodeIdx>(reduced.node_count())) {
            const auto at = [&](NodeIdx r) {
                return by_place.at({reduced.position(r).x, reduced.position(r).y});
            };
            const Seed from[] = {{n, 0}};
            fast.run(from, unreached - 1);
            const auto plain = plain_costs(whole, {{at(n), 0}}, unreached - 1, Direction::forward);
            for (const NodeIdx m : indices<NodeIdx>(reduced.node_count()))
                RC_ASSERT(fast.cost(m) == plain[at(m).value()]);
        }
        // Nothing is lost: the streets have the same total length.
        std::uint64_t length = 0;
        for (const EdgeIdx e : indices<EdgeIdx>(reduced.edge_count()))
            length += reduced.edge(e).length_mm;
        for (const EdgeIdx e : indices<EdgeIdx>(whole.edge_count()))
            length -= whole.edge(e).length_mm;
        RC_ASSERT(length == 0U);
    }));
}

TEST_CASE("no node is left where two like stretches merely follow one another",
          "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = build_graph(random_ways(seed));
        std::vector<std::vector<EdgeIdx>> ends(graph.node_count());
        for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
            ends[graph.edge(e).from.value()].push_back(e);
            ends[graph.edge(e).to.value()].push_back(e);
        }
        for (const auto& at : ends) {
            RC_ASSERT(!at.empty());
            if (at.size() != 2 || at[0] == at[1]) continue;
            const auto& a = graph.edge(at[0]);
            const auto& b = graph.edge(at[1]);
            const bool two_way = a.forward && a.backward && b.forward && b.backward;
            RC_ASSERT(!(two_way && a.kind == b.kind));
        }
    }));
}

TEST_CASE("the same ways give the same graph", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph a = build_graph(random_ways(seed));
        const StreetGraph b = build_graph(random_ways(seed));
        RC_ASSERT(a.node_count() == b.node_count() && a.edge_count() == b.edge_count());
        for (const EdgeIdx e : indices<EdgeIdx>(a.edge_count())) {
            RC_ASSERT(a.edge(e).way == b.edge(e).way && a.edge(e).from == b.edge(e).from);
            RC_ASSERT(std::ranges::equal(a.line(e), b.line(e)));
        }
    }));
}

TEST_CASE("ways that follow one another make one edge with all their points", "[street]") {
    const StreetGraph graph =
        built({{0, 0}, {10, 0}, {20, 0}, {20, 10}, {20, 20}}, {{0, 1, 2}, {4, 3, 2}});
    REQUIRE(graph.node_count() == 2);
    REQUIRE(graph.edge_count() == 1);
    CHECK(graph.edge(EdgeIdx{0}).length_mm == 40'000);
    CHECK(graph.edge(EdgeIdx{0}).way == 100);
    CHECK(graph.line(EdgeIdx{0}).size() == 5);
    CHECK(graph.line(EdgeIdx{0}).front() == geo::Point{0, 0});
    CHECK(graph.line(EdgeIdx{0}).back() == geo::Point{20, 20});
}

TEST_CASE("a bridge stays an edge of its own", "[street]") {
    WayTable table;
    table.vertices = {{0, 0}, {10, 0}, {20, 0}, {30, 0}};
    const auto bridge = static_cast<std::uint8_t>(WayFlag::bridge);
    const WayTraits road{.kind = "residential", .speed_kmh = 3.6};
    const WayTraits deck{.kind = "residential", .flags = bridge, .layer = 1, .speed_kmh = 3.6};
    const std::uint32_t a[] = {0, 1};
    const std::uint32_t b[] = {1, 2};
    const std::uint32_t c[] = {2, 3};
    table.add_way(1, road, a);
    table.add_way(2, deck, b);
    table.add_way(3, road, c);
    const StreetGraph graph = build_graph(table);
    REQUIRE(graph.edge_count() == 3);
    int bridges = 0;
    for (const EdgeIdx e : indices<EdgeIdx>(3))
        bridges += graph.edge(e).is(WayFlag::bridge) ? 1 : 0;
    CHECK(bridges == 1);
}

TEST_CASE("a one-way never turns round where ways meet", "[street]") {
    WayTable table;
    table.vertices = {{0, 0}, {10, 0}, {20, 0}};
    const WayTraits one_way{.kind = "residential", .speed_kmh = 3.6, .backward = false};
    const std::uint32_t a[] = {0, 1};
    const std::uint32_t b[] = {2, 1};
    table.add_way(1, one_way, a);
    table.add_way(2, one_way, b);
    const StreetGraph graph = build_graph(table);
    CHECK(graph.node_count() == 3);
    CHECK(graph.edge_count() == 2);
}

TEST_CASE("a ring that meets nothing keeps one node, and ways without length none", "[street]") {
    const StreetGraph ring = built({{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{0, 1, 2}, {2, 3, 0}});
    REQUIRE(ring.node_count() == 1);
    REQUIRE(ring.edge_count() == 1);
    CHECK(ring.edge(EdgeIdx{0}).length_mm == 40'000);
    CHECK(check(ring).empty());
    const StreetGraph nothing = built({{0, 0}, {10, 0}}, {{0, 0}, {1}});
    CHECK(nothing.node_count() == 0);
    CHECK(nothing.edge_count() == 0);
}

TEST_CASE("a street that touches another in its middle is a crossing", "[street]") {
    const StreetGraph graph = built({{0, 0}, {10, 0}, {20, 0}, {10, 10}}, {{0, 1, 2}, {1, 3}});
    CHECK(graph.node_count() == 4);
    CHECK(graph.edge_count() == 3);
}

TEST_CASE("two tables together have the streets of both, apart", "[street]") {
    WayTable one;
    one.vertices = {{0, 0}, {10, 0}};
    WayTable other;
    other.vertices = {{0, 50}, {20, 50}};
    const std::uint32_t through[] = {0, 1};
    one.add_way(1, {.kind = "residential", .speed_kmh = 3.6}, through);
    other.add_way(2, {.kind = "steps", .speed_kmh = 1.8, .backward = false}, through);
    one.append(other);
    const StreetGraph graph = build_graph(one);
    REQUIRE(graph.edge_count() == 2);
    REQUIRE(graph.component_count() == 3);  // down the steps there is no way back
    const auto& steps = graph.edge(graph.edge(EdgeIdx{0}).way == 2 ? EdgeIdx{0} : EdgeIdx{1});
    CHECK(steps.cost == 20 * 2000);
    CHECK_FALSE(steps.backward);
    CHECK(graph.kind_name(steps.kind) == "steps");
}

TEST_CASE("time lost at lights and crossings counts once on the way through", "[street]") {
    // A light in the middle of the first street, one at the crossing of all three.
    WayTable table;
    table.vertices = {{0, 0}, {50, 0}, {100, 0}, {200, 0}, {100, 100}};
    table.delays = {0, 8'000, 6'000};
    const WayTraits street{.kind = "residential", .speed_kmh = 3.6, .crossing = 4'000};
    const std::uint32_t first[] = {0, 1, 2};
    const std::uint32_t second[] = {2, 3};
    const std::uint32_t third[] = {2, 4};
    table.add_way(1, street, first);
    table.add_way(2, street, second);
    table.add_way(3, {.kind = "footway", .speed_kmh = 3.6}, third);
    const StreetGraph graph = build_graph(table);
    REQUIRE(graph.edge_count() == 3);
    std::map<std::int64_t, Cost> cost;
    for (const EdgeIdx e : indices<EdgeIdx>(3)) cost[graph.edge(e).way] = graph.edge(e).cost;
    CHECK(cost[1] == 100'000 + 8'000 + (6'000 + 4'000) / 2);
    CHECK(cost[2] == 100'000 + (6'000 + 4'000) / 2);
    CHECK(cost[3] == 100'000 + 6'000 / 2);

    WayTable twice;
    twice.append(WayTable{});
    twice.append(table);
    CHECK(build_graph(twice).edge(EdgeIdx{0}).cost == graph.edge(EdgeIdx{0}).cost);
}

TEST_CASE("ways of two speeds join only in their own direction", "[street]") {
    // Both climb eastwards, or both from the middle outwards.
    const auto edges = [](bool turned) {
        WayTable table;
        table.vertices = {{0, 0}, {100, 0}, {200, 0}};
        const WayTraits climb{.kind = "path", .speed_kmh = 3.6, .back_kmh = 7.2};
        const std::uint32_t first[] = {0, 1};
        const std::uint32_t on[] = {1, 2};
        const std::uint32_t back[] = {2, 1};
        table.add_way(1, climb, first);
        table.add_way(2, climb, turned ? std::span<const std::uint32_t>(back) : on);
        return build_graph(table);
    };
    const StreetGraph one = edges(false);
    REQUIRE(one.edge_count() == 1);
    const bool eastwards = one.position(one.edge(EdgeIdx{0}).from).x == 0;
    CHECK(one.edge(EdgeIdx{0}).cost == (eastwards ? 200'000 : 100'000));
    CHECK(one.edge(EdgeIdx{0}).back_cost == (eastwards ? 100'000 : 200'000));
    CHECK(edges(true).edge_count() == 2);
}

TEST_CASE("places within the tolerance are one vertex, also across a cell border", "[street]") {
    VertexMerger merger(Metres{0.1});
    const std::uint32_t a = merger.vertex({100.0, 50.0});
    CHECK(merger.vertex({99.97, 50.04}) == a);
    CHECK(merger.vertex({100.0, 50.1 - 1e-9}) == a);
    const std::uint32_t b = merger.vertex({100.0, 50.2});
    CHECK(b != a);
    CHECK(merger.vertex({100.0, 50.14}) == b);
    CHECK(merger.vertices.size() == 2);
    CHECK(merger.vertices[a] == geo::Point{100.0, 50.0});
}

TEST_CASE("the Hilbert curve steps from neighbour to neighbour", "[street]") {
    constexpr std::uint32_t side = 64;
    std::map<std::uint32_t, std::pair<int, int>> along;
    for (std::uint32_t x = 0; x < side; ++x)
        for (std::uint32_t y = 0; y < side; ++y)
            along[hilbert(x, y)] = {static_cast<int>(x), static_cast<int>(y)};
    REQUIRE(along.size() == side * side);
    CHECK(along.rbegin()->first == side * side - 1);
    int jumps = 0;
    for (auto it = std::next(along.begin()); it != along.end(); ++it) {
        const auto [x0, y0] = std::prev(it)->second;
        const auto [x1, y1] = it->second;
        jumps += std::abs(x1 - x0) + std::abs(y1 - y0) == 1 ? 0 : 1;
    }
    CHECK(jumps == 0);
}

TEST_CASE("tables that meet at like places are one network, unless a gate parts them there",
          "[street]") {
    const WayTraits street{.kind = "street", .speed_kmh = 5};
    // Of each table one way of 100 m; they meet at (100, 0), 5 cm apart.
    const auto network = [&](bool gate, bool again) {
        WayTable table;
        table.vertices = {{0, 0}, {100, 0}};
        if (gate) table.vertices.push_back({100, 0});
        const std::uint32_t first[] = {0, 1};
        table.add_way(1, street, first);
        std::vector<std::uint32_t> starts{0};
        for (int time = 0; time < (again ? 2 : 1); ++time) {
            WayTable other;
            other.vertices = {{200, 0}, {100, 0.05}};
            const std::uint32_t through[] = {0, 1};
            other.add_way(2, street, through);
            starts.push_back(static_cast<std::uint32_t>(table.vertices.size()));
            table.append(other);
        }
        table.join(starts);
        return build_graph(table);
    };
    CHECK(network(false, false).component_count() == 1);
    CHECK(network(true, false).component_count() == 2);
    // The same file twice changes nothing.
    CHECK(network(false, true).edge_count() == network(false, false).edge_count());
}
