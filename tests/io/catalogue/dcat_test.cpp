// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/dcat.hpp"

#include <nlohmann/json.hpp>

#include "tests/io/catalogue/sample_record.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using Json = nlohmann::json;

namespace {

std::vector<Json> of_type(const Json& root, const std::string& type) {
    std::vector<Json> found;
    for (const Json& node : root["@graph"])
        if (node["@type"] == type) found.push_back(node);
    return found;
}

Json parsed(const io::CatalogueRecord& record) {
    return Json::parse(io::dcat_json(record));
}

Json data_set(const io::CatalogueRecord& record) {
    const auto sets = of_type(parsed(record), "dcat:Dataset");
    REQUIRE(sets.size() == 1);  // a harvester takes each for a data set of this publisher
    return sets[0];
}

}  // namespace

TEST_CASE("the data set says what the profile and harvesters ask for", "[catalogue]") {
    const Json set = data_set(tests::sample_record());
    CHECK(set["dct:identifier"] == "val-de-lisse");
    CHECK(set["dct:title"]["@language"] == "fr");
    CHECK(set["dct:description"]["@value"] == "Quartiers & carreaux <d'essai>");
    CHECK(set["dct:publisher"]["foaf:name"]["@value"] == "Agglomération du Val-de-Lisse");
    CHECK(set["dcat:contactPoint"]["vcard:hasEmail"]["@id"] == "mailto:sig@example.org");
    CHECK(set["dct:accrualPeriodicity"]["@id"] ==
          "http://publications.europa.eu/resource/authority/frequency/ANNUAL");
    CHECK(set["dct:conformsTo"]["@id"] == "http://www.opengis.net/def/crs/EPSG/0/2154");
    CHECK(set["dct:modified"]["@value"] == "2026-03-17");
    CHECK(set["dct:license"]["@id"] == "https://www.etalab.gouv.fr/licence-ouverte-open-licence");
    // From the first to the last year that a vintage names: 2015 of IRIS, 2026 of the streets.
    CHECK(set["dct:temporal"]["dcat:startDate"]["@value"] == "2015-01-01");
    CHECK(set["dct:temporal"]["dcat:endDate"]["@value"] == "2026-12-31");
    CHECK(set["dct:spatial"]["dcat:bbox"]["@value"] ==
          "POLYGON ((2.9 46.4, 3.1 46.4, 3.1 46.6, 2.9 46.6, 2.9 46.4))");
    const Json outline =
        Json::parse(set["dct:spatial"]["locn:geometry"]["@value"].get<std::string>());
    CHECK(outline["coordinates"][0].size() == 5);
    CHECK(outline["coordinates"][0][0] == outline["coordinates"][0][4]);
}

TEST_CASE("every product is a distribution with address, kind, size and hash", "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    record.address = "https://donnees.exemple.fr/qpv/";
    const Json set = data_set(record);
    REQUIRE(set["dcat:distribution"].size() == 2);
    const Json& layers = set["dcat:distribution"][0];
    CHECK(layers["dcat:downloadURL"]["@id"] == "https://donnees.exemple.fr/qpv/lisiere.gpkg");
    CHECK(layers["dcat:byteSize"]["@value"] == "4096");
    CHECK(layers["spdx:checksum"]["spdx:checksumValue"]["@value"] == std::string(64, 'a'));
    CHECK(layers["dct:format"]["@id"] ==
          "http://publications.europa.eu/resource/authority/file-type/GPKG");
    CHECK(layers.contains("dct:conformsTo"));
    const Json& tiles = set["dcat:distribution"][1];
    CHECK(tiles["dct:format"]["@id"] ==
          "https://www.iana.org/assignments/media-types/application/vnd.pmtiles");
    CHECK_FALSE(tiles.contains("dct:conformsTo"));
    CHECK(set["@id"] == "https://donnees.exemple.fr/qpv/catalogue.jsonld#jeu");
    // Without an address everything is relative to the record.
    const Json moved = data_set(tests::sample_record());
    CHECK(moved["@id"] == "#jeu");
    CHECK(moved["dcat:distribution"][1]["dcat:accessURL"]["@id"] == "tuiles/lisiere.pmtiles");
}

TEST_CASE("every source is told once, with its licence where it is known and its own words",
          "[catalogue]") {
    const Json root = parsed(tests::sample_record());
    const auto sources = of_type(root, "dctype:Dataset");
    REQUIRE(sources.size() == 3);
    CHECK(sources[0]["dct:license"]["@id"] == "https://opendatacommons.org/licenses/odbl/1-0/");
    CHECK(sources[0]["foaf:page"]["@id"] == "https://www.openstreetmap.org/");
    CHECK(sources[1]["owl:versionInfo"] == "2015 à 2021");
    CHECK_FALSE(sources[1].contains("foaf:page"));  // no address of the web
    CHECK_FALSE(sources[2].contains("dct:license"));
    CHECK(sources[2]["dct:rights"]["rdfs:label"]["@value"] == "document public");
    const Json set = data_set(tests::sample_record());
    CHECK(set["dct:source"].size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(set["dct:source"][i]["@id"] == sources[i]["@id"]);
    // The licences that are referred to, each with where its text is.
    const auto licences = of_type(root, "dct:LicenseDocument");
    REQUIRE(licences.size() == 2);
    for (const Json& licence : licences) CHECK(licence.contains("rdfs:seeAlso"));
}

TEST_CASE("without a publisher there is a data set and no catalogue; nothing is made up",
          "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    record.declared = {};
    record.periodicity.clear();
    record.date.clear();
    record.extent.reset();
    record.sources.clear();
    const Json root = parsed(record);
    CHECK(of_type(root, "dcat:Catalog").empty());
    const Json set = data_set(record);
    for (const char* key :
         {"dct:publisher", "dcat:contactPoint", "dct:license", "dct:modified", "dct:spatial",
          "dct:temporal", "dct:source", "dct:accrualPeriodicity"}) {
        INFO(key);
        CHECK_FALSE(set.contains(key));
    }
    CHECK(of_type(parsed(tests::sample_record()), "dcat:Catalog").size() == 1);
}

TEST_CASE("a licence of one's own stays in its words, or stands as its address", "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    record.declared.licence = "Usage interne";
    CHECK(data_set(record)["dct:license"]["dct:title"]["@value"] == "Usage interne");
    record.declared.licence = "https://exemple.fr/licence";
    CHECK(data_set(record)["dct:license"]["@id"] == "https://exemple.fr/licence");
}

TEST_CASE("the same record gives the same bytes, bytes that are not UTF-8 too", "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    record.title = "Val\xff";
    CHECK(io::dcat_json(record) == io::dcat_json(record));
    CHECK_NOTHROW(parsed(record));
}
