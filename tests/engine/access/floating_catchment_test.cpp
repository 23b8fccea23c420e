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
    return {"medecin", mode, {{4, 1}, {8, 0.68}, {12, 0.22}}, "médecins", "médecins", ""};
}

/// Doctors and residents in random streets, by car with a minute of parking.
/// More than are searched at a time.
constexpr std::size_t doctor_count = 70;

struct Practice {
    street::StreetGraph graph;
    census::Population population;
    CellTies cells;
    CategorySites places;
    IndexedVector<FacilityIdx, double> doctors;
    StreetMode mode;
    FloatingRule rule = rule_of(TravelMode::voiture);

    explicit Practice(std::uint32_t seed) : graph(random_graph({.seed = seed})) {
        Random random(seed + 1);
        cells = ties_of(random_places(graph, random, 300));
        cells.snaps[census::CellIdx{7}] = std::nullopt;
        for (std::size_t c = 0; c < 300; ++c) {
            census::Cell cell;
            cell.people = static_cast<double>(random() % 50);
            population.cells.push_back(cell);
        }
        places.sites = random_places(graph, random, doctor_count);
        places.known = doctor_count + 1;  // one is off the streets
        for (std::size_t f = 0; f < doctor_count + 1; ++f) {
            doctors.push_back(static_cast<double>(1 + random() % 5));
            if (f < doctor_count) places.facilities.push_back(FacilityIdx{f});
        }
        mode = {TravelMode::voiture, &graph, &cells, limit_cost(Minutes{60}),
                limit_cost(Minutes{1})};
    }
    FloatingSupply supply(unsigned threads) const {
        return floating_supply(mode, population, places, doctors, rule, {threads});
    }
    /// Weights by cell and doctor; 0 for cells off the streets.
    std::vector<std::vector<double>> weights() const {
        std::vector<std::vector<double>> weight(cells.snaps.size(),
                                                std::vector<double>(doctor_count, 0));
        street::Reach reach(graph);
        for (std::size_t i = 0; i < weight.size(); ++i) {
            if (!cells.snaps[census::CellIdx{i}]) continue;
            reach.run(*cells.snaps[census::CellIdx{i}], 60 * 60'000);
            for (std::size_t j = 0; j < doctor_count; ++j) {
                const street::Cost cost = reach.cost(places.sites[j]);
                if (cost == street::unreached) continue;
                const double minutes = 1 + cost / 60'000.0;
                weight[i][j] = minutes <= 4 ? 1 : minutes <= 8 ? 0.68 : minutes <= 12 ? 0.22 : 0;
            }
        }
        return weight;
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
        const std::vector<std::vector<double>> weight = practice.weights();
        std::vector<double> ratio(doctor_count, 0);
        double shared = 0;
        for (std::size_t j = 0; j < doctor_count; ++j) {
            double demand = 0;
            for (std::size_t i = 0; i < cells; ++i)
                demand += practice.population.cells[census::CellIdx{i}].people * weight[i][j];
            const double supply = practice.doctors[FacilityIdx{j}];
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
            for (std::size_t j = 0; j < doctor_count; ++j) sum += ratio[j] * weight[i][j];
            REQUIRE(std::abs(*own - sum) <= 1e-12 * (1 + sum));
            given += practice.population.cells[census::CellIdx{i}].people * *own;
        }
        REQUIRE(given == Approx(shared).epsilon(1e-10));
        REQUIRE(found.supply == Approx(shared));
        REQUIRE(found.untied == practice.doctors[FacilityIdx{doctor_count}]);
        double all = 0;
        for (const double doctors : practice.doctors) all += doctors;
        REQUIRE(found.supply + found.unused + found.untied == Approx(all));
        unused += found.unused;
    }
    CHECK(unused > 0);  // doctors whom nobody reaches do occur
}

TEST_CASE(
    "balanced catchments are the double sum, share out every doctor in reach, and everyone asks "
    "once",
    "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        const Practice practice(seed);
        const FloatingSupply found = practice.supply(1);
        REQUIRE(practice.supply(7).balanced == found.balanced);
        const auto weight = practice.weights();
        std::vector<double> all(weight.size(), 0);
        std::vector<double> demand(doctor_count, 0);
        double asking = 0;
        for (std::size_t i = 0; i < weight.size(); ++i) {
            const double people = practice.population.cells[census::CellIdx{i}].people;
            for (const double w : weight[i]) all[i] += w;
            if (all[i] > 0) asking += people;
            for (std::size_t j = 0; j < doctor_count && all[i] > 0; ++j)
                demand[j] += people * weight[i][j] / all[i];
        }
        double asked = 0;
        for (const double d : demand) asked += d;
        REQUIRE(asked == Approx(asking));
        double given = 0;
        for (std::size_t i = 0; i < weight.size(); ++i) {
            if (!practice.cells.snaps[census::CellIdx{i}]) continue;
            double sum = 0;
            for (std::size_t j = 0; j < doctor_count && all[i] > 0; ++j)
                if (demand[j] > 0)
                    sum += practice.doctors[FacilityIdx{j}] / demand[j] * weight[i][j] / all[i];
            REQUIRE(std::abs(*found.balanced[i] - sum) <= 1e-12 * (1 + sum));
            given += practice.population.cells[census::CellIdx{i}].people * *found.balanced[i];
        }
        REQUIRE(given == Approx(found.supply).epsilon(1e-10));
    }
}

TEST_CASE("cutting a cell in parts that stand together changes nobody's supply, in either form",
          "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        const Practice practice(seed);
        const FloatingSupply whole = practice.supply(1);
        Practice cut(seed);
        const census::CellIdx parted{seed % 300};
        const double people = cut.population.cells[parted].people;
        cut.population.cells[parted].people = 0.3 * people;
        census::Cell other = cut.population.cells[parted];
        other.people = 0.7 * people;
        cut.population.cells.push_back(other);
        cut.cells.snaps.push_back(std::optional(cut.cells.snaps[parted]));
        const FloatingSupply parts = cut.supply(1);
        for (std::size_t i = 0; i < whole.per_resident.size(); ++i) {
            if (!whole.per_resident[i]) continue;
            REQUIRE(*parts.per_resident[i] == Approx(*whole.per_resident[i]).epsilon(1e-10));
            REQUIRE(*parts.balanced[i] == Approx(*whole.balanced[i]).epsilon(1e-10));
        }
        REQUIRE(parts.balanced.back() == parts.balanced[parted.value()]);
    }
}

namespace {

/// Doctors of a drawn town for the residents of its places "a", "b"..., 10 s a character.
FloatingSupply doctors_of(const Town& town, const std::vector<double>& people,
                          std::string_view where, const std::vector<double>& doctors,
                          std::vector<CatchmentRing> rings) {
    const std::string homes = std::string("abcdef").substr(0, people.size());
    const CellTies cells = ties(town, homes);
    census::Population population = residents(town, homes);
    for (std::size_t i = 0; i < people.size(); ++i)
        population.cells[census::CellIdx{i}].people = people[i];
    CategorySites places;
    places.sites = snaps(town, where);
    places.known = where.size();
    for (std::size_t i = 0; i < where.size(); ++i) places.facilities.push_back(FacilityIdx{i});
    const StreetMode walking{TravelMode::marche, &town.graph(), &cells, limit_cost(Minutes{60})};
    const FloatingRule rule{"medecin",  TravelMode::marche, std::move(rings),
                            "médecins", "médecins",         ""};
    return floating_supply(walking, population, places, IndexedVector<FacilityIdx, double>(doctors),
                           rule, {1});
}

}  // namespace

// The worked example of engine/access/README.md.
TEST_CASE("two doctors for 100 and 300 residents", "[access][example]") {
    // From a: 60 s to x, 300 s to y; from b: 240 s to x and 20 s to y.
    const Town town("A-a-----x-----------------------y-b--B");
    const FloatingSupply found = doctors_of(town, {100, 300}, "xy", {1, 2}, {{2, 1}, {5, 0.5}});
    // a is 1 min from x and 5 min from y; b is 4 min 20 s from x and 20 s from y.
    const double x = 1.0 / (100 * 1 + 300 * 0.5);
    const double y = 2.0 / (100 * 0.5 + 300 * 1);
    CHECK(*found.per_resident[0] == Approx(1 * x + 0.5 * y));
    CHECK(*found.per_resident[1] == Approx(0.5 * x + 1 * y));
    CHECK(100 * *found.per_resident[0] + 300 * *found.per_resident[1] == Approx(1 + 2));
    // Balanced, all have as much in reach (1.5): the same.
    CHECK(*found.balanced[0] == Approx(*found.per_resident[0]));
    CHECK(*found.balanced[1] == Approx(*found.per_resident[1]));
}

// The second worked example of the page.
TEST_CASE("who has two doctors in reach asks half of each, who has one asks it whole",
          "[access][example]") {
    // a is 1 min from x and 2 min from y, b is 2 min from y and out of reach of x.
    const Town town("A-x-----a-----------y-----------b--B");
    const FloatingSupply found = doctors_of(town, {100, 100}, "xy", {1, 1}, {{2, 1}});
    CHECK(*found.per_resident[0] == Approx(1 / 100.0 + 1 / 200.0));
    CHECK(*found.per_resident[1] == Approx(1 / 200.0));
    CHECK(*found.balanced[0] == Approx((1 / 50.0 + 1 / 150.0) / 2));
    CHECK(*found.balanced[1] == Approx(1 / 150.0));
}

TEST_CASE("out of every ring is no supply; without any doctor nothing is known", "[access]") {
    const Town town("A-a-----x---------b--B");
    const FloatingSupply found = doctors_of(town, {100, 100}, "x", {1}, {{1, 1}});
    CHECK(*found.per_resident[0] == Approx(1 / 100.0));  // exactly a minute: in the ring
    CHECK(found.per_resident[1] == Maybe<double>(0.0));
    CHECK(doctors_of(town, {100, 100}, "", {}, {{1, 1}}).per_resident[0] ==
          Maybe<double>(Absence::non_disponible));
}
