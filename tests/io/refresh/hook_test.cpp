// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/hook.hpp"

#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using std::chrono::seconds;

TEST_CASE("a hook reads the outcome whole, however long", "[refresh]") {
    const Folder scratch;
    const std::string file = (scratch.path / "lu").string();
    const std::string text(3 << 20, 'x');
    CHECK_FALSE(run_hook({"sh", "-c", "cat > \"$0\"", file}, text, seconds(20)));
    CHECK(read_text(file) == text);
}

TEST_CASE("a hook that does not read, fails, is not there, or takes too long is told",
          "[refresh]") {
    CHECK_FALSE(run_hook({"true"}, std::string(3 << 20, 'x'), seconds(20)));
    CHECK_THAT(*run_hook({"sh", "-c", "exit 3"}, "x", seconds(20)), Contains("code 3"));
    CHECK_THAT(*run_hook({"sh", "-c", "kill -TERM $$"}, "x", seconds(20)), Contains("signal 15"));
    CHECK(run_hook({"/absent/commande"}, "x", seconds(20)));
    const auto start = std::chrono::steady_clock::now();
    CHECK_THAT(*run_hook({"sh", "-c", "sleep 30 & sleep 30"}, "x", seconds(1)),
               Contains("pas fini après 1 s"));
    CHECK(std::chrono::steady_clock::now() - start < seconds(10));
}
