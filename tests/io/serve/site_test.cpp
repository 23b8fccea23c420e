// SPDX-License-Identifier: Apache-2.0
#include "io/serve/site.hpp"

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
    CHECK(Site(edition.path() / "carte").find("/")->file.filename() == "index.html");
}

TEST_CASE("files and the page of a folder are found, a folder without its slash is sent there",
          "[serve]") {
    const Scratch edition;
    edition.write("carte/index.html", "<html>");
    edition.write("tables/l'été 2.csv", "a;b\n");
    const Site site(edition.path());
    CHECK(site.find("/carte/")->file == edition.path() / "carte" / "index.html");
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
    fs::create_symlink(edition.path() / "carte" / "index.html", edition.path() / "dedans.html");
    const Site site(edition.path());
    const std::string up = "../" + outside.path().filename().string() + "/secret.txt";
    for (const std::string& path :
         {"/" + up, "/carte/../" + up, "/./" + up, "/carte/../../" + up,
          (outside.path() / "secret.txt").string(), std::string("/lien.txt"),
          std::string("/dossier/secret.txt"), std::string("//carte/"), std::string("/.cache/a.txt"),
          std::string("/carte/..\\..\\secret.txt"), std::string("carte/"), std::string()}) {
        INFO(path);
        CHECK_FALSE(site.find(path));
    }
    CHECK(site.find("/dedans.html"));  // a link that stays inside
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
