// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/network_form.hpp"

#include <algorithm>
#include <random>

#include "engine/street/reach.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/town.hpp"

namespace lisiere::enclavement {
namespace {

using street::EdgeIdx;
using street::NodeIdx;
using test::GridTown;
using test::Town;

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

/// A grid with holes, so that there are links, dead ends and islands.
street::StreetGraph ragged(unsigned seed, int side, double keep) {
    std::mt19937 random(seed);
    GridTown town{.side = side};
    town.keep = [&](const geo::Point&, const geo::Point&) {
        return std::uniform_real_distribution<double>(0, 1)(random) < keep;
    };
    return town.graph();
}

std::size_t components_without(const street::StreetGraph& graph, std::vector<EdgeIdx> removed) {
    return street::changed(graph, removed, {}, {}).component_count();
}

}  // namespace

TEST_CASE("an estate at the end of one street has a single access, the town does not",
          "[enclavement]") {
    const Town town(R"(
        A--B--C        H--I
        |  |  |        |  |
        D--E--F--x-----G--J
    )");
    const std::vector<std::optional<street::Snap>> places{town.snap('x'), std::nullopt};
    const CellMeasure one = single_access(town.graph(), places);
    CHECK(*one.values[0] == 1);
    CHECK(one.values[1] == Maybe<double>(Absence::non_rattache));
    std::vector<std::optional<street::Snap>> all;
    const street::Snapper snapper(town.graph(), {Metres{10}, 1, 3.6});
    for (const char name : {'A', 'C', 'E', 'H', 'J'}) all.push_back(snapper.snap(town.place(name)));
    const CellMeasure measure = single_access(town.graph(), all);
    CHECK(*measure.values[0] == 0);
    CHECK(*measure.values[1] == 0);
    CHECK(*measure.values[3] == 1);
    CHECK(*measure.values[4] == 1);
}

TEST_CASE("single accesses are those found by closing each street in turn",
          "[enclavement][property]") {
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        const street::StreetGraph graph = ragged(seed, 7, 0.72);
        std::vector<std::optional<street::Snap>> places;
        std::vector<EdgeIdx> links;
        for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
            const auto line = graph.line(e);
            places.push_back(street::Snap{
                e,
                graph.edge(e).length_mm / 2,
                {(line.front().x + line.back().x) / 2, (line.front().y + line.back().y) / 2},
                0,
                0});
            if (components_without(graph, {e}) > graph.component_count()) links.push_back(e);
        }
        // The body: the largest part of component 0 once the links are closed.
        const street::StreetGraph cut = street::changed(graph, links, {}, {});
        std::vector<std::size_t> size(cut.component_count(), 0);
        for (const NodeIdx n : indices<NodeIdx>(cut.node_count()))
            if (graph.component(n) == 0) ++size[cut.component(n)];
        std::size_t body = 0;
        std::size_t most = 0;
        for (const NodeIdx n : indices<NodeIdx>(cut.node_count()))
            if (graph.component(n) == 0 && size[cut.component(n)] > most) {
                most = size[cut.component(n)];
                body = cut.component(n);
            }
        const CellMeasure measure = single_access(graph, places);
        for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count())) {
            const bool link = std::binary_search(links.begin(), links.end(), e);
            const bool held = !link && graph.component(graph.edge(e).from) == 0 &&
                              cut.component(graph.edge(e).from) == body;
            CHECK(*measure.values[e.value()] == (held ? 0 : 1));
        }
    }
}

TEST_CASE("a square of streets is meshed once, a tree not at all", "[enclavement]") {
    const Town square(R"(
        A--B
        |  |
        C--D--E
    )");
    const NetworkForm form = network_form(square.graph(), box(-1, -1, 1000, 1000));
    CHECK(form.nodes == 5);
    CHECK(form.edges == 5);
    CHECK(form.parts == 1);
    CHECK(*form.meshedness == Approx((5.0 - 5 + 1) / (2 * 5 - 5)));
    CHECK(*form.dead_ends == Approx(1 / 5.0));
    const Town tree(R"(
        A--B--C
           |
           D
    )");
    const NetworkForm dead = network_form(tree.graph(), box(-1, -1, 1000, 1000));
    CHECK(*dead.meshedness == 0);
    CHECK(*dead.dead_ends == Approx(3 / 4.0));
    CHECK(network_form(tree.graph(), box(5000, 5000, 6000, 6000)).dead_ends ==
          Maybe<double>(Absence::sans_objet));
}

TEST_CASE("two bridges hold a quarter to its centre, and they are the ones named",
          "[enclavement]") {
    const Town town(R"(
        A--B-----C--D
        |  |     |  |
        E--F     G--H
        |  |     |  |
        I--J-----K--L
    )");
    const FragileLink link = fragile_link(town.graph(), box(-5, -5, 35, 45), town.place('H'),
                                          {.centre_radius = Metres{5}});
    CHECK(*link.least == 2);
    CHECK_FALSE(link.at_least);
    CHECK(link.streets == std::vector<EdgeIdx>{town.edge('B', 'C'), town.edge('J', 'K')});
}

TEST_CASE("the least cut equals the least number found by trying every set of streets",
          "[enclavement][property]") {
    for (const unsigned seed : {11U, 12U, 13U, 14U, 15U, 16U}) {
        const street::StreetGraph graph = ragged(seed, 4, 0.8);
        // Quarter: the corner node; centre: the opposite one.
        const geo::MultiPolygon quarter = box(-160, -160, -140, -140);
        const geo::Point centre{150, 150};
        const FragileLink link =
            fragile_link(graph, quarter, centre, {.centre_radius = Metres{10}});
        const NodeIdx from{0};
        const NodeIdx to{15};
        int least = 4;
        const auto apart = [&](const std::vector<EdgeIdx>& closed) {
            const street::StreetGraph left = street::changed(graph, closed, {}, {});
            return left.component(from) != left.component(to);
        };
        const std::size_t n = graph.edge_count();
        if (apart({})) least = 0;
        for (std::size_t a = 0; a < n && least > 1; ++a)
            if (apart({EdgeIdx{a}})) least = 1;
        for (std::size_t a = 0; a < n && least > 2; ++a)
            for (std::size_t b = a + 1; b < n && least > 2; ++b)
                if (apart({EdgeIdx{a}, EdgeIdx{b}})) least = 2;
        // A corner of the grid has two streets.
        REQUIRE(least <= 2);
        CHECK(*link.least == least);
        CHECK(link.streets.size() == static_cast<std::size_t>(least));
        if (least > 0) CHECK(apart(link.streets));
    }
}

TEST_CASE("a quarter that holds the centre, or has no street, has no cut", "[enclavement]") {
    const GridTown town{.side = 5};
    const street::StreetGraph graph = town.graph();
    CHECK(fragile_link(graph, box(-150, -150, 150, 150), {0, 0}).least ==
          Maybe<double>(Absence::sans_objet));
    CHECK(fragile_link(graph, box(900, 900, 950, 950), {0, 0}).least ==
          Maybe<double>(Absence::non_rattache));
    const FragileLink many = fragile_link(graph, box(-250, -250, -50, 250), {200, 0},
                                          {.centre_radius = Metres{150}, .limit = 2});
    CHECK(many.at_least);
    CHECK(*many.least == 2);
}

}  // namespace lisiere::enclavement
