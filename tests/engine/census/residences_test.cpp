// SPDX-License-Identifier: Apache-2.0
#include "engine/census/residences.hpp"

#include <random>

#include "engine/census/apportion.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using geo::MultiPolygon;
using test::rectangle;

namespace {

Building building(double x, double y, double side, Maybe<double> dwellings, Maybe<double> levels) {
    return {rectangle(x, y, x + side, y + side), dwellings, levels};
}

CountColumn counts(std::size_t size, std::mt19937& random) {
    CountColumn column{Variable{"POP", "P20_POP", "P", 2020, "rp"}, {}};
    for (std::size_t i = 0; i < size; ++i)
        column.values.emplace_back(static_cast<double>(random() % 3000));
    return column;
}

Buildings scattered(std::mt19937& random, double side) {
    std::uniform_real_distribution<double> place(0, side - 30);
    Buildings town;
    for (int i = 0; i < 600; ++i)
        town.items.push_back(building(place(random), place(random), 8.0 + i % 20,
                                      i % 3 == 0 ? Maybe<double>() : 1.0 + i % 37, 1.0 + i % 8));
    return town;
}

}  // namespace

TEST_CASE("dwellings first, else floors at the dwellings a square metre of those that tell both",
          "[census]") {
    Buildings town;
    town.items = {building(0, 0, 10, 8.0, 4.0),     // 400 m² of floor for 8
                  building(100, 0, 10, 4.0, 2.0),   // 200 m² for 4: 0.02 a m²
                  building(200, 0, 20, {}, 3.0),    // 1,200 m²
                  building(300, 0, 10, {}, {}),     // upper median of 2, 3, 4, 9: 4
                  building(400, 0, 10, 0.0, 9.0)};  // nobody lives there
    const Residences found = residences(town);
    CHECK(found.method == ApportionMethod::batiments);
    REQUIRE(found.weight.size() == 4);
    CHECK(found.weight[0] == 8);
    CHECK(found.weight[1] == 4);
    CHECK(found.weight[2] == Approx(1200 * (8 + 4.0) / (400 + 200)));
    CHECK(found.weight[3] == Approx(100 * 4 * (8 + 4.0) / (400 + 200)));

    // No building tells both: dwellings and floors cannot be compared, all go by floor.
    town.items = {building(0, 0, 10, 8.0, {}), building(100, 0, 10, {}, 2.0),
                  building(200, 0, 10, 0.0, 2.0)};
    const Residences floors = residences(town);
    REQUIRE(floors.weight.size() == 2);
    CHECK(floors.weight[0] == Approx(100 * 2));
    CHECK(floors.weight[1] == Approx(100 * 2));
    // All tell their dwellings: no floor is asked for.
    town.items = {building(0, 0, 10, 8.0, {}), building(100, 0, 10, 2.0, {})};
    CHECK(residences(town).weight == std::vector<double>{8, 2});
}

TEST_CASE("buildings keep counts, and neither splitting, moving nor turning changes a thing",
          "[census][property]") {
    std::mt19937 random(71);
    for (int trial = 0; trial < 4; ++trial) {
        const std::vector<MultiPolygon> sources = test::patchwork(random, 20, 2000);
        const std::vector<MultiPolygon> targets = test::patchwork(random, 9, 2000);
        const CountColumn column = counts(sources.size(), random);
        const Buildings town = scattered(random, 2000);
        const Residences homes = residences(town);
        const Weights weights = dasymetric_weights(sources, homes, targets, {1});
        CHECK(weights.method == ApportionMethod::batiments);
        const auto before = apportion(weights, column);
        double given = 0;
        double held = 0;
        for (const Estimate& estimate : before) given += *estimate.value;
        for (const Maybe<double>& value : column.values) held += *value;
        CHECK(given == Approx(held).epsilon(1e-9));
        for (const unsigned threads : {2U, 7U})
            CHECK(dasymetric_weights(sources, homes, targets, {threads}) == weights);

        Residences halves;
        halves.method = homes.method;
        for (std::size_t b = 0; b < homes.shapes.size(); ++b) {
            const geo::Box box = geo::bounds(homes.shapes[b]);
            const double middle = (box.min_x + box.max_x) / 2;
            halves.shapes.push_back(rectangle(box.min_x, box.min_y, middle, box.max_y));
            halves.shapes.push_back(rectangle(middle, box.min_y, box.max_x, box.max_y));
            halves.weight.insert(halves.weight.end(), 2, homes.weight[b] / 2);
        }
        const auto by_halves = apportion(dasymetric_weights(sources, halves, targets), column);
        Residences moved = homes;
        moved.shapes = test::placed(homes.shapes, 0.9, 704000, 7030000);
        const auto elsewhere =
            apportion(dasymetric_weights(test::placed(sources, 0.9, 704000, 7030000), moved,
                                         test::placed(targets, 0.9, 704000, 7030000)),
                      column);
        for (std::size_t t = 0; t < targets.size(); ++t) {
            CHECK(*by_halves[t].value == Approx(*before[t].value).epsilon(1e-9));
            CHECK(*elsewhere[t].value == Approx(*before[t].value).epsilon(1e-6));
        }
    }
}
