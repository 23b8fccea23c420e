// SPDX-License-Identifier: Apache-2.0
#include "io/base/zip_file.hpp"
#include "io/base/files.hpp"

#include <unistd.h>

#include <fstream>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

namespace {

fs::path archive(const std::string& text) {
    const fs::path file =
        fs::temp_directory_path() / ("lisiere-zip-" + std::to_string(::getpid()) + ".zip");
    write_zip(file, {{"stops.txt", text}});
    return file;
}

}  // namespace

TEST_CASE("an archive of tables is let through, one that blows up is refused with its file",
          "[io]") {
    std::string table;
    for (int i = 0; i < 100'000; ++i) table += std::to_string(i * 7919) + ";arrêt;0;0\n";
    CHECK_NOTHROW(require_sane_zip(archive(table), "x"));
    // Zeros pack a thousand to one; below 64 MiB that harms nobody.
    CHECK_NOTHROW(require_sane_zip(archive(std::string(1U << 20U, '0')), "x"));
    const fs::path bomb = archive(std::string(100U << 20U, '0'));
    try {
        require_sane_zip(bomb, "horaires.zip");
        FAIL("a bomb was let through");
    } catch (const InputError& error) {
        CHECK(error.trouble().where == "horaires.zip");
        CHECK(error.trouble().found.find("stops.txt") != std::string::npos);
    }
    std::ofstream(bomb, std::ios::binary) << "no archive";
    CHECK_NOTHROW(require_sane_zip(bomb, "x"));  // its reader says so
    fs::remove(bomb);
}

TEST_CASE("what may be unpacked grows with what is packed, up to a ceiling", "[io]") {
    CHECK(most_unpacked(0) == 64ULL << 20U);
    CHECK(most_unpacked(10ULL << 20U) == 2000ULL << 20U);
    CHECK(most_unpacked(~0ULL) == 4ULL << 30U);
}

TEST_CASE(
    "files put into an archive come out whole, in their order, stored or deflated, and the same "
    "files give the same bytes",
    "[io]") {
    const std::vector<ZipEntry> files{{"mimetype", "application/x", true},
                                      {"dossier/été.xml", std::string(100'000, 'a')},
                                      {"vide", ""}};
    const fs::path one = archive("x");
    const fs::path two = one.string() + ".2";
    write_zip(one, files);
    write_zip(two, files);
    const std::vector<ZipEntry> read = read_zip(one);
    REQUIRE(read.size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(read[i].name == files[i].name);
        CHECK(read[i].bytes == files[i].bytes);
    }
    CHECK(read[0].stored);
    CHECK_FALSE(read[1].stored);
    CHECK(sha256_of(one) == sha256_of(two));
    std::ofstream(one, std::ios::binary) << "no archive";
    CHECK_THROWS_AS(read_zip(one), InputError);
    fs::remove(one);
    CHECK_THROWS_AS(read_zip(one), InputError);
    fs::remove(two);
}
