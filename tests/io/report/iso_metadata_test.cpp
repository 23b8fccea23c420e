// SPDX-License-Identifier: Apache-2.0
#include "io/report/iso_metadata.hpp"

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
