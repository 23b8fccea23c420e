// SPDX-License-Identifier: Apache-2.0
#include "io/base/shallow_keys.hpp"

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::string repeated(const std::string& part, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += part;
    return text;
}

}  // namespace

TEST_CASE("a key of more than eight parts is refused with its line, however it is written",
          "[io]") {
    for (const std::string& key :
         {repeated("a.", 50'000) + "a = 1", std::string("[").append(repeated("a.", 8)).append("a]"),
          "[[" + repeated("a . ", 8) + "a]]", "x = { " + repeated("a.", 8) + "a = 1 }",
          repeated("\"a\".", 8) + "a = 1", repeated("'a b'\t.", 8) + "'.' = 1",
          repeated("\"\\\"\".", 8) + "a = 1"}) {
        INFO(key.substr(0, 60));
        REQUIRE_THROWS_AS(require_shallow_keys("# one\nb = 2\n" + key, "t.toml"), ConfigError);
        try {
            require_shallow_keys("# one\nb = 2\n" + key, "t.toml");
        } catch (const ConfigError& error) {
            CHECK(error.trouble().where == "t.toml, ligne 3");
        }
    }
}

TEST_CASE("dots that join no keys are let through", "[io]") {
    for (const std::string& text :
         {std::string("[sources.insee]\ntitre = \"a.b.c.d.e.f.g.h.i.j.k\"\n"),
          std::string("x = '''\na.b.c.d.e.f.g.h.i.j'''\n"),
          std::string("x = \"\"\"a.b.c.d.e.f.g.h.\\\"i.j\"\"\"\n"),
          std::string("# a.b.c.d.e.f.g.h.i.j.k\n"), "x = [" + repeated("1.5, ", 20) + "]\n",
          std::string("d = 2026-03-17T08:00:00.5\n"), std::string("a.b.c.d.e.f.g.h = 1\n"),
          std::string("x = \"never closed\ny.z = 1\n")}) {
        INFO(text);
        CHECK_NOTHROW(require_shallow_keys(text, "t.toml"));
    }
}
