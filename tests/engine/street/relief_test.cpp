// SPDX-License-Identifier: Apache-2.0
#include "engine/street/relief.hpp"

#include <rapidcheck.h>

#include <cmath>

#include "engine/street/build.hpp"
#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

namespace {

const SlopeRule tobler{.steepness = 3.5, .best = 0.05};
const SlopeRule riding{.lost_up = 6.67, .won_down = 4, .least = 0.27, .most = 1.4};

/// A plane that rises by `slope` eastwards, known every 10 m over 1 km × 1 km.
Heights plane(double slope) {
    Heights heights{{0, 1000}, 10, 10, 100, 100, {}};
    for (std::size_t row = 0; row < 100; ++row)
        for (std::size_t column = 0; column < 100; ++column)
            heights.values.push_back(
                static_cast<float>(slope * (10 * static_cast<double>(column) + 5)));
    return heights;
}

/// One straight way from west to east.
StreetGraph way(double from_x, double to_x, const Relief& relief, WayTraits traits) {
    WayTable table;
    table.vertices = {{from_x, 500}, {to_x, 500}};
    const std::uint32_t through[] = {0, 1};
    table.add_way(1, traits, through);
    return build_graph(table, &relief);
}

const WayTraits path{.kind = "path", .speed_kmh = 3.6};

}  // namespace

TEST_CASE("heights between cells are those of the plane they lie on", "[street]") {
    const Heights heights = plane(0.1);
    CHECK(std::abs(*heights.at({500, 500}) - 50) < 1e-4);
    CHECK(std::abs(*heights.at({503, 277}) - 50.3) < 1e-4);
    CHECK(*heights.at({0, 1000}) == heights.values.front());  // at the rim, as half a cell inside
    CHECK_FALSE(heights.at({-1, 500}));
    CHECK_FALSE(heights.at({500, 1001}));
    Heights holed = heights;
    holed.values[50 * 100 + 50] = NAN;
    CHECK_FALSE(holed.at({504, 496}));
    CHECK(holed.at({530, 496}));
}

TEST_CASE("walking follows Tobler, scaled so that the flat keeps its speed", "[street]") {
    // 6·exp(−3.5·|s + 0.05|): from s = 0 to s = 0.1 the exponent goes from 0.175 to 0.525.
    CHECK(tobler.time_factor(0) == 1);
    CHECK(std::abs(tobler.time_factor(0.1) - std::exp(0.525 - 0.175)) < 1e-12);
    CHECK(std::abs(tobler.time_factor(-0.05) - std::exp(-0.175)) < 1e-12);
    CHECK(std::abs(tobler.time_factor(-0.1) - 1) < 1e-12);
    const StreetGraph graph = way(100, 200, {plane(0.1), tobler}, path);
    const auto& edge = graph.edge(EdgeIdx{0});
    REQUIRE(graph.position(edge.from).x == 100);
    CHECK(std::abs(edge.cost - 100'000 * std::exp(0.35)) < 20);  // 100 m at 1 m/s, uphill
    CHECK(std::abs(static_cast<double>(edge.back_cost) - 100'000) < 20);
    CHECK(graph.directed());
    CHECK_FALSE(graph.has_one_ways());
}

TEST_CASE("riding loses uphill and wins downhill, between its bounds", "[street]") {
    CHECK(riding.time_factor(0) == 1);
    CHECK(std::abs(riding.time_factor(0.05) - 1 / (1 - 6.67 * 0.05)) < 1e-12);
    CHECK(riding.time_factor(0.5) == 1 / 0.27);
    CHECK(std::abs(riding.time_factor(-0.05) - 1 / (1 + 4 * 0.05)) < 1e-12);
    CHECK(riding.time_factor(-0.5) == 1 / 1.4);
}

TEST_CASE("the flat changes nothing, to the millisecond", "[street][property]") {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        WayTable table;
        Random random(seed);
        for (int i = 0; i < 12; ++i)
            table.vertices.push_back({50.0 + random() % 900, 50.0 + random() % 900});
        for (int w = 0; w < 8; ++w) {
            std::vector<std::uint32_t> through;
            for (std::uint32_t i = 0; i < 2 + random() % 4; ++i) through.push_back(random() % 12);
            table.add_way(w, path, through);
        }
        const Relief relief{plane(0), tobler};
        const StreetGraph flat = build_graph(table);
        const StreetGraph same = build_graph(table, &relief);
        REQUIRE(flat.edge_count() == same.edge_count());
        for (const EdgeIdx e : indices<EdgeIdx>(flat.edge_count())) {
            REQUIRE(flat.edge(e).cost == same.edge(e).cost);
            REQUIRE(same.edge(e).back_cost == same.edge(e).cost);
        }
        CHECK_FALSE(same.directed());
    }
}

TEST_CASE("a slope costs the same whatever the pieces it is drawn in", "[street]") {
    const Relief relief{plane(0.08), tobler};
    WayTable table;
    table.vertices = {{100, 500}, {133, 500}, {134, 500}, {250, 500}};
    const std::uint32_t through[] = {0, 1, 2, 3};
    table.add_way(1, path, through);
    const StreetGraph pieces = build_graph(table, &relief);
    const StreetGraph whole = way(100, 250, relief, path);
    CHECK(std::abs(static_cast<double>(pieces.edge(EdgeIdx{0}).cost) -
                   whole.edge(EdgeIdx{0}).cost) < 20);
}

TEST_CASE("a bridge goes straight from bank to bank, also when streets meet on it", "[street]") {
    // A valley 8 m deep under the middle of the bridge; its ends are level. Its sides, 8 m in 10,
    // are as steep as a street may be.
    Heights valley = plane(0);
    for (std::size_t row = 0; row < 100; ++row)
        for (std::size_t column = 40; column < 60; ++column) valley.values[row * 100 + column] = -8;
    const Relief relief{valley, tobler};
    const WayTraits bridge{
        .kind = "path", .flags = static_cast<std::uint8_t>(WayFlag::bridge), .speed_kmh = 3.6};
    CHECK(way(300, 700, relief, bridge).edge(EdgeIdx{0}).cost == 400'000);
    CHECK(way(300, 700, relief, path).edge(EdgeIdx{0}).cost > 420'000);
    // In three parts: the two nodes in the air lie between the ends.
    WayTable table;
    table.vertices = {{300, 500}, {450, 500}, {550, 500}, {700, 500}};
    const std::uint32_t parts[][2] = {{0, 1}, {1, 2}, {2, 3}};
    const WayTraits tunnel{
        .kind = "footway", .flags = static_cast<std::uint8_t>(WayFlag::tunnel), .speed_kmh = 3.6};
    table.add_way(1, bridge, parts[0]);
    table.add_way(2, tunnel, parts[1]);  // another kind: nodes stay
    table.add_way(3, bridge, parts[2]);
    const StreetGraph graph = build_graph(table, &relief);
    REQUIRE(graph.edge_count() == 3);
    for (const EdgeIdx e : indices<EdgeIdx>(3)) {
        const auto& edge = graph.edge(e);
        CHECK(std::abs(static_cast<double>(edge.cost) - edge.length_mm) <= 1);
    }
}

TEST_CASE("steps keep their speed, and so do streets without known heights", "[street]") {
    const WayTraits steps{
        .kind = "steps", .flags = static_cast<std::uint8_t>(WayFlag::steps), .speed_kmh = 1.8};
    CHECK(way(100, 200, {plane(0.3), tobler}, steps).edge(EdgeIdx{0}).cost == 200'000);
    EdgeTable edges;
    edges.kinds = {"path"};
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.push_back({900, 500});
    nodes.push_back({1100, 500});
    EdgeTable::Row row;
    row.from = NodeIdx{0};
    row.to = NodeIdx{1};
    row.points = 2;
    row.speed_kmh = 3.6;
    edges.rows = {row};
    edges.points = {{900, 500}, {1100, 500}};
    CHECK(apply({plane(0.1), tobler}, nodes, edges) == 1);
    CHECK(edges.rows[0].speed_kmh == 3.6);
}

TEST_CASE("up and down the same hill, times differ and searches agree with the oracle",
          "[street][property]") {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        WayTable table;
        Random random(seed);
        for (int i = 0; i < 15; ++i)
            table.vertices.push_back({50.0 + random() % 900, 50.0 + random() % 900});
        for (int w = 0; w < 14; ++w) {
            WayTraits traits = path;
            traits.backward = random() % 5 != 0;
            const std::uint32_t through[] = {random() % 15, random() % 15, random() % 15};
            table.add_way(w, traits, through);
        }
        const Relief relief{plane(0.12), tobler};
        const StreetGraph graph = build_graph(table, &relief);
        if (graph.node_count() == 0) continue;
        REQUIRE(check(graph).empty());
        const std::vector<Seed> seeds{{NodeIdx{0}, 0}};
        for (const Direction direction : {Direction::forward, Direction::backward}) {
            Reach reach(graph);
            reach.run(seeds, unreached - 1, direction);
            const auto wanted = plain_costs(graph, seeds, unreached - 1, direction);
            for (const NodeIdx n : indices<NodeIdx>(graph.node_count()))
                REQUIRE(reach.cost(n) == wanted[n.value()]);
        }
    }
}

TEST_CASE("a slope that no street has is an unknown height: the street is flat, and counted",
          "[street]") {
    // A sheet of zeros in ground at 100 m: its rims drop by 100 m within 10 m.
    Heights sheet = plane(0);
    for (float& h : sheet.values) h = 100;
    for (std::size_t row = 0; row < 100; ++row)
        for (std::size_t column = 40; column < 50; ++column) sheet.values[row * 100 + column] = 0;
    const Relief relief{sheet, tobler};
    const auto edge = [&](double from, double to) {
        const StreetGraph graph = way(from, to, relief, path);
        return graph.edge(EdgeIdx{0}).cost;
    };
    CHECK(edge(200, 800) == 600'000);  // 600 m at 1 m/s
    CHECK(edge(420, 480) == 60'000);   // within the sheet
    WayTable table;
    table.vertices = {{200, 500}, {800, 500}};
    const std::uint32_t through[] = {0, 1};
    table.add_way(1, path, through);
    std::size_t without = 0;
    (void)build_graph(table, &relief, &without);
    CHECK(without == 1);
}
