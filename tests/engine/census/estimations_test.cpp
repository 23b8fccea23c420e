// SPDX-License-Identifier: Apache-2.0
// Estimates beside one another, beside official values and beside those of all quarters.
#include <algorithm>
#include <cmath>

#include "engine/census/indicator.hpp"
#include "engine/census/method_scores.hpp"
#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;
using namespace lisiere::test;

TEST_CASE("every method's estimate is kept, the source's own first, and judged by official values",
          "[census]") {
    Town town;
    for (int i = 0; i < 4; ++i) {
        const double x = 100.0 * i;
        town.population.cells.push_back(
            {"c", {x + 25, 50}, rectangle(x, 0, x + 50, 100), 100.0 + i, false, ""});
    }
    Residences homes;
    homes.method = ApportionMethod::batiments;
    for (int i = 0; i < 4; ++i) {
        homes.shapes.push_back(rectangle(100.0 * i + 30, 20, 100.0 * i + 60, 40));
        homes.weight.push_back(12);
    }
    town.inputs.buildings = &homes;
    std::vector<IndicatorDefinition> kit{count("population", {{"P:POP"}}),
                                         count("population", {{"IND"}})};
    for (IndicatorDefinition& definition : kit) definition.official = {{"", {{"POP_MUN"}}}};
    town.official = {{"QN05901M", "POP_MUN", 1450.0, 2020, "demo"}};
    const auto methods = [&] {
        const IndicatorValue value = town.values(kit).front();
        std::vector<std::pair<std::string, double>> found;
        for (const MethodEstimate& estimate : value.estimations)
            found.emplace_back(estimate.methode, estimate.valeur.value());
        CHECK(value.valeur_estimee == value.estimations.front().valeur);
        CHECK(value.erreur_type == value.estimations.front().erreur_type);
        return found;
    };
    // All of the second IRIS, and of the third: the 20 of 30 m of its building (x from 230 to 260,
    // of which up to 250), half of its area, all its cell.
    const std::vector<std::pair<std::string, double>> by_buildings{
        {"batiments", 800 + 600 * 2 / 3.0},
        {"surface", 1100.0},
        {"carreaux", 1400.0},
        {"grille_batiments", 101 + 102.0},
        {"grille", 101.0 + 102}};
    const auto found = methods();
    REQUIRE(found.size() == by_buildings.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].first == by_buildings[i].first);
        // Buildings astride the cells' rims: no arithmetic to redo by hand.
        if (found[i].first != "grille_batiments")
            CHECK(found[i].second == Approx(by_buildings[i].second));
    }
    // A source may ask for another method.
    town.inputs.methods["rp"] = ApportionMethod::surface;
    CHECK(methods().front().first == "surface");
    CHECK(town.value(unemployment).methode == "surface");

    const std::vector<IndicatorValue> values = town.values(kit);
    const std::vector<MethodScore> scores = method_scores(kit, values);
    REQUIRE(scores.size() == 5);
    CHECK(scores[0].methode == "surface");
    CHECK(scores[0].perimeters == 1);
    CHECK(scores[0].biais.value() == Approx((1100 - 1450) / 1450.0));
    CHECK(scores[0].ecart_median.value() == Approx(350 / 1450.0));
    CHECK(scores[0].ecart_max.value() == Approx(-350 / 1450.0));
    CHECK(scores[0].worst == 0);

    // A method is judged by the edition nearest to its counts; the value shown is the newest.
    town.official.push_back({"QN05901M", "POP_MUN", 2000.0, 2030, "demo"});
    const std::vector<IndicatorValue> later = town.values(kit);
    CHECK(later.front().valeur == Maybe<double>(2000.0));
    CHECK(later.front().estimations.front().valeur_officielle == Maybe<double>(1450.0));
    CHECK(later.front().estimations.front().vintage_officiel == 2020);
    CHECK(method_scores(kit, later)[0].biais.value() == Approx((1100 - 1450) / 1450.0));
}

TEST_CASE("an estimate that nothing judges has no interval, nor has what is withheld", "[census]") {
    Town town;
    const IndicatorValue rate = town.value(unemployment);
    CHECK(rate.erreur_type.value() > 0);
    CHECK(rate.intervalle_bas == Maybe<double>(Absence::non_disponible));
    CHECK(rate.calage == "sans intervalle : 0 quartier(s) officiel(s), il en faut 19");
    town.inputs.perimeters = {rectangle(100, 0, 300, 100)};  // two whole IRIS
    const IndicatorValue whole = town.value(unemployment);
    CHECK(whole.erreur_type == Maybe<double>(0.0));
    // Measured elsewhere: official values from 0.8 to 1.5 times the odds.
    const std::vector<IntervalReference> elsewhere{
        {"surface", IndicatorKind::part, "", std::log(0.8), std::log(1.5), "ailleurs"}};
    town.inputs.intervals = elsewhere;
    IndicatorDefinition in_percent = unemployment;
    in_percent.unit = std::string(1, '%');
    const IndicatorValue told = town.value(in_percent);
    const double odds = (*told.valeur + 0.5) / (100.5 - *told.valeur);
    CHECK(told.intervalle_haut.value() == Approx(101 * 1.5 * odds / (1 + 1.5 * odds) - 0.5));
    CHECK(told.intervalle_bas.value() == Approx(101 * 0.8 * odds / (1 + 0.8 * odds) - 0.5));
    CHECK(told.calage == "ailleurs");
    town.rules = {{"fiscal", {{"NOTHING", 11}}, 1}};
    const IndicatorValue secret =
        town.value(share("taux", {{"P:CHOM1564"}}, {{"P:ACT1564"}}, "fiscal"));
    for (const Maybe<double>& value : {secret.valeur, secret.erreur_type, secret.intervalle_bas,
                                       secret.intervalle_haut, secret.numerateur})
        CHECK(value == Maybe<double>(Absence::secret));
    for (const MethodEstimate& estimate : secret.estimations)
        CHECK(estimate.valeur == Maybe<double>(Absence::secret));
}

TEST_CASE("all priority perimeters together: counts add up, rates are recomputed", "[census]") {
    Town town;
    town.inputs.codes = {"A", "B", "C"};
    town.inputs.perimeters = {rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100),
                              rectangle(200, 0, 300, 100)};
    town.inputs.priority = {true, true, false};
    IndicatorDefinition people = count("population", {{"P:POP"}});
    people.official = {{"", {{"POP_MUN"}}}};
    town.official = {{"A", "POP_MUN", 900.0, 2020, "demo"}};
    const auto values = town.values({people, unemployment});
    REQUIRE(values.size() == 6);
    const double rate = 100 * (50 + 100) / (500 + 400.0);
    for (const std::size_t p : {0U, 2U, 4U}) {
        CHECK(values[p].valeur_qpv.value() == Approx(900 + 800.0));
        CHECK(values[p].methode_qpv == "somme");
        CHECK(values[p].ecart_qpv == Maybe<double>(Absence::sans_objet));
        CHECK(values[p + 1].valeur_qpv.value() == Approx(rate));
        CHECK(values[p + 1].methode_qpv == "effectifs");
        CHECK(values[p + 1].quartiers_qpv == 2);
    }
    CHECK(values[1].ecart_qpv.value() == Approx(100 * 50 / 500.0 - rate));
    // The third stands outside, and is compared all the same.
    CHECK(values[5].ecart_qpv.value() == Approx(100 * 60 / 300.0 - rate));
    // One that is withheld withholds the sum: the others would tell it.
    town.official.push_back({"B", "POP_MUN", Absence::secret, 2020, "demo"});
    CHECK(town.values({people}).front().valeur_qpv == Maybe<double>(Absence::secret));
    town.inputs.priority.clear();
    CHECK(town.values({people}).front().valeur_qpv == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("rates published for quarters are a mean by residents, over those that are shown",
          "[census]") {
    Town town;
    town.inputs.codes = {"A", "B", "C", "D"};
    town.inputs.perimeters.resize(4);  // drawn nowhere: no estimate
    town.inputs.priority = {true, true, true, true};
    town.inputs.people = {1000.0, 3000.0, 500.0, {}};
    IndicatorDefinition poverty = share("taux_pauvrete", {}, {});
    poverty.official = {{"", {{"TP60"}}}};
    town.official = {{"A", "TP60", 40.0, 2020, "demo"},
                     {"B", "TP60", 60.0, 2020, "demo"},
                     {"C", "TP60", Absence::secret, 2020, "demo"},
                     {"D", "TP60", 10.0, 2020, "demo"}};
    const auto values = town.values({poverty});
    REQUIRE(values.size() == 4);
    const double mean = (1000 * 40.0 + 3000 * 60.0) / (1000 + 3000);
    CHECK(values[0].valeur_qpv.value() == Approx(mean));
    CHECK(values[0].methode_qpv == "moyenne");
    CHECK(values[0].quartiers_qpv == 2);
    CHECK(values[0].ecart_qpv.value() == Approx(40 - mean));
    CHECK(values[2].ecart_qpv == Maybe<double>(Absence::secret));
}
