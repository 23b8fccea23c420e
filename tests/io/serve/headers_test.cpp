// SPDX-License-Identifier: Apache-2.0
#include "io/serve/headers.hpp"

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("the map's page says itself what the server says of it, but who may frame it",
          "[serve]") {
    const std::string page = read_text(LISIERE_ROOT "/styles/viewer/index.html");
    const std::string policy(content_policy("carte/index.html"));
    const std::string frame = "; frame-ancestors 'self'";
    REQUIRE(policy.ends_with(frame));
    CHECK(page.find("content=\"" + policy.substr(0, policy.size() - frame.size()) + "\"") !=
          page.npos);
    CHECK(policy.find("unsafe") == policy.npos);
    CHECK(page.find("<script>") == page.npos);  // it would not run
    CHECK(page.find("style=") == page.npos);
}

TEST_CASE("nothing that a browser runs is without a policy, and no drawing has a script",
          "[serve]") {
    for (const char* file : {"index.html", "rapport.html", "notes.htm", "atlas/VA.svg", "a.xml"})
        CHECK_FALSE(content_policy(file).empty());
    for (const char* file : {"atlas/VA.svg", "a.xml"}) {
        CHECK(content_policy(file).find("sandbox") != std::string_view::npos);
        CHECK(content_policy(file).find("default-src 'none'") == 0);
    }
    CHECK(content_policy("atlas/atlas.pdf").empty());
}

TEST_CASE("a path in a header is written in the letters of addresses", "[serve]") {
    CHECK(encoded_path("/carte/") == "/carte/");
    CHECK(encoded_path("/l'été 2\r\nX: y/") == "/l%27%C3%A9t%C3%A9%202%0D%0AX%3A%20y/");
}
