// SPDX-License-Identifier: Apache-2.0
#include "io/reference/read_publication.hpp"

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("rules of adjustment, rounding and reserves are read, each with its source", "[config]") {
    const std::string head = "genre;quartiers_min;retrait;gain_min;source\n";
    const auto adjustments = parse_adjustments(head + "part;5;2;0,05;x\n", "r.csv");
    REQUIRE(adjustments.size() == 1);
    CHECK(adjustments[0].kind == census::IndicatorKind::part);
    CHECK(adjustments[0].least_known == 5);
    CHECK(adjustments[0].least_gain == 0.05);
    for (const char* wrong :
         {"part;2;2;0;x\n", "part;5;-1;0;x\n", "part;5;2;0;\n", "taux;5;2;0;x\n"})
        CHECK_THROWS_AS(parse_adjustments(head + wrong, "r.csv"), InputError);

    const std::string steps = "genre;unite;pas_min;pas_max;source\n";
    const auto roundings = parse_roundings(steps + "effectif;;1;1000;x\n;%;0,01;10;y\n", "a.csv");
    REQUIRE(roundings.size() == 2);
    CHECK(roundings[0].kind == "effectif");
    CHECK(roundings[1].unit == "%");
    CHECK(roundings[1].least == 0.01);
    for (const char* wrong : {";%;0,02;10;x\n", ";%;10;1;x\n", ";%;0;1;x\n", ";%;1;10;\n"})
        CHECK_THROWS_AS(parse_roundings(steps + wrong, "a.csv"), InputError);

    const std::string words = "methode;genre;indicateur;libelle_fr;libelle_en;source\n";
    const auto reserves =
        parse_reserves(words + "surface;effectif;;trop peu;too few;x\n", "v.csv", "en");
    REQUIRE(reserves.size() == 1);
    CHECK(reserves[0].method == "surface");
    CHECK(reserves[0].text == "too few");
    CHECK_THROWS_AS(parse_reserves(words + ";;;a;b;x\n", "v.csv", "fr"), InputError);
}
