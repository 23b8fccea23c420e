// SPDX-License-Identifier: Apache-2.0
#include "engine/census/rounding.hpp"

#include <cmath>
#include <random>

#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

const std::vector<RoundingRule> rules{{"effectif", "", 1, 1000}, {"", "%", 0.01, 10}};

IndicatorDefinition rate() {
    IndicatorDefinition definition = test::unemployment;
    definition.unit = std::string("%");
    return definition;
}

}  // namespace

TEST_CASE("law: what is written is at most half its step off, once is twice, missing stays",
          "[census][law]") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> any(-1e6, 1e6);
    for (const double step : {0.001, 0.01, 0.1, 1.0, 10.0, 1000.0})
        for (int i = 0; i < 2000; ++i) {
            const double value = any(random) * step;
            const double written = *rounded(value, step);
            CAPTURE(step, value);
            CHECK(std::abs(written - value) <= step / 2 * (1 + 1e-9));
            CHECK(*rounded(written, step) == written);
        }
    CHECK(*rounded(3.14159, 0) == 3.14159);
    for (const Absence reason : {Absence::secret, Absence::hors_couverture, Absence::sans_objet})
        CHECK(rounded(reason, 1) == Maybe<double>(reason));
}

TEST_CASE("law: a gap as written is the difference of what is written, to a step and a half",
          "[census][law]") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> any(0, 100);
    for (int i = 0; i < 5000; ++i) {
        const double value = any(random);
        const double beside = any(random);
        const double step = written_step(rate(), rules);
        CHECK(std::abs(*rounded(value - beside, step) -
                       (*rounded(value, step) - *rounded(beside, step))) <= 1.5 * step + 1e-9);
    }
}

TEST_CASE("a figure is told to the power of ten that its error supports", "[census]") {
    IndicatorValue value;
    value.valeur = 4015.7;
    value.methode = std::string("carreaux");
    const IndicatorDefinition people = test::count("population", {{"P:POP"}});
    CHECK(written_step(people, rules) == 1);
    CHECK(*rounded(value.valeur, written_step(people, rules)) == 4016);
    value.erreur_type = 170.4;  // 1.645 × 170.4 = 280
    CHECK(*supported_step(value, people, rules) == 100);
    value.intervalle_bas = 4000;  // half of 60
    value.intervalle_haut = 4060;
    CHECK(*supported_step(value, people, rules) == 10);
    value.intervalle_haut = 4000.5;  // never a part of a person
    CHECK(*supported_step(value, people, rules) == 1);
    value.intervalle_haut = 90000;  // nor coarser than is told
    CHECK(*supported_step(value, people, rules) == 1000);
    value.intervalle_haut = 4020;  // half of 20: the power itself
    CHECK(*supported_step(value, people, rules) == 10);
    // 8 % of 4,015.7 when left out: 321.
    value.methode = std::string("ratio");
    value.erreur_croisee = 0.08;
    CHECK(*supported_step(value, people, rules) == 100);
    value.methode = std::string("officiel");
    CHECK(supported_step(value, people, rules) == Maybe<double>(Absence::sans_objet));
    // A rate of 19.807 +- 1.645 × 3.008.
    value = {};
    value.valeur = 19.807;
    value.methode = std::string("carreaux");
    CHECK(supported_step(value, rate(), rules) == Maybe<double>(Absence::non_disponible));
    value.erreur_type = 3.008;
    CHECK(*supported_step(value, rate(), rules) == 1);
    value.valeur = Absence::secret;
    CHECK(supported_step(value, rate(), rules) == Maybe<double>(Absence::secret));
}

TEST_CASE("what is known to be wrong with a method is said beside what it made, and nowhere else",
          "[census]") {
    const std::vector<Reserve> reserves{{"surface", "effectif", "", "trop peu"},
                                        {"grille", "", "habitants_carreaux", "ménages fiscaux"}};
    IndicatorValue value;
    value.valeur = 10.0;
    value.methode = std::string("surface");
    const IndicatorDefinition people = test::count("population", {{"P:POP"}});
    CHECK(reserve_of(value, people, reserves) == "trop peu");
    CHECK(reserve_of(value, rate(), reserves).empty());
    value.methode = std::string("grille");
    CHECK(reserve_of(value, people, reserves).empty());
    CHECK(reserve_of(value, test::count("habitants_carreaux", {{"IND"}}), reserves) ==
          "ménages fiscaux");
    for (const char* method : {"officiel", "ratio"}) {
        value.methode = std::string(method);
        CHECK(reserve_of(value, people, reserves).empty());
    }
    value.methode = std::string("surface");
    value.valeur = Absence::secret;
    CHECK(reserve_of(value, people, reserves).empty());
}
