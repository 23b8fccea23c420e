// SPDX-License-Identifier: Apache-2.0
#include "io/reference/reduced_vat_reference.hpp"

#include "io/base/error.hpp"
#include "io/reference/reference_row.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("the rules of reduced VAT are read, each with its source", "[base]") {
    const std::string head = "regle;distance_m;programme;source\n";
    CHECK(parse_reduced_vat(head + "a;300;;CGI\nb;500;NPNRU;CGI\n", "t.csv") ==
          std::vector<vecu::ReducedVat>{{"a", 300, ""}, {"b", 500, "NPNRU"}});
    for (const char* wrong :
         {"a;300;;\n", ";300;;x\n", "a;0;;x\n", "a;loin;;x\n", "a;300;;x\na;500;;x\n"})
        CHECK_THROWS_AS(parse_reduced_vat(head + wrong, "t.csv"), InputError);
}

TEST_CASE("the table of reduced VAT is that of the law as the page of the lived quarter cites it",
          "[base]") {
    const auto rules =
        parse_reduced_vat(read_text(reference_folder() / "tva_reduite.csv"), "tva_reduite.csv");
    CHECK(rules ==
          std::vector<vecu::ReducedVat>{
              {"entierement_a_moins_de_300_m", 300, ""},
              {"en_partie_a_moins_de_300_m_et_entierement_a_moins_de_500_m", 500, "NPNRU"}});
}
