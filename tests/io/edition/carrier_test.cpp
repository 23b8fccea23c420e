// SPDX-License-Identifier: Apache-2.0
#include "io/edition/carrier.hpp"

#include <fcntl.h>
#include <sys/xattr.h>

#include <array>

#include "tests/io/edition/edition_support.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::io;
using Names = std::vector<std::string>;

namespace {

constexpr timespec long_ago{1577836800, 0};

void set_time(const fs::path& path) {
    const std::array<timespec, 2> times{long_ago, long_ago};
    ::utimensat(AT_FDCWD, path.c_str(), times.data(), AT_SYMLINK_NOFOLLOW);
}

/// One edition, something done to it, another edition in its place.
struct Replaced {
    EditionScratch scratch;
    fs::path ville = scratch.path() / "ville";
    Notices told;

    explicit Replaced(const std::function<void(const fs::path&)>& between, int rows = 0,
                      Files next = {{"rapport.html", "two"}, {"tables/a.csv", "2"}}) {
        publish_edition(
            ville, {{"rapport.html", "one"}, {"tables/a.csv", "1"}, {"territoire.qgz", "p"}}, rows);
        between(ville);
        next.emplace_back("territoire.qgz", "p2");
        told = publish_edition(ville, next, rows == 0 ? 0 : rows + 1);
        CHECK(names(scratch.path()) == Names{"ville"});
    }
    std::string text(const std::string& name) const { return read_text(ville / name); }
    bool kept_is_told(const std::string& name) const {
        return std::any_of(told.items().begin(), told.items().end(), [&](const Notice& notice) {
            return notice.code == "fichier_garde" && notice.layer == name;
        });
    }
};

}  // namespace

TEST_CASE("what a user added is there again as the same thing, with mode and time", "[edition]") {
    const Replaced now([](const fs::path& ville) {
        put_text(ville / "notes.txt", "note");
        ::chmod((ville / "notes.txt").c_str(), 0600);
        set_time(ville / "notes.txt");
        put_text(ville / "tables" / "mine.csv", "mine");
        put_text(ville / "perso" / "deep" / "layer.txt", "layer");
        fs::create_directories(ville / "to-fill");
        ::chmod((ville / "to-fill").c_str(), 0700);
        set_time(ville / "to-fill");
        fs::create_directory_symlink("../photos", ville / "photos");
        fs::create_symlink("notes.txt", ville / "link.txt");
        fs::create_symlink("not-yet-there", ville / "dead-link");
        ::mkfifo((ville / "pipe").c_str(), 0600);
    });
    CHECK(now.text("notes.txt") == "note");
    CHECK((status_of(now.ville / "notes.txt").st_mode & 07777U) == 0600);
    CHECK(status_of(now.ville / "notes.txt").st_mtim.tv_sec == long_ago.tv_sec);
    CHECK(now.text("tables/mine.csv") == "mine");
    CHECK(now.text("tables/a.csv") == "2");
    CHECK(now.text("perso/deep/layer.txt") == "layer");
    CHECK(fs::is_directory(now.ville / "to-fill"));
    CHECK((status_of(now.ville / "to-fill").st_mode & 07777U) == 0700);
    CHECK(status_of(now.ville / "to-fill").st_mtim.tv_sec == long_ago.tv_sec);
    CHECK(fs::read_symlink(now.ville / "photos") == "../photos");
    CHECK(fs::read_symlink(now.ville / "link.txt") == "notes.txt");
    CHECK(fs::read_symlink(now.ville / "dead-link") == "not-yet-there");
    CHECK(S_ISFIFO(status_of(now.ville / "pipe").st_mode));
    // notes.txt, tables/mine.csv, perso/, to-fill/, photos, link.txt, dead-link, pipe
    CHECK(now.told.count("fichiers_repris") == 8);
    CHECK(now.told.count("fichier_garde") == 0);
}

TEST_CASE("a shared folder stays shared: mode, set-group-id, of our folders and files too",
          "[edition]") {
    const Replaced now([](const fs::path& ville) {
        ::chmod(ville.c_str(), 02775);
        ::chmod((ville / "tables").c_str(), 02770);
        ::chmod((ville / "rapport.html").c_str(), 0664);
        ::setxattr(ville.c_str(), "user.origine", "x", 1, 0);
    });
    CHECK((status_of(now.ville).st_mode & 07777U) == 02775);
    CHECK((status_of(now.ville / "tables").st_mode & 07777U) == 02770);
    CHECK((status_of(now.ville / "rapport.html").st_mode & 07777U) == 0664);
    char value = ' ';
    if (::getxattr(now.ville.c_str(), "user.origine", &value, 1) == 1) CHECK(value == 'x');
}

TEST_CASE(
    "a file of ours that was changed is kept under another name and told; one that was "
    "removed is made again",
    "[edition]") {
    const Replaced now([](const fs::path& ville) {
        put_text(ville / "territoire.qgz", "arranged");
        put_text(ville / "tables" / "a.csv", "edited");
        fs::remove(ville / "rapport.html");
    });
    CHECK(now.text("territoire.qgz") == "p2");
    CHECK(now.text("territoire (enregistré).qgz") == "arranged");
    CHECK(now.text("tables/a (enregistré).csv") == "edited");
    CHECK(now.text("rapport.html") == "two");
    CHECK(now.kept_is_told("territoire.qgz"));
    CHECK(now.kept_is_told("tables/a.csv"));
    CHECK(names(now.ville) == Names{"manifeste.json", "rapport.html", "tables",
                                    "territoire (enregistré).qgz", "territoire.qgz"});
}

TEST_CASE("a file of ours that was emptied, and one as it was written, leave nothing",
          "[edition]") {
    const Replaced now([](const fs::path& ville) { put_text(ville / "tables" / "a.csv", ""); });
    CHECK(names(now.ville / "tables") == Names{"a.csv"});
    CHECK(now.told.items().empty());
}

TEST_CASE("each changed version is kept, the same one once", "[edition]") {
    const EditionScratch scratch;
    const fs::path ville = scratch.path() / "ville";
    for (const char* text : {"first", "second", "second", "third"}) {
        publish_edition(ville, {{"territoire.qgz", "p"}});
        put_text(ville / "territoire.qgz", text);
    }
    publish_edition(ville, {{"territoire.qgz", "p"}});
    CHECK(names(ville) == Names{"manifeste.json", "territoire (enregistré 2).qgz",
                                "territoire (enregistré 3).qgz", "territoire (enregistré).qgz",
                                "territoire.qgz"});
    CHECK(read_text(ville / "territoire (enregistré 3).qgz") == "third");
}

TEST_CASE("what stands where something new of ours stands is kept under another name",
          "[edition]") {
    const Replaced now(
        [](const fs::path& ville) {
            put_text(ville / "carte", "a file where we make a folder");
            put_text(ville / "atlas.pdf" / "inside.txt", "a folder where we make a file");
            put_text(ville / "tables" / "b.csv", "mine");
            fs::create_symlink("elsewhere", ville / "tuiles");
            put_text(ville / "same.csv", "same");
        },
        0,
        {{"carte/index.html", "x"},
         {"atlas.pdf", "x"},
         {"tables/b.csv", "ours"},
         {"tuiles/style.json", "x"},
         {"same.csv", "same"}});
    CHECK(now.text("carte (enregistré)") == "a file where we make a folder");
    CHECK(now.text("atlas (enregistré).pdf/inside.txt") == "a folder where we make a file");
    CHECK(now.text("tables/b (enregistré).csv") == "mine");
    CHECK(fs::read_symlink(now.ville / "tuiles (enregistré)") == "elsewhere");
    CHECK_FALSE(fs::exists(now.ville / "same (enregistré).csv"));
    CHECK(now.told.count("fichier_garde") == 4);
}

TEST_CASE("a folder of ours that a user replaced by a link leaves the link", "[edition]") {
    const Replaced now([](const fs::path& ville) {
        fs::rename(ville / "tables", ville.parent_path() / "moved");
        fs::create_directory_symlink("../moved", ville / "tables");
        fs::rename(ville.parent_path() / "moved", ville / "moved");
    });
    CHECK(fs::read_symlink(now.ville / "tables (enregistré)") == "../moved");
    CHECK(now.text("moved/a.csv") == "1");
    CHECK(now.text("tables/a.csv") == "2");
}

TEST_CASE("a database that was opened leaves nothing; with a user's rows it is kept", "[edition]") {
    const int rows = 3;
    const Replaced opened(
        [](const fs::path& ville) {
            const std::string before = sha256_of(ville / "lisiere.gpkg");
            const Sqlite db(ville / "lisiere.gpkg");
            db.run("PRAGMA journal_mode = WAL; SELECT * FROM quarters; VACUUM");
            db.run("PRAGMA wal_checkpoint(TRUNCATE)");
            CHECK(sha256_of(ville / "lisiere.gpkg") != before);
        },
        rows);
    CHECK(opened.told.items().empty());
    CHECK_FALSE(fs::exists(opened.ville / "lisiere (enregistré).gpkg"));

    const std::string change =
        GENERATE("CREATE TABLE mine (a)", "UPDATE quarters SET people = 7 WHERE people = 1",
                 "DELETE FROM quarters WHERE people = 2", "INSERT INTO quarters VALUES ('r', NULL)",
                 "ALTER TABLE quarters ADD COLUMN note TEXT");
    CAPTURE(change);
    const Replaced changed(
        [&](const fs::path& ville) { Sqlite(ville / "lisiere.gpkg").run(change); }, rows);
    CHECK(changed.kept_is_told("lisiere.gpkg"));
    CHECK(fs::exists(changed.ville / "lisiere (enregistré).gpkg"));
    CHECK(database_content(changed.ville / "lisiere.gpkg") !=
          database_content(changed.ville / "lisiere (enregistré).gpkg"));
}

TEST_CASE("a damaged database is kept, its log with it, never beside the new one", "[edition]") {
    const Replaced now(
        [](const fs::path& ville) {
            put_text(ville / "lisiere.gpkg", "no database any more");
            put_text(ville / "lisiere.gpkg-wal", "pages");
            put_text(ville / "lisiere.gpkg-shm", "index");
        },
        3);
    CHECK(now.text("lisiere (enregistré).gpkg") == "no database any more");
    CHECK(now.text("lisiere (enregistré).gpkg-wal") == "pages");
    CHECK_FALSE(fs::exists(now.ville / "lisiere.gpkg-wal"));
    CHECK_FALSE(fs::exists(now.ville / "lisiere.gpkg-shm"));
}

TEST_CASE("the log of a database that was removed does not stand beside the new one", "[edition]") {
    const Replaced now(
        [](const fs::path& ville) {
            fs::remove(ville / "lisiere.gpkg");
            put_text(ville / "lisiere.gpkg-wal", "pages");
            put_text(ville / "lisiere.gpkg-shm", "index");
        },
        3);
    CHECK_FALSE(fs::exists(now.ville / "lisiere.gpkg-wal"));
    CHECK_FALSE(fs::exists(now.ville / "lisiere.gpkg-shm"));
    CHECK(now.kept_is_told("lisiere.gpkg-wal"));
}

TEST_CASE("a user's own database goes along with its log", "[edition]") {
    const Replaced now([](const fs::path& ville) {
        put_text(ville / "perso.gpkg", "db");
        put_text(ville / "perso.gpkg-wal", "pages");
        put_text(ville / "perso.gpkg-shm", "index");
    });
    for (const char* name : {"perso.gpkg", "perso.gpkg-wal", "perso.gpkg-shm"})
        CHECK(fs::exists(now.ville / name));
}

TEST_CASE("a log of a dead program is folded back: what it held is kept", "[edition]") {
    const Replaced now(
        [](const fs::path& ville) {
            // A program that is killed: its files are copied while it is at work, and put back.
            const fs::path file = ville / "lisiere.gpkg";
            const fs::path copy = ville.parent_path() / "copy";
            fs::create_directories(copy);
            {
                const Sqlite db(file);
                db.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
                db.run("INSERT INTO quarters VALUES ('saved', 99)");
                for (const char* part : {"", "-wal"})
                    fs::copy_file(file.string() + part, copy / ("db" + std::string(part)));
            }
            for (const char* part : {"", "-wal"})
                fs::copy_file(copy / ("db" + std::string(part)), file.string() + part,
                              fs::copy_options::overwrite_existing);
            fs::remove_all(copy);
            CHECK(fs::file_size(file.string() + "-wal") > 0);
        },
        3);
    REQUIRE(fs::exists(now.ville / "lisiere (enregistré).gpkg"));
    CHECK_FALSE(fs::exists(now.ville / "lisiere.gpkg-wal"));
    CHECK_THAT(read_text(now.ville / "lisiere (enregistré).gpkg"),
               Catch::Matchers::Contains("saved"));
}

TEST_CASE("carrying again finds nothing more to do", "[edition]") {
    const EditionScratch scratch;
    const fs::path old = scratch.path() / "old";
    const fs::path next = scratch.path() / "next";
    write_edition_files(old, {{"rapport.html", "one"}});
    write_edition_files(next, {{"rapport.html", "two"}});
    put_text(old / "notes.txt", "note");
    put_text(old / "perso" / "a.txt", "a");
    put_text(old / "rapport.html", "edited");
    Carrier first(WrittenFiles(read_earlier_edition(old)), {});
    first.link(old, next);
    const auto after = names(next);
    Carrier again(WrittenFiles(read_earlier_edition(old)), {});
    again.move_rest(old, next);
    CHECK(names(next) == after);
    CHECK(again.carried().aside.empty());
    CHECK(again.carried().as_they_were.empty());
    CHECK(again.carried().left.empty());
}

TEST_CASE("what comes or changes between the two steps is moved by the second", "[edition]") {
    const EditionScratch scratch;
    const fs::path old = scratch.path() / "old";
    const fs::path next = scratch.path() / "next";
    write_edition_files(old, {{"rapport.html", "one"}, {"territoire.qgz", "p"}});
    write_edition_files(next, {{"rapport.html", "two"}, {"territoire.qgz", "p2"}});
    Carrier carrier(WrittenFiles(read_earlier_edition(old)), {});
    carrier.link(old, next);
    put_text(old / "territoire.qgz", "saved just now");
    put_text(old / "late" / "a.txt", "late");
    carrier.move_rest(old, next);
    CHECK(read_text(next / "territoire (enregistré).qgz") == "saved just now");
    CHECK(read_text(next / "late" / "a.txt") == "late");
    CHECK(carrier.carried().left.empty());
}

TEST_CASE("what another verb wrote into the folder stays behind", "[edition]") {
    const EditionScratch scratch;
    const fs::path old = scratch.path() / "old";
    const fs::path next = scratch.path() / "next";
    write_edition_files(old, {{"carte/index.html", "one"}});
    write_edition_files(next, {{"carte/index.html", "two"}});
    put_text(old / "carte" / "scenarios" / "list", "ours");
    put_text(old / "carte" / "scenarios" / "plan.txt", "mine");
    Carrier carrier(WrittenFiles(read_earlier_edition(old)),
                    [](const fs::path&, const fs::path& relative) {
                        return relative == fs::path("carte/scenarios/list");
                    });
    carrier.link(old, next);
    CHECK(names(next / "carte" / "scenarios") == Names{"plan.txt"});
}
