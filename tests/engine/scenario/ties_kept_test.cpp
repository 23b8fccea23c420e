// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/ties_kept.hpp"

#include "engine/scenario/ways.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/tie_flags.hpp"
#include "tests/engine/scenario/changed_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::scenario {
namespace {

using street::Mode;
using test::Town;

constexpr std::size_t large = 200;

/// An estate without any way to the town, and q who lives there.
const Town& estate() {
    static const Town town(R"(
        A-----B-----C-----D-----E
        |     |     |     |     |
        F-----G-----H-----I-----J


                 q
        K-----L-----M-----N
        |     |     |     |
        O-----P     R-----S
    )");
    return town;
}

AddedWay bridge(geo::LineString line) {
    AddedWay way = footway(std::move(line));
    way.flags = street::never_tied;
    return way;
}

}  // namespace

TEST_CASE("nobody is tied to a part that a bridge joins who was not tied to it before",
          "[scenario]") {
    const Town& town = estate();
    const geo::Point q = town.place('q');
    const auto before = street::Snapper(town.graph()).snap(q);
    REQUIRE(before);
    CHECK(before->off_m == Approx(30));  // up to G-H, though K-L-M passes 10 m below
    const std::vector<AddedWay> ways{bridge({town.place('H'), town.place('M')})};
    const EditedStreets edited = with_ways(town.graph(), ways, Metres{15}, Mode::marche);
    const auto carried = street::Snapper(edited.graph).snap(q);
    REQUIRE(carried);
    CHECK(carried->off_m == Approx(10));  // what a full run does
    const KeptTies kept = untied_from_parts_joined(edited.graph, town.graph(), large);
    CHECK(kept.crossings == 8);  // K to N, O, P, R, S
    CHECK(street::check(kept.graph).empty());
    const auto after = street::Snapper(kept.graph).snap(q);
    REQUIRE(after);
    CHECK(after->at == before->at);
    // The way is there for everyone: from A 20 m to F, 120 m to H, 40 m over, 120 m to K.
    CHECK(seconds(kept.graph, town.node('A'), town.node('K')) == Approx(20 + 120 + 40 + 120));
}

TEST_CASE("a street of the joined part that ways cut twice is tied to nobody in the middle either",
          "[scenario]") {
    const Town& town = estate();
    const geo::Point k = town.place('K');
    const auto on_street = [&](double along) { return geo::Point{k.x + along, k.y}; };
    const auto above = [&](double along) { return geo::Point{k.x + along, town.place('F').y}; };
    const std::vector<AddedWay> ways{bridge({above(20), on_street(20)}),
                                     bridge({above(40), on_street(40)})};
    const EditedStreets edited = with_ways(town.graph(), ways, Metres{15}, Mode::marche);
    const KeptTies kept = untied_from_parts_joined(edited.graph, town.graph(), large);
    const auto tied = street::Snapper(kept.graph).snap({k.x + 30, k.y - 1});
    REQUIRE(tied);
    CHECK(tied->at.y == Approx(town.place('F').y));
}

TEST_CASE("nobody is tied to a new street of the ground, and what was tied stays so",
          "[scenario]") {
    const Town& town = estate();
    const geo::LineString line{town.place('H'), town.place('M')};
    const EditedStreets edited =
        with_ways(town.graph(), std::vector<AddedWay>{footway(line)}, Metres{15}, Mode::marche);
    const KeptTies kept = untied_from_parts_joined(edited.graph, town.graph(), large);
    const geo::Point middle{(line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2};
    const geo::Point door{middle.x + 5, middle.y};
    const auto before = street::Snapper(town.graph()).snap(door);
    const auto tied = street::Snapper(kept.graph).snap(door);
    REQUIRE(before);
    REQUIRE(tied);
    CHECK(tied->at == before->at);
    CHECK(tied->off_m > 5);
    // Between two places of the town, nothing is joined that was not.
    const EditedStreets inside =
        with_ways(town.graph(), std::vector<AddedWay>{footway({town.place('A'), town.place('G')})},
                  Metres{15}, Mode::marche);
    const KeptTies same = untied_from_parts_joined(inside.graph, town.graph(), large);
    CHECK(same.crossings == 0);
    CHECK(same.graph.edge_count() == inside.graph.edge_count());
}

}  // namespace lisiere::scenario
