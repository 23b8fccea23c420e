// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck.h>

#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "engine/street/reach.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

TEST_CASE("every millimetre of a stretch is within the limit, the next one is not",
          "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, bool forward) {
        const StreetGraph graph = random_graph({.seed = seed, .nodes = 8, .edges = 12});
        Random random(seed + 1);
        const Snap origin = random_place(graph, random);
        const Cost limit = random() % 900'000;
        Reach reach(graph);
        reach.run(origin, limit + random() % 10'000,
                  forward ? Direction::forward : Direction::backward);
        const auto stretches = reached_stretches(reach, limit);
        const auto inside = [&](EdgeIdx e, std::uint32_t mm) {
            return std::any_of(stretches.begin(), stretches.end(), [&](const ReachedStretch& s) {
                return s.edge == e && s.from_mm <= mm && mm <= s.to_mm;
            });
        };
        const auto time = [&](EdgeIdx e, std::uint32_t mm) {
            return reach.cost(Snap{.edge = e, .along_mm = mm});
        };
        for (std::size_t i = 1; i < stretches.size(); ++i) {
            const ReachedStretch& a = stretches[i - 1];
            const ReachedStretch& b = stretches[i];
            RC_ASSERT(a.edge < b.edge || (a.edge == b.edge && a.to_mm + 1 < b.from_mm));
        }
        for (const ReachedStretch& s : stretches) {
            const auto length = graph.edge(s.edge).length_mm;
            RC_ASSERT(s.from_mm < s.to_mm && s.to_mm <= length);
            RC_ASSERT(time(s.edge, s.from_mm) <= limit);
            RC_ASSERT(time(s.edge, s.to_mm) <= limit);
            // The very ends of an edge are nodes, reached by other ways perhaps.
            if (s.from_mm > 1) RC_ASSERT(time(s.edge, s.from_mm - 1) > limit);
            if (s.to_mm + 1 < length) RC_ASSERT(time(s.edge, s.to_mm + 1) > limit);
        }
        for (int i = 0; i < 60; ++i) {
            const EdgeIdx e{random() % graph.edge_count()};
            const auto length = graph.edge(e).length_mm;
            if (length < 3) continue;
            const std::uint32_t mm = 1 + random() % (length - 1);
            // A lone millimetre where the limit falls exactly is an empty stretch, and left out.
            const bool lone =
                time(e, mm) <= limit && time(e, mm - 1) > limit && time(e, mm + 1) > limit;
            if (!lone) RC_ASSERT(inside(e, mm) == (time(e, mm) <= limit));
        }
    }));
}

TEST_CASE("a stretch is cut where the limit falls", "[street]") {
    const Town town(R"(
        A---o---B------C
                |
                D
    )");
    Reach reach(town.graph());
    reach.run(town.snap('o'), 60'000);
    const auto stretches = reached_stretches(reach, 60'000);
    REQUIRE(stretches.size() == 3);
    CHECK(stretches[0].edge == town.edge('A', 'B'));
    CHECK((stretches[0].from_mm == 0 && stretches[0].to_mm == 80'000));
    CHECK(stretches[1].edge == town.edge('B', 'C'));
    // 40 s to B, 20 s left of the 70 m to C, at 1 m/s; cost_along rounds half up: up to half a
    // millisecond more.
    CHECK((stretches[1].from_mm == 0 && stretches[1].to_mm == 20'000));
    CHECK(stretches[2].to_mm == 20'000);
    const auto line = stretch_line(town.graph(), stretches[1]);
    REQUIRE(line.size() == 2);
    CHECK(line.front() == town.place('B'));
    CHECK(line.back().x == Approx(town.place('B').x + 20));
}

TEST_CASE("a street reached from both its ends shows the gap in the middle", "[street]") {
    const Town town(R"(
        A--------B
        |        |
        D--------C
    )");
    Reach reach(town.graph());
    const Seed from[] = {{town.node('A'), 0}, {town.node('B'), 0}};
    reach.run(from, 30'000);
    const auto stretches = reached_stretches(reach, 30'000);
    REQUIRE(stretches.size() >= 2);
    CHECK(stretches[0].to_mm == 30'000);
    CHECK(stretches[1].from_mm == 60'000);
    CHECK(stretches[1].to_mm == 90'000);
}

TEST_CASE("a drawn stretch is as long as it says and keeps the bends", "[street]") {
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.push_back({0, 0});
    nodes.push_back({100, 100});
    const StreetGraph graph(nodes, {{.from = NodeIdx{0},
                                     .to = NodeIdx{1},
                                     .line = {{0, 0}, {100, 0}, {100, 100}},
                                     .speed_kmh = 3.6}});
    const ReachedStretch part{EdgeIdx{0}, 50'000, 125'000};
    const geo::LineString line = stretch_line(graph, part);
    REQUIRE(line.size() == 3);
    CHECK(line[0] == geo::Point{50, 0});
    CHECK(line[1] == geo::Point{100, 0});
    CHECK(line[2] == geo::Point{100, 25});
    CHECK(geo::length(line).value() == Approx(75));
    CHECK(point_at(graph, EdgeIdx{0}, 0) == geo::Point{0, 0});
    CHECK(point_at(graph, EdgeIdx{0}, 200'000) == geo::Point{100, 100});
}
