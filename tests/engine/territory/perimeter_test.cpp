// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/perimeter.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("codes of both generations are read and told apart", "[territory]") {
    struct Case {
        std::string text;
        Generation generation;
    };
    for (const auto& [text, generation] :
         {Case{"QP059020", Generation::g2015}, Case{"QP971001", Generation::g2015},
          Case{"QP02A003", Generation::g2015}, Case{"QN05906M", Generation::g2024},
          Case{"QM07501A", Generation::g2024}, Case{"QI97405Z", Generation::g2024},
          Case{"QN02B01M", Generation::g2024}}) {
        const auto code = PerimeterCode::parse(text);
        INFO(text);
        REQUIRE(code);
        CHECK(code->text() == text);
        CHECK(code->generation() == generation);
    }
}

TEST_CASE("a code is trimmed and put in capitals", "[territory]") {
    CHECK(PerimeterCode::parse("  qp059020\t") == PerimeterCode::parse("QP059020"));
    CHECK(PerimeterCode::parse("qn05906m\r\n")->text() == "QN05906M");
}

TEST_CASE("what is not a code is refused", "[territory]") {
    for (const std::string text :
         {"", "QP", "QP05902", "QP0590200", "QPO59020", "XP059020", "QP059A20", "QP05902A",
          "QN059061", "QX05906M", "59020", "QP02C003", "QP05A003", "QN05B01M", "QN0590-M",
          "QP 59020", "QN05906É"}) {
        INFO(text);
        CHECK_FALSE(PerimeterCode::parse(text));
    }
}

TEST_CASE("every kind of perimeter is written and read back", "[territory]") {
    for (const PerimeterKind kind :
         {PerimeterKind::quartier_prioritaire, PerimeterKind::veille_active,
          PerimeterKind::quartier_vecu, PerimeterKind::comparaison}) {
        CHECK_FALSE(to_text(kind).empty());
        CHECK(parse_perimeter_kind(to_text(kind)) == kind);
    }
    CHECK_FALSE(parse_perimeter_kind("quartier"));
    CHECK_FALSE(parse_perimeter_kind(""));
}

TEST_CASE("the words of statut and generation are those of the outputs", "[territory]") {
    CHECK(to_text(Statut::officiel) == "officiel");
    CHECK(to_text(Statut::local) == "local");
    CHECK(to_text(Statut::modelise) == "modélisé");
    CHECK(to_text(Generation::sans).empty());
    CHECK(to_text(Generation::g2015) == "2015");
    CHECK(to_text(Generation::g2024) == "2024");
}
