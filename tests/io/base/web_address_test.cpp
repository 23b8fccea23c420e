// SPDX-License-Identifier: Apache-2.0
#include "io/base/web_address.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("an address of the web has a scheme, a host and nothing that would end it", "[base]") {
    CHECK(is_web_address("https://donnees.exemple.fr/qpv/"));
    CHECK(is_web_address("http://localhost:8000"));
    for (const char* wrong :
         {"", "https://", "https:///chemin", "ftp://exemple.fr", "donnees.exemple.fr",
          "https://exemple.fr/a b", "https://exemple.fr/\"", "https://exemple.fr/<x>",
          "https://exemple.fr/\n", "https://exemple.fr/{annee}"}) {
        INFO(wrong);
        CHECK_FALSE(is_web_address(wrong));
    }
}

TEST_CASE("a mail address has one @ between two texts", "[base]") {
    CHECK(is_mail_address("sig@exemple.fr"));
    for (const char* wrong : {"", "@", "sig@", "@exemple.fr", "sig exemple.fr", "a@b@c",
                              "sig @exemple.fr", "https://sig@exemple.fr", "sig@exemple.fr?cc=x"}) {
        INFO(wrong);
        CHECK_FALSE(is_mail_address(wrong));
    }
}

TEST_CASE("a path in an address keeps its slashes and nothing that means something there",
          "[base]") {
    CHECK(path_in_address("tables/perimetres.csv") == "tables/perimetres.csv");
    CHECK(path_in_address("a b#c?d%") == "a%20b%23c%3Fd%25");
    CHECK(path_in_address("é") == "%C3%A9");
}
