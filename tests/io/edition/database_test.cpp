// SPDX-License-Identifier: Apache-2.0
#include "io/edition/database.hpp"
#include "io/edition/names.hpp"

#include <sys/wait.h>

#include <csignal>

#include "io/base/error.hpp"
#include "tests/io/edition/edition_support.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

/// Another program that has done something to a database and keeps it open.
class OtherProgram {
  public:
    OtherProgram(const fs::path& file, const std::string& sql) {
        std::array<int, 2> ready{};
        if (::pipe(ready.data()) != 0) throw std::runtime_error("pipe");
        child_ = ::fork();
        if (child_ == 0) {
            sqlite3* db = nullptr;
            sqlite3_open(file.c_str(), &db);
            const char done = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
            if (::write(ready[1], &done, 1) == 1) ::pause();
            ::_exit(0);
        }
        char done = 0;
        if (::read(ready[0], &done, 1) != 1 || done == 0) throw std::runtime_error(sql);
        ::close(ready[0]);
        ::close(ready[1]);
    }
    ~OtherProgram() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;
    pid_t process() const { return child_; }

  private:
    pid_t child_ = 0;
};

constexpr const char* wal_change =
    "PRAGMA journal_mode = WAL; UPDATE quarters SET people = 5 WHERE people = 1";
constexpr const char* open_transaction =
    "BEGIN EXCLUSIVE; UPDATE quarters SET people = 5 WHERE people = 1";

}  // namespace

TEST_CASE("an edition open in another program with changes is refused, with file and program",
          "[edition]") {
    const std::string file = GENERATE("lisiere.gpkg", "tuiles/lisiere.mbtiles");
    const std::string sql = GENERATE(as<std::string>{}, wal_change, open_transaction);
    CAPTURE(file, sql);
    const EditionScratch scratch;
    const fs::path ville = scratch.path() / "ville";
    fs::create_directories(ville / "tuiles");
    write_edition_files(ville, {}, 3);
    if (file != "lisiere.gpkg") {
        fs::rename(ville / "lisiere.gpkg", ville / file);
        fs::remove(ville / manifest_name);
        write_edition_files(ville, {});
    }
    {
        const OtherProgram other(ville / file, sql);
        const std::string bytes = read_text(ville / file);
        CHECK_THROWS_AS(publish_edition(ville, {{"rapport.html", "two"}}), OutputError);
        CHECK_THROWS_WITH(publish_edition(ville, {{"rapport.html", "two"}}),
                          Contains(fs::path(file).filename().string()) &&
                              Contains("processus " + std::to_string(other.process())));
        CHECK(read_text(ville / file) == bytes);
        CHECK_FALSE(fs::exists(ville / "rapport.html"));
    }
    // Ended without a word: what it had committed counts, what it had not does not.
    publish_edition(ville, {{"rapport.html", "two"}});
    const fs::path kept = kept_name(ville / file, 1);
    CHECK(fs::exists(kept) == (sql == wal_change));
    for (const std::string_view companion : database_companions)
        CHECK_FALSE(fs::exists(ville / (file + std::string(companion))));
}

TEST_CASE("a program that begins to write before the exchange is met there", "[edition]") {
    const EditionScratch scratch;
    const fs::path ville = scratch.path() / "ville";
    write_edition_files(ville, {}, 3);
    OutputFolder folder(output_place(ville, EditionKind::edition));
    write_edition_files(folder.work(), {}, 4);
    const OtherProgram other(ville / "lisiere.gpkg", wal_change);
    Notices told;
    CHECK_THROWS_WITH(folder.publish(told), Contains("lisiere.gpkg"));
}

TEST_CASE("a program that only reads is no reason to refuse", "[edition]") {
    const EditionScratch scratch;
    const fs::path ville = scratch.path() / "ville";
    write_edition_files(ville, {}, 3);
    const OtherProgram other(ville / "lisiere.gpkg", "SELECT count(*) FROM quarters");
    CHECK_NOTHROW(publish_edition(ville, {}, 4));
    CHECK(names(ville) == std::vector<std::string>{"lisiere.gpkg", "manifeste.json"});
}

TEST_CASE("the content of a database is its rows, not its pages", "[edition]") {
    const EditionScratch scratch;
    const fs::path file = scratch.path() / "a.gpkg";
    {
        const Sqlite db(file);
        db.run(
            "CREATE TABLE gpkg_contents (table_name TEXT, last_change TEXT);"
            "CREATE TABLE gpkg_ogr_contents (feature_count INTEGER);"
            "CREATE TABLE t (a REAL, b BLOB); INSERT INTO t VALUES (1, x'00ff'), (NULL, NULL);"
            "INSERT INTO gpkg_contents VALUES ('t', '2020'); INSERT INTO gpkg_ogr_contents "
            "VALUES (2)");
    }
    const auto first = database_content(file);
    REQUIRE(first);
    const auto after = [&](const char* sql) {
        Sqlite(file).run(sql);
        return database_content(file);
    };
    CHECK(after("PRAGMA page_size = 8192; VACUUM") == first);
    CHECK(after("PRAGMA journal_mode = WAL") == first);
    CHECK(names(scratch.path()) == std::vector<std::string>{"a.gpkg"});  // reading leaves no log
    CHECK(after("PRAGMA journal_mode = DELETE") == first);
    CHECK(after("UPDATE gpkg_contents SET last_change = '2021'") == first);
    CHECK(after("UPDATE gpkg_ogr_contents SET feature_count = 3") == first);
    CHECK(after("CREATE INDEX i ON t (a)") == first);
    CHECK(after("UPDATE t SET a = 2 WHERE a = 1") != first);
    CHECK(after("UPDATE t SET a = 1 WHERE a = 2") == first);
    CHECK(after("UPDATE gpkg_contents SET table_name = 'u'") != first);
}

TEST_CASE("a cut or damaged database has no content, or is not sound", "[edition]") {
    const EditionScratch scratch;
    const fs::path ville = scratch.path() / "ville";
    const int rows = 2000;
    write_edition_files(ville, {}, rows);
    const fs::path file = ville / "lisiere.gpkg";
    CHECK(is_sound_database(file));
    const std::string bytes = read_text(file);
    put_text(file, bytes.substr(0, bytes.size() / 2));
    CHECK_FALSE(database_content(file));
    std::string damaged = bytes;
    for (std::size_t i = bytes.size() - 4096; i < bytes.size() - 4000; ++i) damaged[i] = '\x7f';
    put_text(file, damaged);
    CHECK_FALSE(is_sound_database(file));
    put_text(file, "");
    CHECK_FALSE(is_sound_database(scratch.path() / "absent"));
}
