// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/durable.hpp"

#include "io/base/error.hpp"
#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using namespace lisiere::tests;

TEST_CASE("a file is replaced whole, and a folder that is not there is an error", "[refresh]") {
    const Folder scratch;
    write_durably(scratch.path / "a", "one");
    write_durably(scratch.path / "a", "two");
    CHECK(read_text(scratch.path / "a") == "two");
    CHECK(std::distance(fs::directory_iterator(scratch.path), fs::directory_iterator()) == 1);
    CHECK_THROWS_AS(write_durably(scratch.path / "absent" / "a", "x"), OutputError);
}

TEST_CASE("a disk without room leaves the old text and no half of the new", "[refresh]") {
    const Folder scratch;
    fs::create_symlink("/dev/full", scratch.path / ".a.nouveau");
    put(scratch.path / "a", "old");
    CHECK_THROWS_AS(write_durably(scratch.path / "a", "new"), OutputError);
    CHECK(read_text(scratch.path / "a") == "old");
}

TEST_CASE("a line goes after whole lines only: half of one, left by a killed process, goes first",
          "[refresh]") {
    const Folder scratch;
    const fs::path log = scratch.path / "journal.jsonl";
    append_durably(log, "{\"a\":1}");
    std::ofstream(log, std::ios::app) << "{\"b\":";
    append_durably(log, "{\"c\":3}");
    CHECK(read_text(log) == "{\"a\":1}\n{\"c\":3}\n");
}

TEST_CASE("a link is pointed elsewhere in one move, and never leads nowhere", "[refresh]") {
    const Folder scratch;
    point_link(scratch.path / "courante", "editions/1");
    point_link(scratch.path / "courante", "editions/2");
    CHECK(fs::read_symlink(scratch.path / "courante") == "editions/2");
    put(scratch.path / "dossier" / "x", "");
    CHECK_THROWS_AS(point_link(scratch.path / "dossier", "editions/2"), OutputError);
    CHECK(fs::is_directory(scratch.path / "dossier"));
}
