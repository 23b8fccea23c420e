// SPDX-License-Identifier: Apache-2.0
#include "engine/census/indicator.hpp"

#include <algorithm>
#include <random>

#include "tests/engine/census/row_of_iris.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;
using namespace lisiere::test;

TEST_CASE("a rate is recomputed from counts, here and in its communes", "[census]") {
    Town town;
    const IndicatorValue value = town.value(unemployment);
    // All of the second IRIS and half of the third.
    CHECK(value.valeur.value() == Approx(100 * (100 + 60 / 2.0) / (400 + 300 / 2.0)));
    // Both communes hold more than 1 % of the quarter: their four IRIS.
    const double communes = 100 * (50 + 100 + 60 + 10.0) / (500 + 400 + 300 + 200.0);
    CHECK(value.commune.value.value() == Approx(communes));
    CHECK(value.epci.value.value() == Approx(communes));
    CHECK(value.commune.couverture == Maybe<double>(1.0));
    // Nobody said that these two communes are all of their EPCI.
    CHECK_FALSE(value.epci.couverture.has_value());
    // The third commune has no IRIS: two communes are not shown under the name of three.
    CHECK(value.zone.value == Maybe<double>(Absence::hors_couverture));
    CHECK(value.zone.couverture.value() ==
          Approx((203 / 203.0 + 197 / 197.0 + 0) / 3).margin(0.01));
    CHECK(value.commune.gap.value() == Approx(value.valeur.value() - communes));
    CHECK(value.methode == "surface");
    CHECK(value.vintage == 2020);
    CHECK(value.source == "rp");
    CHECK(value.couverture == Approx(1));
    CHECK(value.qualite == 'B');  // 400 of 550 active people lie in the IRIS that is whole
    CHECK_FALSE(value.approchee);
}

TEST_CASE("a perimeter that barely touches a second commune is compared with its own", "[census]") {
    Town town;
    town.inputs.perimeters = {rectangle(100, 0, 203.5, 100)};
    // 0.5 m of 103.5 m is under 1 %.
    CHECK(town.value(unemployment).commune.value.value() ==
          Approx(100 * (50 + 100) / (500 + 400.0)));
}

TEST_CASE("prefixes tell the columns of one name apart, and formulas may subtract", "[census]") {
    Town town;
    CHECK(town.value(share("cadres", {{"C:ACT1564_CS3"}}, {{"C:ACT1564"}})).valeur.value() ==
          Approx(100 * (82 + 31 / 2.0) / (410 + 310 / 2.0)));
    const IndicatorValue employed =
        town.value(count("actifs_occupes", {{"P:ACT1564", 1}, {"P:CHOM1564", -1}}));
    CHECK(employed.valeur.value() == Approx((400 - 100) + (300 - 60) / 2.0));
    CHECK(employed.commune.gap == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("numerator and denominator are of one vintage, the newest that has both", "[census]") {
    Town town;
    auto& counts = town.table.counts;
    counts.erase(counts.begin() + 1);  // ACT1564 of 2020 is gone
    const IndicatorValue value = town.value(unemployment);
    CHECK(value.vintage == 2016);
    CHECK(value.valeur.value() == Approx(100 * (90 + 70 / 2.0) / (390 + 290 / 2.0)));
}

TEST_CASE("the first formula whose counts are at hand is used, and none is a reason", "[census]") {
    Town town;
    const std::vector<IndicatorDefinition> kit{
        count("menages", {{"MEN"}}), count("menages", {{"P:RP"}}), count("population", {{"IND"}}),
        count("population", {{"P:POP"}})};
    const auto values = town.values(kit);
    REQUIRE(values.size() == 2);
    CHECK(values[0].definition == 0);
    CHECK(values[0].valeur == Maybe<double>(Absence::non_disponible));
    CHECK(values[0].methode.empty());
    CHECK(values[0].commune.gap == Maybe<double>(Absence::sans_objet));
    CHECK(values[1].definition == 3);
    CHECK(values[1].valeur.value() == Approx(800 + 600 / 2.0));
}

TEST_CASE("an official value wins and the estimate stays beside it", "[census]") {
    Town town;
    IndicatorDefinition population = count("population", {{"P:POP"}});
    population.official = {{"", {{"POP_MUN"}}}};
    town.official = {{"QN05901M", "POP_MUN", 1200.0, 2018, "qpv2018"},
                     {"QN05901M", "POP_MUN", 1250.0, 2022, "qpv2022"},
                     {"QN05901M", "POP_MUN", Absence::non_disponible, 2024, "qpv2024"},
                     {"QN05999M", "POP_MUN", 9.0, 2030, "other"}};
    const IndicatorValue value = town.value(population);
    CHECK(value.valeur.value() == 1250);
    CHECK(value.methode == "officiel");
    CHECK(value.vintage == 2022);
    CHECK(value.source == "qpv2022");
    CHECK(value.valeur_estimee.value() == Approx(1100));
    // People of 2020 beside those of 2022: no gap between the two, but to the edition nearest to
    // it.
    CHECK_FALSE(value.ecart_relatif.has_value());
    CHECK(value.vintage_estimee == 2020);
    CHECK(value.estimations.front().ecart_relatif.value() == Approx((1100 - 1250) / 1250.0));
    town.official.push_back({"QN05901M", "POP_MUN", 1000.0, 2020, "qpv2020"});
    town.official.erase(town.official.begin() + 1);
    town.official.erase(town.official.begin());
    CHECK(town.value(population).ecart_relatif.value() == Approx((1100 - 1000) / 1000.0));
    town.official.push_back({"QN05901M", "POP_MUN", 1250.0, 2022, "qpv2022"});
    // An official value stands without any table.
    town.table.counts.clear();
    CHECK(town.value(population).valeur.value() == 1250);
    CHECK(town.value(population).valeur_estimee == Maybe<double>(Absence::non_disponible));
    // What the producer withholds is not estimated in its place.
    Town other;
    other.official = {{"QN05901M", "POP_MUN", Absence::secret, 2022, "qpv2022"}};
    CHECK(other.value(population).valeur == Maybe<double>(Absence::secret));
}

TEST_CASE("a commune without counts takes the figure published for it, with its own source",
          "[census]") {
    Town town;
    town.local = {{"59001", "cadres", 12.0, 2011, "contrat"},
                  {"59002", "cadres", 20.0, 2011, "contrat"},
                  {"59001", "population", 1000.0, 2011, "contrat"},
                  {"59002", "population", 3000.0, 2011, "contrat"},
                  {"200", "cadres", 15.0, 2009, "sigale"},
                  {"59001", "taux", 99.0, 2030, "contrat"}};
    IndicatorDefinition managers = share("cadres", {{"P:RIEN"}}, {{"P:POP"}});
    managers.official = {{"", {{"TX_CADRES"}}}};
    town.official = {{"QN05901M", "TX_CADRES", 7.0, 2022, "qpv"}};
    const IndicatorValue value = town.value(managers);
    // The quarter lies in both communes, which hold 1,000 and 3,000 people.
    CHECK(value.commune.value.value() == Approx((12 * 1000 + 20 * 3000) / 4000.0));
    CHECK(value.commune.source == "contrat");
    CHECK(value.commune.vintage == 2011);
    // 2022 less 2011 would be eleven years of change.
    CHECK(value.commune.gap == Maybe<double>(Absence::non_disponible));
    CHECK(value.epci.value.value() == 15);
    CHECK(value.epci.source == "sigale");
    CHECK(value.epci.vintage == 2009);
    CHECK(value.zone.value == Maybe<double>(Absence::non_disponible));
    // Where the census has the counts, it is the reference, however old.
    const IndicatorValue counted = town.value(share("taux", {{"P:CHOM1564"}}, {{"P:ACT1564"}}));
    CHECK(counted.commune.value.value() == Approx(100 * 220 / 1400.0));
    CHECK(counted.commune.source == "rp");
    CHECK(counted.commune.vintage == 2020);
}

TEST_CASE("the complement of a published rate is its mean too", "[census]") {
    Town town;
    town.table.rates = {{Variable{"DEC_PIMP", "DEC_PIMP19", "", 2019, "filosofi"},
                         {Maybe<double>(60.0), 40.0, 30.0, 50.0}}};
    IndicatorDefinition untaxed = published("non_imposes", "DEC_PIMP", {{"P:POP"}});
    untaxed.offset = 100;
    untaxed.numerator.front().coefficient = -1;
    CHECK(town.value(untaxed).valeur.value() ==
          Approx(100 - (800 * 40.0 + 300 * 30.0) / (800 + 300)));
}

TEST_CASE("a published median is averaged by people and marked", "[census]") {
    Town town;
    town.table.rates = {{Variable{"DISP_MED19", "DISP_MED19", "", 2019, "filosofi"},
                         {Maybe<double>(20000.0), 14000.0, 16000.0, Absence::secret}}};
    const IndicatorValue value = town.value(published("revenu_median", "DISP_MED", {{"P:POP"}}));
    CHECK(value.valeur.value() == Approx((800 * 14000.0 + 300 * 16000.0) / (800 + 300)));
    CHECK(value.approchee);
    CHECK(value.vintage == 2019);
    // 400 of 2,800 residents live where it is withheld: more than a twentieth.
    CHECK(value.commune.value == Maybe<double>(Absence::secret));
    CHECK(value.commune.gap == Maybe<double>(Absence::secret));
}

TEST_CASE("secrecy withholds the estimate, the telling commune, and what is mostly imputed",
          "[census]") {
    Town town;
    town.rules = {{"fiscal", {{"MEN", 11}, {"P:POP", 25}}, 1}};
    town.table.counts.push_back(column("", "MEN", 2020, {300.0, 8.0, 4.0, 200.0}));
    const IndicatorDefinition poverty = share("taux", {{"P:CHOM1564"}}, {{"P:ACT1564"}}, "fiscal");
    CHECK(town.value(poverty).valeur ==
          Maybe<double>(Absence::secret));  // 8 + 4 / 2 = 10 households
    CHECK(town.value(poverty).commune.value.has_value());
    town.table.counts.back().values = {300.0, 9.0, 4.0, 200.0};
    CHECK(town.value(poverty).valeur.has_value());  // 11
    town.table.counts.back().values = {3.0, 900.0, 4.0, 4.0};
    // 911 - 902 = 9 households live in its communes outside it.
    CHECK(town.value(poverty).valeur.has_value());
    CHECK(town.value(poverty).commune.value == Maybe<double>(Absence::secret));
    CHECK(town.value(poverty).commune.gap == Maybe<double>(Absence::secret));
    CHECK(town.value(unemployment).commune.value.has_value());  // no fiscal source, no rule
    town.rules = {{"fiscal", {{"NOTHING", 11}}, 1}};
    CHECK(town.value(poverty).valeur == Maybe<double>(Absence::secret));  // not known to be enough
}

TEST_CASE(
    "with a published grid, areas are split by where people live and the grid is a source itself",
    "[census]") {
    Town town;
    // All residents of the third IRIS live in its left half.
    for (int i = 0; i < 4; ++i) {
        const double x = 100.0 * i;
        town.population.cells.push_back(
            {"c", {x + 25, 50}, rectangle(x, 0, x + 50, 100), 100, i == 1, ""});
    }
    town.population.source = "carreaux";
    town.population.counts = {column("", "MEN", 2019, {40.0, 50.0, 30.0, 20.0}),
                              column("", "MEN_PAUV", 2019, {4.0, 25.0, 6.0, 2.0})};
    const auto values =
        town.values({unemployment, share("taux_pauvrete", {{"MEN_PAUV"}}, {{"MEN"}}, "fiscal"),
                     count("population", {{"IND"}})});
    CHECK(values[0].valeur.value() == Approx(100 * (100 + 60) / (400 + 300.0)));
    CHECK(values[0].methode == "carreaux");
    CHECK(values[1].valeur.value() == Approx(100 * (25 + 6) / (50 + 30.0)));
    CHECK(values[1].commune.value.value() ==
          Approx(100 * (4 + 25 + 6 + 2) / (40 + 50 + 30 + 20.0)));
    // Nobody lives in the third commune, by the cells: they do not reach it.
    CHECK(values[1].zone.value == Maybe<double>(Absence::hors_couverture));
    CHECK(values[1].couverture == Approx(1));  // nobody lives between the cells
    CHECK(values[2].valeur.value() == Approx(200));
    // Half of its residents are imputed.
    town.rules = {{"fiscal", {{"MEN", 11}}, 0.4}};
    CHECK(town.value(share("taux_pauvrete", {{"MEN_PAUV"}}, {{"MEN"}}, "fiscal")).valeur ==
          Maybe<double>(Absence::secret));
    town.rules.front().most_imputed = 0.5;
    CHECK(
        town.value(share("taux_pauvrete", {{"MEN_PAUV"}}, {{"MEN"}}, "fiscal")).valeur.has_value());
}

TEST_CASE("points are counted per thousand inhabitants", "[census]") {
    Town town;
    town.points = {{Variable{"EQUIPEMENT_MEDECIN", "", "", 2023, "bpe"},
                    {{110, 50}, {240, 50}, {260, 50}, {900, 50}}}};
    IndicatorDefinition doctors = share("medecins_1000", {{"EQUIPEMENT_MEDECIN"}}, {{"P:POP"}});
    doctors.factor = 1000;
    const IndicatorValue value = town.value(doctors);
    CHECK(value.valeur.value() == Approx(1000 * 2 / 1100.0));
    CHECK(value.commune.value.value() == Approx(1000 * 3 / 2800.0));
    // Points are exact: the rate is as unsure as the residents below it.
    const IndicatorValue people = town.value(count("population", {{"P:POP"}}));
    CHECK(value.erreur_type.value() ==
          Approx(*value.valeur * *people.erreur_type / *people.valeur));
}

TEST_CASE("without communes the zone is everything the table covers", "[census]") {
    Town town;
    town.inputs.communes.clear();
    town.inputs.commune_codes.clear();
    town.inputs.commune_epci.clear();
    const IndicatorValue value = town.value(unemployment);
    CHECK(value.commune.value == Maybe<double>(Absence::non_disponible));
    CHECK(value.zone.value.value() ==
          Approx(100 * (50 + 100 + 60 + 10.0) / (500 + 400 + 300 + 200.0)));
    CHECK(value.commune.gap == Maybe<double>(Absence::non_disponible));
}

TEST_CASE("the zone's counts are the sum of its tiles, whatever the cut", "[census][property]") {
    std::mt19937 random(77);
    std::uniform_real_distribution<double> people(10, 900);
    Town town;
    town.table = {};
    const auto shapes = test::patchwork(random, 30, 2000);
    std::vector<Maybe<double>> values;
    double expected = 0;
    for (const auto& shape : shapes) {
        town.table.areas.push_back({"", "", "", "", shape});
        values.emplace_back(people(random));
        expected += *values.back();
    }
    town.table.counts = {column("P", "POP", 2020, values)};
    town.inputs.perimeters = test::patchwork(random, 12, 2000);
    town.inputs.codes.assign(12, "");
    // Contours that carry no code of the areas: by area.
    town.inputs.communes = test::patchwork(random, 3, 2000);
    const auto all = town.values({count("population", {{"P:POP"}})}, 2);
    double sum = 0;
    for (const IndicatorValue& value : all) {
        sum += value.valeur.value();
        CHECK(value.zone.value.value() == Approx(expected).epsilon(1e-9));
    }
    CHECK(sum == Approx(expected).epsilon(1e-9));
}

TEST_CASE("counts below 0 and shares outside 0 to 100 % never leave", "[census]") {
    Town town;
    // People covered by one source, inhabitants of another: 900 and 650 of 800 and 600.
    town.table.counts.push_back(column("", "PERCOU", 2020, {100.0, 900.0, 650.0, 10.0}));
    IndicatorDefinition covered = share("part_couverte", {{"PERCOU"}}, {{"P:POP"}});
    covered.unit = std::string(1, '%');
    const IndicatorValue value = town.value(covered);
    CHECK(value.valeur == Maybe<double>(Absence::non_disponible));
    CHECK(value.impossible);
    CHECK(value.numerateur == Maybe<double>(Absence::non_disponible));
    // Of all four IRIS: 1,660 of 2,800.
    CHECK(value.commune.value.value() == Approx(100 * 1660 / 2800.0));
    const IndicatorValue negative =
        town.value(count("reste", {{"P:CHOM1564", 1}, {"P:ACT1564", -1}}));
    CHECK(negative.valeur == Maybe<double>(Absence::non_disponible));
    CHECK(negative.impossible);
    // So of what a producer publishes, and not of what may be so: a change.
    covered.official = {{"", {{"TX"}}}};
    town.official = {{"QN05901M", "TX", 104.0, 2020, "qpv"}};
    CHECK_FALSE(town.value(covered).valeur_officielle.has_value());
    covered.bounded = false;
    CHECK(town.value(covered).valeur.value() == 104);
}

TEST_CASE("law: no share leaves 0 to 100 %, whatever numerator stands over whatever denominator",
          "[census][law]") {
    for (unsigned seed = 0; seed < 200; ++seed) {
        std::mt19937 random(seed);
        Town town;
        for (CountColumn& counts : town.table.counts)
            for (Maybe<double>& value : counts.values) value = static_cast<double>(random() % 900);
        IndicatorDefinition jobless = unemployment;
        jobless.unit = std::string(1, '%');
        const IndicatorValue row = town.value(jobless);
        for (const Maybe<double>* value :
             {&row.valeur, &row.commune.value, &row.epci.value, &row.zone.value, &row.valeur_qpv})
            if (*value) {
                CHECK(**value >= 0);
                CHECK(**value <= 100);
            }
    }
}

TEST_CASE("a rate of few units is marked, a count is not", "[census]") {
    Town town;
    const std::vector<FewUnits> rules{{"P", 600}, {"C", 500}, {"", 10}};
    town.inputs.few = rules;
    CHECK(town.value(unemployment).few);  // 550 active people
    CHECK_FALSE(town.value(count("population", {{"P:POP"}})).few);
    CHECK_FALSE(town.value(share("cadres", {{"C:ACT1564_CS3"}}, {{"C:ACT1564"}})).few);  // 565
    town.inputs.few = {};
    CHECK_FALSE(town.value(unemployment).few);
}
