// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"
#include "engine/street/place.hpp"
#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

std::vector<bool> at_the_edge(const census::Population& population, const StreetMode& mode,
                              const geo::Ring& rim, const BordOptions& options) {
    return edge_cells(rim_minutes(population, mode, rim, options), options.reach);
}

}  // namespace

TEST_CASE("the extent of the streets is their convex hull", "[access]") {
    const Town town(R"(
        A----B----C
        |    |
        D----E
    )");
    const geo::Ring rim = street_extent(town.graph());
    // A, D, E and C; B lies between A and C.
    const geo::Ring expected{{0, 0}, {50, 0}, {100, 20}, {0, 20}, {0, 0}};
    CHECK(rim == expected);
    CHECK(geo::signed_area(rim) > 0);
    CHECK(street_extent(Town("A---B").graph()).empty());
}

TEST_CASE(
    "a cell is at the edge when its walk comes near the rim, not when it is merely close to it",
    "[access]") {
    // The rim is the frame; a canal without bridge lies between b and the southern side.
    const Town town(R"(
        A----------------------B
        |                      |
        |                      |
        |                      |
        |                      |
        |     P----a----Q      |
        |                      |
        |                      |
        |                 R-b--S
        C----------------------D
    )");
    const auto population = residents(town, "ab");
    const CellTies cells = ties(town, "ab");
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells};
    const geo::Ring rim = street_extent(town.graph());
    const BordOptions options{.reach = Minutes{10}, .margin = Metres{5}};
    const auto at_edge = at_the_edge(population, walking, rim, options);
    CHECK_FALSE(at_edge[0]);
    CHECK(at_edge[1]);
    // With little time b stays away from the rim: S is 3 characters off, at 1 m/s.
    const BordOptions short_walk{.reach = Minutes{20.0 / 60}, .margin = Metres{5}};
    CHECK_FALSE(at_the_edge(population, walking, rim, short_walk)[1]);
    const BordOptions just_enough{.reach = Minutes{25.0 / 60}, .margin = Metres{5}};
    CHECK(at_the_edge(population, walking, rim, just_enough)[1]);
    // From b to S is 30 m, to within 5 m of the rim 25 m: 25 s. a is walled in.
    const auto minutes = rim_minutes(population, walking, rim, options);
    CHECK(*minutes[1] == Approx(25.0 / 60).margin(1e-6));
    CHECK(minutes[0] == Maybe<double>(Absence::au_dela));
    // Somebody who loses ten minutes at the car has none left to come near the rim.
    StreetMode car = walking;
    car.parking = limit_cost(Minutes{10});
    CHECK_FALSE(at_the_edge(population, car, rim, options)[1]);
}

TEST_CASE("straight metres to the rim, where no street leads there too", "[access]") {
    // The rim is the frame; no street leads from a to any side of it.
    const Town town(R"(
        A---------B
        |         |
        |     a   |
        |         |   o
        C---------D
    )");
    const auto population = residents(town, "ao");
    const geo::Ring rim = street_extent(town.graph());
    const geo::Point a = population.cells[census::CellIdx{0}].centre;
    double nearest = 1e9;
    for (const geo::Point& corner : rim)
        nearest = std::min({nearest, std::abs(a.x - corner.x), std::abs(a.y - corner.y)});
    CHECK(nearest > 10);
    const auto metres = rim_metres(population, rim, {.margin = Metres{5}});
    CHECK(metres[0] == Approx(nearest - 5));
    CHECK(metres[1] == 0);
    CHECK(rim_metres(population, rim, {.margin = Metres{nearest}})[0] == 0);
    CHECK(rim_metres(population, {}, {})[0] == 0);
}

TEST_CASE("cells outside the data, and untied ones on its rim, are at the edge", "[access]") {
    const Town town(R"(
        A---------B
        |         |
        |    i    |   o
        |         |
        C---------D
    )");
    const auto population = residents(town, "io");
    CellTies cells = ties(town, "io");
    cells.snaps[census::CellIdx{0}] = std::nullopt;
    const geo::Ring rim = street_extent(town.graph());
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells};
    const auto at_edge = at_the_edge(population, walking, rim, {.margin = Metres{19}});
    CHECK_FALSE(at_edge[0]);
    CHECK(at_edge[1]);
    CHECK(at_the_edge(population, walking, rim, {.margin = Metres{20}})[0]);
}

TEST_CASE(
    "a cell is at the edge when some street within reach comes near the rim, looked at metre "
    "by metre",
    "[access][property]") {
    std::size_t edge = 0;
    std::size_t inside = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const street::StreetGraph graph = random_graph({.seed = seed});
        Random random(seed + 1);
        const auto places = random_places(graph, random, 10);
        const CellTies cells = ties_of(places);
        census::Population population;
        for (std::size_t c = 0; c < places.size(); ++c) {
            census::Cell cell;
            cell.centre = {500, 500};  // well inside: only the streets decide
            population.cells.push_back(cell);
        }
        const geo::Ring rim{{-100, -100}, {1100, -100}, {1100, 1100}, {-100, 1100}, {-100, -100}};
        const double margin = 150;
        const StreetMode mode{TravelMode::velo, &graph, &cells, limit_cost(Minutes{60}),
                              limit_cost(Minutes{1})};
        const BordOptions options{.reach = Minutes{5}, .margin = Metres{margin}};
        const auto found = at_the_edge(population, mode, rim, options);
        for (std::size_t c = 0; c < 10; ++c) {
            street::Reach reach(graph);
            reach.run(places[c], 4 * 60'000);
            double nearest = 1e9;
            const auto look = [&](street::EdgeIdx on, std::uint32_t mm) {
                const geo::Point p = street::point_at(graph, on, mm);
                nearest = std::min({nearest, p.x + 100, 1100 - p.x, p.y + 100, 1100 - p.y});
            };
            look(places[c].edge, places[c].along_mm);
            for (const auto& stretch : street::reached_stretches(reach, 4 * 60'000)) {
                for (std::uint32_t mm = stretch.from_mm; mm < stretch.to_mm; mm += 1000)
                    look(stretch.edge, mm);
                look(stretch.edge, stretch.to_mm);
            }
            if (std::abs(nearest - margin) < 1) continue;  // corners between two looks
            REQUIRE(found[c] == (nearest < margin));
            ++(found[c] ? edge : inside);
        }
    }
    CHECK(edge > 100);
    CHECK(inside > 100);
}

TEST_CASE("an area that comes near the rim, or passes it, is one that may go on beyond",
          "[access]") {
    const geo::Ring rim{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}};
    const BordOptions options{.reach = Minutes{10}, .margin = Metres{5}};
    const auto square = [](double from, double to) {
        return geo::MultiPolygon{
            geo::Polygon{{{from, from}, {to, from}, {to, to}, {from, to}, {from, from}}, {}}};
    };
    CHECK_FALSE(comes_to_rim(square(10, 90), rim, options));
    CHECK(comes_to_rim(square(10, 96), rim, options));
    CHECK(comes_to_rim(square(110, 120), rim, options));
    CHECK_FALSE(comes_to_rim({}, rim, options));
    geo::MultiPolygon both = square(10, 20);
    both.push_back(square(90, 97).front());
    CHECK(comes_to_rim(both, rim, options));
    // Nobody knows where the data end.
    CHECK(comes_to_rim(square(10, 90), {}, options));
}
