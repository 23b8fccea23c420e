// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/place_source.hpp"

#include "io/base/error.hpp"
#include "io/fetch/content_kind.hpp"
#include "tests/io/fetch/archive_maker.hpp"
#include "tests/io/refresh/scratch.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

struct Placing {
    Folder scratch;
    Store store{scratch.path / "sources"};
    LayerSpec layer;
    RemoteSpec remote;

    Placing(const std::string& key, const std::string& url) {
        layer.key = key;
        remote.url = layer.file_as_written = url;
    }
    fs::path place(const fs::path& file) {
        const std::string sha256 = sha256_of(file);
        const std::string kind = content_kind(file);
        const fs::path staged = store.staging("x");
        fs::copy_file(file, staged);
        store.add(staged, sha256);
        return place_source(store, sha256, layer, remote, kind, scratch.path / "entrees");
    }
    std::string refusal(const fs::path& file) {
        try {
            place(file);
        } catch (const InputError& error) {
            return error.what();
        }
        return "placed";
    }
};

}  // namespace

TEST_CASE("a fetched file has the name of its address, and the ending of what it is", "[refresh]") {
    const auto name = [](const std::string& url, const std::string& kind) {
        LayerSpec layer;
        RemoteSpec remote;
        remote.url = layer.file_as_written = url;
        return source_name(layer, remote, kind);
    };
    CHECK(name("https://example.org/a/gtfs.zip?jeton=x", "zip") == "gtfs.zip");
    CHECK(name("https://example.org/export?id=3", "csv") == "export.csv");
    CHECK(name("https://example.org/", "geojson") == "example.org.geojson");
    CHECK(name("file:///donnees/Île.GPKG", "gpkg") == "Île.GPKG");
    CHECK(name("https://example.org/{annee}/{departement}.7z", "7z") == "_departement_.7z");
    CHECK(name("https://example.org/..", "csv") == "source.csv");
}

TEST_CASE("timetables stay zips; of other archives the one file that a reader knows is taken",
          "[refresh]") {
    Placing feed("horaires[0]", "https://example.org/gtfs.zip");
    make_archive(feed.scratch.path / "a.zip", "zip", {{"stops.txt", "stop_id\n"}});
    CHECK(feed.place(feed.scratch.path / "a.zip").filename() == "gtfs.zip");

    Placing shapes("iris[0]", "https://example.org/iris.zip");
    const fs::path archive = shapes.scratch.path / "a.zip";
    make_archive(
        archive, "zip",
        {{"d/iris.shp", "s"}, {"d/iris.dbf", "d"}, {"d/iris.prj", "p"}, {"lisez.txt", "t"}});
    const fs::path placed = shapes.place(archive);
    CHECK(placed.filename() == "iris.shp");
    CHECK(fs::exists(placed.parent_path() / "iris.dbf"));
}

TEST_CASE("of several files one must be named, by its whole path or its end", "[refresh]") {
    Placing tables("recensement[0]", "https://example.org/base.zip");
    const fs::path archive = tables.scratch.path / "a.zip";
    make_archive(archive, "zip", {{"d/base.CSV", "a;b\n1;2\n"}, {"d/meta.CSV", "a;b\n1;2\n"}});
    CHECK_THAT(tables.refusal(archive), Contains("d/base.CSV") && Contains("membre"));
    tables.remote.member = "base.CSV";
    CHECK(tables.place(archive).filename() == "base.CSV");
    tables.remote.member = "bass.CSV";
    CHECK_THAT(tables.refusal(archive), Contains("« d/base.CSV » ?"));
    tables.remote.member = "../../../etc/passwd";
    CHECK_THAT(tables.refusal(archive), Contains("aucun"));
}
