// SPDX-License-Identifier: Apache-2.0
#include "engine/census/comparisons.hpp"

#include "engine/census/method_scores.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

IndicatorDefinition definition(IndicatorKind kind) {
    IndicatorDefinition rate;
    rate.id = "taux";
    rate.kind = kind;
    rate.factor = 100;
    return rate;
}

/// A perimeter that shows a value of 2021 on so many units.
IndicatorValue value(std::size_t perimeter, Maybe<double> shown, Maybe<double> units = {}) {
    IndicatorValue row;
    row.perimeter = perimeter;
    row.valeur = shown;
    row.vintage = 2021;
    row.weight = units;
    return row;
}

IndicatorValue judged(std::size_t perimeter, double estimate, double error, double official) {
    MethodEstimate by_area;
    by_area.methode = "surface";
    by_area.valeur = estimate;
    by_area.intervalle_bas = estimate - error;
    by_area.intervalle_haut = estimate + error;
    by_area.valeur_officielle = official;
    by_area.ecart_relatif = (estimate - official) / official;
    IndicatorValue row = value(perimeter, official);
    row.estimations = {by_area};
    return row;
}

}  // namespace

TEST_CASE(
    "a rate of all quarters is the mean of what they show, by its own denominators or residents",
    "[census]") {
    const std::vector<IndicatorDefinition> kit{definition(IndicatorKind::part)};
    const std::vector<bool> priority{true, true, true};
    const std::vector<Maybe<double>> people{1000.0, 500.0, 2500.0};
    // 10 of 100, 60 of 300 and 50 of 200: together 120 of 600.
    std::vector<IndicatorValue> counted{value(0, 10.0, 100.0), value(1, 20.0, 300.0),
                                        value(2, 25.0, 200.0)};
    add_priority_values(counted, kit, priority, people);
    CHECK(counted[0].valeur_qpv.value() == Approx(100 * (10 + 60 + 50) / (100 + 300 + 200.0)));
    CHECK(counted[0].methode_qpv == "effectifs");
    CHECK(counted[0].quartiers_qpv == 3);
    CHECK(counted[0].vintages_qpv == std::vector<int>{2021});
    // Two are published without what they are shares of: by residents, all three.
    std::vector<IndicatorValue> published{value(0, 20.0, 100.0), value(1, 30.0), value(2, 40.0)};
    add_priority_values(published, kit, priority, people);
    CHECK(published[1].valeur_qpv.value() ==
          Approx((1000 * 20 + 500 * 30 + 2500 * 40) / (1000 + 500 + 2500.0)));
    CHECK(published[1].methode_qpv == "moyenne");
    CHECK(published[1].quartiers_qpv == 3);
    CHECK(published[1].ecart_qpv.value() == Approx(30 - *published[1].valeur_qpv));
    // Nothing known anywhere.
    std::vector<IndicatorValue> unknown{value(0, {})};
    add_priority_values(unknown, kit, priority, people);
    CHECK(unknown[0].valeur_qpv == Maybe<double>(Absence::non_disponible));
    CHECK(unknown[0].methode_qpv.empty());
}

TEST_CASE("the worked example: four official shares of people under 25, by residents", "[census]") {
    const std::vector<IndicatorDefinition> kit{definition(IndicatorKind::part)};
    const std::vector<bool> priority(4, true);
    const std::vector<Maybe<double>> people{5772.0, 4186.0, 4240.0, 2888.0};
    std::vector<IndicatorValue> rows{value(0, 46.3), value(1, 45.3), value(2, 44.6),
                                     value(3, 44.1)};
    add_priority_values(rows, kit, priority, people);
    CHECK(rows[0].valeur_qpv.value() ==
          Approx((46.3 * 5772 + 45.3 * 4186 + 44.6 * 4240 + 44.1 * 2888) / 17086));  // 45.26
}

TEST_CASE("years are not mixed: neither in the figure of all quarters nor in a gap", "[census]") {
    const std::vector<IndicatorDefinition> kit{definition(IndicatorKind::part)};
    const std::vector<Maybe<double>> people{1000.0, 500.0, 2500.0};
    std::vector<IndicatorValue> rows{value(0, 20.0), value(1, 30.0), value(2, 40.0)};
    rows[1].vintage = 2018;
    add_priority_values(rows, kit, {true, true, true}, people);
    CHECK(rows[0].valeur_qpv == Maybe<double>(Absence::non_disponible));
    CHECK(rows[0].vintages_qpv == std::vector<int>{2018, 2021});
    // A quarter that is none of them, of another year: the figure stands, the gap does not.
    add_priority_values(rows, kit, {true, false, true}, people);
    CHECK(rows[1].valeur_qpv.value() == Approx((1000 * 20 + 2500 * 40) / 3500.0));
    CHECK(rows[1].ecart_qpv == Maybe<double>(Absence::non_disponible));
    CHECK(rows[0].ecart_qpv.value() == Approx(20 - *rows[0].valeur_qpv));
    // A year that nobody told is no other year.
    CHECK(years_differ(2021, 2024));
    CHECK_FALSE(years_differ(2021, 0));
    const std::vector<IndicatorDefinition> counts{definition(IndicatorKind::effectif)};
    add_priority_values(rows, counts, {true, true, true}, people);
    CHECK(rows[0].valeur_qpv == Maybe<double>(Absence::non_disponible));
}

TEST_CASE("what leaves a withheld quarter out tells nothing of it", "[census]") {
    // The sum of all others is shown only when the whole is not: a rate of the quarters that are
    // shown is a figure of theirs alone.
    const std::vector<IndicatorDefinition> kit{definition(IndicatorKind::part)};
    const std::vector<bool> priority{true, true, true};
    const std::vector<Maybe<double>> people{1000.0, 500.0, 2500.0};
    for (const double hidden : {5.0, 95.0}) {
        IndicatorValue secret = value(2, Absence::secret, Absence::secret);
        secret.valeur_officielle = hidden;
        std::vector<IndicatorValue> rows{value(0, 10.0, 100.0), value(1, 20.0, 300.0), secret};
        add_priority_values(rows, kit, priority, people);
        CHECK(rows[2].valeur_qpv.value() == Approx(100 * 70 / 400.0));
        CHECK(rows[2].quartiers_qpv == 2);
        CHECK(rows[2].ecart_qpv == Maybe<double>(Absence::secret));
    }
}

TEST_CASE("the score of a method: bias, median and farthest gap, share within the interval",
          "[census]") {
    const std::vector<IndicatorDefinition> kit{definition(IndicatorKind::effectif)};
    // Gaps of -10 %, +20 %, -30 % and +5 %.
    const std::vector<IndicatorValue> values{judged(0, 90, 15, 100), judged(1, 240, 30, 200),
                                             judged(2, 70, 30, 100), judged(3, 105, 4, 100)};
    const std::vector<MethodScore> scores = method_scores(kit, values);
    REQUIRE(scores.size() == 1);
    CHECK(scores[0].perimeters == 4);
    CHECK(scores[0].biais.value() == Approx((90 + 240 + 70 + 105 - 500) / 500.0));
    CHECK(scores[0].ecart_median.value() == Approx((0.1 + 0.2) / 2));  // of 5, 10, 20, 30 %
    CHECK(scores[0].ecart_max.value() == Approx(-0.3));
    CHECK(scores[0].worst == 2);
    CHECK(scores[0].dans_intervalle.value() == Approx(2 / 4.0));  // the first, and just the third
    // The bias of rates is the mean of the gaps: rates do not add up.
    const std::vector<IndicatorDefinition> rates{definition(IndicatorKind::part)};
    CHECK(method_scores(rates, values)[0].biais.value() == Approx((-0.1 + 0.2 - 0.3 + 0.05) / 4));
}
