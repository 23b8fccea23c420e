// SPDX-License-Identifier: Apache-2.0
#include "io/base/numbers.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("numbers are written as readers of the language write them", "[io][map]") {
    CHECK(number_text(1234567.26, 1, "fr") == "1\u202f234\u202f567,3");
    CHECK(number_text(1234567.26, 1, "en") == "1,234,567.3");
    CHECK(number_text(999.6, 0, "fr") == "1\u202f000");
    CHECK(number_text(999, 0, "fr") == "999");
    CHECK(number_text(-0.04, 1, "fr") == "0,0");
    CHECK(number_text(-1000, 0, "fr") == "−1\u202f000");
}

TEST_CASE("a difference carries its sign, unless it rounds to zero", "[io][map]") {
    CHECK(signed_text(9.5, 1, "fr") == "+9,5");
    CHECK(signed_text(-9.5, 1, "en") == "−9.5");
    CHECK(signed_text(0.04, 1, "fr") == "0,0");
    CHECK(signed_text(-0.04, 1, "fr") == "0,0");
}
