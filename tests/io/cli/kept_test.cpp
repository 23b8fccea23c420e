// SPDX-License-Identifier: Apache-2.0
// A run after a change of the timetable, as a server does it every month: what is taken up again.
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;
using Catch::Matchers::Contains;

TEST_CASE("after a change of the timetable, what is not by transit is taken from the run before",
          "[cli]") {
    const Scratch scratch;
    const auto config = write_hamlet(scratch);
    const auto run = [&](const char* out, const char* cache) {
        return run_lisiere(
            {"run", config.string(), "--log", "json", "-o", (scratch.path() / out).string()},
            {{"XDG_CACHE_HOME", (scratch.path() / cache).string()}});
    };
    const Outcome first = run("out", "kept");
    REQUIRE(first.exit_code == 0);
    CHECK_THAT(first.out + first.err, !Contains("(repris)"));

    // The last bus leaves a minute earlier.
    std::string times = scratch.read("gtfs/stop_times.txt");
    const std::string last = "t63,20:45:00,20:45:00,s1,1";
    const auto at = times.find(last);
    REQUIRE(at != std::string::npos);
    scratch.write("gtfs/stop_times.txt",
                  times.replace(at, last.size(), "t63,20:44:00,20:44:00,s1,1"));
    const Outcome second = run("out", "kept");
    REQUIRE(second.exit_code == 0);
    const std::string said = second.out + second.err;
    INFO(said);
    for (const char* step :
         {"temps à vélo", "temps en voiture", "isochrones à pied", "enclavement: rues et coupures"})
        CHECK_THAT(said, Contains(std::string(step) + " (repris)"));
    for (const char* step : {"desserte", "temps à pied et en transports", "quartier vécu"})
        CHECK_THAT(said, !Contains(std::string(step) + " (repris)"));

    // The same figures as a run that knows nothing of the first, and not those of the first.
    REQUIRE(run("anew", "empty").exit_code == 0);
    const auto kept = snapshot(scratch.path() / "out" / "tables");
    CHECK(kept == snapshot(scratch.path() / "anew" / "tables"));
    CHECK_THAT(scratch.read("out/tables/arrets.csv"), Contains(";05:00;20:44;"));
}
