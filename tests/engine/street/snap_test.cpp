// SPDX-License-Identifier: Apache-2.0
#include "engine/street/snap.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

using namespace lisiere;
using namespace lisiere::street;
using namespace lisiere::test;

TEST_CASE("tying to the street equals looking at every segment", "[street][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const StreetGraph graph = random_graph({.seed = seed, .nodes = 30, .edges = 5 + seed % 30});
        Random random(seed + 1);
        const SnapOptions options{.limit = Metres{random() % 3 == 0 ? 40.0 : 500.0},
                                  .large_component = 2 + random() % 8};
        const Snapper snapper(graph, options);
        for (int i = 0; i < 40; ++i) {
            // Whole metres, inside and around the square: many points lie as near to two streets.
            const geo::Point p{static_cast<double>(random() % 1800) - 400,
                               static_cast<double>(random() % 1800) - 400};
            EdgeIdx nearest;
            double least = std::numeric_limits<double>::infinity();
            for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
                const std::uint32_t component = graph.component(graph.edge(e).from);
                if (component != graph.component(graph.edge(e).to)) continue;
                if (component != 0 && graph.component_size(component) < options.large_component)
                    continue;
                const auto line = graph.line(e);
                for (std::size_t s = 0; s + 1 < line.size(); ++s) {
                    const double d = geo::project(p, line[s], line[s + 1]).distance;
                    if (d >= least) continue;
                    least = d;
                    nearest = e;
                }
            }
            const std::optional<Snap> snap = snapper.snap(p);
            RC_ASSERT(snap.has_value() == (least <= options.limit.value()));
            if (!snap) continue;
            RC_ASSERT(snap->off_m == least);
            RC_ASSERT(snap->edge == nearest);
            RC_ASSERT(snap->along_mm <= graph.edge(snap->edge).length_mm);
            RC_ASSERT(geo::distance(p, snap->at) == least);
            // The millimetres along the edge lead to the same place.
            RC_ASSERT(geo::distance(point_at(graph, snap->edge, snap->along_mm), snap->at) < 0.002);
        }
    }));
}

TEST_CASE("the walk to the street is part of the time, at the speed off the network", "[street]") {
    const Town town(R"(
           p
        A--------B
    )");
    const Snapper snapper(town.graph(), {.off_network_kmh = 1.8});
    const auto snap = snapper.snap(town.place('p'));
    REQUIRE(snap.has_value());
    CHECK(snap->along_mm == 3 * 10'000);
    CHECK(snap->off_m == 10);
    CHECK(snap->off_cost == 10 * 3600 / 1.8);
    CHECK(snap->at == geo::Point{30, 0});
}

TEST_CASE("a small island is passed over for the main component, a large one is not", "[street]") {
    const Town town(R"(
        A--------B--------C
            p
            I--J
    )");
    CHECK(Snapper(town.graph(), {.large_component = 3}).snap(town.place('p'))->edge ==
          town.edge('A', 'B'));
    const auto near = Snapper(town.graph(), {.large_component = 2}).snap({45, 4});
    REQUIRE(near.has_value());
    CHECK(near->edge == town.edge('I', 'J'));
}

TEST_CASE("equal distances go to the lowest edge, and the limit is inclusive", "[street]") {
    const Town town(R"(
        A-----B
           p  |
        D-----C
    )");
    const auto snap = Snapper(town.graph()).snap(town.place('p'));
    REQUIRE(snap.has_value());
    CHECK(snap->edge == town.edge('A', 'B'));
    CHECK(Snapper(town.graph(), {.limit = Metres{10}}).snap(town.place('p')).has_value());
    CHECK_FALSE(Snapper(town.graph(), {.limit = Metres{9.999}}).snap(town.place('p')).has_value());
}

TEST_CASE("a graph without streets ties nothing", "[street]") {
    CHECK_FALSE(Snapper(StreetGraph{}).snap({0, 0}).has_value());
}
