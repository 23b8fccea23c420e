// SPDX-License-Identifier: Apache-2.0
#include "engine/census/intervals.hpp"

#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

IndicatorDefinition measure(IndicatorKind kind, std::string unit) {
    IndicatorDefinition made;
    made.id = "mesure";
    made.kind = kind;
    made.unit = std::move(unit);
    return made;
}

IndicatorValue judged(std::size_t perimeter, double estimate, Maybe<double> official) {
    MethodEstimate by_cells;
    by_cells.methode = "carreaux";
    by_cells.valeur = estimate;
    by_cells.valeur_officielle = official;
    IndicatorValue row;
    row.perimeter = perimeter;
    row.valeur_estimee = estimate;
    row.valeur_officielle = official;
    row.estimations = {by_cells};
    return row;
}

}  // namespace

TEST_CASE(
    "the worked example: nineteen quarters, the twentieth between their lowest and highest gap",
    "[census][intervals]") {
    // Official incomes from 0.91 to 1.09 of the estimates, in steps of a hundredth; one estimate of
    // 20,000 without an official value.
    const std::vector<IndicatorDefinition> kit{measure(IndicatorKind::publie, "€ par an")};
    std::vector<IndicatorValue> rows;
    for (std::size_t q = 0; q < 19; ++q)
        rows.push_back(judged(q, 15000, 15000 * (0.91 + 0.01 * static_cast<double>(q))));
    rows.push_back(judged(19, 20000, {}));
    calibrate_intervals(rows, kit, {});
    CHECK(rows[19].intervalle_bas.value() == Approx(20000 * 0.91));
    CHECK(rows[19].intervalle_haut.value() == Approx(20000 * 1.09));
    CHECK(rows[19].calage == "19 quartiers officiels");
    // The first one is judged by the eighteen others, from 0.92 on: its own 0.91 lies outside.
    CHECK(rows[0].intervalle_bas.value() == Approx(15000 * 0.92));
    CHECK(*rows[0].valeur_officielle < *rows[0].intervalle_bas);
    // One quarter less, and nothing is promised.
    rows.erase(rows.begin());
    calibrate_intervals(rows, kit, {});
    CHECK(rows.back().intervalle_bas == Maybe<double>(Absence::non_disponible));
    CHECK(rows.back().calage == "sans intervalle : 18 quartier(s) officiel(s), il en faut 19");
}

TEST_CASE("law: on random towns nine official values in ten lie in their interval, bias or not",
          "[census][intervals][law]") {
    struct Case {
        IndicatorDefinition definition;
        double bias;
        double spread;
    };
    const std::vector<Case> cases{{measure(IndicatorKind::effectif, "habitants"), 0, 0.1},
                                  {measure(IndicatorKind::effectif, "habitants"), 0.35, 0.3},
                                  {measure(IndicatorKind::part, "%"), 0.3, 0.2},
                                  {measure(IndicatorKind::part, "%"), -0.5, 0.5},
                                  {measure(IndicatorKind::publie, "€ par an"), -0.2, 0.1}};
    std::mt19937 random(2026);
    for (const Case& one : cases)
        for (const std::size_t quarters : {19U, 20U, 40U, 99U}) {
            const std::vector<IndicatorDefinition> kit{one.definition};
            const bool share = one.definition.unit == "%";
            std::normal_distribution<double> shift(one.bias, one.spread);
            std::uniform_real_distribution<double> level(share ? 2 : 300, share ? 98 : 9000);
            std::size_t inside = 0;
            std::size_t all = 0;
            for (int town = 0; town < 60; ++town) {
                std::vector<IndicatorValue> rows;
                for (std::size_t q = 0; q < quarters; ++q) {
                    const double estimate = level(random);
                    const double official =
                        share ? 100 / (1 + (100 / estimate - 1) * std::exp(-shift(random)))
                              : estimate * std::exp(shift(random));
                    rows.push_back(judged(q, estimate, official));
                }
                calibrate_intervals(rows, kit, {});
                for (const IndicatorValue& row : rows) {
                    ++all;
                    inside += *row.intervalle_bas <= *row.valeur_officielle &&
                              *row.valeur_officielle <= *row.intervalle_haut;
                    CHECK(*row.intervalle_bas >= 0);
                    if (share) CHECK(*row.intervalle_haut <= 100);
                }
            }
            CAPTURE(one.definition.unit, one.bias, quarters, inside, all);
            CHECK(static_cast<double>(inside) / static_cast<double>(all) >= 0.88);
        }
}

TEST_CASE("counts and shares stay within what they can be, official zeros are judged too",
          "[census][intervals]") {
    const std::vector<IndicatorDefinition> kit{measure(IndicatorKind::part, "%")};
    std::vector<IndicatorValue> rows;
    for (std::size_t q = 0; q < 30; ++q) rows.push_back(judged(q, 1.5, q % 3 == 0 ? 0.0 : 2.0));
    calibrate_intervals(rows, kit, {});
    CHECK(rows[0].intervalle_bas.value() == Approx(0).margin(1e-9));
    CHECK(rows[0].intervalle_haut.value() == Approx(2));
    // An income of 0 has no logarithm: it takes no part, and has none.
    const std::vector<IndicatorDefinition> income{measure(IndicatorKind::publie, "€ par an")};
    rows.back().valeur_estimee = rows.back().estimations.front().valeur = 0.0;
    calibrate_intervals(rows, income, {});
    CHECK_FALSE(rows.back().intervalle_bas.has_value());
    // What is withheld has none.
    rows[0].valeur_estimee = rows[0].estimations.front().valeur = Absence::secret;
    calibrate_intervals(rows, kit, {});
    CHECK(rows[0].intervalle_haut == Maybe<double>(Absence::secret));
}
