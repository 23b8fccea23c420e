// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

TEST_CASE("the same territory gives the same bytes with 1, 2 and 7 threads", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    std::map<std::string, std::string> first;
    for (const std::string threads : {"1", "2", "7"}) {
        const std::string out = (scratch.path() / ("out" + threads)).string();
        const Outcome outcome =
            run_lisiere({"run", config.string(), "-o", out, "--threads", threads});
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        const auto files = snapshot(out);
        if (first.empty()) first = files;
        CHECK(files == first);
    }
    CHECK(first.size() > 5);
}

TEST_CASE("an edition is the same with a cache, without one and with a damaged one", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const fs::path cache = scratch.path() / "cache";
    const auto edition = [&](const std::string& name, const fs::path& cache_home) {
        const fs::path out = scratch.path() / name;
        const Outcome outcome = run_lisiere({"run", config.string(), "-o", out.string()},
                                            {{"XDG_CACHE_HOME", cache_home.string()}});
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        return std::pair(snapshot(out), outcome.err);
    };
    const auto first = edition("empty", cache).first;
    const auto kept = snapshot(cache / "lisiere");
    CHECK(kept.size() > 1);
    CHECK(edition("full", cache).first == first);
    CHECK(snapshot(cache / "lisiere") == kept);
    for (const auto& entry : fs::directory_iterator(cache / "lisiere"))
        fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
    CHECK(edition("damaged", cache).first == first);
    scratch.write("file", "not a folder");
    const auto [without, said] = edition("none", scratch.path() / "file");
    CHECK(without == first);
    CHECK_THAT(said, Contains("cache_absent"));
}

TEST_CASE("check accepts a good territory and says what it read", "[cli]") {
    const Scratch scratch;
    const Outcome outcome = run_lisiere({"check", write_hamlet(scratch).string()});
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
    CHECK_THAT(outcome.out, Contains("1 périmètre"));
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_CASE("progress is plain lines without a terminal and JSON on demand", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const Outcome plain =
        run_lisiere({"run", config.string(), "-o", (scratch.path() / "a").string()});
    CHECK(plain.err.find('\r') == std::string::npos);
    const Outcome json = run_lisiere(
        {"--log", "json", "run", config.string(), "-o", (scratch.path() / "b").string()});
    REQUIRE(json.exit_code == 0);
    CHECK(json.err.rfind("{\"type\":\"etape\"", 0) == 0);
    CHECK_THAT(json.err, Contains("{\"type\":\"fini\""));
}

TEST_CASE("info says what a file holds: perimeters, streets, timetables, an edition", "[cli]") {
    const Scratch scratch;
    write_hamlet(scratch);
    const auto info = [&](const std::string& file) {
        const Outcome outcome = run_lisiere({"info", (scratch.path() / file).string()});
        INFO(outcome.err);
        CHECK(outcome.exit_code == 0);
        return outcome.out;
    };
    CHECK_THAT(info("qpv.geojson"), Contains("code_qp"));
    CHECK_THAT(info("rues.osm"), Contains("residential"));
    CHECK_THAT(info("gtfs"), Contains("64"));
    CHECK_THAT(info("t.toml"), Contains("Hameau"));
    CHECK(run_lisiere({"info", (scratch.path() / "absent.gpkg").string()}).exit_code == 3);
}
