// SPDX-License-Identifier: Apache-2.0
// The declared ceiling of memory: kept, told, and without effect on what is published.
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// Points by the hundred thousand: more than the smallest ceiling holds.
std::string many_facilities(int count) {
    std::string text = "id,nom,categorie,lon,lat\n";
    for (int i = 0; i < count; ++i)
        text += std::to_string(i) + ",Pharmacie d'un nom assez long pour prendre de la place " +
                std::to_string(i) + ",pharmacie,3.0,46.5\n";
    return text;
}

}  // namespace

TEST_CASE("a run under a ceiling that suffices gives the same bytes", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const auto edition = [&](const std::string& name, std::vector<std::string> words) {
        const std::string out = (scratch.path() / name).string();
        words.insert(words.end(), {"run", config.string(), "-o", out});
        const Outcome outcome = run_lisiere(words);
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        return snapshot(out);
    };
    const auto free = edition("free", {});
    CHECK(edition("held", {"--memoire", "2G"}) == free);
    scratch.write("t.toml", scratch.read("t.toml") + "memoire = \"2 Gio\"\n");
    CHECK(edition("declared", {}) == free);
}

TEST_CASE("a run that needs more than its ceiling fails with the stage, and loses nothing",
          "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const std::string out = (scratch.path() / "out").string();
    REQUIRE(run_lisiere({"run", config.string(), "-o", out}).exit_code == 0);
    const auto before = snapshot(out);
    scratch.write("equipements.csv", many_facilities(600'000));
    for (const std::string threads : {"1", "7"}) {
        const Outcome outcome = run_lisiere(
            {"--memoire", "256M", "run", config.string(), "-o", out, "--threads", threads});
        INFO(outcome.err);
        CHECK(outcome.exit_code == 1);
        CHECK_THAT(outcome.err, Contains("mémoire épuisée pendant « "));
        CHECK_THAT(outcome.err, Contains("plafond 256 Mio"));
        CHECK_THAT(outcome.err, Contains("--memoire"));
        CHECK(snapshot(out) == before);
    }
    const Outcome enough = run_lisiere({"--memoire", "4G", "check", config.string()});
    INFO(enough.err);
    CHECK(enough.exit_code == 0);
}

TEST_CASE("a library that ends itself for want of memory ends the run with the stage", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    // A ring of a million vertices: the JSON tree of the layer passes the ceiling.
    std::string ring = "[2.985,46.485]";
    for (int i = 0; i < 1'500'000; ++i) ring += ",[2.99,46.49" + std::to_string(i % 1000) + "]";
    scratch.write("qpv.geojson",
                  R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
                  R"({"code_qp":"QN09901N","lib_qp":"L"},"geometry":{"type":"Polygon",)"
                  R"("coordinates":[[)" +
                      ring + ",[2.985,46.485]]]}}]}");
    const Outcome outcome = run_lisiere({"--memoire", "256M", "check", config.string()});
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("mémoire épuisée pendant « "));
}

TEST_CASE("a ceiling that is no size, or too low to start, is a mistake of the call", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    for (const std::string size : {"beaucoup", "-2G", "0", "2 Gx", "1K", "12M"}) {
        INFO(size);
        const Outcome outcome = run_lisiere({"--memoire", size, "check", config.string()});
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.err, Contains("--memoire"));
    }
    for (const std::string value : {"\"beaucoup\"", "2", "\"12 Mio\""}) {
        const Scratch other;
        const fs::path declared = write_hamlet(other);
        other.write("t.toml", other.read("t.toml") + "memoire = " + value + "\n");
        const Outcome outcome = run_lisiere({"check", declared.string()});
        INFO(outcome.err);
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.err, Contains("memoire"));
    }
}
