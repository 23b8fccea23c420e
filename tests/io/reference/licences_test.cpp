// SPDX-License-Identifier: Apache-2.0
#include "io/reference/licences.hpp"

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;
using lisiere::tests::Scratch;

namespace {

std::vector<Licence> ours(const std::string& language = "fr") {
    return read_licences(LISIERE_ROOT "/geodata/reference/licences.csv", language);
}

std::string id_of(std::string_view words) {
    static const std::vector<Licence> licences = ours();
    const Licence* found = find_licence(licences, words);
    return found == nullptr ? "" : found->id;
}

}  // namespace

TEST_CASE("a licence is known by what people write for it, whatever the case", "[catalogue]") {
    CHECK(id_of("Licence Ouverte 2.0") == "etalab-2.0");
    CHECK(id_of("licence ouverte / Open Licence version 2.0 (Etalab)") == "etalab-2.0");
    CHECK(id_of("Licence Ouverte") == "fr-lo");
    CHECK(id_of("ODbL") == "odbl-1.0");
    CHECK(id_of("Open Database License 1.0") == "odbl-1.0");
    CHECK(id_of("CC BY-SA 4.0") == "cc-by-sa-4.0");
    CHECK(id_of("CC BY 4.0") == "cc-by-4.0");
    CHECK(id_of("https://opendatacommons.org/licenses/odbl/1-0/") == "odbl-1.0");
}

TEST_CASE("words that are no licence, or a choice of two, are not decided", "[catalogue]") {
    CHECK(id_of("").empty());
    CHECK(id_of("document public").empty());
    CHECK(id_of("CC BY-NC 4.0").empty());
    CHECK(id_of("domaine public (données inventées)").empty());
    CHECK(id_of("Licence Ouverte ou ODbL, selon le réseau").empty());
}

TEST_CASE("every licence has a text to read and an address to stand for it", "[catalogue]") {
    for (const std::string language : {"fr", "en"})
        for (const Licence& licence : ours(language)) {
            INFO(licence.id);
            CHECK_FALSE(licence.title.empty());
            CHECK(licence.address.starts_with("https://"));
            CHECK(licence.text.starts_with("https://"));
        }
}

TEST_CASE("a wrong expression is said with its line and field", "[catalogue]") {
    const Scratch scratch;
    const auto file = scratch.write(
        "l.csv",
        "id;motif;libelle_fr;libelle_en;adresse;texte;partage;source\nx;(;X;X;a;b;non;essai\n");
    CHECK_THROWS_WITH(read_licences(file, "fr"),
                      Catch::Matchers::Contains("ligne 2") && Catch::Matchers::Contains("motif"));
}
