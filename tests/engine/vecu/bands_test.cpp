// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/bands.hpp"

#include <cmath>
#include <random>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::vecu {
namespace {

const double pi = std::acos(-1.0);

geo::MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

}  // namespace

TEST_CASE("a band is the rim times the distance and the quarter discs at the corners", "[vecu]") {
    const std::vector<geo::MultiPolygon> one{rectangle(0, 0, 400, 300)};
    const std::vector<double> distances{300, 500};
    const std::vector<Band> found = bands(one, distances, {}, {});
    REQUIRE(found.size() == 2 + 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const double d = distances[i];
        CHECK(geo::area(found[i].shape).value() ==
              Approx(2 * (400 + 300) * d + pi * d * d).epsilon(1e-4));
        CHECK(*found[i].perimeter == 0);
        CHECK_FALSE(found[2 + i].perimeter.has_value());
        CHECK(geo::area(found[2 + i].shape).value() == Approx(geo::area(found[i].shape).value()));
    }
}

TEST_CASE("a point is in the band when its distance to the limit says so, to the metre",
          "[vecu][property]") {
    const std::vector<geo::MultiPolygon> shape{
        {{{{0, 0}, {700, 40}, {650, 500}, {300, 200}, {40, 600}, {0, 0}}, {}}}};
    const std::vector<double> distances{300};
    const Band band = bands(shape, distances, {}, {})[0];
    std::mt19937 random(2);
    std::uniform_real_distribution<double> at(-500, 1200);
    for (int i = 0; i < 2000; ++i) {
        const geo::Point p{at(random), at(random)};
        const double distance = geo::distance_to(shape[0], p).value();
        if (std::abs(distance - 300) < 0.05 || distance < 0.001) continue;
        CHECK(geo::contains(band.shape, p) == (distance > 0 && distance < 300));
    }
}

TEST_CASE("bands of neighbours are merged once, without any perimeter, with the people by area",
          "[vecu]") {
    const std::vector<geo::MultiPolygon> two{rectangle(0, 0, 200, 200),
                                             rectangle(400, 0, 600, 200)};
    const std::vector<double> distances{300};
    census::Population population;
    for (const geo::Point centre : {geo::Point{300, 100}, {100, 100}, {300, 5000}}) {
        census::Cell cell;
        cell.centre = centre;
        cell.people = 40;
        cell.shape = rectangle(centre.x - 100, centre.y - 100, centre.x + 100, centre.y + 100);
        population.cells.push_back(cell);
    }
    const std::vector<Band> found = bands(two, distances, population, {2});
    REQUIRE(found.size() == 3);
    // The cell between the two is wholly in each band; the one that is the first perimeter is in
    // the band of the second only as far as 300 m reach: x >= 100.
    CHECK(found[0].people == Approx(40));
    CHECK(found[1].people == Approx(40 + 40 * 100 / 200.0).epsilon(1e-3));
    CHECK(found[2].people == Approx(40));
    CHECK_FALSE(geo::contains(found[2].shape, {100, 100}));
    CHECK(geo::area(found[2].shape).value() <
          geo::area(found[0].shape).value() + geo::area(found[1].shape).value());
}

}  // namespace lisiere::vecu
