// SPDX-License-Identifier: Apache-2.0
// The records of an edition as the program writes it: what they name is there, and is what it was.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"

using namespace lisiere;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

Json read(const fs::path& file) {
    return Json::parse(io::read_text(file));
}

Json data_set(const Json& root) {
    for (const Json& node : root["@graph"])
        if (node["@type"] == "dcat:Dataset") return node;
    return {};
}

}  // namespace

TEST_CASE("every distribution of the demonstration is a file of that size and hash",
          "[cli][catalogue][demo]") {
    const fs::path edition = tests::demo_edition();
    const Json set = data_set(read(edition / "catalogue.jsonld"));
    std::set<std::string> announced;
    for (const Json& one : set["dcat:distribution"]) {
        const std::string path = one["dcat:downloadURL"]["@id"];
        INFO(path);
        announced.insert(path);
        REQUIRE(fs::is_regular_file(edition / path));
        CHECK(one["dcat:byteSize"]["@value"] == std::to_string(fs::file_size(edition / path)));
        CHECK(one["spdx:checksum"]["spdx:checksumValue"]["@value"] ==
              io::sha256_of(edition / path));
    }
    for (const char* product :
         {"lisiere.gpkg", "tableaux.xlsx", "tuiles/lisiere.pmtiles", "tuiles/lisiere.mbtiles",
          "atlas/atlas.pdf", "rapport.html", "territoire.qgz", "tables/indicateurs.csv"})
        CHECK(announced.contains(product));
    // The demonstration lies about 3° E, 46.5° N.
    const std::string box = set["dct:spatial"]["dcat:bbox"]["@value"];
    CHECK(box.starts_with("POLYGON ((2."));
    CHECK(box.find(" 46.") != box.npos);
    CHECK(set["dct:source"].size() == 15);
}

TEST_CASE("both records are of the manifest, with their hashes", "[cli][catalogue][demo]") {
    const fs::path edition = tests::demo_edition();
    std::size_t found = 0;
    const Json manifest = read(edition / "manifeste.json");
    for (const Json& file : manifest["sorties"]) {
        const std::string name = file["fichier"];
        if (name != "catalogue.jsonld" && name != "metadonnees.xml") continue;
        ++found;
        CHECK(file["sha256"] == io::sha256_of(edition / name));
        CHECK(file["octets"] == fs::file_size(edition / name));
    }
    CHECK(found == 2);
}
