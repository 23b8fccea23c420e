// SPDX-License-Identifier: Apache-2.0
#include "engine/census/plausibility.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;
using Kind = PlausibilityRule::Kind;

namespace {

ValueTable::Column column(const char* id, std::vector<Maybe<double>> values, int vintage = 2022) {
    return {Variable{id, id, "", vintage, ""}, std::move(values)};
}

ValueTable table(std::vector<ValueTable::Column> columns) {
    ValueTable made{"essai", "DEMO", {}, std::move(columns)};
    for (std::size_t row = 0; row < made.columns.front().values.size(); ++row)
        made.rows.push_back("QP" + std::to_string(row));
    return made;
}

PlausibilityRule rule(Kind kind, std::vector<Term> parts, std::vector<Term> whole = {}) {
    PlausibilityRule made;
    made.kind = kind;
    made.parts = std::move(parts);
    made.whole = std::move(whole);
    return made;
}

Notices found(const ValueTable& values, const PlausibilityRule& one) {
    Notices notices;
    check_values(values, std::span(&one, 1), notices);
    return notices;
}

}  // namespace

TEST_CASE("a rate outside its bounds is told with its row, its bounds themselves are not",
          "[census]") {
    PlausibilityRule bounds = rule(Kind::bornes, {{"TX_*"}});
    bounds.high = 100;
    const Notices notices = found(table({column("TX_F", {0.0, 100.0, 100.1, -0.1, Absence::secret}),
                                         column("POP_MUN", {1e6, 1e6, 1e6, 1e6, 1e6})}),
                                  bounds);
    CHECK(notices.count("taux_hors_bornes") == 2);
    REQUIRE(notices.items().size() == 1);
    CHECK(notices.items()[0].samples[0] ==
          Sample{{"ligne", "QP2"}, {"colonne", "TX_F"}, {"valeur", 100.1}});
}

TEST_CASE("parts that make their whole to the rounding are let be, and those that do not are told",
          "[census]") {
    PlausibilityRule sum = rule(Kind::somme, {{"A"}, {"B"}}, {{"C"}});
    sum.slack = 0.5;
    sum.share = 0.001;
    // 400.4 + 600 is 0.4 off 1000, and 1.5 may be: 0.5 + 1000 / 1000.
    const ValueTable values = table({column("A", {400.0, 401.4, 401.6, 398.0, Absence::secret}),
                                     column("B", {600.0, 600.0, 600.0, 600.0, 600.0}),
                                     column("C", {1000.0, 1000.0, 1000.0, 1000.0, 1.0})});
    CHECK(found(values, sum).count("somme_inexacte") == 2);  // rows 2 and 3
    // Columns of two years are no sum.
    CHECK(found(table({column("A", {1.0}, 2018), column("B", {1.0}), column("C", {5.0})}), sum)
              .items()
              .empty());
    PlausibilityRule part = rule(Kind::partie, {{"A"}}, {{"C"}});
    CHECK(found(table({column("A", {5.0, 5.1}), column("C", {5.0, 5.0})}), part)
              .count("partie_plus_grande_que_le_tout") == 1);
    // A rule of another producer's table says nothing here.
    part.table = "IPRO";
    CHECK(found(table({column("A", {9.0}), column("C", {5.0})}), part).items().empty());
}

TEST_CASE("only the largest value can stand apart, and only in a series long enough", "[census]") {
    PlausibilityRule apart = rule(Kind::isolee, {{"IND_JEUNE"}});
    apart.share = 1.5;
    apart.slack = 4;
    const auto notices = found(table({column("IND_JEUNE", {1.0, 12.1, 6.9, 2.0})}), apart);
    REQUIRE(notices.count("valeur_isolee") == 1);
    CHECK(notices.items()[0].samples[0] ==
          Sample{{"ligne", "QP1"}, {"colonne", "IND_JEUNE"}, {"valeur", 12.1}, {"suivante", 6.9}});
    CHECK(found(table({column("IND_JEUNE", {1.0, 10.3, 6.9, 2.0})}), apart).items().empty());
    CHECK(found(table({column("IND_JEUNE", {1.0, 12.1, 6.9})}), apart).items().empty());
}

TEST_CASE("a row copied on another is told, empty ones are not copies", "[census]") {
    PlausibilityRule copy = rule(Kind::copie, {});
    copy.slack = 2;
    const auto notices = found(table({column("A", {5.0, 7.0, 5.0, 0.0, 0.0, 5.0}),
                                      column("B", {6.0, 6.0, 6.0, 0.0, 0.0, 6.0}),
                                      column("C", {0.0, 0.0, 0.0, 0.0, 0.0, Absence::secret})}),
                               copy);
    REQUIRE(notices.count("ligne_copiee") == 1);
    CHECK(notices.items()[0].samples[0] == Sample{{"ligne", "QP2"}, {"autre", "QP0"}});
}

TEST_CASE("a column that repeats another year's is told", "[census]") {
    std::vector<OfficialValue> values;
    for (int quarter = 0; quarter < 20; ++quarter) {
        const std::string code = "QP0590" + std::to_string(10 + quarter);
        const double people = 1000 + 37 * quarter;
        values.push_back({code, "POPULATION_MUNICIPALE", people, 2013, "pop"});
        values.push_back({code, "POP_MUN", people + (quarter == 3), 2018, "demo", "DEMO"});
        values.push_back({code, "POP_MUN", people + 50 + quarter, 2022, "demo", "DEMO"});
    }
    PlausibilityRule editions = rule(Kind::editions, {{"POP_MUN"}, {"POPULATION_MUNICIPALE"}});
    editions.slack = 10;
    editions.share = 0.95;  // 19 of 20 are equal
    Notices notices;
    check_editions(value_tables(values), std::span(&editions, 1), notices);
    REQUIRE(notices.count("valeurs_d_une_autre_edition") == 1);
    const NamedValues& told = notices.items()[0].samples[0].values;
    CHECK(std::find(told.begin(), told.end(), NamedValue("annee", 2013)) != told.end());
    CHECK(std::find(told.begin(), told.end(), NamedValue("autre_annee", 2018)) != told.end());
    editions.share = 0.96;
    Notices none;
    check_editions(value_tables(values), std::span(&editions, 1), none);
    CHECK(none.items().empty());
}

TEST_CASE("an official value far from its estimate is told with both", "[census]") {
    IndicatorDefinition definition;
    definition.id = "population";
    IndicatorValue near;
    near.valeur_officielle = 100.0;
    near.valeur_estimee = 150.0;
    near.ecart_relatif = 0.5;
    IndicatorValue far = near;
    far.valeur_estimee = 40.0;
    far.ecart_relatif = -0.6;
    far.source = "insee";
    PlausibilityRule official = rule(Kind::officiel, {});
    official.share = 0.5;
    const std::vector<std::string> codes{"QP059020"};
    Notices notices;
    check_estimates(std::vector{near, far}, std::span(&definition, 1), codes,
                    std::span(&official, 1), notices);
    REQUIRE(notices.count("officiel_loin_de_l_estimation") == 1);
    CHECK(notices.items()[0].samples[0] == Sample{{"quartier", "QP059020"},
                                                  {"indicateur", "population"},
                                                  {"officielle", 100.0},
                                                  {"estimee", 40.0}});
}
