// SPDX-License-Identifier: Apache-2.0
#include "io/style/covered.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("a perimeter that is cut says its part, a whole or unknown one nothing", "[io][base]") {
    CHECK(covered_words(0.049, "fr") == "partie couverte, 5\u202f%");
    CHECK(covered_words(0.5, "en") == "covered part, 50%");
    CHECK(covered_suffix(0.5, "fr") == " (partie couverte, 50\u202f%)");
    CHECK(covered_words(1, "fr").empty());
    CHECK(covered_suffix(std::nullopt, "fr").empty());
    CHECK(is_cut(0.999));
    CHECK_FALSE(is_cut(1));
    CHECK_FALSE(is_cut(std::nullopt));
}

TEST_CASE("a part is rounded neither to the whole nor to nothing", "[io][base]") {
    CHECK(covered_words(0.9999, "fr") == "partie couverte, 99,9\u202f%");
    CHECK(covered_words(0.996, "fr") == "partie couverte, 99,6\u202f%");
    CHECK(covered_words(0.00001, "fr") == "partie couverte, 0,1\u202f%");
}
