// SPDX-License-Identifier: Apache-2.0
#include "engine/street/street_graph.hpp"

#include <rapidcheck.h>

#include "engine/street/barrier.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

namespace {

bool same(const StreetGraph& a, const StreetGraph& b) {
    if (a.node_count() != b.node_count() || a.edge_count() != b.edge_count()) return false;
    for (const NodeIdx n : indices<NodeIdx>(a.node_count())) {
        const auto x = a.arcs(n);
        const auto y = b.arcs(n);
        const auto equal = [](const Arc& p, const Arc& q) {
            return p.head == q.head && p.edge == q.edge && p.cost == q.cost &&
                   p.length_mm == q.length_mm;
        };
        if (!std::equal(x.begin(), x.end(), y.begin(), y.end(), equal)) return false;
        if (a.component(n) != b.component(n)) return false;
    }
    for (const EdgeIdx e : indices<EdgeIdx>(a.edge_count()))
        if (a.edge(e).way != b.edge(e).way || a.edge(e).cost != b.edge(e).cost) return false;
    return true;
}

}  // namespace

TEST_CASE("random graphs are whole: twins, order, components", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed});
        RC_ASSERT(check(graph).empty());
    }));
}

TEST_CASE("incoming arcs are the arcs seen from their heads", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed, .nodes = 8, .edges = 14});
        std::size_t incoming = 0;
        for (const NodeIdx n : indices<NodeIdx>(graph.node_count()))
            for (const Arc& in : graph.incoming(n)) {
                ++incoming;
                const auto out = graph.arcs(in.head);
                RC_ASSERT(std::any_of(out.begin(), out.end(), [&](const Arc& arc) {
                    return arc.head == n && arc.edge == in.edge && arc.cost == in.cost;
                }));
            }
        RC_ASSERT(incoming == graph.arc_count());
    }));
}

TEST_CASE("removing nothing and adding nothing gives the same graph", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed});
        RC_ASSERT(same(graph, changed(graph, {}, {}, {})));
    }));
}

TEST_CASE("an edge taken out and put back gives the same times", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed});
        const EdgeIdx e{seed % graph.edge_count()};
        const EdgeInput copy = input_of(graph, e);
        const EdgeIdx gone[] = {e};
        const EdgeInput back[] = {copy};
        const StreetGraph again = changed(changed(graph, gone, {}, {}), {}, {}, back);
        RC_ASSERT(check(again).empty());
        const std::vector<Seed> seeds{{NodeIdx{seed % graph.node_count()}, 0}};
        RC_ASSERT(plain_costs(graph, seeds, unreached - 1, Direction::forward) ==
                  plain_costs(again, seeds, unreached - 1, Direction::forward));
    }));
}

TEST_CASE("a cost is length over speed in whole milliseconds", "[street]") {
    const Town town("A---B~~C", {.metres = 25, .speed_kmh = 4.8, .speeds = {{"steps", 2.4}}});
    const auto& street = town.graph().edge(town.edge('A', 'B'));
    CHECK(street.length_mm == 4 * 25 * 1000);
    CHECK(street.cost == 4 * 25 * 3600 / 4.8);
    CHECK(town.graph().edge(town.edge('B', 'C')).cost == 3 * 25 * 3600 / 2.4);
}

TEST_CASE("parts of an edge add up to its cost", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t cost, std::uint32_t length, std::uint32_t along) {
        StreetGraph::Edge edge;
        edge.cost = cost % 2'000'000'000 + 1;
        edge.back_cost = length % 1'000'000'000 + 1;
        edge.length_mm = length % 2'000'000'000 + 1;
        const std::uint32_t mm = along % edge.length_mm;
        RC_ASSERT(edge.cost_along(0) == 0U);
        RC_ASSERT(edge.cost_along(edge.length_mm) == edge.cost);
        RC_ASSERT(edge.cost_along(mm) <= edge.cost_along(mm + 1));
        RC_ASSERT(edge.back_along(0) == 0U);
        RC_ASSERT(edge.back_along(edge.length_mm) == edge.back_cost);
        const double exact = static_cast<double>(edge.cost) * mm / edge.length_mm;
        RC_ASSERT(std::abs(edge.cost_along(mm) - exact) <= 0.5 + 1e-6);
    }));
}

TEST_CASE("components are numbered from the largest, ties by lowest node", "[street]") {
    const Town town(R"(
        A-B  C-D-E

        F-G  H
    )");
    const StreetGraph& graph = town.graph();
    REQUIRE(graph.component_count() == 4);
    CHECK(graph.component(town.node('D')) == 0);
    CHECK(graph.component_size(0) == 3);
    CHECK(graph.component(town.node('A')) == 1);
    CHECK(graph.component(town.node('G')) == 2);
    CHECK(graph.component(town.node('H')) == 3);
    CHECK(graph.component_size(3) == 1);
}

TEST_CASE("a component holds the nodes that one can go to and come back from", "[street]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph =
            random_graph({.seed = seed, .nodes = 15, .edges = 5 + seed % 30, .one_way_share = 0.7});
        const std::size_t n = graph.node_count();
        std::vector<std::vector<bool>> leads(n, std::vector<bool>(n, false));
        for (const NodeIdx a : indices<NodeIdx>(n)) {
            leads[a.value()][a.value()] = true;
            for (const Arc& arc : graph.arcs(a)) leads[a.value()][arc.head.value()] = true;
        }
        for (std::size_t k = 0; k < n; ++k)  // Warshall 1962
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j)
                    if (leads[i][k] && leads[k][j]) leads[i][j] = true;
        std::vector<std::size_t> size(graph.component_count(), 0);
        for (const NodeIdx a : indices<NodeIdx>(n)) {
            ++size[graph.component(a)];
            for (const NodeIdx b : indices<NodeIdx>(n))
                RC_ASSERT((graph.component(a) == graph.component(b)) ==
                          (leads[a.value()][b.value()] && leads[b.value()][a.value()]));
        }
        for (std::uint32_t c = 0; c < graph.component_count(); ++c)
            RC_ASSERT(graph.component_size(c) == size[c]);
    }));
}

TEST_CASE("a long way round the town needs no deep stack to be seen as one component", "[street]") {
    // A one-way ring of 200,000 crossings.
    IndexedVector<NodeIdx, geo::Point> nodes;
    EdgeTable edges;
    edges.kinds = {"residential"};
    constexpr std::uint32_t count = 200'000;
    for (std::uint32_t i = 0; i < count; ++i) {
        nodes.push_back({static_cast<double>(i), 0});
        EdgeTable::Row row;
        row.from = NodeIdx{i};
        row.to = NodeIdx{(i + 1) % count};
        row.points = 2;
        row.speed_kmh = 4.8;
        row.backward = false;
        edges.rows.push_back(row);
        edges.points.push_back({static_cast<double>(i), 0});
        edges.points.push_back({static_cast<double>((i + 1) % count), 0});
    }
    const StreetGraph graph(nodes, edges);
    CHECK(graph.component_count() == 1);
    CHECK(graph.component_size(0) == count);
}

TEST_CASE("a street may cost more one way than the other", "[street]") {
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.push_back({0, 0});
    nodes.push_back({100, 0});
    const StreetGraph graph(nodes, std::vector<EdgeInput>{{.from = NodeIdx{0},
                                                           .to = NodeIdx{1},
                                                           .line = {{0, 0}, {100, 0}},
                                                           .kind = "path",
                                                           .speed_kmh = 3.6,
                                                           .back_kmh = 7.2}});
    CHECK(check(graph).empty());
    CHECK_FALSE(graph.has_one_ways());
    CHECK(graph.directed());
    const StreetGraph::Edge& edge = graph.edge(EdgeIdx{0});
    CHECK(edge.cost == 100'000);      // 100 m at 1 m/s
    CHECK(edge.back_cost == 50'000);  // and at 2 m/s
    const Snap place{EdgeIdx{0}, 25'000};
    CHECK(*leaving(edge, place.along_mm).from == 25'000 / 2);
    CHECK(*leaving(edge, place.along_mm).to == 75'000);
    CHECK(*arriving(edge, place.along_mm).from == 25'000);
    CHECK(*arriving(edge, place.along_mm).to == 75'000 / 2);
    CHECK(*along(edge, 25'000, 35'000) == 10'000);
    CHECK(*along(edge, 35'000, 25'000) == 5'000);
    const EdgeInput again = input_of(graph, EdgeIdx{0});
    CHECK(StreetGraph(nodes, std::vector<EdgeInput>{again}).edge(EdgeIdx{0}).back_cost == 50'000);
}

TEST_CASE("the two ends of a street without return are two components", "[street]") {
    const Town town("A>>B");
    CHECK(town.graph().component_count() == 2);
    CHECK(town.graph().has_one_ways());
    CHECK(town.graph().arcs(town.node('B')).empty());
    REQUIRE(town.graph().incoming(town.node('B')).size() == 1);
    CHECK(town.graph().incoming(town.node('B'))[0].head == town.node('A'));
}

TEST_CASE("a scenario may add nodes and a footbridge", "[street]") {
    const Town town(R"(
        A----B

        C----D
    )");
    CHECK(town.graph().component_count() == 2);
    const geo::Point middle{25, 10};
    const NodeIdx added{town.graph().node_count()};
    const std::vector<EdgeInput> bridge{{.from = town.node('A'),
                                         .to = added,
                                         .line = {town.place('A'), middle},
                                         .kind = "footway",
                                         .speed_kmh = 3.6},
                                        {.from = added,
                                         .to = town.node('D'),
                                         .line = {middle, town.place('D')},
                                         .kind = "footway",
                                         .speed_kmh = 3.6}};
    const std::vector<geo::Point> nodes{middle};
    const StreetGraph with = changed(town.graph(), {}, nodes, bridge);
    CHECK(check(with).empty());
    CHECK(with.component_count() == 1);
    CHECK(with.position(added) == middle);
}

TEST_CASE("broken input is refused", "[street]") {
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.push_back({0, 0});
    const EdgeInput off{
        .from = NodeIdx{0}, .to = NodeIdx{1}, .line = {{0, 0}, {1, 1}}, .speed_kmh = 1};
    CHECK_THROWS_AS(StreetGraph(nodes, {off}), PreconditionError);
    const EdgeInput still{.from = NodeIdx{0}, .to = NodeIdx{0}, .line = {{0, 0}, {1, 1}}};
    CHECK_THROWS_AS(StreetGraph(nodes, {still}), PreconditionError);
}

TEST_CASE("the kinds of barrier have stable names", "[street]") {
    CHECK(to_text(BarrierKind::voie_ferree) == "voie_ferree");
    CHECK(to_text(BarrierKind::emprise_fermee) == "emprise_fermee");
}
