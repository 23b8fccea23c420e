// SPDX-License-Identifier: Apache-2.0
#include "engine/census/apportion.hpp"

#include <cstring>
#include <random>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using geo::MultiPolygon;
using test::patchwork;
using test::rectangle;

namespace {

CountColumn counts(std::vector<Maybe<double>> values) {
    return {Variable{"POP", "P20_POP", "P", 2020, "rp"}, values};
}

CountColumn random_counts(std::mt19937& random, std::size_t size) {
    std::uniform_real_distribution<double> people(0, 3000);
    std::vector<Maybe<double>> values;
    for (std::size_t i = 0; i < size; ++i) values.emplace_back(people(random));
    return counts(std::move(values));
}

double total(const std::vector<Estimate>& estimates) {
    double sum = 0;
    for (const Estimate& estimate : estimates) sum += estimate.value.value();
    return sum;
}
double total(const CountColumn& column) {
    double sum = 0;
    for (const Maybe<double>& value : column.values) sum += value.value_or(0);
    return sum;
}

/// Cells on a lattice of 100 m over the square of the patchwork, some of them empty and left out.
Population lattice(std::mt19937& random, double side) {
    std::uniform_real_distribution<double> people(-40, 120);
    Population population;
    for (double y = 0; y < side; y += 100)
        for (double x = 0; x < side; x += 100) {
            const double count = people(random);
            if (count <= 0) continue;
            population.cells.push_back(
                {"c", {x + 50, y + 50}, rectangle(x, y, x + 100, y + 100), count, false, ""});
        }
    return population;
}

template <class Column>
concept Apportionable = requires(Weights weights, Column column) {
    apportion(weights, column);
};
// A rate is neither split nor summed: it does not pass for a count.
static_assert(Apportionable<CountColumn>);
static_assert(!Apportionable<RateColumn>);

}  // namespace

TEST_CASE("the worked example: a quarter over two IRIS", "[census]") {
    // IRIS A: 400 × 500 m, 1,000 residents; IRIS B: 400 × 500 m, 3,000. The quarter takes the
    // quarter of A and half of B: 1,000 / 4 + 3,000 / 2.
    const std::vector<MultiPolygon> iris{rectangle(0, 0, 400, 500), rectangle(400, 0, 800, 500)};
    const std::vector<MultiPolygon> quarter{rectangle(300, 0, 600, 500)};
    const OverlapMatrix matrix = overlap(iris, quarter);
    const Estimate by_area = apportion_by_area(matrix, counts({1000.0, 3000.0})).front();
    CHECK(by_area.value.value() == Approx(1000 / 4.0 + 3000 / 2.0));
    CHECK(by_area.couverture == Approx(1));
    CHECK(by_area.qualite == 'D');  // neither IRIS gives more than half of its people
    CHECK(by_area.method == ApportionMethod::surface);

    // All of A's people live in one cell inside the quarter, B's in two cells, one of them inside.
    Population population;
    population.cells.push_back({"a", {350, 250}, rectangle(310, 200, 390, 300), 900, false, ""});
    population.cells.push_back({"b", {500, 250}, rectangle(410, 200, 590, 300), 2000, false, ""});
    population.cells.push_back({"c", {700, 250}, rectangle(610, 200, 790, 300), 500, false, ""});
    const Estimate by_cells = apportion(dasymetric_weights(iris, residences(population), quarter),
                                        counts({1000.0, 3000.0}))
                                  .front();
    CHECK(by_cells.value.value() == Approx(1000 * (900 / 900.0) + 3000 * (2000 / (2000.0 + 500))));
    CHECK(by_cells.qualite == 'A');
    CHECK(by_cells.method == ApportionMethod::carreaux);
}

TEST_CASE("counts are kept exactly where targets tile the sources", "[census][property]") {
    std::mt19937 random(31);
    for (int trial = 0; trial < 8; ++trial) {
        const std::vector<MultiPolygon> sources = patchwork(random, 40, 2000);
        const std::vector<MultiPolygon> targets = patchwork(random, 25, 2000);
        const CountColumn column = random_counts(random, sources.size());
        CHECK(total(apportion_by_area(overlap(sources, targets), column)) ==
              Approx(total(column)).epsilon(1e-12));

        const Population population = lattice(random, 2000);
        const Weights weights = dasymetric_weights(sources, residences(population), targets);
        CHECK(total(apportion(weights, column)) == Approx(total(column)).epsilon(1e-9));
        for (const Weights::Entry& entry : weights.entries) {
            CHECK(entry.weight >= 0);
            CHECK(entry.weight <= 1);
        }
    }
}

TEST_CASE("dasymetric weights are those of the plain triple sum", "[census][property]") {
    std::mt19937 random(32);
    const std::vector<MultiPolygon> sources = patchwork(random, 9, 800);
    const std::vector<MultiPolygon> targets = patchwork(random, 6, 800);
    const Population population = lattice(random, 800);
    const Weights weights = dasymetric_weights(sources, residences(population), targets);
    for (std::uint32_t t = 0; t < targets.size(); ++t) {
        std::vector<double> found(sources.size(), 0);
        for (const Weights::Entry& entry : weights.row(t)) found[entry.source] = entry.weight;
        for (std::uint32_t s = 0; s < sources.size(); ++s) {
            const MultiPolygon both = geo::intersection(sources[s], targets[t]);
            double here = 0;
            double all = 0;
            for (const Cell& cell : population.cells) {
                const double density = cell.people / geo::area(cell.shape).value();
                here += density * geo::intersection_area(cell.shape, both).value();
                all += density * geo::intersection_area(cell.shape, sources[s]).value();
            }
            CHECK(found[s] == Approx(here / all).margin(1e-9));
        }
    }
}

TEST_CASE("splitting a source cell changes nothing", "[census][property]") {
    std::mt19937 random(33);
    const std::vector<MultiPolygon> whole = patchwork(random, 30, 2000);
    const std::vector<MultiPolygon> targets = patchwork(random, 12, 2000);
    const CountColumn column = random_counts(random, whole.size());
    // Every source is cut in two by the line x = 1000; its count goes with the area.
    std::vector<MultiPolygon> split;
    std::vector<Maybe<double>> split_counts;
    for (std::size_t s = 0; s < whole.size(); ++s)
        for (const MultiPolygon& half :
             {rectangle(0, 0, 1000, 2000), rectangle(1000, 0, 2000, 2000)}) {
            split.push_back(geo::intersection(whole[s], half));
            split_counts.emplace_back(*column.values[s] * geo::area(split.back()).value() /
                                      geo::area(whole[s]).value());
        }
    const auto before = apportion_by_area(overlap(whole, targets), column);
    const auto after = apportion_by_area(overlap(split, targets), counts(split_counts));
    for (std::size_t t = 0; t < targets.size(); ++t) {
        CHECK(after[t].value.value() == Approx(before[t].value.value()).epsilon(1e-9));
        CHECK(after[t].couverture == Approx(before[t].couverture).epsilon(1e-9));
    }

    // And a populated cell cut in four changes no dasymetric weight.
    const Population cells = lattice(random, 2000);
    Population quarters;
    for (const Cell& cell : cells.cells) {
        const geo::Box box = geo::bounds(cell.shape);
        for (const double dx : {0.0, 50.0})
            for (const double dy : {0.0, 50.0}) {
                Cell part = cell;
                part.shape = rectangle(box.min_x + dx, box.min_y + dy, box.min_x + dx + 50,
                                       box.min_y + dy + 50);
                part.people = cell.people / 4;
                quarters.cells.push_back(part);
            }
    }
    const auto by_cells = apportion(dasymetric_weights(whole, residences(cells), targets), column);
    const auto by_quarters =
        apportion(dasymetric_weights(whole, residences(quarters), targets), column);
    for (std::size_t t = 0; t < targets.size(); ++t)
        CHECK(by_quarters[t].value.value() == Approx(by_cells[t].value.value()).epsilon(1e-9));
}

TEST_CASE("moving or turning the town changes nothing", "[census][property]") {
    std::mt19937 random(34);
    const std::vector<MultiPolygon> sources = patchwork(random, 30, 2000);
    const std::vector<MultiPolygon> targets = patchwork(random, 12, 2000);
    const CountColumn column = random_counts(random, sources.size());
    const Population population = lattice(random, 2000);
    const auto by_area = apportion_by_area(overlap(sources, targets), column);
    const auto by_cells =
        apportion(dasymetric_weights(sources, residences(population), targets), column);
    for (const double angle : {0.0, 0.7, 3.0}) {
        const auto moved_sources = test::placed(sources, angle, 704000, 7030000);
        const auto moved_targets = test::placed(targets, angle, 704000, 7030000);
        Population moved_population = population;
        for (Cell& cell : moved_population.cells.items())
            cell.shape = test::placed(cell.shape, angle, 704000, 7030000);
        const auto area_again = apportion_by_area(overlap(moved_sources, moved_targets), column);
        const auto cells_again = apportion(
            dasymetric_weights(moved_sources, residences(moved_population), moved_targets), column);
        for (std::size_t t = 0; t < targets.size(); ++t) {
            CHECK(area_again[t].value.value() == Approx(by_area[t].value.value()).epsilon(1e-8));
            CHECK(cells_again[t].value.value() == Approx(by_cells[t].value.value()).epsilon(1e-7));
            CHECK(area_again[t].qualite == by_area[t].qualite);
        }
    }
}

TEST_CASE("a source without people in its cells gives by area", "[census]") {
    const std::vector<MultiPolygon> iris{rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)};
    const std::vector<MultiPolygon> targets{rectangle(0, 0, 25, 100), rectangle(25, 0, 150, 100)};
    Population population;
    population.cells.push_back({"b", {175, 50}, rectangle(150, 0, 200, 100), 10, false, ""});
    const Weights weights = dasymetric_weights(iris, residences(population), targets);
    const auto estimates = apportion(weights, counts({80.0, 40.0}));
    CHECK(estimates[0].value.value() == Approx(80 * 0.25));
    CHECK(estimates[1].value.value() ==
          Approx(80 * 0.75 + 0));  // all of the second one's people live beyond
    CHECK(estimates[0].couverture == Approx(1));
    CHECK(estimates[1].couverture == Approx(1));
}

TEST_CASE("quality tells how much of a target comes from sources mostly inside it", "[census]") {
    // One source of 100 residents inside, one of 100 of which a share lies inside.
    const auto quality = [](double share) {
        const std::vector<MultiPolygon> sources{rectangle(0, 0, 100, 100),
                                                rectangle(100, 0, 200, 100)};
        const std::vector<MultiPolygon> target{rectangle(0, 0, 100 + 100 * share, 100)};
        return apportion_by_area(overlap(sources, target), counts({100.0, 100.0})).front().qualite;
    };
    CHECK(quality(0) == 'A');
    CHECK(quality(0.1) == 'A');   // 100 / 110 = 0.91
    CHECK(quality(0.25) == 'B');  // 100 / 125 = 0.8
    CHECK(quality(0.45) == 'C');  // 100 / 145 = 0.69
    // Both lie mostly inside, but 60 of 160 are cut by area, and nobody saw where they live.
    CHECK(quality(0.6) == 'B');
    CHECK(quality(1) == 'A');
    const std::vector<MultiPolygon> half_covered{rectangle(0, 0, 200, 100)};
    const std::vector<MultiPolygon> one{rectangle(0, 0, 100, 100)};
    const Estimate estimate =
        apportion_by_area(overlap(one, half_covered), counts({100.0})).front();
    CHECK(estimate.couverture == Approx(0.5));
    CHECK(estimate.qualite == 'C');  // 0.5 × 1
}

TEST_CASE("A asks that the people be in cells wholly inside, or placed by dwellings", "[census]") {
    // An IRIS of two cells of 60 and 40 residents, the target ends in the second: all but a tenth
    // of it taken, 96 of 100 residents, 60 of them in a cell that is whole.
    const std::vector<MultiPolygon> iris{rectangle(0, 0, 200, 100)};
    const std::vector<MultiPolygon> target{rectangle(0, 0, 190, 100)};
    Residences homes;
    homes.shapes = {rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)};
    homes.weight = {60, 40};
    const auto quality = [&] {
        return apportion(dasymetric_weights(iris, homes, target), counts({1000.0})).front().qualite;
    };
    CHECK(quality() == 'B');  // 60 / 96 = 0.63 in whole cells
    homes.method = ApportionMethod::batiments;
    CHECK(quality() == 'A');
    homes.method = ApportionMethod::carreaux;
    homes.weight = {95, 5};
    CHECK(quality() == 'A');  // 95 of 99.5
}

TEST_CASE("a missing count is a reason, a small hole or nothing, never 0", "[census]") {
    const std::vector<MultiPolygon> sources{rectangle(0, 0, 100, 100), rectangle(100, 0, 104, 100),
                                            rectangle(104, 0, 200, 100)};
    const std::vector<MultiPolygon> targets{rectangle(0, 0, 104, 100), rectangle(50, 0, 154, 100),
                                            rectangle(104, 0, 200, 100),
                                            rectangle(500, 0, 600, 100)};
    const auto estimates = apportion_by_area(
        overlap(sources, targets), counts({520.0, Absence::non_disponible, Absence::secret}));
    // 4 m of 104 m are without a value: less than a twentieth.
    CHECK(estimates[0].value == Maybe<double>(520.0));
    CHECK(estimates[0].couverture == Approx(100 / 104.0));
    CHECK(estimates[1].value == Maybe<double>(Absence::secret));  // the larger of the two holes
    CHECK(estimates[2].value == Maybe<double>(Absence::secret));
    CHECK(estimates[2].couverture == 0);
    CHECK(estimates[3].value == Maybe<double>(Absence::hors_couverture));
    CHECK(estimates[3].qualite == 'D');
    const auto patient = apportion_by_area(overlap(sources, targets),
                                           counts({520.0, Absence::secret, Absence::secret}),
                                           {.missing_tolerance = 0.6});
    CHECK(patient[1].value == Maybe<double>(520 * 0.5));
    CHECK_THROWS_AS(apportion_by_area(overlap(sources, targets), counts({1.0})), PreconditionError);
}

TEST_CASE("a mean of medians is weighted by people and says that it is approximate", "[census]") {
    const std::vector<MultiPolygon> sources{rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100)};
    const std::vector<MultiPolygon> targets{rectangle(0, 0, 150, 100), rectangle(100, 0, 200, 100),
                                            rectangle(900, 0, 999, 100)};
    const Weights weights = area_weights(overlap(sources, targets));
    const RateColumn median{Variable{"DISP_MED", "DISP_MED19", "", 2019, "filosofi"},
                            {Maybe<double>(14000.0), 20000.0}};
    const auto estimates = approximate_rate(weights, median, counts({600.0, 400.0}));
    CHECK(estimates[0].value.value() == Approx((600 * 14000.0 + 200 * 20000.0) / (600 + 200)));
    CHECK(estimates[0].approchee);
    CHECK(estimates[1].value.value() == Approx(20000));
    CHECK(estimates[2].value == Maybe<double>(Absence::hors_couverture));
    const auto holed = approximate_rate(weights, {median.variable, {Absence::secret, 20000.0}},
                                        counts({600.0, 400.0}));
    CHECK(holed[0].value == Maybe<double>(Absence::secret));
    CHECK(holed[1].value.value() == Approx(20000));
    const auto nobody = approximate_rate(weights, median, counts({0.0, 0.0}));
    CHECK(nobody[0].value == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("weights are the same bytes with 1, 2 and 7 threads", "[census]") {
    std::mt19937 random(36);
    const std::vector<MultiPolygon> sources = patchwork(random, 40, 2000);
    const std::vector<MultiPolygon> targets = patchwork(random, 25, 2000);
    const Population population = lattice(random, 2000);
    const Weights one = dasymetric_weights(sources, residences(population), targets, {1});
    for (const unsigned threads : {2U, 7U}) {
        const Weights many =
            dasymetric_weights(sources, residences(population), targets, {threads});
        CHECK(many.first == one.first);
        REQUIRE(many.entries.size() == one.entries.size());
        for (std::size_t i = 0; i < one.entries.size(); ++i) {
            CHECK(many.entries[i].source == one.entries[i].source);
            CHECK(std::memcmp(&many.entries[i].weight, &one.entries[i].weight, sizeof(double)) ==
                  0);
            CHECK(std::memcmp(&many.entries[i].part, &one.entries[i].part, sizeof(double)) == 0);
        }
    }
}
