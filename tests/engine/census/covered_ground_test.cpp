// SPDX-License-Identifier: Apache-2.0
#include "engine/census/covered_ground.hpp"

#include <random>

#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using test::rectangle;

namespace {

constexpr int side = 12;  // blocks of 100 m, one cell each; zones of 3 × 3 blocks
constexpr double block_m = 100;
constexpr unsigned towns = 200;

geo::MultiPolygon blocks(int x0, int y0, int x1, int y1) {
    return rectangle(block_m * x0, block_m * y0, block_m * x1, block_m * y1);
}

Cell cell_of(int x, int y, double people) {
    Cell cell;
    cell.id = std::to_string(y * side + x);
    cell.shape = blocks(x, y, x + 1, y + 1);
    cell.centre = {block_m * (x + 0.5), block_m * (y + 0.5)};
    cell.people = people;
    return cell;
}

/// Zones with published totals; blocks where nobody lives; a grid that leaves some zones out.
struct CoverTown {
    AreaTable zones;
    Population grid;
    std::vector<bool> left_out;  // by zone
    geo::MultiPolygon quarter;
    int x0, y0, x1, y1;

    explicit CoverTown(unsigned seed) {
        std::mt19937 random(seed);
        const auto to = [&random](int most) {
            return static_cast<int>(random() % (static_cast<unsigned>(most) + 1));
        };
        zones.counts = {test::column("P", "POP", 2021, {})};
        std::vector<double> totals(16, 0);
        for (int z = 0; z < 16; ++z) {
            const int x = 3 * (z % 4);
            const int y = 3 * (z / 4);
            zones.areas.push_back(
                {std::to_string(z), "", "H", "59001", blocks(x, y, x + 3, y + 3)});
            left_out.push_back(to(3) == 0);
        }
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const auto zone = static_cast<std::size_t>(y / 3 * 4 + x / 3);
                // Parks and railways: more than half of the blocks have nobody. One has somebody.
                const bool empty = to(9) < 6 && (x % 3 != 1 || y % 3 != 1);
                const double people = empty ? 0 : 1 + to(400);
                totals[zone] += people;
                if (people > 0 && !left_out[zone]) grid.cells.push_back(cell_of(x, y, people));
            }
        for (const double total : totals) zones.counts.front().values.emplace_back(total);
        x0 = to(side - 2);
        y0 = to(side - 2);
        x1 = x0 + 1 + to(side - 1 - x0);
        y1 = y0 + 1 + to(side - 1 - y0);
        quarter = blocks(x0, y0, x1, y1);
    }
    /// Counted block by block.
    double told() const {
        int in = 0;
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x)
                in += !left_out[static_cast<std::size_t>(y / 3 * 4 + x / 3)];
        return static_cast<double>(in) / ((x1 - x0) * (y1 - y0));
    }
};

double part(const CoverTown& town) {
    Overlays overlays({1});
    return covered_by_cells(town.grid, std::span(&town.quarter, 1), std::span(&town.zones, 1), {},
                            overlays)
        .front();
}

}  // namespace

TEST_CASE("law: a quarter is covered where the cells hold the people that are published",
          "[census][law]") {
    std::size_t whole = 0;
    std::size_t cut = 0;
    for (unsigned seed = 0; seed < towns; ++seed) {
        const CoverTown town(seed);
        if (town.grid.cells.empty()) continue;
        CAPTURE(seed);
        const double expected = town.told();
        CHECK(part(town) == Approx(without_slivers(expected)));
        whole += expected >= 1;
        cut += expected < 1;
    }
    CHECK(whole > towns / 10);
    CHECK(cut > towns / 10);
}

TEST_CASE("without totals, ground without cells is empty while it is less than half, else left out",
          "[census]") {
    Population grid;
    for (int x = 0; x < 6; ++x) grid.cells.push_back(cell_of(x, 0, 50));
    // 6 of 10 blocks under cells; 6 of 12; 5 of 12; 3 of 100; under 1 of 100.
    const std::vector<geo::MultiPolygon> quarters{blocks(0, 0, 10, 1), blocks(0, 0, 12, 1),
                                                  blocks(1, 0, 13, 1), blocks(3, 0, 13, 10),
                                                  rectangle(500, 0, 500 + 2000, 600)};
    Overlays overlays({1});
    const auto parts = covered_by_cells(grid, quarters, {}, {}, overlays);
    CHECK(parts[0] == 1);
    CHECK(parts[1] == 1);
    CHECK(parts[2] == Approx(5.0 / 12));
    CHECK(parts[3] == Approx(3.0 / 100));
    CHECK(parts[4] == 0);  // 100 × 100 m of 2,000 × 600: a sliver
    // The same ground where two communes share it: the second one has no cell of its own.
    const std::vector<geo::MultiPolygon> communes{blocks(0, 0, 6, 12), blocks(6, 0, 12, 12)};
    CHECK(covered_by_cells(grid, quarters, {}, communes, overlays)[0] == Approx(6.0 / 10));
}

TEST_CASE("a quarter known by a sliver of its cells has neither A nor the whole's comparison",
          "[census]") {
    // Three blocks of a hundred, all of them wholly inside: every person counted is placed.
    test::Town town;
    town.inputs.perimeters = {blocks(0, 0, 10, 10)};
    town.inputs.communes = {blocks(0, 0, 10, 10), blocks(10, 0, 11, 1), blocks(11, 0, 12, 1)};
    for (int x = 0; x < 3; ++x) town.population.cells.push_back(cell_of(x, 0, 50));
    town.official = {{"QN05901M", "POP_MUN", 1500.0, 0, "qpv"}};
    IndicatorDefinition people = test::count("habitants", {{"IND"}});
    people.official = {{"", {{"POP_MUN"}}}};
    const auto with = [&](std::vector<double> cover) {
        town.inputs.cells_cover = std::move(cover);
        return town.value(people);
    };
    const IndicatorValue known = with({});
    CHECK(*known.valeur_estimee == Approx(150));
    CHECK(known.estimations.front().qualite == 'A');
    CHECK(*known.ecart_relatif == Approx((150.0 - 1500) / 1500));
    const IndicatorValue sliver = with({0.03});
    CHECK(*sliver.valeur_estimee == Approx(150));
    CHECK(sliver.estimations.front().qualite == 'D');
    CHECK(sliver.estimations.front().couverture == Approx(0.03));
    CHECK(sliver.part_estimee == Approx(0.03));
    CHECK(sliver.part_couverte == 1);  // the official value is of the whole quarter
    CHECK_FALSE(sliver.ecart_relatif.has_value());
    CHECK_FALSE(sliver.estimations.front().valeur_officielle.has_value());
    // Where nothing official is, the figure is that of the part.
    town.official.clear();
    CHECK(with({0.03}).part_couverte == Approx(0.03));
    CHECK(with({0.03}).qualite == 'D');
    CHECK(with({0}).valeur == Maybe<double>(Absence::hors_couverture));
}

TEST_CASE("what an extent leaves of a quarter and what the sources cover of that multiply",
          "[census]") {
    test::Town town;
    // Half of the quarter lies beyond all IRIS; the extent left 4 % of the official one.
    town.inputs.perimeters = {rectangle(350, 0, 450, 100)};
    town.inputs.kept = {0.04};
    const IndicatorValue row = town.value(test::count("population", {{"P:POP"}}));
    CHECK(row.couverture == Approx(0.5));
    CHECK(row.part_couverte == Approx(0.02));
    CHECK(*row.valeur == Approx(400.0 / 2));
}
