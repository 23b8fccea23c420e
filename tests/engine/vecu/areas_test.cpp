// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/areas.hpp"

#include <algorithm>
#include <random>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/engine/vecu/lived_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::vecu {
namespace {

using access::FacilityIdx;
using test::LivedTown;

LivedTown shops(unsigned seed) {
    LivedTown town;
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> at(-1800, 1800);
    town.settle();
    const auto bakery = town.category("boulangerie", 1.5, 5);
    const auto school = town.category("ecole_elementaire", 0.4, 8);
    for (int i = 0; i < 25; ++i)
        town.facility(i % 2 == 0 ? bakery : school, {at(random), at(random)});
    return town;
}

std::vector<LivedArea> areas_of(const LivedTown& town, const Visits& visits, Threads threads = {}) {
    const LivedTown::Tied ties = town.tied();
    return lived_areas(town.inputs(ties), {}, visits, {}, threads);
}

}  // namespace

TEST_CASE("areas hold their share of the visits, are nested, valid, and no square could be spared",
          "[vecu][property]") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const LivedTown town = shops(seed);
        const Visits visits = town.visits();
        const std::vector<LivedArea> areas = areas_of(town, visits);
        REQUIRE(areas.size() == 2 * 3);
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const LivedArea& area = areas[i];
            REQUIRE(geo::is_valid(area.shape));
            CHECK(area.statut == Statut::modelise);
            double inside = 0;
            double all = 0;
            double least = 1e9;
            for (const GroupVisits& to : visits.by_group[area.group]) {
                all += to.per_week;
                if (geo::distance_to(area.shape, town.facilities[to.facility].at).value() < 1e-6)
                    inside += to.per_week;
                if (std::binary_search(area.facilities.begin(), area.facilities.end(), to.facility))
                    least = std::min(least, to.per_week);
            }
            CHECK(area.visits_all == Approx(all));
            CHECK(inside >= area.level * all - 1e-9);
            CHECK(area.visits >= area.level * all - 1e-9);
            // Without the last square chosen (at most `least` is too much to spare) the level is
            // missed.
            CHECK(area.visits - area.level * all <= least + 1e-9);
            if (i % 3 == 0) continue;
            const double before = geo::area(areas[i - 1].shape).value();
            CHECK(geo::intersection_area(areas[i - 1].shape, area.shape).value() == Approx(before));
            CHECK(area.people >= areas[i - 1].people - 1e-6);
        }
    }
}

TEST_CASE("the area follows the streets walked, not the hull", "[vecu]") {
    LivedTown town;
    const auto bakery = town.category("boulangerie", 1, 10);
    town.cell({-1500, 0}, 100);
    town.facility(bakery, {-1500, 600});
    town.facility(bakery, {-900, 0});
    const Visits visits = town.visits();
    const LivedArea all = areas_of(town, visits)[2];
    CHECK(all.group == 0);
    CHECK(all.places == 2);
    // Straight streets to both; the corner between them is nobody's way.
    CHECK(geo::contains(all.shape, {-1500, 300}));
    CHECK(geo::contains(all.shape, {-1200, 0}));
    CHECK_FALSE(geo::contains(all.shape, {-1200, 300}));
    // Squares of the two places, and streets of 600 m with 30 m on each side, rounded ends apart.
    const double area = geo::area(all.shape).value();
    CHECK(area > 2 * 600 * 60);
    CHECK(area < 2 * (700 * 60 + 100 * 100) + 60 * 60);
}

TEST_CASE("people in an area are those of its cells by area", "[vecu]") {
    LivedTown town;
    const auto bakery = town.category("boulangerie", 1, 10);
    town.cell({-1550, 50}, 100);
    town.facility(bakery, {-1550, 50});
    const LivedArea area = areas_of(town, town.visits())[0];
    // The place is the square of the cell; the street walked lies on its rim or beyond.
    CHECK(area.people == Approx(100));
    CHECK(area.facilities == std::vector<FacilityIdx>{FacilityIdx{0}});
}

TEST_CASE("a group without visits has empty areas", "[vecu]") {
    LivedTown town;
    town.category("boulangerie", 1, 10);
    town.cell({-1500, 0}, 100);
    for (const LivedArea& area : areas_of(town, town.visits())) {
        CHECK(area.shape.empty());
        CHECK(area.visits == 0);
        CHECK(area.people == 0);
    }
}

TEST_CASE("perimeters that go to the same places overlap, with shares of their visits", "[vecu]") {
    LivedTown town;
    const auto bakery = town.category("boulangerie", 1, 10);
    town.cell({-1100, 0}, 100);
    town.cell({-900, 0}, 50);
    town.facility(bakery, {-1000, 0});
    const Visits visits = town.visits();
    const std::vector<LivedArea> areas = areas_of(town, visits);
    const std::vector<AreaOverlap> overlaps = area_overlaps(areas, visits, {});
    REQUIRE(overlaps.size() == 1);
    CHECK(overlaps[0].a == 0);
    CHECK(overlaps[0].b == 1);
    CHECK(overlaps[0].visits_a == Approx(1));
    CHECK(overlaps[0].visits_b == Approx(1));
    CHECK(overlaps[0].area_m2 >= 100 * 100);
}

TEST_CASE("areas are the same with 1, 2 and 7 threads", "[vecu]") {
    const LivedTown town = shops(7);
    const Visits visits = town.visits();
    const std::vector<LivedArea> one = areas_of(town, visits);
    for (const unsigned threads : {2U, 7U}) {
        const std::vector<LivedArea> many = areas_of(town, visits, {threads});
        for (std::size_t i = 0; i < one.size(); ++i) {
            CHECK(one[i].shape == many[i].shape);
            CHECK(one[i].people == many[i].people);
        }
    }
}

}  // namespace lisiere::vecu
