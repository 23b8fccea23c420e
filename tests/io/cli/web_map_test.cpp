// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

TEST_CASE("an edition without a web map says what the build said of it, and the way out",
          "[cli][viewer]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const fs::path out = scratch.path() / "out";
    const fs::path bundle = scratch.path() / "carte_du_programme";
    fs::create_directories(bundle);
    const auto run = [&] {
        const Outcome outcome = run_lisiere({"run", config.string(), "-o", out.string()},
                                            {{"LISIERE_CARTE", bundle.string()}});
        INFO(outcome.err);
        CHECK(outcome.exit_code == 0);
        return outcome.err;
    };
    scratch.write("carte_du_programme/absente.txt",
                  "npm ci a échoué (SELF_SIGNED_CERT_IN_CHAIN : self-signed certificate)\n"
                  "export NODE_EXTRA_CA_CERTS=/chemin/organisme.pem\n");
    const std::string said = run();
    for (const std::string& text : {said, scratch.read("out/manifeste.json")}) {
        CHECK_THAT(text, Contains("carte_absente"));
        CHECK_THAT(text, Contains("npm ci a échoué (SELF_SIGNED_CERT_IN_CHAIN"));
        CHECK_THAT(text, Contains("NODE_EXTRA_CA_CERTS"));
        CHECK_THAT(text, !Contains("sans npm"));
    }
    CHECK_FALSE(fs::exists(out / "carte"));

    // Once the way out was taken, the edition in place is not up to date.
    scratch.write("carte_du_programme/index.html", "<!doctype html><title>carte</title>");
    CHECK_THAT(run(), !Contains("carte_absente"));
    CHECK(fs::exists(out / "carte" / "index.html"));

    fs::remove_all(bundle);
    CHECK_THAT(run(), Contains("LISIERE_CARTE nomme"));
    CHECK_FALSE(fs::exists(out / "carte"));
}
