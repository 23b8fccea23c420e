// SPDX-License-Identifier: Apache-2.0
#include "io/init/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "io/init/signature.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

/// Files known by their format alone.
const std::set<std::string> formats{"osm", "gtfs", "raster"};

bool listed(const init::CatalogueEntry& entry, const std::string& signature) {
    return std::find(entry.signatures.begin(), entry.signatures.end(), signature) !=
           entry.signatures.end();
}

}  // namespace

TEST_CASE("every source of the catalogue names a schema that exists, and its signatures",
          "[init]") {
    const auto kinds = init::read_kinds();
    std::set<std::string> ids;
    for (const init::CatalogueEntry& entry : init::read_catalogue()) {
        INFO(entry.id);
        CHECK(ids.insert(entry.id).second);
        CHECK_FALSE(entry.section.empty());
        CHECK_FALSE(entry.unlocks.empty());
        CHECK_FALSE(entry.feeds.empty());
        CHECK_FALSE(entry.formats.empty());
        CHECK_FALSE(entry.verified);  // nobody has opened these pages yet
        if (formats.contains(entry.schema)) continue;
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const init::Kind& one) {
            return one.schema.kind() == entry.schema;
        });
        REQUIRE(kind != kinds.end());
        REQUIRE_FALSE(entry.signatures.empty());
        for (const std::string& signature : entry.signatures)
            CHECK(std::any_of(kind->signatures.begin(), kind->signatures.end(),
                              [&](const init::Signature& one) { return one.id == signature; }));
    }
}

TEST_CASE("every signature of a schema has a source, and every schema that asks for something",
          "[init]") {
    const auto catalogue = init::read_catalogue();
    for (const init::Kind& kind : init::read_kinds()) {
        INFO(kind.schema.kind());
        const bool asks = std::any_of(kind.schema.fields().begin(), kind.schema.fields().end(),
                                      [](const SchemaField& f) { return !f.accepted.empty(); });
        CHECK(kind.signatures.empty() == !asks);
        for (const init::Signature& signature : kind.signatures) {
            INFO(signature.id);
            CHECK(std::any_of(
                catalogue.begin(), catalogue.end(), [&](const init::CatalogueEntry& entry) {
                    return entry.schema == kind.schema.kind() && listed(entry, signature.id);
                }));
        }
    }
    for (const std::string& format : formats) {
        INFO(format);
        CHECK(
            std::any_of(catalogue.begin(), catalogue.end(),
                        [&](const init::CatalogueEntry& entry) { return entry.schema == format; }));
    }
}

TEST_CASE("what a source feeds are layers of an edition", "[init]") {
    const CsvTable layers =
        read_csv_table((data_folder() / "geodata" / "schemas" / "couches.csv").string());
    std::set<std::string> names;
    for (const auto& row : layers.rows) names.insert(row[0]);
    for (const init::CatalogueEntry& entry : init::read_catalogue())
        for (const std::string& layer : entry.feeds) {
            INFO(entry.id << " : " << layer);
            CHECK(names.contains(layer));
        }
}
