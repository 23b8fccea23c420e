// SPDX-License-Identifier: Apache-2.0
#include "engine/access/floating_catchment.hpp"

#include <cmath>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

FloatingRule rule_of(TravelMode mode) {
    return {"medecin", mode, {{4, 1}, {8, 0.68}, {12, 0.22}}, "médecins", ""};
}

/// Doctors and residents in random streets, by car with a minute of parking.
struct Practice {
    street::StreetGraph graph;
    census::Population population;
    CellTies cells;
    CategorySites places;
    IndexedVector<FacilityIdx, Facility> facilities;
    StreetMode mode;
    FloatingRule rule = rule_of(TravelMode::voiture);

    explicit Practice(std::uint32_t seed) : graph(random_graph({.seed = seed})) {
        Random random(seed + 1);
        cells = ties_of(random_places(graph, random, 300));  // more than one batch
        cells.snaps[census::CellIdx{7}] = std::nullopt;
        for (std::size_t c = 0; c < 300; ++c) {
            census::Cell cell;
            cell.people = static_cast<double>(random() % 50);
            population.cells.push_back(cell);
        }
        places.sites = random_places(graph, random, 9);
        places.known = 10;  // one is off the streets
        for (std::size_t f = 0; f < 10; ++f) {
            Facility facility;
            facility.category = CategoryIdx{0};
            facility.capacity = static_cast<double>(1 + random() % 5);
            facilities.push_back(facility);
            if (f < 9) places.facilities.push_back(FacilityIdx{f});
        }
        mode = {TravelMode::voiture, &graph, &cells, limit_cost(Minutes{60}),
                limit_cost(Minutes{1})};
    }
    FloatingSupply supply(unsigned threads) const {
        return floating_supply(mode, population, places, facilities, CategoryIdx{0}, rule,
                               {threads});
    }
};

}  // namespace

TEST_CASE(
    "the floating catchments are the double sum over cells and doctors, and share out every "
    "doctor whom somebody can reach",
    "[access][property]") {
    double unused = 0;
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        const Practice practice(seed);
        const FloatingSupply found = practice.supply(1);
        for (const unsigned threads : {2U, 7U}) {
            const FloatingSupply again = practice.supply(threads);
            REQUIRE(again.per_resident == found.per_resident);
            REQUIRE(again.supply == found.supply);
        }
        const std::size_t cells = practice.population.cells.size();
        std::vector<std::vector<double>> weight(cells, std::vector<double>(9, 0));
        street::Reach reach(practice.graph);
        for (std::size_t i = 0; i < cells; ++i) {
            if (!practice.cells.snaps[census::CellIdx{i}]) continue;
            reach.run(*practice.cells.snaps[census::CellIdx{i}], 60 * 60'000);
            for (std::size_t j = 0; j < 9; ++j) {
                const street::Cost cost = reach.cost(practice.places.sites[j]);
                if (cost == street::unreached) continue;
                const double minutes = 1 + cost / 60'000.0;
                weight[i][j] = minutes <= 4 ? 1 : minutes <= 8 ? 0.68 : minutes <= 12 ? 0.22 : 0;
            }
        }
        std::vector<double> ratio(9, 0);
        double shared = 0;
        for (std::size_t j = 0; j < 9; ++j) {
            double demand = 0;
            for (std::size_t i = 0; i < cells; ++i)
                demand += practice.population.cells[census::CellIdx{i}].people * weight[i][j];
            const double supply = practice.facilities[FacilityIdx{j}].capacity;
            if (demand > 0) {
                ratio[j] = supply / demand;
                shared += supply;
            }
        }
        double given = 0;
        for (std::size_t i = 0; i < cells; ++i) {
            const Maybe<double>& own = found.per_resident[i];
            if (!practice.cells.snaps[census::CellIdx{i}]) {
                REQUIRE(own == Maybe<double>(Absence::non_rattache));
                continue;
            }
            double sum = 0;
            for (std::size_t j = 0; j < 9; ++j) sum += ratio[j] * weight[i][j];
            REQUIRE(std::abs(*own - sum) <= 1e-12 * (1 + sum));
            given += practice.population.cells[census::CellIdx{i}].people * *own;
        }
        REQUIRE(given == Approx(shared).epsilon(1e-10));
        REQUIRE(found.supply == Approx(shared));
        REQUIRE(found.untied == practice.facilities[FacilityIdx{9}].capacity);
        double all = 0;
        for (const Facility& facility : practice.facilities) all += facility.capacity;
        REQUIRE(found.supply + found.unused + found.untied == Approx(all));
        unused += found.unused;
    }
    CHECK(unused > 0);  // doctors whom nobody reaches do occur
}

// The worked example of engine/access/README.md.
TEST_CASE("two doctors for 100 and 300 residents", "[access][example]") {
    // 10 s a character. From a: 60 s to x, 300 s to y; from b: 240 s to x and 0 s... to y.
    const Town town("A-a-----x-----------------------y-b--B");
    const CellTies cells = ties(town, "ab");
    census::Population population = residents(town, "ab");
    population.cells[census::CellIdx{0}].people = 100;
    population.cells[census::CellIdx{1}].people = 300;
    CategorySites places;
    places.sites = snaps(town, "xy");
    places.known = 2;
    places.facilities = {FacilityIdx{0}, FacilityIdx{1}};
    IndexedVector<FacilityIdx, Facility> doctors(2);
    for (Facility& doctor : doctors) doctor.category = CategoryIdx{0};
    doctors[FacilityIdx{1}].capacity = 2;
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells, limit_cost(Minutes{60})};
    const FloatingRule rule{"medecin", TravelMode::marche, {{2, 1}, {5, 0.5}}, "médecins", ""};
    const FloatingSupply found =
        floating_supply(walking, population, places, doctors, CategoryIdx{0}, rule, {1});
    // a is 1 min from x and 5 min from y; b is 4 min 20 s from x and 20 s from y.
    const double x = 1.0 / (100 * 1 + 300 * 0.5);
    const double y = 2.0 / (100 * 0.5 + 300 * 1);
    CHECK(*found.per_resident[0] == Approx(1 * x + 0.5 * y));
    CHECK(*found.per_resident[1] == Approx(0.5 * x + 1 * y));
    CHECK(100 * *found.per_resident[0] + 300 * *found.per_resident[1] == Approx(1 + 2));
}

TEST_CASE("out of every ring is no supply; without any doctor nothing is known", "[access]") {
    const Town town("A-a-----x---------b--B");
    const CellTies cells = ties(town, "ab");
    const census::Population population = residents(town, "ab");
    CategorySites places;
    places.sites = snaps(town, "x");
    places.known = 1;
    places.facilities = {FacilityIdx{0}};
    IndexedVector<FacilityIdx, Facility> doctors(1);
    doctors[FacilityIdx{0}].category = CategoryIdx{0};
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells, limit_cost(Minutes{60})};
    const FloatingRule rule{"medecin", TravelMode::marche, {{1, 1}}, "médecins", ""};
    const auto found =
        floating_supply(walking, population, places, doctors, CategoryIdx{0}, rule, {1});
    CHECK(*found.per_resident[0] == Approx(1 / 100.0));  // exactly a minute: in the ring
    CHECK(found.per_resident[1] == Maybe<double>(0.0));
    CHECK(floating_supply(walking, population, {}, doctors, CategoryIdx{0}, rule, {1})
              .per_resident[0] == Maybe<double>(Absence::non_disponible));
}
