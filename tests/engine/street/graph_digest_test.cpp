// SPDX-License-Identifier: Apache-2.0
#include "engine/street/graph_digest.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::street {
namespace {

StreetGraph triangle(double speed, std::string kind, geo::Point corner, std::uint8_t flags = 0) {
    IndexedVector<NodeIdx, geo::Point> nodes;
    for (const geo::Point p : {geo::Point{0, 0}, geo::Point{100, 0}, geo::Point{50, 80}})
        nodes.push_back(p);
    std::vector<EdgeInput> edges;
    const auto edge = [&](std::size_t from, std::size_t to, geo::LineString line) {
        EdgeInput input;
        input.from = NodeIdx{from};
        input.to = NodeIdx{to};
        input.line = std::move(line);
        input.kind = kind;
        input.speed_kmh = speed;
        input.flags = flags;
        edges.push_back(std::move(input));
    };
    edge(0, 1, {{0, 0}, corner, {100, 0}});
    edge(1, 2, {{100, 0}, {50, 80}});
    return {std::move(nodes), edges};
}

TEST_CASE("two readings of the same streets have one digest") {
    CHECK(digest_of(triangle(4.8, "footway", {50, 0})) ==
          digest_of(triangle(4.8, "footway", {50, 0})));
}

TEST_CASE("a street that is slower, of another kind, drawn or built otherwise changes the digest") {
    const Digest base = digest_of(triangle(4.8, "footway", {50, 0}));
    CHECK(digest_of(triangle(4.7, "footway", {50, 0})) != base);
    CHECK(digest_of(triangle(4.8, "steps", {50, 0})) != base);
    CHECK(digest_of(triangle(4.8, "footway", {40, 0})) != base);  // as long, as fast
    CHECK(digest_of(triangle(4.8, "footway", {50, 0},
                             static_cast<std::uint8_t>(WayFlag::bridge))) != base);
    CHECK(digest_of(StreetGraph()) != base);
}

}  // namespace
}  // namespace lisiere::street
