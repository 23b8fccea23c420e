// SPDX-License-Identifier: Apache-2.0
#include "io/edition/up_to_date.hpp"

#include "tests/io/edition/edition_support.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;

namespace {

struct Edition {
    EditionScratch scratch;
    fs::path ville = scratch.path() / "ville";
    Edition() { write_edition_files(ville, {{"rapport.html", "one"}, {"tables/a.csv", "1"}}, 500); }
    bool is_current() const { return up_to_date(ville, sha256_of_text("inputs")); }
};

}  // namespace

TEST_CASE("an edition is up to date while all that its manifest lists is as it was written",
          "[edition]") {
    const Edition edition;
    CHECK(edition.is_current());
    CHECK_FALSE(up_to_date(edition.ville, sha256_of_text("other inputs")));
    CHECK_FALSE(up_to_date(edition.scratch.path() / "absent", sha256_of_text("inputs")));
    put_text(edition.ville / "notes.txt", "mine");
    CHECK(edition.is_current());
}

TEST_CASE("a file of it cut, emptied, changed, removed or replaced: no longer", "[edition]") {
    const std::string name = GENERATE("rapport.html", "tables/a.csv", "lisiere.gpkg");
    const int damage = GENERATE(range(0, 5));
    CAPTURE(name, damage);
    const Edition edition;
    const fs::path file = edition.ville / name;
    const std::string bytes = read_text(file);
    if (damage == 0) put_text(file, bytes.substr(0, bytes.size() / 2));
    if (damage == 1) put_text(file, "");
    if (damage == 2) put_text(file, bytes + "more");
    if (damage == 3) fs::remove(file);
    if (damage == 4) {
        fs::rename(file, edition.scratch.path() / "elsewhere");
        fs::create_symlink(edition.scratch.path() / "elsewhere", file);
    }
    // More bytes behind a database are none of its pages.
    CHECK(edition.is_current() == (damage == 2 && name == "lisiere.gpkg"));
}

TEST_CASE("a GeoPackage that was only opened is up to date, one that was changed is not",
          "[edition]") {
    const Edition edition;
    const fs::path file = edition.ville / "lisiere.gpkg";
    const std::string before = sha256_of(file);
    Sqlite(file).run("PRAGMA journal_mode = WAL");
    CHECK(sha256_of(file) != before);
    CHECK(edition.is_current());
    Sqlite(file).run("PRAGMA journal_mode = DELETE; UPDATE quarters SET code = 'x'");
    CHECK_FALSE(edition.is_current());
}
