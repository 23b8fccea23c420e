// SPDX-License-Identifier: Apache-2.0
#include "tests/support/town.hpp"

#include <stdexcept>

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::street;
using lisiere::test::Town;

TEST_CASE("a drawn town has its nodes, streets, kinds and places where they are drawn",
          "[street][town]") {
    const Town town(R"(
        A--x--B   p
        !     |
        C=====D~~~E
    )");
    CHECK(town.graph().node_count() == 5);
    CHECK(town.graph().edge_count() == 5);
    CHECK(check(town.graph()).empty());
    CHECK(town.place('A') == geo::Point{0, 20});
    CHECK(town.place('E') == geo::Point{100, 0});
    CHECK(town.place('p') == geo::Point{100, 20});
    CHECK(town.graph().edge(town.edge('A', 'B')).length_mm == 6 * 10'000);
    CHECK(town.graph().edge(town.edge('A', 'B')).cost == 6 * 10'000);
    CHECK(town.graph().kind_name(town.graph().edge(town.edge('C', 'A')).kind) == "footway");
    CHECK(town.graph().edge(town.edge('D', 'E')).is(WayFlag::steps));
    const Snap x = town.snap('x');
    CHECK(x.edge == town.edge('A', 'B'));
    CHECK(x.along_mm == 30'000);
    CHECK(x.off_cost == 0);
    CHECK(town.snap('p').off_cost == 20'000);
}

TEST_CASE("arrows make one-ways and a hash makes a bridge", "[street][town]") {
    const Town town(R"(
          B
          |
        A>#>C<D
          |   v
          E   F
    )");
    CHECK(town.graph().edge_count() == 4);
    const auto& bridge = town.graph().edge(town.edge('A', 'C'));
    CHECK(bridge.is(WayFlag::bridge));
    CHECK((bridge.forward && !bridge.backward));
    CHECK_FALSE(town.graph().edge(town.edge('B', 'E')).is(WayFlag::bridge));
    CHECK(town.graph().edge(town.edge('B', 'E')).length_mm == 4 * 10'000);
    const auto& back = town.graph().edge(town.edge('C', 'D'));
    CHECK((!back.forward && back.backward));
    const auto& down = town.graph().edge(town.edge('D', 'F'));
    CHECK((down.forward && !down.backward));
}

TEST_CASE("a picture that makes no sense is refused", "[street][town]") {
    CHECK_THROWS_AS(Town(""), std::invalid_argument);
    CHECK_THROWS_AS(Town("A--A"), std::invalid_argument);
    CHECK_THROWS_AS(Town("A-- B"), std::invalid_argument);
    CHECK_THROWS_AS(Town("--B"), std::invalid_argument);
    CHECK_THROWS_AS(Town("A-?-B"), std::invalid_argument);
    CHECK_THROWS_AS(Town("x--x"), std::invalid_argument);
}
