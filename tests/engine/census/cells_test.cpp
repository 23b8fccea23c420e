// SPDX-License-Identifier: Apache-2.0
#include "engine/census/cells.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <set>

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

AreaTable table_of(const std::vector<MultiPolygon>& shapes) {
    AreaTable table;
    for (const MultiPolygon& shape : shapes)
        table.areas.push_back({std::to_string(table.areas.size()), "", "H",
                               table.areas.size() % 2 == 0 ? "59606" : "59014", shape});
    return table;
}
CountColumn people(std::vector<Maybe<double>> values) {
    return {Variable{"POP", "P20_POP", "P", 2020, "rp"}, values};
}

double total(const Population& population) {
    double sum = 0;
    for (const Cell& cell : population.cells) sum += cell.people;
    return sum;
}

}  // namespace

TEST_CASE("an area of 300 by 200 m is cut into one square and a half", "[census]") {
    const AreaTable table = table_of(
        {rectangle(700000, 7000000, 700300, 7000200), rectangle(700300, 7000000, 700400, 7000200)});
    const Population population = cells_from_areas(table, people({300.0, 0.0}));
    CHECK(population.origin == CellOrigin::decoupe);
    REQUIRE(population.cells.size() == 2);
    const Cell& whole = population.cells.items()[0];
    CHECK(whole.id == "D200mN7000000E700000");
    CHECK(whole.people == Approx(300 * 200 / 300.0));
    CHECK(whole.shape == rectangle(700000, 7000000, 700200, 7000200));
    CHECK(whole.centre == geo::Point{700100, 7000100});
    CHECK(whole.commune == "59606");
    // The other half of the second square has no people: nobody starts from there.
    const Cell& half = population.cells.items()[1];
    CHECK(half.people == Approx(300 * 100 / 300.0));
    CHECK(geo::area(half.shape).value() == Approx(100 * 200));
    CHECK(half.centre.x == Approx(700250));
}

TEST_CASE("cells cut from areas hold exactly the people of the areas", "[census][property]") {
    std::mt19937 random(51);
    std::uniform_real_distribution<double> count(0, 2500);
    const std::vector<MultiPolygon> shapes = test::patchwork(random, 30, 3300);
    std::vector<Maybe<double>> values;
    double expected = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (i % 7 == 3) {
            values.emplace_back(Absence::secret);
            continue;
        }
        values.emplace_back(i % 5 == 0 ? 0.0 : count(random));
        expected += *values.back();
    }
    const Population population =
        cells_from_areas(table_of(shapes), people(values), {.size = Metres{200}}, {2});
    CHECK(total(population) == Approx(expected).epsilon(1e-12));
    std::set<std::string> ids;
    for (const Cell& cell : population.cells) {
        CHECK(cell.people > 0);
        CHECK(geo::distance_to(cell.shape, cell.centre).value() == 0);
        CHECK(geo::is_valid(cell.shape));
        CHECK_FALSE(cell.commune.empty());
        ids.insert(cell.id);
    }
    CHECK(ids.size() == population.cells.size());
    // The cells apportioned back to their areas by area give the inhabited areas' total again.
    std::vector<MultiPolygon> cells;
    for (const Cell& cell : population.cells) cells.push_back(cell.shape);
    CountColumn column = people({});
    for (const Cell& cell : population.cells) column.values.emplace_back(cell.people);
    double again = 0;
    for (const Estimate& estimate : apportion_by_area(overlap(cells, shapes), column))
        again += estimate.value.value_or(0);
    CHECK(again == Approx(expected).epsilon(1e-9));
}

TEST_CASE("a table's newest column of a name makes the cells", "[census]") {
    AreaTable table = table_of({rectangle(0, 0, 200, 200)});
    table.counts = {{Variable{"POP", "P16_POP", "P", 2016, "rp"}, {10.0}},
                    {Variable{"POP", "P20_POP", "P", 2020, "rp"}, {12.0}},
                    {Variable{"MEN", "C20_MEN", "C", 2021, "rp"}, {5.0}}};
    CHECK(total(cells_from_areas(table, "POP")) == 12);
    CHECK_THROWS_AS(cells_from_areas(table, "LOG"), PreconditionError);
}

TEST_CASE("points on a lattice have its squares for cells", "[census]") {
    std::vector<PopulatedPoint> points;
    for (int i = 0; i < 25; ++i)
        points.push_back(
            {std::to_string(i), {100.0 * (i % 5), 100.0 * (i / 5)}, i == 12 ? 0.0 : 1.0 + i});
    const Population population = cells_from_points(points);
    CHECK(population.origin == CellOrigin::ponctuel);
    REQUIRE(population.cells.size() == 24);
    // The middle one has nobody, but its neighbours do not take its ground.
    const Cell& inner = population.cells.items()[11];
    CHECK(inner.id == "11");
    CHECK(inner.centre == geo::Point{100, 200});
    CHECK(geo::area(inner.shape).value() == Approx(100 * 100));
    // A corner reaches no farther than 0.75 × 100 m into the open country.
    const Cell& corner = population.cells.items()[0];
    CHECK(geo::area(corner.shape).value() < 125 * 125);
    CHECK(geo::area(corner.shape).value() > 100 * 100);
    for (const Cell& cell : population.cells)
        for (const geo::Point& p : cell.shape.front().outer)
            CHECK(geo::distance(p, cell.centre) <= 75 + 1e-6);
}

TEST_CASE("points at one place are one cell, and a lone point has a disc", "[census]") {
    const std::vector<PopulatedPoint> points{
        {"a", {0, 0}, 10.0}, {"b", {0, 0}, 5.0}, {"c", {0, 0}, Absence::secret}};
    const Population population = cells_from_points(points);
    REQUIRE(population.cells.size() == 1);
    CHECK(population.cells.items()[0].id == "a");
    CHECK(population.cells.items()[0].people == 15);
    CHECK(geo::area(population.cells.items()[0].shape).value() ==
          Approx(std::numbers::pi * 200 * 200).epsilon(0.01));
    CHECK(cells_from_points({}).cells.empty());
}

TEST_CASE("a hexagonal lattice is covered without gaps inside", "[census]") {
    std::vector<PopulatedPoint> points;
    for (int row = 0; row < 10; ++row)
        for (int i = 0; i < 10; ++i)
            points.push_back(
                {"h", {100.0 * i + (row % 2) * 50.0, 100 * std::sqrt(0.75) * row}, 1.0});
    const Population population = cells_from_points(points);
    const double hexagon = std::sqrt(0.75) * 100 * 100;
    CHECK(geo::area(population.cells.items()[55].shape).value() == Approx(hexagon).epsilon(1e-9));
}

TEST_CASE("raked cells add up to the published totals", "[census]") {
    std::mt19937 random(52);
    const std::vector<MultiPolygon> areas = test::patchwork(random, 12, 2000);
    std::uniform_real_distribution<double> count(1, 50);
    std::vector<MultiPolygon> cells;
    std::vector<Maybe<double>> values;
    for (double y = 0; y < 2000; y += 100)
        for (double x = 0; x < 2000; x += 100) {
            cells.push_back(rectangle(x, y, x + 100, y + 100));
            values.emplace_back(count(random));
        }
    const OverlapMatrix matrix = overlap(cells, areas);
    std::vector<Maybe<double>> totals;
    for (const Estimate& estimate : apportion_by_area(matrix, people(values)))
        totals.emplace_back(estimate.value.value() * (0.8 + count(random) / 100));
    totals[3] = Absence::secret;

    const Raked raked = rake(std::array{RakeTotals{matrix, totals}}, people(values));
    CHECK(raked.error <= 1e-6);
    CHECK(raked.unreached.empty());
    const auto fitted = apportion_by_area(matrix, raked.column);
    for (std::size_t a = 0; a < areas.size(); ++a)
        if (a != 3) CHECK(fitted[a].value.value() == Approx(*totals[a]).epsilon(2e-6));
    for (const Maybe<double>& value : raked.column.values) CHECK(value.value() > 0);
}

TEST_CASE("a total that no cell can hold is named", "[census]") {
    const std::vector<MultiPolygon> cells{rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)};
    const std::vector<MultiPolygon> areas{rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)};
    const OverlapMatrix matrix = overlap(cells, areas);
    const std::vector<Maybe<double>> totals{40.0, 7.0};
    const Raked raked = rake(std::array{RakeTotals{matrix, totals}}, people({10.0, 0.0}));
    CHECK(raked.unreached == std::vector<Raked::Place>{{0, 1}});
    CHECK(raked.met == 1);
    CHECK(raked.column.values[0].value() == Approx(40));
    CHECK(raked.error <= 1e-6);
}

TEST_CASE("cells meet the totals of IRIS and of communes at once", "[census]") {
    // Two communes of two IRIS each; one IRIS is secret, so that its commune's total decides.
    std::vector<MultiPolygon> cells;
    std::vector<MultiPolygon> iris;
    for (int i = 0; i < 8; ++i) cells.push_back(rectangle(50.0 * i, 0, 50.0 * i + 50, 100));
    for (int i = 0; i < 4; ++i) iris.push_back(rectangle(100.0 * i, 0, 100.0 * i + 100, 100));
    const std::vector<MultiPolygon> communes{rectangle(0, 0, 200, 100),
                                             rectangle(200, 0, 400, 100)};
    const OverlapMatrix in_iris = overlap(cells, iris);
    const OverlapMatrix in_communes = overlap(cells, communes);
    const std::vector<Maybe<double>> by_iris{300.0, 100.0, 250.0, Absence::secret};
    const std::vector<Maybe<double>> by_commune{400.0, 600.0};
    const CountColumn before = people({1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0});
    const Raked raked =
        rake(std::array{RakeTotals{in_iris, by_iris}, RakeTotals{in_communes, by_commune}}, before);
    CHECK(raked.error <= 1e-6);
    CHECK(raked.met == 5);
    CHECK(raked.column.values[0].value() == Approx(300 * 1 / 3.0).epsilon(1e-5));
    CHECK(raked.column.values[6].value() == Approx((600 - 250) * 7 / 15.0).epsilon(1e-5));

    // A commune that says another number than its IRIS: what is left is said, and where.
    const std::vector<Maybe<double>> other{500.0, 600.0};
    const Raked torn =
        rake(std::array{RakeTotals{in_iris, by_iris}, RakeTotals{in_communes, other}}, before);
    CHECK(torn.error > 0.1);
    CHECK(torn.worst.layer == 0);
    CHECK(torn.worst.area < 2);
}
