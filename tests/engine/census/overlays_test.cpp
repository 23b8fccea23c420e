// SPDX-License-Identifier: Apache-2.0
#include "engine/census/overlays.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/memory_memo.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using geo::MultiPolygon;

namespace {

struct Layers {
    std::vector<MultiPolygon> sources;
    std::vector<MultiPolygon> targets;
    Residences residences;

    explicit Layers(unsigned seed) {
        std::mt19937 random(seed);
        sources = test::patchwork(random, 30, 2000);
        targets = test::patchwork(random, 12, 2000);
        for (double y = 0; y < 2000; y += 100)
            for (double x = 0; x < 2000; x += 100) {
                residences.shapes.push_back(test::rectangle(x, y, x + 100, y + 100));
                residences.weight.push_back(static_cast<double>(random() % 90));
            }
    }
};

}  // namespace

TEST_CASE("weights from a memo are those computed, number for number", "[census]") {
    const Layers town(1);
    test::MemoryMemo memo;
    const OverlapMatrix matrix = overlap(town.sources, town.targets);
    const Weights weights = dasymetric_weights(town.sources, town.residences, town.targets);
    for (const int run : {1, 2, 3}) {
        INFO("run " << run);
        Overlays overlays({2}, &memo);
        CHECK(overlays.overlap(town.sources, town.targets) == matrix);
        CHECK(overlays.area(town.sources, town.targets) == area_weights(matrix));
        CHECK(overlays.dasymetric(town.sources, town.residences, town.targets) == weights);
        CHECK(memo.kept == 2);  // by the first run only
        CHECK(memo.found == 2 * (run - 1));
    }
    Overlays without;
    CHECK(without.dasymetric(town.sources, town.residences, town.targets) == weights);
}

TEST_CASE("a pair of layers is computed once a run", "[census]") {
    const Layers town(2);
    Overlays overlays;
    const OverlapMatrix* first = &overlays.overlap(town.sources, town.targets);
    const std::vector<MultiPolygon> same = town.sources;
    CHECK(&overlays.overlap(same, town.targets) == first);
    CHECK(&overlays.overlap(town.targets, town.sources) != first);
}

TEST_CASE("any change of a shape, a weight or the method asks for other weights", "[census]") {
    const Layers town(3);
    test::MemoryMemo memo;
    Overlays(Threads{}, &memo).dasymetric(town.sources, town.residences, town.targets);
    REQUIRE(memo.kept == 1);
    const auto is_new = [&](const Layers& changed) {
        Overlays overlays(Threads{}, &memo);
        const Weights& found =
            overlays.dasymetric(changed.sources, changed.residences, changed.targets);
        CHECK(found == dasymetric_weights(changed.sources, changed.residences, changed.targets));
        return memo.found == 0;
    };
    Layers moved = town;
    moved.sources[7][0].outer[1].x += 1e-9;
    CHECK(is_new(moved));
    Layers heavier = town;
    heavier.residences.weight[11] += 1;
    CHECK(is_new(heavier));
    Layers shifted = town;
    shifted.residences.shapes[3] = test::rectangle(0, 0, 50, 50);
    CHECK(is_new(shifted));
    Layers fewer = town;
    fewer.targets.pop_back();
    CHECK(is_new(fewer));
    Layers buildings = town;
    buildings.residences.method = ApportionMethod::batiments;
    CHECK(is_new(buildings));
}

TEST_CASE("damaged or foreign entries are computed again", "[census][property]") {
    const Layers town(4);
    test::MemoryMemo memo;
    const Weights weights = dasymetric_weights(town.sources, town.residences, town.targets);
    const OverlapMatrix matrix = overlap(town.sources, town.targets);
    const auto ask = [&] {
        Overlays overlays(Threads{}, &memo);
        CHECK(overlays.dasymetric(town.sources, town.residences, town.targets) == weights);
        CHECK(overlays.overlap(town.sources, town.targets) == matrix);
    };
    ask();
    const auto whole = memo.entries;
    for (std::size_t keep = 0; keep < 400; keep += 13) {
        for (auto& [key, bytes] : memo.entries) bytes.resize(std::min(keep, bytes.size()));
        ask();
    }
    // An entry of other layers under this key, and one whose rows point outside.
    const Layers other(5);
    test::MemoryMemo foreign;
    Overlays(Threads{}, &foreign)
        .overlap(std::span(other.sources).first(9), std::span(other.targets).first(5));
    for (auto& [key, bytes] : memo.entries) bytes = foreign.entries.begin()->second;
    ask();
    memo.entries = whole;
    ask();
}
