// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>

#include "io/base/files.hpp"
#include "tests/io/cli/village.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet and the folder of its edition.
struct Hamlet {
    Scratch scratch;
    fs::path config = write_hamlet(scratch);
    fs::path edition = scratch.path() / "out" / "hameau";

    Outcome run(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"run", config.string(), "-o", edition.string()};
        words.insert(words.end(), more.begin(), more.end());
        return run_lisiere(words, {{"XDG_CACHE_HOME", (scratch.path() / "kept").string()}});
    }
    void made() const {
        const Outcome outcome = run();
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
    }
};

std::string ask(const fs::path& database, const std::string& sql) {
    sqlite3* db = nullptr;
    std::string answer;
    sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_exec(
        db, sql.c_str(),
        [](void* out, int, char** values, char**) {
            *static_cast<std::string*>(out) += values[0] == nullptr ? "" : values[0];
            return 0;
        },
        &answer, nullptr);
    sqlite3_close(db);
    return answer;
}

void change(const fs::path& database, const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_open(database.c_str(), &db);
    const int result = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(db);
    REQUIRE(result == SQLITE_OK);
}

constexpr const char* footway = R"toml([[scenarios]]
nom = "passage"
[[scenarios.voies]]
trace = "LINESTRING (2.988 46.488, 2.992 46.492)"
nature = "footway"
)toml";

}  // namespace

TEST_CASE("a scenario is not written into an edition's folder, nor the reverse", "[cli][folder]") {
    const Village village(footway);
    REQUIRE(village.run("ville").exit_code == 0);
    const auto before = snapshot(village.scratch().path() / "ville");
    const Outcome refused = village.compare("passage", "ville");
    CHECK(refused.exit_code == 2);
    CHECK_THAT(refused.err, Contains("édition"));
    CHECK(snapshot(village.scratch().path() / "ville") == before);
    const Outcome own = village.compare("passage", "own");
    INFO(own.err);
    REQUIRE(own.exit_code == 0);
    CHECK(village.compare("passage", "own", {"--force"}).exit_code == 0);
    CHECK(village.run("own").exit_code == 2);
}

TEST_CASE("a project saved over ours is kept under another name and told", "[cli][folder]") {
    const Hamlet hamlet;
    hamlet.made();
    std::ofstream(hamlet.edition / "territoire.qgz", std::ios::app) << "arranged";
    const std::string arranged = io::sha256_of(hamlet.edition / "territoire.qgz");
    const Outcome again = hamlet.run();
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.err, Contains("fichier_garde") && Contains("territoire.qgz"));
    CHECK(io::sha256_of(hamlet.edition / "territoire (enregistré).qgz") == arranged);
    CHECK_THAT(hamlet.run().err, Contains("rien n'a changé"));
}

TEST_CASE(
    "a GeoPackage that was only opened leaves the edition up to date; with a user's table it "
    "is kept",
    "[cli][folder]") {
    const Hamlet hamlet;
    hamlet.made();
    const fs::path file = hamlet.edition / "lisiere.gpkg";
    const std::string written = io::sha256_of(file);
    change(file, "PRAGMA journal_mode = WAL");
    REQUIRE(io::sha256_of(file) != written);
    CHECK_THAT(hamlet.run().err, Contains("rien n'a changé"));
    change(file, "CREATE TABLE mine (a); INSERT INTO mine VALUES (42)");
    const Outcome again = hamlet.run();
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.err, Contains("lisiere (enregistré).gpkg"));
    CHECK(ask(hamlet.edition / "lisiere (enregistré).gpkg", "SELECT a FROM mine") == "42");
    CHECK(ask(file, "SELECT count(*) FROM sqlite_master WHERE name = 'mine'") == "0");
    CHECK(io::sha256_of(file) == written);
}

TEST_CASE("an edition cut short or emptied is made again", "[cli][folder]") {
    const std::string name = GENERATE("lisiere.gpkg", "tuiles/lisiere.mbtiles",
                                      "tuiles/lisiere.pmtiles", "rapport.html", "tables/acces.csv");
    const bool emptied = GENERATE(false, true);
    CAPTURE(name, emptied);
    const Hamlet hamlet;
    hamlet.made();
    const fs::path file = hamlet.edition / name;
    const std::string written = io::sha256_of(file);
    fs::resize_file(file, emptied ? 0 : fs::file_size(file) / 2);
    const Outcome again = hamlet.run();
    INFO(again.err);
    CHECK(again.exit_code == 0);
    CHECK(again.err.find("rien n'a changé") == std::string::npos);
    CHECK(io::sha256_of(file) == written);
}

TEST_CASE("places that cannot be right are refused before anything is computed", "[cli][folder]") {
    const Hamlet hamlet;
    fs::create_directory_symlink("nowhere", hamlet.scratch.path() / "dangling");
    hamlet.scratch.write("photos/a.jpg", "x");
    hamlet.scratch.write("site/manifeste.json", "{}");
    const auto before = snapshot(hamlet.scratch.path());
    const auto refused = [&](const std::string& place, int code, const std::string& word) {
        CAPTURE(place);
        const Outcome outcome = run_lisiere({"run", hamlet.config.string(), "-o", place});
        INFO(outcome.err);
        CHECK(outcome.exit_code == code);
        CHECK_THAT(outcome.err, Contains(word));
        CHECK(outcome.err.find("empreintes") == std::string::npos);
        CHECK(outcome.err.find("interne") == std::string::npos);
        CHECK(snapshot(hamlet.scratch.path()) == before);
    };
    const std::string here = hamlet.scratch.path().string();
    refused("", 2, "vide");
    refused("/", 2, "racine");
    refused(".", 2, "courant");
    refused("..", 2, "courant");
    refused(here + "/dangling", 1, "lien");
    refused(here + "/t.toml", 1, "un fichier");
    refused(here + "/t.toml/below", 1, "un fichier");
    refused(here + "/photos", 1, "autre chose");
    refused(here + "/site", 1, "manifeste.json");
    refused(here, 1, "autre chose");
    refused(here + "/gtfs/out", 2, "entrée");
    refused(here + "/" + std::string(256, 'x'), 2, "trop long");
}

TEST_CASE("what a user keeps among the map's scenarios stays", "[cli][folder]") {
    const Hamlet hamlet;
    hamlet.made();
    if (!fs::exists(hamlet.edition / "carte" / "index.html")) return;  // built without the map
    hamlet.scratch.write("out/hameau/carte/scenarios/mine/plan.txt", "plan");
    CHECK_THAT(hamlet.run().err, Contains("rien n'a changé"));
    CHECK(hamlet.scratch.read("out/hameau/carte/scenarios/mine/plan.txt") == "plan");
    CHECK(hamlet.run({"--force"}).exit_code == 0);
    CHECK(hamlet.scratch.read("out/hameau/carte/scenarios/mine/plan.txt") == "plan");
}

TEST_CASE("locate writes over its own earlier result, and over nothing else", "[cli][folder]") {
    const Hamlet hamlet;
    const fs::path points = hamlet.scratch.write("points.csv", "lon;lat\n2.99;46.49\n");
    const auto locate = [&](const fs::path& out) {
        return run_lisiere({"locate", hamlet.config.string(), points.string(), "-o", out.string()});
    };
    const fs::path out = hamlet.scratch.path() / "sortie.csv";
    CHECK(locate(out).exit_code == 0);
    const std::string first = hamlet.scratch.read("sortie.csv");
    ::chmod(out.c_str(), 0640);
    fs::create_symlink("sortie.csv", hamlet.scratch.path() / "link.csv");
    CHECK(locate(hamlet.scratch.path() / "link.csv").exit_code == 0);
    CHECK(fs::is_symlink(hamlet.scratch.path() / "link.csv"));
    CHECK(hamlet.scratch.read("sortie.csv") == first);
    struct stat about {};
    ::stat(out.c_str(), &about);
    CHECK((about.st_mode & 0777U) == 0640);
    for (const char* name : {"qpv.geojson", "t.toml", "autre.csv"}) {
        if (std::string(name) == "autre.csv") hamlet.scratch.write(name, "a;b\n1;2\n");
        const std::string before = hamlet.scratch.read(name);
        const Outcome refused = locate(hamlet.scratch.path() / name);
        CAPTURE(name);
        CHECK(refused.exit_code == 2);
        CHECK(hamlet.scratch.read(name) == before);
    }
    CHECK(locate("/dev/null").exit_code == 0);
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(locate("").exit_code == 2);
    for (const auto& entry : fs::directory_iterator(hamlet.scratch.path()))
        CHECK_FALSE(entry.path().filename().string().starts_with("."));
}
