// SPDX-License-Identifier: Apache-2.0
#include "io/base/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "io/base/csv_stream.hpp"
#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

TEST_CASE("pipes and devices are refused before they are opened, and so cannot keep anyone waiting",
          "[io]") {
    const fs::path pipe =
        fs::temp_directory_path() / ("lisiere-pipe-" + std::to_string(::getpid()));
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    for (const fs::path& path : {pipe, fs::path("/dev/zero"), fs::path("/dev/null")}) {
        INFO(path);
        CHECK_THROWS_AS(read_text(path), InputError);
        CHECK_THROWS_AS(sha256_of(path), InputError);
        CHECK_THROWS_AS(require_no_device(path, "x"), InputError);
        CHECK_THROWS_AS(CsvStream(path, "x"), InputError);
    }
    fs::remove(pipe);
    CHECK_NOTHROW(require_no_device(fs::temp_directory_path(), "x"));
    CHECK_NOTHROW(require_no_device("/nowhere/at/all", "x"));
}

TEST_CASE("a text is read whole, whatever its bytes; one by hand is no larger than 16 MiB",
          "[io]") {
    const fs::path file =
        fs::temp_directory_path() / ("lisiere-text-" + std::to_string(::getpid()));
    const std::string text("a\0b\r\n\xFF", 6);
    std::ofstream(file, std::ios::binary) << text;
    CHECK(read_text(file) == text);
    CHECK(read_small_text(file) == text);
    fs::resize_file(file, (16U << 20U) + 1);
    CHECK_THROWS_AS(read_small_text(file), InputError);
    fs::remove(file);
    CHECK_THROWS_AS(read_text(file), InputError);
    CHECK_THROWS_AS(read_text(fs::temp_directory_path()), InputError);
}
