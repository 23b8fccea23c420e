// SPDX-License-Identifier: Apache-2.0
#include "io/base/encoding.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("well-formed UTF-8 is recognised wherever its accents stand", "[io][encoding]") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("plain ascii, longer than eight bytes"));
    CHECK(is_utf8("Orléans, l'Haÿ-les-Roses, 𝄞, €"));
    for (std::size_t pad = 0; pad < 17; ++pad)
        CHECK(is_utf8(std::string(pad, 'x') + "é" + std::string(pad, 'x')));
}

TEST_CASE("a text without controls holds no sign that XML or a terminal would stumble on",
          "[io][encoding]") {
    CHECK(without_controls("L'Été\n\t𝄞 €") == "L'Été\n\t𝄞 €");
    CHECK(without_controls(std::string("a\0b\x01\x1b[31m\x7f.", 11)) == "ab[31m.");
    CHECK(without_controls("a\xc2\x9b"
                           "b\xc2\xa0") == "ab\xc2\xa0");  // C1, and a space that stays
    CHECK(without_controls("a\xef\xbf\xbe"
                           "b\xef\xbf\xbf") == "ab");
    CHECK(without_controls("a\xff\xc3") == "a\uFFFD\uFFFD");
    CHECK(without_controls("\xed\xa0\x80").find('\xed') == std::string::npos);  // half a pair
}

TEST_CASE("malformed UTF-8 is refused", "[io][encoding]") {
    for (const char* bytes :
         {"\xE9", "caf\xE9 noir", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82",
          "\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80"})
        CHECK_FALSE(is_utf8(bytes));
    for (std::size_t pad = 0; pad < 17; ++pad) CHECK_FALSE(is_utf8(std::string(pad, 'x') + "\xE9"));
}

TEST_CASE("every CP1252 byte becomes well-formed UTF-8", "[io][encoding]") {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    CHECK(is_utf8(cp1252_to_utf8(all)));
    CHECK(cp1252_to_utf8("\x80\x9C\xE9\xFF") == "€œéÿ");
}
