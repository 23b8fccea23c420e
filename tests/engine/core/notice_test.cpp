// SPDX-License-Identifier: Apache-2.0
#include "engine/core/notice.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("findings of one code and layer are one notice with a count and the first samples",
          "[core]") {
    Notices notices;
    for (int i = 0; i < 8; ++i)
        notices.add(Severity::avertissement, "geometrie_reparee", "qpv", "géométries réparées",
                    "QP" + std::to_string(i));
    notices.add(Severity::info, "geometrie_reparee", "iris", "géométries réparées", "A");
    REQUIRE(notices.items().size() == 2);
    CHECK(notices.items()[0].count == 8);
    CHECK(notices.items()[0].samples ==
          std::vector<std::string>{"QP0", "QP1", "QP2", "QP3", "QP4"});
    CHECK(notices.count("geometrie_reparee") == 8 + 1);
    CHECK_FALSE(notices.has_errors());
}

TEST_CASE("merging notices adds the counts", "[core]") {
    Notices a;
    a.add(Severity::erreur, "couche_vide", "iris", "vide", "x", 2);
    Notices b;
    b.add(Severity::erreur, "couche_vide", "iris", "vide", "y", 3);
    a.add(b);
    CHECK(a.count("couche_vide") == 2 + 3);
    CHECK(a.items()[0].samples == std::vector<std::string>{"x", "y"});
    CHECK(a.has_errors());
}
