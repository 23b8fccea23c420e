// SPDX-License-Identifier: Apache-2.0
#include "io/serve/site.hpp"

#include <sys/stat.h>

#include <cstdlib>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;
using lisiere::tests::Scratch;
namespace fs = std::filesystem;

TEST_CASE("an edition opens on its map; a folder with a page, on the page", "[serve]") {
    const Scratch edition;
    edition.write("carte/index.html", "<html>");
    CHECK(Site(edition.path()).home() == "/carte/");
    CHECK(Site(edition.path()).find("/")->redirect == "/carte/");
    CHECK(Site(edition.path() / "carte").home() == "/");
    CHECK(Site(edition.path() / "carte").find("/")->name == "index.html");
}

TEST_CASE("files and the page of a folder are found, a folder without its slash is sent there",
          "[serve]") {
    const Scratch edition;
    edition.write("carte/index.html", "<html>");
    edition.write("tables/l'été 2.csv", "a;b\n");
    const Site site(edition.path());
    CHECK(site.find("/carte/")->name == fs::path("carte") / "index.html");
    CHECK(site.find("/carte/")->about.size == 6);
    CHECK(site.find("/carte")->redirect == "/carte/");
    CHECK(site.find("/tables/l'été 2.csv"));
    CHECK_FALSE(site.find("/tables/"));  // folders are not listed
    CHECK_FALSE(site.find("/carte/index.html/"));
    CHECK_FALSE(site.find("/rien"));
}

TEST_CASE("nothing outside the folder is found, by no spelling and by no link", "[serve]") {
    const Scratch outside;
    outside.write("secret.txt", "secret");
    const Scratch edition;
    edition.write("carte/index.html", "<html>");
    edition.write(".cache/a.txt", "hidden");
    fs::create_symlink(outside.path() / "secret.txt", edition.path() / "lien.txt");
    fs::create_directory_symlink(outside.path(), edition.path() / "dossier");
    fs::create_symlink(edition.path() / ".cache" / "a.txt", edition.path() / "cachee.txt");
    fs::create_directory_symlink("..", edition.path() / "carte" / "haut");
    fs::create_symlink(edition.path() / "carte" / "index.html", edition.path() / "dedans.html");
    REQUIRE(::mkfifo((edition.path() / "tube").c_str(), 0600) == 0);
    const Site site(edition.path());
    const std::string up = "../" + outside.path().filename().string() + "/secret.txt";
    for (const std::string& path :
         {"/" + up, "/carte/../" + up, "/./" + up, "/carte/../../" + up,
          (outside.path() / "secret.txt").string(), std::string("/lien.txt"),
          std::string("/dossier/secret.txt"), std::string("/cachee.txt"), std::string("/tube"),
          "/carte/haut/" + up, std::string("//carte/"), std::string("/.cache/a.txt"),
          std::string("/carte/..\\..\\secret.txt"), std::string("carte/"), std::string()}) {
        INFO(path);
        CHECK_FALSE(site.find(path));
    }
    CHECK(site.find("/dedans.html"));  // a link that stays inside
    CHECK(site.find("/carte/haut/carte/"));
}

TEST_CASE("an edition that is exchanged for another is seen at the next request, whatever named it",
          "[serve]") {
    const Scratch scratch;
    scratch.write("un/carte/index.html", "<p>1");
    scratch.write("deux/carte/index.html", "<p>deux");
    fs::create_directory_symlink("un", scratch.path() / "courante");
    const auto size_in = [](const Site& site) { return site.find("/carte/")->about.size; };

    const Site by_name(scratch.path() / "un");
    const Site by_link(scratch.path() / "courante");
    const fs::path before = fs::current_path();
    fs::current_path(scratch.path() / "un");
    const Site by_dot(".");  // entered without a shell's PWD
    fs::current_path(scratch.path());
    const Site by_relative("courante");
    fs::current_path(before);
    for (const Site* site : {&by_name, &by_link, &by_dot, &by_relative}) CHECK(size_in(*site) == 4);

    OpenFile held = std::move(by_name.find("/carte/")->file);
    fs::rename(scratch.path() / "un", scratch.path() / "vieux");
    CHECK_FALSE(by_name.is_there());  // between the two moves
    CHECK_FALSE(by_name.find("/carte/"));
    fs::rename(scratch.path() / "deux", scratch.path() / "un");
    fs::remove_all(scratch.path() / "vieux");
    for (const Site* site : {&by_name, &by_link, &by_dot, &by_relative}) CHECK(size_in(*site) == 7);
    CHECK(held.about()->size == 4);  // and what was begun is read to its end

    scratch.write("trois/carte/index.html", "<p>trois.");
    fs::create_directory_symlink("trois", scratch.path() / "nouveau");
    fs::rename(scratch.path() / "nouveau", scratch.path() / "courante");
    CHECK(size_in(by_link) == 9);
    CHECK(size_in(by_relative) == 9);
    CHECK(size_in(by_name) == 7);
}

TEST_CASE("a folder entered through a link is served through it", "[serve]") {
    const Scratch scratch;
    scratch.write("un/carte/index.html", "<p>1");
    scratch.write("deux/carte/index.html", "<p>deux");
    fs::create_directory_symlink("un", scratch.path() / "courante");
    const fs::path before = fs::current_path();
    const char* had = std::getenv("PWD");
    const std::string kept = had == nullptr ? "" : had;
    fs::current_path(scratch.path() / "courante");
    ::setenv("PWD", (scratch.path() / "courante").c_str(), 1);  // as a shell does
    const Site site(".");
    ::setenv("PWD", "/", 1);  // one that is not the current folder is not believed
    const Site other(".");
    fs::current_path(before);
    ::setenv("PWD", kept.c_str(), 1);
    fs::remove(scratch.path() / "courante");
    fs::create_directory_symlink("deux", scratch.path() / "courante");
    CHECK(site.find("/carte/")->about.size == 7);
    CHECK(other.find("/carte/")->about.size == 4);
}

TEST_CASE("a file has a tag of its own until it is written again", "[serve]") {
    const Scratch edition;
    edition.write("carte/index.html", "<p>1");
    edition.write("carte/a.json", "<p>1");
    const Site site(edition.path());
    const auto tag = [&](const char* path) { return site.find(path)->about.version.tag; };
    const std::string first = tag("/carte/");
    CHECK(first == tag("/carte/index.html"));
    CHECK(first.front() == '"');
    CHECK(first.back() == '"');
    CHECK(first != tag("/carte/a.json"));      // the same bytes, another file
    edition.write("carte/neuf.html", "<p>2");  // as long
    fs::rename(edition.path() / "carte" / "neuf.html", edition.path() / "carte" / "index.html");
    CHECK(tag("/carte/") != first);
}

TEST_CASE("a folder without a map is refused, and told what to give", "[serve]") {
    const Scratch empty;
    CHECK_THROWS_AS(Site(empty.path()), InputError);
    CHECK_THROWS_AS(Site(empty.path() / "absent"), InputError);
}

TEST_CASE("browsers are told what each file of an edition is", "[serve]") {
    CHECK(media_type("carte.js") == "text/javascript; charset=utf-8");
    CHECK(media_type("lisiere.pmtiles") == "application/vnd.pmtiles");
    CHECK(media_type("x.inconnu") == "application/octet-stream");
}
