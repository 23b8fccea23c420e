// SPDX-License-Identifier: Apache-2.0
#include <sys/mount.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "io/base/files.hpp"
#include "io/report/manifest.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"
#include "tests/support/small_files.hpp"

// What a kill, a full disk and a power cut leave. A small sample of moments here; as many as
// LISIERE_MOMENTS says under the label `chaos` (tests/io_cli.cmake).
namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using std::chrono::steady_clock;

namespace {

int moments() {
    const char* asked = std::getenv("LISIERE_MOMENTS");
    return asked == nullptr ? 4 : std::atoi(asked);
}

/// A hamlet that is published again and again, each time a little different, with a user's things
/// in the folder of its edition.
class Republished {
  public:
    explicit Republished(const fs::path& folder = {})
        : config_(write_hamlet(scratch_)),
          text_(scratch_.read("t.toml")),
          folder_(folder.empty() ? scratch_.path() / "out" : folder) {
        const Outcome first = run();
        INFO(first.err);
        REQUIRE(first.exit_code == 0);
        fs::create_directories(edition() / "perso");
        fs::create_symlink("nowhere", edition() / "lien");
        io::write_text(edition() / "notes.txt", "note");
        io::write_text(edition() / "perso" / "plan.txt", "plan");
    }
    fs::path edition() const { return folder_ / "hameau"; }
    const Scratch& scratch() const { return scratch_; }
    const fs::path& config() const { return config_; }

    /// Another edition is due.
    void change() {
        scratch_.write(
            "t.toml", text_ + "bandes_m = [" + std::to_string(300 + 10 * (++version_ % 7)) + "]\n");
    }
    Outcome run(const std::function<void(int)>& meanwhile = {}) const {
        return run_lisiere({"run", config_.string(), "-o", edition().string()}, cache(), meanwhile);
    }
    std::map<std::string, std::string> cache() const {
        return {{"XDG_CACHE_HOME", (scratch_.path() / "kept").string()}};
    }

    /// Every file that the manifest lists is there as it was written, and so are the user's.
    void is_whole() const {
        const auto manifest = io::read_earlier_edition(edition());
        REQUIRE(manifest);
        for (const io::HashedFile& file : manifest->outputs)
            if (!fs::exists(edition() / file.path) ||
                io::sha256_of(edition() / file.path) != file.sha256)
                FAIL("not as it was written: " << file.path);
        CHECK(io::read_text(edition() / "notes.txt") == "note");
        CHECK(io::read_text(edition() / "perso" / "plan.txt") == "plan");
        CHECK(fs::is_symlink(edition() / "lien"));
    }
    /// A run without trouble succeeds, and leaves nothing beside or among what belongs there.
    void goes_on() const {
        const Outcome next = run();
        INFO(next.err);
        CHECK(next.exit_code == 0);
        is_whole();
        for (const auto& entry : fs::directory_iterator(folder_)) {
            INFO(entry.path().string());
            CHECK((entry.path() == edition() || entry.path().filename() == "lost+found"));
        }
        for (const auto& entry : fs::recursive_directory_iterator(edition())) {
            INFO(entry.path().string());
            CHECK(entry.path().filename().string().find("enregistré") == std::string::npos);
        }
    }

  private:
    Scratch scratch_;
    fs::path config_;
    std::string text_;
    fs::path folder_;
    int version_ = 0;
};

/// A disk of a few megabytes; none where nothing may be mounted.
class SmallDisk {
  public:
    SmallDisk() { good_ = ::mount("tmpfs", scratch_.path().c_str(), "tmpfs", 0, "size=64m") == 0; }
    ~SmallDisk() {
        if (good_) ::umount2(scratch_.path().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    bool good() const { return good_; }
    const fs::path& path() const { return scratch_.path(); }
    void resize(std::uintmax_t bytes) const {
        const std::string size = "size=" + std::to_string(bytes);
        REQUIRE(::mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT, size.c_str()) == 0);
    }

  private:
    Scratch scratch_;
    bool good_ = false;
};

std::uintmax_t bytes_below(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

void refused_as_full(const Outcome& outcome) {
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.err.find("interne") == std::string::npos);
    CHECK_THAT(outcome.err, Contains("trouvé"));
}

}  // namespace

TEST_CASE("killed at any moment: one whole edition stands, and the next run needs no help",
          "[cli][stops]") {
    Republished hamlet;
    hamlet.change();
    const auto start = steady_clock::now();
    hamlet.goes_on();
    const auto whole = steady_clock::now() - start;
    std::mt19937 random(14);
    std::uniform_real_distribution<double> anywhere(0, 1);
    std::uniform_real_distribution<double> late(0.6, 1.05);
    for (int moment = 0; moment < moments(); ++moment) {
        const double share = moment % 2 == 0 ? anywhere(random) : late(random);
        CAPTURE(moment, share);
        hamlet.change();
        hamlet.run([&](int process) {
            std::this_thread::sleep_for(
                std::chrono::duration_cast<std::chrono::microseconds>(whole * share));
            ::kill(process, SIGKILL);
        });
        hamlet.is_whole();
        hamlet.goes_on();
    }
}

TEST_CASE("a disk that is full at any file: exit 1 in words, the earlier edition whole",
          "[cli][stops]") {
    Republished hamlet;
    std::vector<std::uintmax_t> sizes;
    for (const auto& entry : fs::recursive_directory_iterator(hamlet.edition()))
        if (entry.is_regular_file() && entry.file_size() > 4096) sizes.push_back(entry.file_size());
    std::sort(sizes.begin(), sizes.end());
    REQUIRE(sizes.size() > 4);
    const int steps = std::min<int>(moments(), static_cast<int>(sizes.size()));
    for (int step = 0; step < steps; ++step) {
        // Nine tenths: the next edition's file may be a little smaller than the earlier one's.
        const std::uintmax_t bytes =
            sizes[static_cast<std::size_t>(step) * sizes.size() / static_cast<std::size_t>(steps)] *
            9 / 10;
        CAPTURE(step, bytes);
        hamlet.change();
        {
            const SmallFiles limit(bytes);
            refused_as_full(hamlet.run());
        }
        hamlet.is_whole();
        CHECK(std::distance(fs::directory_iterator(hamlet.edition().parent_path()),
                            fs::directory_iterator()) == 1);
        hamlet.goes_on();
    }
}

TEST_CASE("a disk that fills at any moment: exit 1 in words, the earlier edition whole",
          "[cli][stops]") {
    const SmallDisk disk;
    if (!disk.good()) {
        WARN("skipped: nothing may be mounted here");
        return;
    }
    Republished hamlet(disk.path());
    const std::uintmax_t edition = bytes_below(hamlet.edition());
    for (int step = 0; step < moments(); ++step) {
        const std::uintmax_t free = edition * 9 / 10 * static_cast<std::uintmax_t>(step) /
                                    static_cast<std::uintmax_t>(moments());
        CAPTURE(step, free);
        hamlet.change();
        disk.resize(fs::space(disk.path()).capacity - fs::space(disk.path()).available + free +
                    4096);
        refused_as_full(hamlet.run());
        hamlet.is_whole();
        disk.resize(64U << 20U);
        hamlet.goes_on();
    }
}

TEST_CASE("a power cut right after the end: all was on the disk before the exchange",
          "[cli][stops]") {
    if (std::system("strace -o /dev/null true 2>/dev/null") != 0) {
        WARN("skipped: strace is missing or may not trace");
        return;
    }
    Republished hamlet;
    hamlet.change();
    const fs::path trace = hamlet.scratch().path() / "trace";
    const std::string command =
        "XDG_CACHE_HOME='" + (hamlet.scratch().path() / "kept").string() +
        "' strace -f -y -s 4096 -e trace=fsync,fdatasync,syncfs,rename,renameat2 -o '" +
        trace.string() + "' '" LISIERE_PROGRAM "' run '" + hamlet.config().string() + "' -o '" +
        hamlet.edition().string() + "' 2>/dev/null >/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string calls = io::read_text(trace);
    const std::string parent = hamlet.edition().parent_path().string();
    const std::size_t all = calls.find("syncfs(");
    const std::size_t exchange = calls.find("RENAME_EXCHANGE");
    REQUIRE(exchange != std::string::npos);
    CHECK(all < exchange);
    CHECK(calls.find("fsync(", exchange) < calls.find("<" + parent + ">", exchange));
    CHECK(calls.find("<" + parent + ">", exchange) != std::string::npos);
}
