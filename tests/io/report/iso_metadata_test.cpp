// SPDX-License-Identifier: Apache-2.0
#include "io/report/iso_metadata.hpp"

#include <random>
#include <set>

#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

io::MetadataSubject subject(std::span<const Source> sources) {
    return {"coupures", "Coupures", "Voies ferrées & canaux", "fr", 2154, "2026-03-17", sources};
}

}  // namespace

TEST_CASE("a record says title, abstract, date, CRS, licences once each, and every source",
          "[io][report]") {
    const std::vector<Source> sources{
        {"rues", "Rues", "OSM", "ODbL", "2026", "", "", "", ""},
        {"rails", "Voies <ferrées>", "OSM", "ODbL", "2025", "", "", "", ""},
        {"iris", "", "", "", "", "", "", "", ""}};
    const std::string xml = io::iso_metadata(subject(sources));
    CHECK(has(xml, ">Coupures<"));
    CHECK(has(xml, "Voies ferrées &amp; canaux"));
    CHECK(has(xml, "<gmd:dateStamp><gco:Date>2026-03-17</gco:Date></gmd:dateStamp>"));
    CHECK(has(xml, ">EPSG:2154<"));
    CHECK(has(xml, ">Rues, OSM, 2026 (ODbL)<"));
    CHECK(has(xml, ">Voies &lt;ferrées&gt;, OSM, 2025 (ODbL)<"));
    CHECK(has(xml, ">iris<"));
    const std::string limit = "<gmd:useLimitation>";
    CHECK(xml.find(limit) == xml.rfind(limit));
}

TEST_CASE("a date that is no day is unknown, and a table has no CRS", "[io][report]") {
    for (const char* date : {"", "mars 2026", "2026-3-17", "2026-03-170"}) {
        io::MetadataSubject table = subject({});
        table.date = date;
        table.epsg = 0;
        const std::string xml = io::iso_metadata(table);
        INFO(date);
        CHECK(has(xml, "<gmd:dateStamp gco:nilReason=\"unknown\"/>"));
        CHECK_FALSE(has(xml, "gco:Date>"));
        CHECK_FALSE(has(xml, "EPSG"));
    }
}

TEST_CASE("whatever the files and their order, a record tells each source and each licence once",
          "[io][report][property]") {
    const std::vector<std::string> titles{"Rues", "Rails", "IRIS"};
    const std::vector<std::string> licences{"ODbL", "Licence Ouverte", ""};
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        std::vector<Source> files;
        std::set<std::string> sources;
        std::set<std::string> limits;
        for (std::size_t i = 0, count = random() % 9; i < count; ++i) {
            Source file;
            file.title = titles[random() % 3];
            file.vintage = random() % 2 == 0 ? "2021" : "2026";
            file.licence = licences[random() % 3];
            file.file = "fichier " + std::to_string(i);
            sources.insert(file.title + ", " + file.vintage +
                           (file.licence.empty() ? "" : " (" + file.licence + ")"));
            if (!file.licence.empty()) limits.insert(file.licence);
            files.push_back(file);
        }
        const std::string xml = io::iso_metadata(subject(files));
        const auto count = [&](const std::string& part) {
            std::size_t found = 0;
            for (std::size_t at = 0; (at = xml.find(part, at)) != xml.npos; ++at) ++found;
            return found;
        };
        CHECK(count("<gmd:source>") == sources.size());
        for (const std::string& source : sources) CHECK(count(">" + source + "<") == 1);
        CHECK(count("<gmd:useLimitation>") == limits.size());
        for (const std::string& limit : limits) CHECK(count(">" + limit + "<") == 1);
    }
}

TEST_CASE("title, abstract, identifier and language stand each in its own place", "[io][report]") {
    io::MetadataSubject told = subject({});
    told.identifier = "identifiant";
    told.title = "titre";
    told.abstract = "résumé";
    for (const auto& [language, code] : {std::pair("fr", "fre"), std::pair("en", "eng")}) {
        told.language = language;
        const std::string xml = io::iso_metadata(told);
        const std::string text = "<gco:CharacterString>";
        CHECK(has(xml, "<gmd:fileIdentifier>" + text + "identifiant<"));
        CHECK(has(xml, "<gmd:title>" + text + "titre<"));
        CHECK(has(xml, "<gmd:abstract>" + text + "résumé<"));
        CHECK(has(xml, "codeListValue=\"" + std::string(code) + "\""));
        CHECK(has(xml, "<gmd:CI_Date><gmd:date><gco:Date>2026-03-17<"));
    }
}
