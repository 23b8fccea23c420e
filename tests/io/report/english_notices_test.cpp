// SPDX-License-Identifier: Apache-2.0
#include "io/report/english_notices.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("findings are said in English by their code, French figures kept behind",
          "[io][report]") {
    const auto english = io::read_english_notices(LISIERE_ROOT "/geodata/schemas/constats.csv");
    CHECK(english.size() > 100);
    Table table;
    table.name = "constats";
    table.columns = {{"code", ColumnType::text}, {"message", ColumnType::text}};
    const std::string with_figures = "peu de courses partent entre 07:00 et 09:00 (91)";
    table.rows = {{std::string("aucune_coupure"), std::string("aucune coupure trouvée")},
                  {std::string("fenetre_peu_desservie"), with_figures},
                  {std::string("pas_un_code"), std::string("reste")}};
    io::say_in_english(table, english);
    CHECK(std::get<std::string>(table.rows[0][1]) == english.at("aucune_coupure"));
    CHECK(std::get<std::string>(table.rows[1][1]) ==
          english.at("fenetre_peu_desservie") + " (" + with_figures + ")");
    CHECK(std::get<std::string>(table.rows[2][1]) == "reste");
}
