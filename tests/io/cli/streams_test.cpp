// SPDX-License-Identifier: Apache-2.0
// What becomes of the work and of its status when nobody listens: standard streams that are closed,
// full or a pipe without a reader, and the signals of a session that ends.
#include <fmt/format.h>

#include <csignal>
#include <thread>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The edition of a run with good streams, and what a shell that runs it again elsewhere gives.
class Editions {
  public:
    Editions() : config_(write_hamlet(scratch_)) {
        const Outcome good = run_lisiere({"run", config_.string(), "-o", folder("good")});
        INFO(good.err);
        REQUIRE(good.exit_code == 0);
    }
    std::string folder(const std::string& name) const { return (scratch_.path() / name).string(); }
    Outcome run_with(const std::string& redirections, const std::string& name,
                     const std::string& options = {}) const {
        return run_shell("\"$LISIERE\" " + options + " run '" + config_.string() + "' -o '" +
                         folder(name) + "' " + redirections);
    }
    bool whole(const std::string& name) const {
        return snapshot(folder(name)) == snapshot(folder("good"));
    }
    const fs::path& config() const { return config_; }

  private:
    Scratch scratch_;
    fs::path config_;
};

}  // namespace

TEST_CASE("a run whose messages nobody can read makes the same edition with the same status",
          "[cli]") {
    const Editions editions;
    int number = 0;
    for (const std::string streams : {"2>/dev/full", "2>&-", "2>&- >&- <&-", "2>&1 | true"}) {
        INFO(streams);
        const std::string name = fmt::format("n{}", number++);
        CHECK(editions.run_with(streams, name).exit_code == 0);
        // Behind a pipe the shell does not wait for whoever writes into it.
        for (int i = 0; i < 600 && !fs::exists(editions.folder(name) + "/manifeste.json"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        CHECK(editions.whole(name));
    }
    CHECK(editions.run_with("2>/dev/full", "json", "--log json").exit_code == 0);
    CHECK(editions.whole("json"));
}

TEST_CASE("a refusal keeps its status when its reason cannot be written", "[cli]") {
    for (const std::string streams : {"2>/dev/full", "2>&-"}) {
        CHECK(run_shell("\"$LISIERE\" check /nowhere.toml " + streams).exit_code == 2);
        CHECK(run_shell("\"$LISIERE\" info /nowhere.gpkg " + streams).exit_code == 3);
        CHECK(run_shell("\"$LISIERE\" chekc " + streams).exit_code == 2);
    }
}

TEST_CASE("a result that cannot be written is a failure with its reason", "[cli]") {
    const Scratch scratch;
    const std::string config = write_hamlet(scratch).string();
    for (const std::string stream : {">/dev/full", ">&-"})
        for (const std::string verb : {"info", "check"}) {
            INFO(verb << ' ' << stream);
            const Outcome outcome =
                run_shell("\"$LISIERE\" " + verb + " '" + config + "' " + stream);
            CHECK(outcome.exit_code == 1);
            CHECK_THAT(outcome.err, Contains("sortie standard"));
        }
    // The edition is the result of a run; its place on stdout is a courtesy.
    const Outcome run = run_shell("\"$LISIERE\" run '" + config + "' -o '" +
                                  (scratch.path() / "o").string() + "' >/dev/full");
    CHECK(run.exit_code == 0);
    CHECK_THAT(run.err, Contains((scratch.path() / "o").string()));
}

TEST_CASE("a reader who has had enough of a result is not an error", "[cli]") {
    const Scratch scratch;
    const std::string config = write_hamlet(scratch).string();
    const Outcome outcome =
        run_shell("{ \"$LISIERE\" info '" + config + "'; echo \"status $?\" >&2; } | true");
    CHECK_THAT(outcome.err, Contains("status 0"));
}

TEST_CASE("a session that ends stops the work like a polite end; nohup goes on", "[cli]") {
    const Editions editions;
    const Outcome ended =
        run_lisiere({"run", editions.config().string(), "-o", editions.folder("hup")}, {},
                    [](int pid) { ::kill(pid, SIGHUP); });
    // Before the program minds signals, the session's end is the system's own.
    CHECK((ended.exit_code == 1 || ended.exit_code == 128 + SIGHUP));
    CHECK_FALSE(fs::exists(editions.folder("hup")));
    const Outcome kept =
        run_shell("trap '' HUP; \"$LISIERE\" run '" + editions.config().string() + "' -o '" +
                  editions.folder("nohup") + "' & sleep 0.3; kill -HUP $!; wait $!");
    CHECK(kept.exit_code == 0);
    CHECK(editions.whole("nohup"));
}
