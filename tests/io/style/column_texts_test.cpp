// SPDX-License-Identifier: Apache-2.0
#include "io/style/column_texts.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("columns are described by name, or by the family a star stands for, first line first",
          "[style]") {
    const ColumnTexts texts = read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", "fr");
    CHECK(texts.find("carreaux", "t_pharmacie_marche")->unit == "min");
    CHECK(texts.find("carreaux", "t_dest_centre_marche")->description.find("destination") !=
          std::string::npos);
    CHECK(texts.find("acces", "part_connue")->description.find("connu") != std::string::npos);
    CHECK(texts.find("acces", "part_15")->description.find("minutes") != std::string::npos);
    CHECK_FALSE(texts.find("carreaux", "t_pharmacie").has_value());
    CHECK_FALSE(texts.find("carreaux", "part_15").has_value());
}

TEST_CASE("every output column is described in both languages", "[style]") {
    for (const std::string language : {"fr", "en"}) {
        const ColumnTexts texts =
            read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", language);
        CHECK_FALSE(texts.find("perimetres", "code_qp")->description.empty());
        CHECK_FALSE(texts.find("constats", "message")->description.empty());
    }
}

TEST_CASE("a heading is the description without its explanations, with the unit", "[io][style]") {
    CHECK(lisiere::io::heading({"Habitants : valeur officielle", "habitants"}) ==
          "Habitants (habitants)");
    CHECK(lisiere::io::heading({"Nom du quartier (tel que la source l'écrit)", ""}) ==
          "Nom du quartier");
    CHECK(lisiere::io::heading({"(estimée - officielle) / officielle", "part"}) ==
          "(estimée - officielle) / officielle (part)");
    CHECK(lisiere::io::heading({"Valeur retenue", "voir unite"}) == "Valeur retenue");
}
