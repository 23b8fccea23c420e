// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/calibrate.hpp"

#include <random>

#include <fmt/format.h>

#include <rapidcheck.h>

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using test::rectangle;

namespace {

/// Eight cells of 50 m, 10 people and 4 households each, over four IRIS of 100 m.
Population cells() {
    Population population;
    population.counts.push_back({{"MEN", "men", "", 2019, "filosofi"}, {}});
    for (int i = 0; i < 8; ++i) {
        population.cells.push_back({std::to_string(i),
                                    {50.0 * i + 25, 50},
                                    rectangle(50.0 * i, 0, 50.0 * i + 50, 100),
                                    10,
                                    false,
                                    ""});
        population.counts.front().values.emplace_back(4.0);
    }
    return population;
}

AreaTable iris(std::vector<Maybe<double>> people) {
    AreaTable table;
    for (int i = 0; i < 4; ++i)
        table.areas.push_back({"iris" + std::to_string(i), "", "", "",
                               rectangle(100.0 * i, 0, 100.0 * i + 100, 100)});
    table.counts = {{{"POP", "P15_POP", "P", 2015, "rp"}, {1.0, 1.0, 1.0, 1.0}},
                    {{"POP", "P20_POP", "P", 2020, "rp"}, std::move(people)}};
    return table;
}

const geo::Box everywhere{-100, -100, 1000, 1000};

}  // namespace

TEST_CASE("cells are fitted to the newest totals, and their other counts go along", "[atlas]") {
    const std::vector<AreaTable> tables{iris({30.0, 20.0, 50.0, Absence::secret})};
    for (const char* wanted : {"POP", "P:POP", "P20_POP", "rp"}) {
        const auto totals = calibration_totals(tables, wanted);
        REQUIRE(totals.size() == 1);
        CHECK(totals.front().column->variable.vintage == 2020);
        Population fitted = cells();
        Overlays overlays;
        Notices notices;
        calibrate(fitted, totals, everywhere, overlays, notices);
        REQUIRE(fitted.cells.size() == 8);
        for (std::size_t c = 0; c < 8; ++c) {
            const double people = std::vector{15.0, 10.0, 25.0, 10.0}[c / 2];
            CHECK(fitted.cells.items()[c].people == Approx(people).epsilon(1e-6));
            CHECK(*fitted.counts.front().values[c] == Approx(4 * people / 10).epsilon(1e-6));
        }
        CHECK(notices.count("population_calee") == 3);
        CHECK(notices.count("calage_incomplet") == 0);
    }
    CHECK(calibration_totals(tables, "LOG").empty());
}

TEST_CASE("what cannot be met is said: no cell, a total of nobody, an area cut by the window",
          "[atlas]") {
    std::vector<AreaTable> tables{iris({30.0, 0.0, 50.0, 70.0})};
    Population fitted = cells();
    fitted.cells.items().resize(4);  // the last two IRIS have no cell
    fitted.counts.front().values.resize(4);
    Overlays overlays;
    Notices notices;
    calibrate(fitted, calibration_totals(tables, "POP"), everywhere, overlays, notices);
    CHECK(fitted.cells.size() == 2);  // nobody lives in the second IRIS
    CHECK(fitted.counts.front().values.size() == 2);
    CHECK(notices.count("calage_hors_atteinte") == 2);

    // The window ends at 250 m: the third IRIS was read in part, the fourth not at all.
    Population windowed = cells();
    Notices others;
    calibrate(windowed, calibration_totals(tables, "POP"), {-10, -10, 250, 200}, overlays, others);
    CHECK(others.count("population_calee") == 2);
    CHECK(windowed.cells.items().back().people == 10);
}

TEST_CASE("a commune of which only a sliver has cells changes nobody's people, whatever its total",
          "[atlas][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> unit(0, 1);
        // The town: cells of 200 m in a square of 2 km, and its communes in strips. Its last column
        // of cells reaches up to a tenth of its width into the communes beyond, of which nothing
        // else is known.
        const double rim = 1 + 19 * unit(random);
        Population population;
        for (int i = 0; i < 10; ++i)
            for (int j = 0; j < 10; ++j) {
                const double x = 200.0 * i;
                const double y = 200.0 * j;
                population.cells.push_back({fmt::format("{}-{}", i, j),
                                            {x + 100, y + 100},
                                            rectangle(x, y, x + 200, y + 200),
                                            1 + std::floor(200 * unit(random)),
                                            false,
                                            ""});
            }
        AreaTable town;
        town.counts = {{{"POP", "P20_POP", "P", 2020, "rp"}, {}}};
        for (int i = 0; i < 5; ++i) {
            const double east = i == 4 ? 2000 - rim : 400.0 * (i + 1);
            town.areas.push_back(
                {fmt::format("town{}", i), "", "", "", rectangle(400.0 * i, 0, east, 2000)});
            double people = 0;
            for (const Cell& cell : population.cells)
                if (cell.centre.x > 400.0 * i && cell.centre.x < 400.0 * (i + 1))
                    people += cell.people;
            town.counts.front().values.emplace_back(people * (0.9 + 0.2 * unit(random)));
        }
        AreaTable with_neighbours = town;
        for (int i = 0; i < 4; ++i) {
            with_neighbours.areas.push_back(
                {fmt::format("beyond{}", i), "", "", "",
                 rectangle(2000 - rim, 500.0 * i, 6000, 500.0 * i + 500)});
            with_neighbours.counts.front().values.emplace_back(
                std::floor(unit(random) < 0.3 ? 40 * unit(random) : 80000 * unit(random)));
        }
        const auto fitted = [&](const AreaTable& table) {
            const std::vector<AreaTable> tables{table};
            Population copy = population;
            Overlays overlays;
            Notices notices;
            calibrate(copy, calibration_totals(tables, "POP"), {-100, -100, 10000, 10000}, overlays,
                      notices);
            return std::pair(copy, notices.count("calage_partiel"));
        };
        const auto [alone, none] = fitted(town);
        const auto [beside, left] = fitted(with_neighbours);
        RC_ASSERT(none == 0);
        RC_ASSERT(left == 4);
        RC_ASSERT(beside.cells.size() == alone.cells.size());
        for (std::size_t c = 0; c < alone.cells.size(); ++c)
            RC_ASSERT(beside.cells.items()[c].people == alone.cells.items()[c].people);
        // And the town keeps its own totals.
        double people = 0;
        double total = 0;
        for (const Cell& cell : beside.cells) people += cell.people;
        for (const Maybe<double>& one : town.counts.front().values) total += *one;
        RC_ASSERT(people >= 0.99 * total);
    }));
}
