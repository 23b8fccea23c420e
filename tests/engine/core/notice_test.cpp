// SPDX-License-Identifier: Apache-2.0
#include "engine/core/notice.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("findings of one code and layer are one notice with a count and the first samples",
          "[core]") {
    Notices notices;
    for (int i = 0; i < 8; ++i)
        notices.add(Severity::avertissement, "geometrie_reparee", "qpv", "QP" + std::to_string(i));
    notices.add(Severity::info, "geometrie_reparee", "iris", "A");
    REQUIRE(notices.items().size() == 2);
    CHECK(notices.items()[0].count == 8);
    CHECK(notices.items()[0].samples == std::vector<Sample>{"QP0", "QP1", "QP2", "QP3", "QP4"});
    CHECK(notices.count("geometrie_reparee") == 8 + 1);
    CHECK_FALSE(notices.has_errors());
}

TEST_CASE("merging notices adds the counts", "[core]") {
    Notices a;
    a.add(Severity::erreur, "couche_vide", "iris", "x", 2);
    Notices b;
    b.add(Severity::erreur, "couche_vide", "iris", "y", 3);
    a.add(b);
    CHECK(a.count("couche_vide") == 2 + 3);
    CHECK(a.items()[0].samples == std::vector<Sample>{"x", "y"});
    CHECK(a.has_errors());
}

TEST_CASE("a finding tells named values, texts and numbers apart, and those of the first call stay",
          "[core]") {
    Notices notices;
    const std::string_view feed = "reseau.zip";
    for (const int day : {1, 2})
        notices.add(Severity::avertissement, {"horaires_perimes", {{"jour", day}, {"jeu", feed}}},
                    "horaires", {{"jeu", feed}, {"part", 0.5}, {"arrets", std::size_t{3}}});
    REQUIRE(notices.items().size() == 1);
    CHECK(notices.items()[0].values == NamedValues{{"jour", 1}, {"jeu", "reseau.zip"}});
    CHECK(notices.items()[0].values[0].value == NamedValue::Value(std::int64_t{1}));
    CHECK(notices.items()[0].samples ==
          std::vector<Sample>(2, Sample{{"jeu", "reseau.zip"}, {"part", 0.5}, {"arrets", 3}}));
    Notices merged;
    merged.add(notices);
    CHECK(merged.items()[0].values == notices.items()[0].values);
    CHECK(merged.items()[0].samples == notices.items()[0].samples);
}

TEST_CASE("an empty sample is none", "[core]") {
    Notices notices;
    notices.add(Severity::info, "carreau_vide", "carreaux", {}, 7);
    notices.add(Severity::info, "carreau_vide", "carreaux", "");
    CHECK(notices.items()[0].samples.empty());
    CHECK(notices.items()[0].count == 7 + 1);
}
