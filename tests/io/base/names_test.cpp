// SPDX-License-Identifier: Apache-2.0
#include "io/base/names.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("slugs and lists", "[io][base]") {
    CHECK(slug("Rives de l'Escaut") == "rives-de-l-escaut");
    CHECK(slug("  ÉLÉGANCE — Œuvre  ") == "elegance-oeuvre");
    CHECK(slug("…") == "sans-nom");
    CHECK(split_list("Lourches,  Denain; Escaudain /Haveluy,") ==
          std::vector<std::string>{"Lourches", "Denain", "Escaudain", "Haveluy"});
    CHECK(split_list(" ").empty());
}

TEST_CASE("two spellings of a name compare equal, two names do not", "[io][base]") {
    const auto same = [](const char* a, const char* b) {
        return comparable_name(a) == comparable_name(b);
    };
    CHECK(same("Saint-Waast", "St Waast"));
    CHECK(same("SAINTE CATHERINE", "Ste-Catherine"));
    CHECK(same("Le Jard", "jard"));
    CHECK(same("L'Hermitage", "Hermitage"));
    CHECK(same("Cité de la Verrerie", "CITE VERRERIE"));
    CHECK(same("Cité château Mallet", "Cite Chateau-Mallet"));
    CHECK_FALSE(same("Le Jard", "Cité Le Jard"));
    CHECK_FALSE(same("Verrerie", "Verrerie Square"));
    CHECK_FALSE(same("Cité 1", "Cité 2"));
    CHECK(comparable_name("La") == "la");  // articles only: kept
    CHECK(comparable_name("").empty());
}
