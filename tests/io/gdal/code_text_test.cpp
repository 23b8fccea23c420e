// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/code_text.hpp"

#include <random>

#include "tests/support/catch.hpp"

using lisiere::io::code_text;

TEST_CASE("a code is read through what spreadsheets and exports make of it", "[io][gdal]") {
    for (const char* written :
         {"590140101", " 590140101 ", "590140101\xC2\xA0", "590 140 101", "'590140101",
          "=\"590140101\"", "590140101.0", "590140101.00000", "590140101,00",
          "\xEF\xBB\xBF"
          "590140101",
          "590\xE2\x80\xAF"
          "140101"}) {
        INFO(written);
        CHECK(code_text(written) == "590140101");
    }
    CHECK(code_text("qn05906m ") == "qn05906m");
    CHECK(code_text("2A004") == "2A004");
    CHECK(code_text("990010101.5") == "990010101.5");  // a number, no code: others tell
    CHECK(code_text("5.9E+08") == "5.9E+08");
    CHECK(code_text("").empty());
    CHECK(code_text("''").empty());
}

TEST_CASE("a name that stands where a code may keeps its spaces", "[io][gdal]") {
    for (const char* name : {"CONDE SUR L'ESCAUT", "Lyon 3e Arrondissement", "Eu", "Y"}) {
        INFO(name);
        CHECK(code_text(name) == name);
    }
}

TEST_CASE("reading a code again changes nothing", "[io][gdal][property]") {
    const std::string letters = "0123456789AB.,' =\"";
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto n = random() % 12; n > 0; --n) text += letters[random() % letters.size()];
        INFO(text);
        const std::string once = code_text(text);
        CHECK(code_text(once) == once);
    }
}
