// SPDX-License-Identifier: Apache-2.0
// What must hold of comparisons in any town: figures of all quarters within the quarters', a whole
// that is its rest and its quarters, territories whole or missing, one year in every gap.
#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "engine/census/comparisons.hpp"
#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using namespace lisiere::test;

namespace {

constexpr std::size_t side = 12;  // blocks of 50 m; IRIS of 2 × 2, communes of 4 columns
constexpr double block_m = 50;

/// A square of a quarter, in blocks.
struct Block {
    std::size_t x0, y0, x1, y1;
    bool holds(std::size_t block) const {
        const std::size_t x = block % side;
        const std::size_t y = block / side;
        return x0 <= x && x < x1 && y0 <= y && y < y1;
    }
};

/// People lie evenly in their IRIS, so that the area weights are the truth and every sum can be
/// redone block by block.
struct LawTown {
    AreaTable table;
    IndicatorInputs inputs;
    std::vector<OfficialValue> official;
    std::vector<Block> quarters;
    std::vector<bool> priority;

    explicit LawTown(unsigned seed) {
        std::mt19937 random(seed);
        const auto to = [&random](std::size_t most) {
            return static_cast<std::size_t>(random() % (most + 1));
        };
        table.counts = {column("P", "POP", 2021, {}), column("P", "ACT1564", 2021, {}),
                        column("P", "CHOM1564", 2021, {}), column("P", "ACT1564", 2018, {}),
                        column("P", "CHOM1564", 2018, {})};
        table.rates = {{Variable{"DISP_MED", "", "", 2021, "filo"}, {}},
                       {Variable{"TP60", "", "", 2021, "filo"}, {}}};
        for (std::size_t iris = 0; iris < side * side / 4; ++iris) {
            const std::size_t x = 2 * (iris % (side / 2));
            const std::size_t y = 2 * (iris / (side / 2));
            table.areas.push_back(
                {std::to_string(iris), "", "H", code(x / 4), box({x, y, x + 2, y + 2})});
            const double people = static_cast<double>(4 * to(200));
            const double active = std::floor(people * 0.6);
            const std::vector<double> values{
                people, active, std::floor(active * static_cast<double>(to(40)) / 100), active,
                std::floor(active * static_cast<double>(to(40)) / 100)};
            for (std::size_t c = 0; c < values.size(); ++c)
                table.counts[c].values.emplace_back(values[c]);
            table.rates[0].values.emplace_back(12000.0 + static_cast<double>(to(15000)));
            table.rates[1].values.emplace_back(static_cast<double>(to(600)) / 10);
        }
        for (std::size_t q = 0, count = 2 + to(5); q < count; ++q) {
            const std::size_t x = to(side - 1);
            const std::size_t y = to(side - 1);
            quarters.push_back({x, y, x + 1 + to(std::min<std::size_t>(3, side - 1 - x)),
                                y + 1 + to(std::min<std::size_t>(3, side - 1 - y))});
            priority.push_back(q == 0 || to(3) > 0);
            inputs.codes.push_back(std::string("Q").append(std::to_string(q)));
            inputs.perimeters.push_back(box(quarters.back()));
            inputs.people.emplace_back(static_cast<double>(1 + to(5000)));
            // Some official rates, of the year of the counts, of an earlier one, or of a later.
            const int years[] = {2021, 2021, 2018, 2024};
            if (to(2) > 0)
                official.push_back({inputs.codes.back(), "TX_CHOM",
                                    static_cast<double>(to(500)) / 10, years[to(3)], "qpv"});
        }
        inputs.priority = priority;
        for (std::size_t c = 0; c < 3; ++c) {
            inputs.commune_codes.push_back(code(c));
            inputs.communes.push_back(box({4 * c, 0, 4 * c + 4, side}));
        }
        inputs.commune_epci = {"200", "200", "300"};
        inputs.tables = std::span(&table, 1);
        inputs.official = official;
    }

    static std::string code(std::size_t commune) { return "5900" + std::to_string(commune); }
    static geo::MultiPolygon box(const Block& blocks) {
        const auto metres = [](std::size_t count) { return block_m * static_cast<double>(count); };
        return rectangle(metres(blocks.x0), metres(blocks.y0), metres(blocks.x1),
                         metres(blocks.y1));
    }

    std::vector<IndicatorValue> values(const std::vector<IndicatorDefinition>& kit) {
        Overlays overlays({1});
        return indicator_values(kit, inputs, overlays);
    }

    /// A count of the blocks that are in one of the communes and, once each, in a priority quarter.
    double in_quarters(std::size_t count, const std::set<std::size_t>& communes) const {
        double sum = 0;
        for (std::size_t block = 0; block < side * side; ++block) {
            if (!communes.contains(block % side / 4)) continue;
            bool held = false;
            for (std::size_t q = 0; q < quarters.size(); ++q)
                held = held || (priority[q] && quarters[q].holds(block));
            const std::size_t iris = block / side / 2 * (side / 2) + block % side / 2;
            if (held) sum += *table.counts[count].values[iris] / 4;
        }
        return sum;
    }
    /// The communes that a quarter is compared with: every one that it touches.
    std::set<std::size_t> communes_of(std::size_t quarter) const {
        std::set<std::size_t> own;
        for (std::size_t x = quarters[quarter].x0; x < quarters[quarter].x1; ++x) own.insert(x / 4);
        return own;
    }
};

std::vector<IndicatorDefinition> kit() {
    IndicatorDefinition jobless = unemployment;
    jobless.unit = "%";
    jobless.official = {{"", {{"TX_CHOM"}}}};
    IndicatorDefinition poor = published("pauvrete", "TP60", {{"P:POP"}});
    poor.unit = "%";
    IndicatorDefinition income = published("revenu_median", "DISP_MED", {{"P:POP"}});
    income.unit = "€ par an";
    return {count("population", {{"P:POP"}}), jobless, poor, income};
}

constexpr unsigned towns = 300;

}  // namespace

TEST_CASE("law: the figure of all quarters lies among what they show, and mixes no years",
          "[census][law]") {
    std::size_t told = 0;
    std::size_t of_two_years = 0;
    for (unsigned seed = 0; seed < towns; ++seed) {
        LawTown town(seed);
        const auto definitions = kit();
        const auto rows = town.values(definitions);
        for (std::size_t d = 0; d < definitions.size(); ++d) {
            std::vector<double> shown;
            std::set<int> years;
            double sum = 0;
            for (std::size_t q = 0; q < town.quarters.size(); ++q) {
                const IndicatorValue& row = rows[q * definitions.size() + d];
                if (!town.priority[q] || !row.valeur) continue;
                shown.push_back(*row.valeur);
                years.insert(row.vintage);
                sum += *row.valeur;
            }
            const IndicatorValue& row = rows[d];
            CAPTURE(seed, definitions[d].id);
            if (years.size() > 1) {
                ++of_two_years;
                CHECK_FALSE(row.valeur_qpv.has_value());
                CHECK(row.vintages_qpv == std::vector<int>(years.begin(), years.end()));
                continue;
            }
            if (!row.valeur_qpv) continue;
            ++told;
            if (d == 0) {
                CHECK(*row.valeur_qpv == Approx(sum));
                continue;
            }
            CHECK(*row.valeur_qpv >= *std::min_element(shown.begin(), shown.end()));
            CHECK(*row.valeur_qpv <= *std::max_element(shown.begin(), shown.end()));
        }
    }
    CHECK(told > towns);
    CHECK(of_two_years > towns / 10);
}

TEST_CASE("law: a gap is between figures of one year, and is their difference", "[census][law]") {
    std::size_t between_years = 0;
    std::size_t of_an_earlier_year = 0;
    for (unsigned seed = 0; seed < towns; ++seed) {
        LawTown town(seed);
        const auto definitions = kit();
        for (const IndicatorValue& row : town.values(definitions)) {
            CAPTURE(seed, row.perimeter, definitions[row.definition].id);
            for (const Comparison* with : {&row.commune, &row.epci, &row.zone}) {
                if (with->gap) CHECK(*with->gap == Approx(*row.valeur - *with->value));
                if (with->rest_gap) CHECK(*with->rest_gap == Approx(*row.valeur - *with->rest));
                if (!row.valeur || !with->value) continue;
                if (row.vintage != with->vintage) {
                    ++between_years;
                    CHECK_FALSE(with->gap.has_value());
                    CHECK_FALSE(with->rest_gap.has_value());
                } else if (row.vintage == 2018) {
                    // Counts of the official value's own year are at hand: they are compared with.
                    ++of_an_earlier_year;
                    CHECK(with->gap.has_value());
                }
            }
            if (row.ecart_qpv) CHECK(row.vintages_qpv == std::vector<int>{row.vintage});
            if (row.ecart_relatif) CHECK(row.vintage == row.vintage_estimee);
        }
    }
    CHECK(between_years > towns / 4);
    CHECK(of_an_earlier_year > towns / 4);
}

TEST_CASE("law: a whole is its rest and its quarters, each of their people once", "[census][law]") {
    std::size_t shared = 0;
    for (unsigned seed = 0; seed < towns; ++seed) {
        LawTown town(seed);
        const auto definitions = kit();
        const auto rows = town.values(definitions);
        for (std::size_t q = 0; q < town.quarters.size(); ++q) {
            CAPTURE(seed, q);
            const IndicatorValue& people = rows[q * definitions.size()];
            const std::set<std::size_t> communes = town.communes_of(q);
            const double taken = town.in_quarters(0, communes);
            CHECK(*people.commune.rest == Approx(*people.commune.value - taken));
            CHECK(*people.commune.rest >= 0);
            const std::size_t most = town.quarters[q].x0 / 4;  // a first guess of its EPCI
            if (communes.size() == 1) {
                const std::set<std::size_t> epci =
                    most == 2 ? std::set<std::size_t>{2} : std::set<std::size_t>{0, 1};
                CHECK(*people.epci.rest == Approx(*people.epci.value - town.in_quarters(0, epci)));
            }
            // A share: the whole lies between its rest and its quarters together.
            const IndicatorValue& jobless = rows[q * definitions.size() + 1];
            const double active = town.in_quarters(1, communes);
            if (jobless.commune.vintage == 2021 && jobless.commune.rest && active > 0) {
                const double quarters = 100 * town.in_quarters(2, communes) / active;
                const double rest = *jobless.commune.rest;
                ++shared;
                CHECK(*jobless.commune.value >= std::min(rest, quarters) - 1e-9);
                CHECK(*jobless.commune.value <= std::max(rest, quarters) + 1e-9);
            }
            // Medians are not taken apart; published shares are, with the people that weigh them.
            CHECK(rows[q * definitions.size() + 3].commune.rest ==
                  Maybe<double>(Absence::sans_objet));
        }
    }
    CHECK(shared > towns);
}

TEST_CASE("law: a territory of which a commune is not at hand has a coverage and no figure",
          "[census][law]") {
    for (unsigned seed = 0; seed < towns; ++seed) {
        LawTown town(seed);
        const std::size_t all = 2 + seed % 4;  // communes that the first EPCI has
        town.inputs.epci_communes = {{"200", all}, {"300", 1}};
        for (const IndicatorValue& row : town.values(kit())) {
            CAPTURE(seed, row.perimeter, row.epci_code);
            if (row.epci_code == "300" || all == 2) {
                CHECK(row.epci.couverture == Maybe<double>(1.0));
                continue;
            }
            CHECK(row.epci.value == Maybe<double>(Absence::hors_couverture));
            CHECK_FALSE(row.epci.rest.has_value());
            CHECK_FALSE(row.epci.gap.has_value());
            CHECK(row.epci.couverture.value() == Approx(2 / static_cast<double>(all)));
        }
    }
}

TEST_CASE("an EPCI is not told by the table that has one of its communes", "[census]") {
    // The second commune has contours and areas, but no row in the table, and little ground: of the
    // first, 40 times as large, its hole would be under the tolerance.
    Town town;
    town.table.areas = {};
    town.table.areas.push_back({"0", "", "Z", "59001", rectangle(0, 0, 4000, 100)});
    town.table.areas.push_back({"1", "", "Z", "59002", rectangle(4000, 0, 4100, 100)});
    town.inputs.communes = {rectangle(0, 0, 4000, 100), rectangle(4000, 0, 4100, 100)};
    town.inputs.commune_codes = {"59001", "59002"};
    town.inputs.commune_epci = {"200", "200"};
    town.table.counts = {column("P", "POP", 2021, {1000.0, Absence::non_disponible})};
    const IndicatorValue row = town.value(count("population", {{"P:POP"}}));
    CHECK(row.commune.value == Maybe<double>(1000.0));
    CHECK(row.epci.value == Maybe<double>(Absence::hors_couverture));
    CHECK(row.epci.couverture == Maybe<double>(0.5));
    CHECK(row.zone.value == Maybe<double>(Absence::hors_couverture));
}

TEST_CASE("a commune that the table covers in part has its coverage and no figure", "[census]") {
    Town town;
    town.inputs.communes[1] = rectangle(203, 0, 420, 100);  // 20 m of 217 beyond the last area
    const IndicatorValue row = town.value(unemployment);
    CHECK(row.commune.value == Maybe<double>(Absence::hors_couverture));
    CHECK(row.commune.couverture.value() == Approx((200 / 203.0 + 200 / 217.0) / 2));
    CHECK_FALSE(row.commune.gap.has_value());
    CHECK(row.valeur.has_value());
}

TEST_CASE("a sector whose ground goes on beyond the communes at hand has no figure", "[census]") {
    Town town;
    town.inputs.commune_sector = {"Nord", "Nord", ""};
    town.inputs.perimeter_sector = {"Nord"};
    CHECK(town.value(unemployment).secteur.value.has_value());
    town.inputs.sector_covered = {{"Nord", 0.6}};
    const IndicatorValue cut = town.value(unemployment);
    CHECK(cut.secteur.value == Maybe<double>(Absence::hors_couverture));
    CHECK(cut.secteur.couverture.value() == Approx(0.6).margin(0.02));
}
