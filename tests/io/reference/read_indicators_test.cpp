// SPDX-License-Identifier: Apache-2.0
#include "io/reference/read_indicators.hpp"

#include <algorithm>
#include <set>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using census::IndicatorDefinition;
using census::IndicatorKind;

namespace {

const std::string head =
    "id;libelle_fr;libelle_en;theme;genre;numerateur;denominateur;facteur;unite;univers;table;"
    "echelle;periodicite;"
    "secret;officiel;source\n";

std::vector<IndicatorDefinition> kit(const std::string& rows) {
    return parse_indicators(head + rows, "kit.csv");
}

}  // namespace

TEST_CASE("a line of the kit is read whole", "[config]") {
    const auto definitions =
        kit("non_scolarises;Non scolarisés;Not in school;social;part;P:POP1517 - "
            "P:SCOL1517;P:POP1517;100;%;15 à 17 "
            "ans;diplomes;iris;annuelle;fiscal;tx_a REVN:(C_C2SNP+C_C2SP)/C REVN:100-PMIMP;source\n"
            "revenu;Revenu;Income;emploi;publie;DISP_MED;P:POP "
            "P:POP1564;1;€;personnes;filosofi;iris;annuelle;;;\n");
    REQUIRE(definitions.size() == 2);
    const IndicatorDefinition& part = definitions[0];
    CHECK(part.id == "non_scolarises");
    CHECK(part.kind == IndicatorKind::part);
    REQUIRE(part.numerator.size() == 2);
    CHECK(part.numerator[1].variable == "P:SCOL1517");
    CHECK(part.numerator[1].coefficient == -1);
    CHECK(part.denominator.size() == 1);
    CHECK(part.factor == 100);
    CHECK(part.secrecy == "fiscal");
    REQUIRE(part.official.size() == 3);
    CHECK(part.official[0].table.empty());
    CHECK(part.official[0].numerator[0].variable == "TX_A");
    CHECK(part.official[1].table == "REVN");
    REQUIRE(part.official[1].numerator.size() == 2);
    CHECK(part.official[1].numerator[1].variable == "C_C2SP");
    CHECK(part.official[1].denominator[0].variable == "C");
    REQUIRE(part.official[2].numerator.size() == 2);
    CHECK(part.official[2].numerator[0].variable.empty());
    CHECK(part.official[2].numerator[0].coefficient == 100);
    CHECK(part.official[2].numerator[1].variable == "PMIMP");
    CHECK(part.official[2].numerator[1].coefficient == -1);
    CHECK(definitions[1].kind == IndicatorKind::publie);
    CHECK(definitions[1].denominator.size() == 2);
}

TEST_CASE("formulas of one id share what is published by quarter", "[config]") {
    const auto definitions = kit(
        "menages;M;H;pop;effectif;C:MEN;;1;ménages;tous;cfm;iris;annuelle;;;s\n"
        "menages;M;H;pop;effectif;P:RP;;1;ménages;tous;logement;iris;annuelle;;DEMO:MENAGES;s\n"
        "inscrits;I;J;emploi;effectif;;;1;personnes;inscrits;ipro;qpv;annuelle;;IPRO:ABC;s\n"
        "non_imposes;N;U;emploi;publie;100 - DEC_PIMP;P:POP;1;%;ménages;filo;iris;annuelle;;;s\n");
    CHECK(definitions[0].official.size() == 1);
    CHECK(definitions[1].official.size() == 1);
    CHECK(definitions[2].numerator.empty());  // published by quarter only
    CHECK(definitions[3].offset == 100);
    CHECK(definitions[3].numerator.size() == 1);
    CHECK(definitions[3].numerator[0].coefficient == -1);
}

TEST_CASE("a wrong line names its place and what was expected", "[config]") {
    const auto refused = [](const std::string& row) -> std::string {
        try {
            kit(row);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    const std::string tail = ";1;%;u;t;iris;an;;;s\n";
    CHECK(refused("a;b;c;t;part;X;Y" + tail).empty());
    const std::string unknown_kind = refused("a;b;c;t;partage;X;Y" + tail);
    CHECK(unknown_kind.find("kit.csv, ligne 2, champ genre") != std::string::npos);
    CHECK(unknown_kind.find("partage") != std::string::npos);
    CHECK_FALSE(refused("a;b;c;t;part;X Y;Z" + tail).empty());
    CHECK_FALSE(refused("a;b;c;t;part;X +;Z" + tail).empty());
    CHECK_FALSE(refused("a;b;c;t;part;+ X;Z" + tail).empty());
    CHECK_FALSE(refused("a;b;c;t;part;X;" + tail).empty());
    CHECK_FALSE(refused("a;b;c;t;publie;X + Y;Z" + tail).empty());
    CHECK_FALSE(refused("a;b;c;t;part;X;Y;cent;%;u;t;iris;an;;;s\n").empty());
    for (const std::string bad : {"TX A+", "TX_A/", "(A", "A+B)/C", "DEMO:", "A++B", "é"})
        CHECK_FALSE(refused("a;b;c;t;part;X;Y;1;%;u;t;iris;an;;" + bad + ";s\n").empty());
    CHECK_FALSE(refused("a;b;c;t;part;;;1;%;u;t;iris;an;;;s\n").empty());
    CHECK_FALSE(refused(";b;c;t;part;X;Y" + tail).empty());
    CHECK_THROWS_AS(parse_indicators("id;libelle_fr\na;b\n", "kit.csv"), InputError);
}

TEST_CASE("an id has one universe and one label: persons and households are two indicators",
          "[config]") {
    const auto refused = [](const std::string& second) -> std::string {
        try {
            kit("pauvrete;Pauvreté;Poverty;emploi;publie;TP60;P:POP;1;%;personnes;filo;iris;an;;;"
                "s\n" +
                second);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    const std::string households = refused(
        "pauvrete;Pauvreté;Poverty;emploi;part;PAUV;MEN;100;%;ménages;filo;carreau;an;;;s\n");
    CHECK(households.find("kit.csv, ligne 3, champ univers") != std::string::npos);
    CHECK(households.find("personnes") != std::string::npos);
    CHECK_FALSE(
        refused("pauvrete;Pauvres;Poverty;emploi;part;PAUV;IND;100;%;personnes;filo;iris;an;;;s\n")
            .empty());
    CHECK(
        refused("pauvrete;Pauvreté;Poverty;emploi;part;PAUV;IND;100;%;personnes;filo;iris;an;;;s\n")
            .empty());
}

TEST_CASE("what a value may be is the kit's to say", "[config]") {
    const auto definitions =
        parse_indicators("bornes;" + head +
                             ";part;P;S;t;part;X;Y;100;%;u;t;iris;an;;;s\n"
                             "aucune;evolution;E;C;t;part;;;1;%;u;t;qpv;an;;IPRO:EVOL;s\n",
                         "kit.csv");
    CHECK(definitions[0].bounded);
    CHECK_FALSE(definitions[1].bounded);
    CHECK_THROWS_AS(
        parse_indicators("bornes;" + head + "peut-être;a;b;c;t;part;X;Y;1;%;u;t;i;an;;;s\n",
                         "kit.csv"),
        InputError);
}

TEST_CASE("few units and references of intervals are read, each with its source", "[config]") {
    const auto few = parse_few_units("prefixe;minimum;source\nP;200;x\n;50;y\n", "f.csv");
    REQUIRE(few.size() == 2);
    CHECK(few[0].prefix == "P");
    CHECK(few[1].minimum == 50);
    CHECK_THROWS_AS(parse_few_units("prefixe;minimum;source\nP;200;\n", "f.csv"), InputError);
    const auto references = parse_interval_references(
        "methode;genre;unite;bas;haut;source\nsurface;effectif;;-0,1;0,9;Paris\n", "i.csv");
    REQUIRE(references.size() == 1);
    CHECK(references[0].high == 0.9);
    CHECK(references[0].kind == IndicatorKind::effectif);
    CHECK_THROWS_AS(parse_interval_references(
                        "methode;genre;unite;bas;haut;source\nsurface;part;%;1;0;Paris\n", "i.csv"),
                    InputError);
}

TEST_CASE("the lines of one secrecy rule are one rule", "[config]") {
    const auto rules = parse_secrecy(
        "regle;variable;minimum;part_imputee_max;effectif_min;complementaire;source\n"
        "fiscal;MEN;11;0,5;0;oui;x\nfiscal;IND;25;0,5;0;oui;x\ncaf;A;5;1;5;non;x\n",
        "s.csv");
    REQUIRE(rules.size() == 2);
    CHECK(rules[0].id == "fiscal");
    REQUIRE(rules[0].counts.size() == 2);
    CHECK(rules[0].counts[1].minimum == 25);
    CHECK(rules[0].most_imputed == 0.5);
    CHECK(rules[1].counts[0].variable == "A");
    CHECK(rules[0].least_counted == 0);
    CHECK(rules[1].least_counted == 5);
    CHECK(rules[0].complementary);
    CHECK_FALSE(rules[1].complementary);
}

TEST_CASE("an identity is a total and its parts", "[config]") {
    const auto identities =
        parse_identities("total;parties;source\nP:POP;P:POPH + P:POPF;x\n", "i.csv");
    REQUIRE(identities.size() == 1);
    CHECK(identities[0].total == "P:POP");
    CHECK(identities[0].parts == std::vector<std::string>{"P:POPH", "P:POPF"});
    CHECK_THROWS_AS(parse_identities("total;parties;source\nP:POP;P:POPH;x\n", "i.csv"),
                    InputError);
    CHECK(read_identities(data_folder() / "geodata/reference/identites.csv").size() > 5);
}

TEST_CASE("the kit that is shipped holds together", "[config]") {
    const auto definitions = read_indicators(data_folder() / "geodata/reference/indicateurs.csv");
    const auto rules = read_secrecy(data_folder() / "geodata/reference/secret.csv");
    std::set<std::string> ids;
    for (const IndicatorDefinition& definition : definitions) {
        INFO(definition.id);
        ids.insert(definition.id);
        CHECK(std::all_of(definition.id.begin(), definition.id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }));
        const bool has_rule =
            definition.secrecy.empty() ||
            std::any_of(rules.begin(), rules.end(), [&](const census::SecrecyRule& rule) {
                return rule.id == definition.secrecy;
            });
        CHECK(has_rule);
        // Formulas of one id are one measure, of one kind of people, under one name.
        for (const IndicatorDefinition& other : definitions)
            if (other.id == definition.id) {
                CHECK(other.unit == definition.unit);
                CHECK(other.universe == definition.universe);
                CHECK(other.label == definition.label);
            }
        CHECK((definition.kind != IndicatorKind::part || definition.numerator.empty() ||
               definition.unit != "%" || definition.factor == 100));
    }
    CHECK(ids.size() >= 25);
    for (const std::string wanted :
         {"population", "taux_chomage_15_64", "taux_emploi_15_64", "part_sans_diplome",
          "part_locataires_hlm", "revenu_median", "taux_pauvrete", "part_familles_monoparentales",
          "taux_vacance", "part_residence_5_ans", "part_15_17_non_scolarises", "part_caf_50"})
        CHECK(ids.count(wanted) == 1);
}
