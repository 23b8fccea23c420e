// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/surroundings.hpp"

#include <cmath>
#include <random>

#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::cut_at;
using test::everywhere;
using test::GridTown;

const double pi = std::acos(-1.0);

std::vector<CellMeasure> around(const std::vector<geo::Point>& places,
                                const std::vector<street::BarrierPiece>& pieces,
                                const street::StreetGraph& graph, Threads threads = {}) {
    const Barriers barriers = merge_barriers(pieces, everywhere);
    return surroundings(places, find_crossings(graph, barriers), {}, threads);
}

}  // namespace

TEST_CASE("a barrier 100 m away counts by the chords it cuts", "[enclavement]") {
    const GridTown town{.side = 3};
    const std::vector<street::BarrierPiece> pieces{
        town.barrier(street::BarrierKind::voie_ferree, {{600, -5000}, {600, 5000}}, "w1")};
    const auto measures = around({{500, 0}, {-5000, 0}}, pieces, town.graph());
    CHECK(*measures[0].values[0] == Approx(2 * std::sqrt(300.0 * 300 - 100 * 100)));
    CHECK(*measures[1].values[0] == Approx(2 * std::sqrt(1.0 - 0.01) / pi));
    CHECK(*measures[2].values[0] == 0);
    CHECK(*measures[3].values[0] == Approx(10000));
    CHECK(*measures[0].values[1] == 0);
    CHECK(*measures[1].values[1] == 0);
    CHECK(measures[2].values[1] == Maybe<double>(Absence::sans_objet));
    CHECK(measures[3].values[1] == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("crossings per km are those of the disc over the barrier of the disc", "[enclavement]") {
    GridTown town{.side = 41};
    town.bridge_at = 50;
    town.keep = cut_at(50, {-800, 0, 700, 1500});
    const std::vector<street::BarrierPiece> pieces{
        town.barrier(street::BarrierKind::cours_eau, {{50, -2000}, {50, 2000}}, "w1")};
    const auto measures = around({{0, 0}}, pieces, town.graph());
    // Bridges at -800, 0 and 700 lie within 1,000 m; the one at 1,500 does not.
    CHECK(*measures[2].values[0] == Approx(3 / (2 * std::sqrt(1.0 - 0.0025))));
    // Runs within 500 m: -800..0 and 0..700.
    CHECK(*measures[3].values[0] == Approx(800).margin(0.01));
}

TEST_CASE("a bridge between two that are 50 m apart neither merges them nor lengthens a run",
          "[enclavement]") {
    GridTown town{.side = 41, .block_m = 50};
    const std::vector<street::BarrierPiece> pieces{
        town.barrier(street::BarrierKind::cours_eau, {{25, -1000}, {25, 1000}}, "w1")};
    town.bridge_at = 25;
    town.keep = cut_at(25, {0, 50});
    // From (0, 0) to (50, 50): over the water at y = 25, within 30 m of either bridge.
    const auto corner = [](int column, int row) {
        return street::NodeIdx{static_cast<std::size_t>((20 + row) * 41 + 20 + column)};
    };
    street::EdgeInput slanting;
    slanting.from = corner(0, 0);
    slanting.to = corner(1, 1);
    slanting.line = {{0, 0}, {50, 50}};
    slanting.kind = "footway";
    slanting.flags = static_cast<std::uint8_t>(street::WayFlag::bridge);
    slanting.speed_kmh = 4.8;
    const auto two = around({{0, 0}}, pieces, town.graph());
    const auto three = around({{0, 0}}, pieces, town.graph({slanting}));
    const double km = 2 * std::sqrt(1.0 - 0.000625);
    CHECK(*two[2].values[0] == Approx(2 / km));
    CHECK(*three[2].values[0] == Approx(2 / km));
    // From one end to the first bridge, and from the last to the other end.
    CHECK(*two[3].values[0] == Approx(1000).margin(0.01));
    CHECK(*three[3].values[0] == Approx(1000).margin(0.01));
}

TEST_CASE("a closed barrier never lowers what its neighbours already bear",
          "[enclavement][property]") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> at(-1500, 1500);
    const GridTown town{.side = 3};
    const street::StreetGraph graph = town.graph();
    std::vector<geo::Point> places;
    for (int i = 0; i < 50; ++i) places.push_back({at(random), at(random)});
    std::vector<street::BarrierPiece> pieces;
    auto before = around(places, pieces, graph);
    for (int round = 0; round < 8; ++round) {
        pieces.push_back(town.barrier(street::BarrierKind::autoroute,
                                      {{at(random), at(random)}, {at(random), at(random)}},
                                      std::string(2, static_cast<char>('a' + round)),
                                      std::string(1, static_cast<char>('a' + round))));
        const auto after = around(places, pieces, graph);
        for (std::size_t p = 0; p < places.size(); ++p) {
            // A line beside another of its kind may be drawn a little shorter: none is here by
            // chance of the seed.
            CHECK(*after[0].values[p] >= *before[0].values[p] - 1);
            CHECK(*after[1].values[p] >= *before[1].values[p] - 0.01);
            if (before[3].values[p]) CHECK(*after[3].values[p] >= *before[3].values[p] - 1);
        }
        before = after;
    }
}

TEST_CASE("measures of surroundings are the same with 1, 2 and 7 threads", "[enclavement]") {
    GridTown town{.side = 41};
    town.bridge_at = 50;
    town.keep = cut_at(50, {-800, 700});
    const std::vector<street::BarrierPiece> pieces{
        town.barrier(street::BarrierKind::cours_eau, {{50, -2000}, {70, 300}, {50, 2000}}, "w1")};
    std::vector<geo::Point> places;
    for (int i = 0; i < 1000; ++i) places.push_back({-900.0 + 2 * i, 13.0 * (i % 40)});
    const auto one = around(places, pieces, town.graph());
    for (const unsigned threads : {2U, 7U}) {
        const auto many = around(places, pieces, town.graph(), {threads});
        for (std::size_t m = 0; m < one.size(); ++m) CHECK(one[m].values == many[m].values);
    }
}

}  // namespace lisiere::enclavement
