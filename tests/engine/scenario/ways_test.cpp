// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/ways.hpp"

#include <algorithm>
#include <random>
#include <span>

#include "engine/geo/measure.hpp"
#include "tests/engine/scenario/changed_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::scenario {
namespace {

using street::Mode;
using test::Town;

Scenario scenario_of(std::vector<AddedWay> ways) {
    Scenario scenario;
    scenario.name = "essai";
    scenario.ways = std::move(ways);
    return scenario;
}

street::StreetGraph edited(const street::StreetGraph& graph, std::vector<AddedWay> ways) {
    return with_ways(graph, ways, Metres{15}, Mode::marche).graph;
}

}  // namespace

TEST_CASE("a footbridge between two banks joins their streets at its ends", "[scenario]") {
    // One character: 10 m. The banks are 40 m apart and meet 100 m to the east only.
    const Town town(R"(
        A----x----B
                  |
                  |
                  |
        C----y----D
    )");
    const std::vector<AddedWay> ways{footway({town.place('x'), town.place('y')})};
    const EditedStreets edited = with_ways(town.graph(), ways, Metres{15}, Mode::marche);
    CHECK(street::check(edited.graph).empty());
    REQUIRE(edited.ways.size() == 1);
    CHECK(edited.ways[0].start_tied);
    CHECK(edited.ways[0].end_tied);
    CHECK(edited.graph.node_count() == town.graph().node_count() + 2);
    // A-B and C-D in two pieces each, and the footbridge.
    CHECK(edited.graph.edge_count() == town.graph().edge_count() + 2 + 1);
}

TEST_CASE("times are those of the town drawn with the footbridge in it", "[scenario]") {
    const Town without(R"(
        A---x---B---C
                    |
        D---y---E---F
    )");
    const Town drawn(R"(
        A---X---B---C
            !       |
        D---Y---E---F
    )");
    const street::StreetGraph graph =
        edited(without.graph(), {footway({without.place('x'), without.place('y')})});
    for (const char from : {'A', 'B', 'C', 'D', 'E', 'F'})
        for (const char to : {'A', 'B', 'C', 'D', 'E', 'F'}) {
            INFO(from << " to " << to);
            CHECK(seconds(graph, without.node(from), without.node(to)) ==
                  Approx(seconds(drawn.graph(), drawn.node(from), drawn.node(to))).margin(0.003));
        }
}

TEST_CASE("an end off the street is tied by a straight piece within the tolerance, and no further",
          "[scenario]") {
    const Town town(R"(
        A----------B
        
             p
    )");
    // p lies 20 m from the street; the way runs on 100 m to the south.
    const geo::Point p = town.place('p');
    const geo::Point south{p.x, p.y - 100};
    Scenario scenario = scenario_of({footway({p, south})});
    scenario.tolerance = Metres{20};
    EditedStreets near = with_ways(town.graph(), scenario.ways, scenario.tolerance, Mode::marche);
    CHECK(near.ways[0].start_tied);
    CHECK_FALSE(near.ways[0].end_tied);
    CHECK(geo::length(near.ways[0].line).value() == Approx(20 + 100));
    scenario.tolerance = Metres{19};
    const EditedStreets far =
        with_ways(town.graph(), scenario.ways, scenario.tolerance, Mode::marche);
    CHECK(far.ways[0].joints == 0);
    REQUIRE(far.ways[0].nearest_street_m);
    CHECK(*far.ways[0].nearest_street_m == Approx(20));
    Notices notices;
    note_ways(scenario, {far.ways, {}, {}}, notices);
    REQUIRE(notices.has_errors());
    CHECK(notices.items()[0].code == "scenario_sans_rue");
    const NamedValues& told = notices.items()[0].samples[0].values;
    REQUIRE(told.size() == 4);
    CHECK(told[1] == NamedValue("proche", "oui"));
    CHECK(std::get<double>(told[2].value) == Approx(20));
}

TEST_CASE("what was drawn stays drawn between the pieces that tie its ends", "[scenario]") {
    const Town town("A-----------B");
    const double y = town.place('A').y;
    // 8 m beside the street, from 30 m to 60 m along it.
    const AddedWay way = footway({{30, y + 8}, {60, y + 8}});
    const EditedStreets edited =
        with_ways(town.graph(), std::span(&way, 1), Metres{15}, Mode::marche);
    REQUIRE(edited.ways.size() == 1);
    CHECK(edited.ways[0].line == geo::LineString{{30, y}, {30, y + 8}, {60, y + 8}, {60, y}});
    CHECK(geo::length(edited.ways[0].line).value() == Approx(8 + 30 + 8));
}

TEST_CASE("a way passes over the streets it crosses unless it has a vertex there or asks for nodes",
          "[scenario]") {
    const Town town(R"(
        A-----x-----B
        |           |
        C-----m-----D
        |           |
        E-----y-----F
    )");
    const geo::LineString straight{town.place('x'), town.place('y')};
    const geo::LineString through{town.place('x'), town.place('m'), town.place('y')};
    const EditedStreets over =
        with_ways(town.graph(), std::vector{footway(straight)}, Metres{15}, Mode::marche);
    CHECK(over.ways[0].joints == 2);
    CHECK(over.ways[0].passed == 1);
    const EditedStreets met =
        with_ways(town.graph(), std::vector{footway(through)}, Metres{15}, Mode::marche);
    CHECK(met.ways[0].joints == 3);
    CHECK(met.ways[0].passed == 0);
    AddedWay asks = footway(straight);
    asks.joins_crossings = true;
    const EditedStreets joined =
        with_ways(town.graph(), std::vector{asks}, Metres{15}, Mode::marche);
    CHECK(joined.ways[0].joints == 3);
}

TEST_CASE("adding ways never lengthens a trip, and their order means nothing", "[scenario]") {
    const Town town(fifteen_crossings);
    constexpr auto names = fifteen_names;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> x(-20, 260);
        std::uniform_real_distribution<double> y(-20, 60);
        std::uniform_int_distribution<int> count(1, 5);
        std::vector<AddedWay> ways;
        const int ways_count = count(random);
        for (int w = 0; w < ways_count; ++w) {
            geo::LineString line;
            const int points = 1 + count(random);
            for (int i = 0; i < points; ++i) line.push_back({x(random), y(random)});
            // Some vertices are those of other ways or crossings of the town.
            if (!ways.empty() && random() % 2 == 0) line.front() = ways.back().line.back();
            if (random() % 2 == 0) line.back() = town.place(names[random() % names.size()]);
            ways.push_back(footway(line));
            ways.back().joins_crossings = random() % 3 == 0;
        }
        const street::StreetGraph graph = edited(town.graph(), ways);
        REQUIRE(street::check(graph).empty());
        std::shuffle(ways.begin(), ways.end(), random);
        const street::StreetGraph again = edited(town.graph(), ways);
        INFO("seed " << seed);
        for (const char from : names)
            for (const char to : names) {
                const double before = seconds(town.graph(), town.node(from), town.node(to));
                const double after = seconds(graph, town.node(from), town.node(to));
                // A street cut in n pieces may be off by half a millisecond a piece.
                REQUIRE(after >= 0);
                REQUIRE(after <= before + 0.05);
                REQUIRE(after == seconds(again, town.node(from), town.node(to)));
            }
    }
}

TEST_CASE("the worked example", "[scenario]") {
    const Town town(R"(
        A---x---B---C
                    |
        D---y---E---F
    )");
    const street::StreetGraph graph =
        edited(town.graph(), {footway({town.place('x'), town.place('y')})});
    CHECK(seconds(town.graph(), town.node('A'), town.node('D')) == Approx(120 + 20 + 120));
    CHECK(seconds(graph, town.node('A'), town.node('D')) == Approx(40 + 20 + 40));
    CHECK(seconds(town.graph(), town.node('C'), town.node('D')) == Approx(20 + 120));
    CHECK(seconds(graph, town.node('C'), town.node('D')) == Approx(140));
}

}  // namespace lisiere::scenario
