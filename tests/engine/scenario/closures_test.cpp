// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/closures.hpp"

#include <algorithm>
#include <random>
#include <span>

#include "engine/geo/measure.hpp"
#include "engine/scenario/ways.hpp"
#include "tests/engine/scenario/changed_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::scenario {
namespace {

using street::Mode;
using test::Town;

constexpr std::size_t large = 200;

Selection line_selection(Selection::By by, geo::LineString line) {
    Selection selection;
    selection.by = by;
    selection.lines = {std::move(line)};
    return selection;
}

Selection box_selection(double x0, double y0, double x1, double y1) {
    Selection selection;
    selection.by = Selection::By::zone;
    selection.zone = {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
    return selection;
}

ClosedGraph closed(const street::StreetGraph& graph, const std::vector<Selection>& selections) {
    std::vector<const Selection*> pointers;
    for (const Selection& selection : selections) pointers.push_back(&selection);
    return without(graph, pointers, large);
}

/// 60 m a side, all streets both ways.
const char* const ladder = R"(
    A-----B-----C
    |     |     |
    |     |     |
    D-----E-----F
)";

}  // namespace

TEST_CASE("a line across a street cuts it there and leaves both dead ends", "[scenario]") {
    const Town town(ladder);
    // Between A and B, at x = 30 m: from A to B by D and E instead, 30 + 60 + 30 m.
    const ClosedGraph cut =
        closed(town.graph(), {line_selection(Selection::By::across, {{30, 20}, {30, 40}})});
    CHECK(street::check(cut.graph).empty());
    CHECK(cut.graph.edge_count() == town.graph().edge_count() + 1);
    CHECK(seconds(cut.graph, town.node('A'), town.node('B')) == Approx(30 + 60 + 30));
    CHECK(seconds(town.graph(), town.node('A'), town.node('B')) == Approx(60));
    REQUIRE(cut.taken.size() == 1);
    CHECK(geo::length(cut.taken[0].line).value() < 0.1);
    CHECK(cut.isolated == 0);
}

TEST_CASE("a zone takes what lies in it, a line drawn along a street the part it follows",
          "[scenario]") {
    const Town town(ladder);
    const ClosedGraph zone = closed(town.graph(), {box_selection(10, 25, 50, 35)});
    REQUIRE(zone.taken.size() == 1);
    CHECK(geo::length(zone.taken[0].line).value() == Approx(40));
    CHECK(seconds(zone.graph, town.node('A'), town.node('B')) == Approx(120));
    // Along A-B 2 m beside it; the streets that it only meets at B stay open.
    const ClosedGraph along =
        closed(town.graph(), {line_selection(Selection::By::along, {{0, 32}, {60, 32}})});
    REQUIRE(along.taken.size() == 1);
    CHECK(geo::length(along.taken[0].line).value() == Approx(60));
    CHECK(seconds(along.graph, town.node('A'), town.node('B')) == Approx(120));
    CHECK(seconds(along.graph, town.node('B'), town.node('E')) == Approx(30));
}

TEST_CASE("a closure that takes nothing says how far the nearest street is", "[scenario]") {
    const Town town(ladder);
    const ClosedGraph none =
        closed(town.graph(), {line_selection(Selection::By::along, {{0, 70}, {60, 70}})});
    CHECK(none.taken.empty());
    CHECK(none.nearest_m.at(0) == Approx(40));
    CHECK(none.graph.edge_count() == town.graph().edge_count());
}

TEST_CASE("points stay tied to a part of town that a closure cuts off", "[scenario]") {
    // Two banks and one bridge; q lives on the far bank, which the closure leaves alone.
    const Town town(R"(
        A-----B-----C-----D-----E
        |     |     |     |     |
        F-----G-----H-----I-----J
                    |
                    |
        K-----L-----M
        |     q
        N-----O
    )");
    const geo::Point q = town.place('q');
    const geo::Point bridge = {town.place('H').x, (town.place('H').y + town.place('M').y) / 2};
    const ClosedGraph cut = closed(
        town.graph(), {line_selection(Selection::By::across,
                                      {{bridge.x - 9, bridge.y}, {bridge.x + 9, bridge.y}})});
    CHECK(cut.isolated == 5);  // K, L, M, N, O
    const auto before = street::Snapper(town.graph()).snap(q);
    const auto after = street::Snapper(cut.graph).snap(q);
    REQUIRE(before);
    REQUIRE(after);
    CHECK(before->at == after->at);
    CHECK(before->off_m == Approx(after->off_m));
}

TEST_CASE("who lives between two cuts of one street stays there, and goes nowhere", "[scenario]") {
    // The street from A to B is cut 20 m on either side of p.
    const Town town(R"(
        A----p----B-----C
        |         |     |
        |         |     |
        D---------E-----F
    )");
    const geo::Point p = town.place('p');
    const auto cut_at = [&](double x) {
        return line_selection(Selection::By::across, {{x, p.y - 5}, {x, p.y + 5}});
    };
    const ClosedGraph cut = closed(town.graph(), {cut_at(p.x - 20), cut_at(p.x + 20)});
    // He would else be carried over a cut for nothing.
    const auto home = street::Snapper(cut.graph).snap(p);
    REQUIRE(home);
    CHECK(home->at == p);
    CHECK(home->off_m == 0);
    CHECK(cut.graph.edge(home->edge).length_mm == 40000);
    street::Reach reach(cut.graph);
    reach.run(*home, street::unreached - 1);
    CHECK(reach.cost(town.node('A')) == street::unreached);
    CHECK(reach.cost(town.node('B')) == street::unreached);
}

TEST_CASE("who lives on a closed stretch walks it to its ends, and nobody passes", "[scenario]") {
    // 60 m from A to B, p in the middle; closed from x = 10 to x = 50.
    const Town town(R"(
        A--p--B-----C
        |     |     |
        |     |     |
        D-----E-----F
    )");
    const ClosedGraph cut = closed(town.graph(), {box_selection(10, 25, 50, 35)});
    CHECK(street::check(cut.graph).empty());
    CHECK(cut.graph.edge_count() == town.graph().edge_count() + 2);
    const auto home = street::Snapper(cut.graph).snap(town.place('p'));
    REQUIRE(home);
    CHECK(home->at == town.place('p'));
    const auto& edge = cut.graph.edge(home->edge);
    CHECK_FALSE(edge.forward);
    CHECK_FALSE(edge.backward);
    street::Reach reach(cut.graph);
    for (const street::Direction direction :
         {street::Direction::forward, street::Direction::backward}) {
        reach.run(*home, 1'000'000, direction);
        CHECK(reach.cost(town.node('A')) == 30'000);
        CHECK(reach.cost(town.node('B')) == 30'000);
    }
    CHECK(seconds(cut.graph, town.node('A'), town.node('B')) == Approx(120));
    // Where nobody could be tied before, nothing is left: a part of two crossings is too small.
    const Town small(R"(
        A-----B-----C
        |     |     |
        D-----E-----F

        G--p--H
    )");
    const ClosedGraph gone = closed(small.graph(), {box_selection(10, -5, 50, 5)});
    REQUIRE(gone.taken.size() == 1);
    CHECK(gone.graph.edge_count() == small.graph().edge_count() + 1);
}

TEST_CASE("closing never shortens a trip, and the order of closures means nothing", "[scenario]") {
    const Town town(fifteen_crossings);
    constexpr auto names = fifteen_names;
    std::size_t longer = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> x(-10, 250);
        std::uniform_real_distribution<double> y(-10, 50);
        std::vector<Selection> selections;
        for (unsigned s = 0; s <= random() % 3; ++s) {
            const double x0 = x(random);
            const double y0 = y(random);
            if (random() % 2 == 0)
                selections.push_back(box_selection(x0, y0, x0 + 25, y0 + 15));
            else
                selections.push_back(
                    line_selection(Selection::By::across, {{x0, y0}, {x(random), y(random)}}));
        }
        const ClosedGraph one = closed(town.graph(), selections);
        REQUIRE(street::check(one.graph).empty());
        std::shuffle(selections.begin(), selections.end(), random);
        const ClosedGraph other = closed(town.graph(), selections);
        INFO("seed " << seed);
        for (const char from : names)
            for (const char to : names) {
                const double before = seconds(town.graph(), town.node(from), town.node(to));
                const double after = seconds(one.graph, town.node(from), town.node(to));
                REQUIRE((after < 0 || after >= before - 0.05));
                REQUIRE(after == seconds(other.graph, town.node(from), town.node(to)));
                longer += after < 0 || after > before + 1 ? 1U : 0U;
            }
    }
    CHECK(longer > 1000);  // the closures do bite
}

TEST_CASE("a way added and closed by the same scenario leaves the streets as they are",
          "[scenario]") {
    const Town town(ladder);
    for (unsigned seed = 0; seed < 100; ++seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> x(0, 120);
        std::uniform_real_distribution<double> y(0, 30);
        const std::vector<AddedWay> ways{footway({{x(random), y(random)}, {x(random), y(random)}})};
        std::vector<Selection> selections{line_selection(Selection::By::along, ways.front().line)};
        std::vector<const Selection*> pointers{&selections.front()};
        CHECK(open_ways(ways, pointers).empty());
    }
    // Cut in its middle, a footbridge leads nowhere: its ends are two dead ends.
    const std::vector<AddedWay> bridge{footway({{30, 30}, {30, 0}})};
    const std::vector<Selection> middle{
        line_selection(Selection::By::across, {{20, 15}, {40, 15}})};
    const Selection* pointer = &middle.front();
    const std::vector<AddedWay> halves = open_ways(bridge, std::span(&pointer, 1));
    REQUIRE(halves.size() == 2);
    const EditedStreets edited = with_ways(town.graph(), halves, Metres{20}, Mode::marche);
    CHECK(seconds(edited.graph, town.node('A'), town.node('D')) ==
          Approx(seconds(town.graph(), town.node('A'), town.node('D'))));
    CHECK(edited.ways[0].start_tied);
    CHECK_FALSE(edited.ways[0].end_tied);
    CHECK_FALSE(edited.ways[1].start_tied);
    CHECK(edited.ways[0].joints == 1);
    CHECK(edited.ways[1].joints == 1);
}

TEST_CASE("a street of cars becomes a walk where nobody walked, and only there", "[scenario]") {
    // Cars drive A-B-C and D-F; walkers only A-D, C-F and A-B.
    const Town cars(R"(
        A-----B-----C
        |           |
        D-----------F
    )");
    const Town walkers(R"(
        A-----B     C
        |           |
        D           F
    )");
    PedestrianStreets change;
    change.where = "voies[0]";
    change.streets = line_selection(Selection::By::along, {{0, 20}, {120, 20}});
    change.kind = "pedestrian";
    change.use[street::index_of(Mode::marche)] = {3.6, 3.6};
    const std::vector<AddedWay> walks =
        walks_over(cars.graph(), walkers.graph(), std::span(&change, 1));
    REQUIRE(walks.size() == 1);  // B to C: A to B was walked already
    CHECK(geo::length(walks[0].line).value() == Approx(60));
    const EditedStreets edited = with_ways(walkers.graph(), walks, Metres{15}, Mode::marche);
    CHECK(seconds(edited.graph, walkers.node('A'), walkers.node('F')) == Approx(60 + 60 + 20));
}

}  // namespace lisiere::scenario
