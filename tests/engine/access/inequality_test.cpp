// SPDX-License-Identifier: Apache-2.0
#include "engine/access/inequality.hpp"

#include <cmath>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

struct Wealth {
    CellGroup people;
    std::vector<Maybe<double>> values;
};

Wealth random_wealth(std::uint32_t seed) {
    Random random(seed);
    Wealth wealth;
    for (std::size_t c = 0; c < 30; ++c) {
        wealth.people.cells.push_back(
            {census::CellIdx{c}, 1 + static_cast<double>(random() % 40) / 4});
        if (random() % 9 == 0)
            wealth.values.emplace_back(Absence::non_rattache);
        else
            wealth.values.emplace_back(static_cast<double>(random() % 20));
    }
    wealth.values[0] = 3.0;
    return wealth;
}

/// The double sum of the definition.
double plain_gini(const Wealth& wealth) {
    double people = 0;
    double total = 0;
    double differences = 0;
    for (const CellWeight& a : wealth.people.cells) {
        if (!wealth.values[a.cell.value()]) continue;
        people += a.people;
        total += a.people * *wealth.values[a.cell.value()];
        for (const CellWeight& b : wealth.people.cells)
            if (wealth.values[b.cell.value()])
                differences +=
                    a.people * b.people *
                    std::abs(*wealth.values[a.cell.value()] - *wealth.values[b.cell.value()]);
    }
    return differences / (2 * people * total);
}

}  // namespace

TEST_CASE(
    "the Gini index is the double sum over pairs of residents, whatever the unit and the size "
    "of the population",
    "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const Wealth wealth = random_wealth(seed);
        const double index = *gini(wealth.people, wealth.values);
        REQUIRE(std::abs(index - plain_gini(wealth)) < 1e-12);
        Wealth scaled = wealth;
        for (auto& value : scaled.values)
            if (value) value = 7 * *value;
        REQUIRE(std::abs(*gini(scaled.people, scaled.values) - index) < 1e-12);
        // Everyone twice, as other cells with the same values.
        Wealth twice = wealth;
        for (std::size_t c = 0; c < 30; ++c) {
            twice.people.cells.push_back({census::CellIdx{30 + c}, wealth.people.cells[c].people});
            twice.values.push_back(wealth.values[c]);
        }
        REQUIRE(std::abs(*gini(twice.people, twice.values) - index) < 1e-12);
        REQUIRE(std::abs(*palma(twice.people, twice.values) -
                         *palma(wealth.people, wealth.values)) < 1e-9);
    }
}

TEST_CASE("giving to those who have less lowers the Gini index", "[access][property]") {
    std::size_t tried = 0;
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        Wealth wealth = random_wealth(seed);
        const double before = *gini(wealth.people, wealth.values);
        const std::size_t a = seed % 30;
        const std::size_t b = (seed / 30 + 11) % 30;
        if (!wealth.values[a] || !wealth.values[b] || *wealth.values[a] < *wealth.values[b] + 2)
            continue;
        ++tried;
        // A tenth of a unit changes hands: nobody passes anybody, values being whole.
        const double given = 0.1;
        wealth.values[a] = *wealth.values[a] - given / wealth.people.cells[a].people;
        wealth.values[b] = *wealth.values[b] + given / wealth.people.cells[b].people;
        REQUIRE(*gini(wealth.people, wealth.values) < before);
    }
    CHECK(tried > 50);
}

TEST_CASE("equal shares: no inequality; one has all: 1 - 1/n", "[access]") {
    const CellGroup four = group({{0, 1}, {1, 1}, {2, 1}, {3, 1}});
    CHECK(*gini(four, std::vector<Maybe<double>>(4, 5.0)) == Approx(0).margin(1e-15));
    CHECK(*gini(four, std::vector<Maybe<double>>{0.0, 0.0, 0.0, 8.0}) == Approx(1 - 1.0 / 4));
    CHECK(*palma(four, std::vector<Maybe<double>>(4, 5.0)) == Approx(0.1 / 0.4));
    CHECK(gini(four, std::vector<Maybe<double>>(4, 0.0)) == Maybe<double>(Absence::sans_objet));
    CHECK(palma(four, std::vector<Maybe<double>>{0.0, 0.0, 9.0, 9.0}) ==
          Maybe<double>(Absence::sans_objet));
    CHECK(gini(four, std::vector<Maybe<double>>(4, Absence::non_rattache)) ==
          Maybe<double>(Absence::sans_objet));
}

// The worked example of engine/access/README.md.
TEST_CASE("ten residents under and over a line", "[access][example]") {
    // 4 with 2, 4 with 6, 2 with 20; line 5.
    const CellGroup ten = group({{0, 4}, {1, 4}, {2, 2}});
    const std::vector<Maybe<double>> values{2.0, 6.0, 20.0};
    const Poverty poor = *poverty(ten, values, 5);
    CHECK(poor.people == 10);
    CHECK(poor.fgt[0] == Approx(4 / 10.0));
    CHECK(poor.fgt[1] == Approx(4 / 10.0 * (5 - 2) / 5));
    CHECK(poor.fgt[2] == Approx(4 / 10.0 * (3 / 5.0) * (3 / 5.0)));
    // Pairs: 16 of (2, 6), 8 of (2, 20), 8 of (6, 20), both ways; mean 7.2.
    CHECK(*gini(ten, values) == Approx(2 * (16 * 4 + 8 * 18 + 8 * 14) / (2 * 10 * 10 * 7.2)));
    // The best-off tenth: one with 20; the worst-off 40 %: four with 2.
    CHECK(*palma(ten, values) == Approx(1 * 20 / (4 * 2.0)));
    CHECK((*poverty(ten, values, 2)).fgt[0] == 0);  // at the line is not under it
}

TEST_CASE("the FGT of all is the mean of the parts', by their people", "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const Wealth wealth = random_wealth(seed);
        Random random(seed + 1000);
        CellGroup part{"part", {}};
        for (const CellWeight& w : wealth.people.cells)
            if (random() % 2 == 0)
                part.cells.push_back({w.cell, w.people * (random() % 2 == 0 ? 1.0 : 0.25)});
        const CellGroup rest = rest_of(wealth.people, part);
        REQUIRE(part.people() + rest.people() == Approx(wealth.people.people()));
        const Poverty all = *poverty(wealth.people, wealth.values, 8);
        const auto of = [&](const CellGroup& some) {
            const auto own = poverty(some, wealth.values, 8);
            return own ? *own : Poverty{};
        };
        const Poverty one = of(part);
        const Poverty other = of(rest);
        REQUIRE(one.people + other.people == Approx(all.people));
        for (std::size_t a = 0; a < 3; ++a)
            REQUIRE(std::abs((one.people * one.fgt[a] + other.people * other.fgt[a]) / all.people -
                             all.fgt[a]) < 1e-12);
        REQUIRE(all.fgt[0] >= all.fgt[1]);
        REQUIRE(all.fgt[1] >= all.fgt[2]);
    }
}

TEST_CASE("the Palma ratio by income compares the richest tenth with the poorest 40 %",
          "[access][example]") {
    // The worked example of the page: ten residents of incomes 1 to 10; those of 1 to 4 have 2
    // each, the others 6, the richest 10: 10 / 2 = 5.
    Wealth wealth;
    std::vector<Maybe<double>> income;
    for (std::size_t c = 0; c < 10; ++c) {
        wealth.people.cells.push_back({census::CellIdx{c}, 1});
        wealth.values.emplace_back(c < 4 ? 2.0 : c < 9 ? 6.0 : 10.0);
        income.emplace_back(static_cast<double>(c + 1));
    }
    CHECK(*palma_by_income(wealth.people, wealth.values, income) == Approx(5));
    const std::vector<Maybe<double>> same(10, Maybe<double>(7.0));
    CHECK(*palma_by_income(wealth.people, same, income) == Approx(1));
    const std::vector<Maybe<double>> unknown(10);
    CHECK(palma_by_income(wealth.people, wealth.values, unknown) ==
          Maybe<double>(Absence::non_disponible));
}

TEST_CASE("the Palma ratio by income does not change when a cell is cut, nor with the currency",
          "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        Wealth wealth = random_wealth(seed);
        Random random(seed + 1000);
        std::vector<Maybe<double>> income;
        for (std::size_t c = 0; c < wealth.values.size(); ++c)
            income.emplace_back(random() % 8 == 0
                                    ? Maybe<double>(Absence::secret)
                                    : Maybe<double>(1000.0 + static_cast<double>(random())));
        const Maybe<double> whole = palma_by_income(wealth.people, wealth.values, income);
        std::vector<Maybe<double>> francs = income;
        for (Maybe<double>& own : francs)
            if (own) own = 6.55957 * *own;
        CHECK(palma_by_income(wealth.people, wealth.values, francs) == whole);
        CellWeight& first = wealth.people.cells.front();
        const double people = first.people;
        first.people = 0.25 * people;
        wealth.people.cells.push_back({census::CellIdx{wealth.values.size()}, 0.75 * people});
        wealth.values.push_back(Maybe<double>(wealth.values.front()));
        income.push_back(Maybe<double>(income.front()));
        const Maybe<double> cut = palma_by_income(wealth.people, wealth.values, income);
        REQUIRE(cut.has_value() == whole.has_value());
        if (whole) CHECK(*cut == Approx(*whole));
    }
}
