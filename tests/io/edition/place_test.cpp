// SPDX-License-Identifier: Apache-2.0
#include "io/edition/place.hpp"

#include <climits>

#include "io/base/error.hpp"
#include "tests/io/edition/edition_support.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

OutputPlace edition_at(const fs::path& path) {
    return output_place(path, EditionKind::edition);
}

/// While it lives the program stands there.
class StandingIn {
  public:
    explicit StandingIn(const fs::path& folder) { fs::current_path(folder); }
    ~StandingIn() { fs::current_path(before_); }
    StandingIn(const StandingIn&) = delete;
    StandingIn& operator=(const StandingIn&) = delete;

  private:
    fs::path before_ = fs::current_path();
};

}  // namespace

TEST_CASE("a folder with something else in it is refused and untouched", "[edition]") {
    const EditionScratch scratch;
    put_text(scratch.path() / "photos" / "a.jpg", "x");
    CHECK_THROWS_AS(edition_at(scratch.path() / "photos"), OutputError);
    CHECK(read_text(scratch.path() / "photos" / "a.jpg") == "x");
    put_text(scratch.path() / "file", "x");
    CHECK_THROWS_AS(edition_at(scratch.path() / "file"), OutputError);
    CHECK_THROWS_WITH(edition_at(scratch.path() / "file" / "under"), Contains("un fichier"));
    fs::create_directories(scratch.path() / "empty");
    CHECK(edition_at(scratch.path() / "empty/").folder == fs::canonical(scratch.path() / "empty"));
    put_text(scratch.path() / "first" / "scenarios" / "a" / "b", "x");
    CHECK_NOTHROW(edition_at(scratch.path() / "first"));
}

TEST_CASE("a manifest that is not wholly one of ours makes no edition", "[edition]") {
    const std::string text =
        GENERATE(R"({})", R"([])", R"({"empreinte": 3, "sorties": []})", R"("manifeste")", "",
                 R"({"empreinte": "a", "sorties": [], "couches": [], "lisiere": "1"})",
                 R"({"name": "a web application", "icons": []})");
    const EditionScratch scratch;
    put_text(scratch.path() / "site" / "manifeste.json", text);
    put_text(scratch.path() / "site" / "index.html", "mine");
    CHECK_THROWS_WITH(edition_at(scratch.path() / "site"), Contains("manifeste.json"));
}

TEST_CASE("a manifest cannot name what lies outside its folder", "[edition]") {
    const EditionScratch scratch;
    for (const char* name : {"../passwd", "/etc/passwd", "a/../../b", "", ".", "a/"}) {
        Manifest manifest;
        manifest.version = "1";
        manifest.fingerprint = sha256_of_text("inputs");
        manifest.outputs.push_back({name, sha256_of_text("x"), 1});
        write_manifest(manifest, scratch.path() / manifest_name);
        CAPTURE(name);
        CHECK_FALSE(read_earlier_edition(scratch.path()));
    }
}

TEST_CASE("each kind of folder is for its own verb", "[edition]") {
    const EditionScratch scratch;
    publish_edition(scratch.path() / "ville", {{"rapport.html", "one"}});
    publish_edition(scratch.path() / "projet", {{"lisiere.gpkg", "one"}}, 0, EditionKind::scenario);
    CHECK_THROWS_AS(output_place(scratch.path() / "ville", EditionKind::scenario), ConfigError);
    CHECK_THROWS_WITH(output_place(scratch.path() / "ville", EditionKind::scenario),
                      Contains("édition"));
    CHECK_THROWS_AS(output_place(scratch.path() / "projet", EditionKind::edition), ConfigError);
    CHECK_NOTHROW(output_place(scratch.path() / "projet", EditionKind::scenario));
    CHECK_NOTHROW(output_place(scratch.path() / "ville", EditionKind::edition));
}

TEST_CASE("editions written before manifests told their kind are known by their layers",
          "[edition]") {
    const EditionScratch scratch;
    const std::string hash = sha256_of_text("x");
    const auto write = [&](const std::string& layers) {
        put_text(scratch.path() / manifest_name, R"({"lisiere": "0.1.0", "empreinte": ")" + hash +
                                                     R"(", "couches": [)" + layers +
                                                     R"(], "sorties": []})");
        return read_earlier_edition(scratch.path()).value().kind;
    };
    CHECK(write(R"({"couche": "perimetres"}, {"couche": "scenario_perimetres"})") ==
          EditionKind::edition);
    CHECK(write(R"({"couche": "scenario_perimetres"}, {"couche": "scenario_gains"})") ==
          EditionKind::scenario);
    CHECK(write("") == EditionKind::edition);
}

TEST_CASE("a link is followed; one that leads nowhere is refused", "[edition]") {
    const EditionScratch scratch;
    fs::create_directories(scratch.path() / "disk" / "real");
    fs::create_directory_symlink("disk/real", scratch.path() / "link");
    const fs::path real = fs::canonical(scratch.path() / "disk" / "real");
    CHECK(edition_at(scratch.path() / "link").folder == real);
    CHECK(edition_at(scratch.path() / "link/").folder == real);
    CHECK(edition_at(scratch.path() / "link" / "below").folder == real / "below");
    CHECK(edition_at(scratch.path() / "link" / ".." / "beside").folder ==
          real.parent_path() / "beside");
    CHECK(edition_at(scratch.path() / "link").shown == scratch.path() / "link");

    fs::create_directory_symlink("disk/not-there", scratch.path() / "dangling");
    fs::create_directory_symlink("loop", scratch.path() / "loop");
    put_text(scratch.path() / "file", "x");
    fs::create_symlink("file", scratch.path() / "to-file");
    for (const char* name : {"dangling", "dangling/below", "loop", "to-file"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(edition_at(scratch.path() / name), OutputError);
        CHECK_THROWS_WITH(edition_at(scratch.path() / name), Contains("lien"));
    }
}

TEST_CASE("nothing, the root, the current folder and what contains it are no places", "[edition]") {
    const EditionScratch scratch;
    publish_edition(scratch.path() / "ville", {{"tables/a.csv", "1"}});
    const StandingIn there(scratch.path() / "ville" / "tables");
    for (const char* path : {"", "/", "//", ".", "..", "../../ville", "../../../../../../.."}) {
        CAPTURE(path);
        CHECK_THROWS_AS(edition_at(path), ConfigError);
    }
    CHECK_NOTHROW(edition_at("sub"));
}

TEST_CASE("names that no file system takes are refused", "[edition]") {
    const EditionScratch scratch;
    CHECK_THROWS_AS(edition_at(scratch.path() / std::string(256, 'a')), ConfigError);
    fs::path deep = scratch.path();
    while (deep.string().size() < PATH_MAX - 100) deep /= std::string(90, 'd');
    CHECK_THROWS_AS(edition_at(deep), ConfigError);
}

TEST_CASE("an input is never written over, nor a folder of inputs written in", "[edition]") {
    const EditionScratch scratch;
    const fs::path edition = scratch.path() / "ville";
    publish_edition(edition, {{"lisiere.gpkg", "one"}, {"tables/a.csv", "1"}});
    put_text(edition / "donnees" / "qpv.gpkg", "x");
    put_text(edition / "tables" / "mine.csv", "x");
    const auto with = [&](const fs::path& input, const fs::path& at) {
        const std::vector<fs::path> inputs{input};
        return output_place(at, EditionKind::edition, inputs);
    };
    CHECK_THROWS_AS(with(edition / "lisiere.gpkg", edition), ConfigError);
    CHECK_THROWS_AS(with(edition / "tables" / "mine.csv", edition), ConfigError);
    CHECK_NOTHROW(with(edition / "donnees" / "qpv.gpkg", edition));
    CHECK_NOTHROW(with(edition / "lisiere.gpkg", scratch.path() / "autre"));
    fs::create_directories(scratch.path() / "gtfs");
    CHECK_THROWS_AS(with(scratch.path() / "gtfs", scratch.path() / "gtfs" / "out"), ConfigError);
    fs::create_directory_symlink(edition, scratch.path() / "link");
    CHECK_THROWS_AS(with(edition / "lisiere.gpkg", scratch.path() / "link"), ConfigError);
    CHECK_THROWS_AS(with(scratch.path() / "link" / "lisiere.gpkg", edition), ConfigError);
}
