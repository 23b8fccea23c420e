// SPDX-License-Identifier: Apache-2.0
#include "io/base/clean_text.hpp"

#include "io/base/encoding.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("a text that is right stays as it is, and costs no word", "[io]") {
    TextRepairs repairs;
    for (const char* text : {"", "Les Prés", "Cité de l'Étang — 2 €", "plain"})
        CHECK(clean_text(text, repairs) == text);
    Notices notices;
    note_repairs(repairs, "q.shp", notices);
    CHECK(notices.items().empty());
}

TEST_CASE("bytes that are no UTF-8 are Windows-1252, whatever the file says", "[io]") {
    TextRepairs repairs;
    CHECK(clean_text("Cit\xE9 \xC9toile", repairs) == "Cité Étoile");
    CHECK(clean_text("2 \x80", repairs) == "2 €");
    CHECK(repairs.reencoded == 2);
    CHECK(repairs.reencoded_sample == "Cité Étoile");
    Notices notices;
    note_repairs(repairs, "q.shp", notices);
    CHECK(notices.count("texte_reencode") == 2);
}

TEST_CASE("UTF-8 encoded twice is undone, for every letter of French", "[io]") {
    for (const std::string word : {"Étang", "œuvre", "Noël", "ça", "À l'île", "Où ?"}) {
        TextRepairs repairs;
        CHECK(clean_text(cp1252_to_utf8(word), repairs) == word);
        CHECK(repairs.twice == 1);
        // Once is right.
        CHECK(clean_text(word, repairs) == word);
        CHECK(repairs.twice == 1);
    }
}

TEST_CASE("decomposed letters are composed, control characters become spaces", "[io]") {
    TextRepairs repairs;
    CHECK(clean_text("Cite\xCC\x81 de l'E\xCC\x81tang", repairs) == "Cité de l'Étang");
    CHECK(repairs.controls == 0);
    CHECK(clean_text("Hautes\x0B"
                     "Bornes\x1F\tA\n",
                     repairs) == "Hautes Bornes  A ");
    CHECK(repairs.controls == 1);
}
