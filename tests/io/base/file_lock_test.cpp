// SPDX-License-Identifier: Apache-2.0
#include "io/base/file_lock.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using Kind = FileLock::Kind;

namespace {

struct LockFile {
    fs::path path =
        fs::temp_directory_path() / ("lisiere_lock_" + std::to_string(::getpid()) + ".verrou");
    ~LockFile() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

}  // namespace

TEST_CASE("one holds it alone, several may share it, and the file goes with the last", "[lock]") {
    const LockFile file;
    {
        const auto alone = FileLock::take(file.path, Kind::alone);
        REQUIRE(alone);
        CHECK_FALSE(FileLock::take(file.path, Kind::alone));
        CHECK_FALSE(FileLock::take(file.path, Kind::shared));
    }
    CHECK_FALSE(fs::exists(file.path));
    {
        auto one = FileLock::take(file.path, Kind::shared);
        const auto other = FileLock::take(file.path, Kind::shared);
        REQUIRE(one);
        REQUIRE(other);
        one.reset();
        CHECK(fs::exists(file.path));
        CHECK_FALSE(FileLock::take(file.path, Kind::alone));
    }
    CHECK_FALSE(fs::exists(file.path));
}

TEST_CASE("a file that a killed program left is taken", "[lock]") {
    const LockFile file;
    std::ofstream(file.path) << "1234\n";
    CHECK(FileLock::take(file.path, Kind::alone));
    CHECK_FALSE(fs::exists(file.path));
}

TEST_CASE("processes that take and remove it over and over never hold it together", "[lock]") {
    const LockFile file;
    const fs::path inside = file.path.string() + ".dedans";
    constexpr int processes = 4;
    constexpr int rounds = 400;
    for (int p = 0; p < processes; ++p)
        if (::fork() == 0) {
            int together = 0;
            for (int i = 0; i < rounds;) {
                const auto lock = FileLock::take(file.path, Kind::alone);
                if (!lock) continue;
                ++i;
                if (::mkdir(inside.c_str(), 0700) != 0) ++together;
                ::rmdir(inside.c_str());
            }
            ::_exit(together == 0 ? 0 : 1);
        }
    for (int p = 0; p < processes; ++p) {
        int status = 0;
        ::wait(&status);
        CHECK(status == 0);
    }
    CHECK_FALSE(fs::exists(file.path));
}

TEST_CASE("a place where no file can be made is an error, not a busy lock", "[lock]") {
    CHECK_THROWS_AS(FileLock::take("/nulle/part/x.verrou", Kind::alone), std::system_error);
}
