// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/config/refreshed_territory.hpp"
#include "tests/io/config/configuration_folder.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

using Folder = lisiere::test::ConfigurationFolder;
const std::string& least = lisiere::test::least_configuration;

std::string refusal(const Folder& folder, const std::string& text) {
    try {
        read_refreshed(folder.write(text));
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("without a section a refresh has its defaults, beside the configuration", "[config]") {
    const Folder folder;
    const RefreshConfig config = read_refreshed(folder.write(least)).refresh;
    CHECK(config.folder == folder.path / "actualisation" / "val-de-lisse");
    CHECK(config.keep_editions == 13);
    CHECK(config.hook.empty());
    CHECK_FALSE(config.keep_absent);
    CHECK(config.remote.empty());
}

TEST_CASE("layers with an address need no file for a refresh, and one for the other verbs",
          "[config]") {
    const Folder folder;
    const std::string sum(64, 'a');
    const fs::path file = folder.write(
        least +
        "[[horaires]]\nurl = \"https://example.org/{annee}/gtfs.zip\"\nsi_absent = "
        "\"garder\"\nsomme = \"sha256:" +
        sum +
        "\"\n"
        "[[iris]]\nurl = \"iris.7z\"\nmembre = \"iris.shp\"\nfichier = \"qpv.gpkg\"\n");
    const RefreshedTerritory territory = read_refreshed(file);
    REQUIRE(territory.refresh.remote.size() == 2);
    const RemoteSpec& feed = territory.refresh.remote.at("horaires[0]");
    CHECK(feed.url == "https://example.org/{annee}/gtfs.zip");
    CHECK(feed.checksum == sum);
    CHECK(feed.if_absent == "garder");
    CHECK(territory.run.timetables.at(0).file.empty());
    CHECK(territory.run.timetables.at(0).file_as_written == feed.url);
    CHECK(territory.refresh.remote.at("iris[0]").member == "iris.shp");
    CHECK(territory.run.iris.at(0).file_as_written == "qpv.gpkg");
    try {
        read_config(file);
        FAIL("accepted");
    } catch (const ConfigError& error) {
        CHECK_THAT(error.what(), Contains("horaires[0].fichier") && Contains("lisiere refresh"));
    }
}

TEST_CASE("a local file that is not there is for the refresh to tell, with its log", "[config]") {
    const Folder folder;
    const std::string absent = least + "[[horaires]]\nfichier = \"absent.zip\"\n";
    CHECK(refusal(folder, absent) == "accepted");
    CHECK_THROWS_AS(read_config(folder.write(absent)), InputError);
}

TEST_CASE("what a refresh is asked bears on no edition: it is not in the manifest", "[config]") {
    const Folder folder;
    const RefreshedTerritory with = read_refreshed(folder.write(
        least +
        "[actualisation]\nconserver = 5\n[actualisation.limites]\nessais = 0\n"
        "[[actualisation.seuils]]\ncouche = \"horaires\"\nmesure = \"arrets\"\nbaisse = 0.4\n"));
    CHECK(with.refresh.keep_editions == 5);
    CHECK(with.refresh.retries == 0);
    REQUIRE(with.refresh.drift.size() == 1);
    CHECK(with.refresh.drift[0].fall == 0.4);
    CHECK(with.refresh.drift[0].action == "refuser");
    CHECK(to_toml(with.run) == to_toml(read_config(folder.write(least))));
}

TEST_CASE("mistakes of a layer's address are told by key", "[config]") {
    const Folder folder;
    CHECK_THAT(refusal(folder, least + "membre = \"x.shp\"\n"), Contains("perimetres[0].membre"));
    CHECK_THAT(refusal(folder, least + "url = \"\"\n"), Contains("perimetres[0].url"));
    CHECK_THAT(refusal(folder, least + "url = \"x\"\nsomme = \"md5:00\"\n"), Contains("sha256"));
    CHECK_THAT(refusal(folder, least + "url = \"x\"\nsi_absent = \"ignorer\"\n"),
               Contains("garder"));
}
