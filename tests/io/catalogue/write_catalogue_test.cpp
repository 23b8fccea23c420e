// SPDX-License-Identifier: Apache-2.0
#include "io/catalogue/write_catalogue.hpp"

#include <algorithm>
#include <pugixml.hpp>

#include "tests/io/catalogue/sample_record.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;

namespace {

io::CatalogueSettings ours() {
    return io::read_catalogue_settings(LISIERE_ROOT "/styles");
}

class Record {
  public:
    explicit Record(const std::string& xml) { REQUIRE(document_.load_string(xml.c_str())); }
    std::string text(const std::string& path) const {
        return document_.select_node(path.c_str()).node().text().get();
    }
    std::size_t count(const std::string& path) const {
        return document_.select_nodes(path.c_str()).size();
    }
    std::vector<std::string> children(const std::string& path) const {
        std::vector<std::string> names;
        for (const pugi::xml_node& node : document_.select_node(path.c_str()).node().children())
            names.emplace_back(node.name());
        return names;
    }

  private:
    pugi::xml_document document_;
};

std::size_t notices_of(const io::CatalogueRecord& record, const std::string& code) {
    const tests::Scratch scratch;
    Notices notices;
    io::write_catalogue(record, ours(), scratch.path(), notices);
    for (const Notice& notice : notices.items())
        if (notice.code == code) return notice.count;
    return 0;
}

}  // namespace

TEST_CASE("the ISO record answers by XPath what a catalogue asks", "[catalogue]") {
    const Record record(io::iso_record(tests::sample_record(), ours()));
    const std::string identification =
        "/gmd:MD_Metadata/gmd:identificationInfo/gmd:MD_DataIdentification";
    CHECK(record.text("/gmd:MD_Metadata/gmd:fileIdentifier/gco:CharacterString") == "val-de-lisse");
    CHECK(record.text(identification + "/gmd:abstract/gco:CharacterString") ==
          "Quartiers & carreaux <d'essai>");
    CHECK(record.text("/gmd:MD_Metadata/gmd:dateStamp/gco:Date") == "2026-03-17");
    CHECK(record.text("/gmd:MD_Metadata/gmd:contact//gmd:electronicMailAddress/"
                      "gco:CharacterString") == "sig@example.org");
    CHECK(record.text("/gmd:MD_Metadata/gmd:referenceSystemInfo//gmd:code/gco:CharacterString") ==
          "EPSG:2154");
    CHECK(record.count(identification + "/gmd:descriptiveKeywords//gmd:keyword") == 2);
    CHECK(record.text(identification +
                      "/gmd:resourceMaintenance//gmd:MD_MaintenanceFrequencyCode") == "annually");
    CHECK(record.count(identification + "/gmd:topicCategory") == 2);
    const std::string box = identification + "/gmd:extent//gmd:EX_GeographicBoundingBox";
    CHECK(record.text(box + "/gmd:westBoundLongitude/gco:Decimal") == "2.900000");
    CHECK(record.text(box + "/gmd:northBoundLatitude/gco:Decimal") == "46.600000");
    // The edition's own licence first, then those of the sources, each once.
    const std::string limits = identification + "/gmd:resourceConstraints";
    CHECK(record.count(limits) == 3);
    CHECK(record.text(limits + "[1]//gco:CharacterString") == "Licence Ouverte 2.0");
    CHECK(record.count("//gmd:distributionInfo//gmd:onLine") == 2);
    CHECK(record.text("//gmd:distributionInfo//gmd:onLine[1]//gmd:URL") == "lisiere.gpkg");
    CHECK(record.count("//gmd:lineage//gmd:source") == 3);
}

TEST_CASE("elements stand in the order of the schema", "[catalogue]") {
    const Record record(io::iso_record(tests::sample_record(), ours()));
    CHECK(record.children("/gmd:MD_Metadata") ==
          std::vector<std::string>{"gmd:fileIdentifier", "gmd:language", "gmd:hierarchyLevel",
                                   "gmd:contact", "gmd:dateStamp", "gmd:referenceSystemInfo",
                                   "gmd:identificationInfo", "gmd:distributionInfo",
                                   "gmd:dataQualityInfo"});
    std::vector<std::string> told = record.children("//gmd:MD_DataIdentification");
    told.erase(std::unique(told.begin(), told.end()), told.end());
    CHECK(told == std::vector<std::string>{"gmd:citation", "gmd:abstract", "gmd:pointOfContact",
                                           "gmd:resourceMaintenance", "gmd:descriptiveKeywords",
                                           "gmd:resourceConstraints", "gmd:language",
                                           "gmd:topicCategory", "gmd:extent"});
}

TEST_CASE("a page stands for whom to write to, and nobody where nobody is named", "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    record.declared.contact = "https://exemple.fr/contact";
    CHECK(Record(io::iso_record(record, ours())).text("//gmd:pointOfContact//gmd:URL") ==
          "https://exemple.fr/contact");
    record.declared = {};
    CHECK(Record(io::iso_record(record, ours())).count("//gmd:contact") == 0);
}

TEST_CASE("what is declared by halves is told, nothing of one who declares nothing",
          "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    CHECK(notices_of(record, "fiche_incomplete") == 0);
    record.declared.licence.clear();
    record.declared.contact.clear();
    CHECK(notices_of(record, "fiche_incomplete") == 2);
    record.declared = {};
    CHECK(notices_of(record, "fiche_incomplete") == 0);
}

TEST_CASE("a licence that must be passed on is told when another one is declared", "[catalogue]") {
    io::CatalogueRecord record = tests::sample_record();
    CHECK(notices_of(record, "licence_a_partager") == 1);  // the streets: two files, one source
    record.declared.licence = "ODbL";
    CHECK(notices_of(record, "licence_a_partager") == 0);
    record.declared.licence.clear();  // nothing is declared: nothing is wrong
    CHECK(notices_of(record, "licence_a_partager") == 0);
}
