// SPDX-License-Identifier: Apache-2.0
// The record of metadata of every layer of an edition, as a catalogue reads it from the GeoPackage:
// it says of its layer what the rest of the file says.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;

namespace {

/// What stands between two texts, each time; XML entities made letters again.
std::vector<std::string> between(const std::string& xml, const std::string& open,
                                 const std::string& close) {
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = xml.find(open, at)) != xml.npos;) {
        at += open.size();
        std::string text = xml.substr(at, xml.find(close, at) - at);
        for (const auto& [entity, letter] : {std::pair<std::string, std::string>{"&lt;", "<"},
                                             {"&gt;", ">"},
                                             {"&quot;", "\""},
                                             {"&apos;", "'"},
                                             {"&#39;", "'"},
                                             {"&amp;", "&"}})
            for (std::size_t e = 0; (e = text.find(entity, e)) != text.npos; ++e)
                text.replace(e, entity.size(), letter);
        found.push_back(std::move(text));
    }
    return found;
}

/// The texts of an element, wherever it stands in the record.
std::vector<std::string> texts(const std::string& xml, const std::string& element) {
    return between(xml, "<gmd:" + element + "><gco:CharacterString>", "</gco:CharacterString>");
}

/// The hamlet run in a language, with an atlas date or none; a second source has another licence.
std::filesystem::path edition(const Scratch& scratch, const std::string& language,
                              const std::string& date) {
    const auto config = write_hamlet(scratch);
    std::string text = scratch.read("t.toml");
    const auto replace = [&](const std::string& what, const std::string& by) {
        REQUIRE(text.find(what) != text.npos);
        text.replace(text.find(what), what.size(), by);
    };
    replace("nom = \"Hameau\"", "nom = \"Hameau\"\nlangue = \"" + language + "\"");
    if (!date.empty()) replace("produire = false", "produire = false\ndate = \"" + date + "\"");
    replace("millesime = \"2021\"",
            "millesime = \"2021\"\nlicence = \"Licence Ouverte\"\n\n[sources.rues]\n"
            "titre = \"Rues & chemins\"\nproducteur = \"Hameau <essai>\"\nlicence = \"ODbL\"\n"
            "millesime = \"2026\"");
    replace("fichier = \"rues.osm\"\nsource = \"invente\"",
            "fichier = \"rues.osm\"\nsource = \"rues\"");
    scratch.write("t.toml", text);
    const auto out = scratch.path() / ("out-" + language + date);
    const Outcome run = run_lisiere({"run", config.string(), "-o", out.string()});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    return out / "lisiere.gpkg";
}

}  // namespace

TEST_CASE("the record of each layer says what the GeoPackage says of that layer, in its language",
          "[io][cli][metadata]") {
    for (const std::string language : {"fr", "en"}) {
        const Scratch scratch;
        const auto file = edition(scratch, language, "2026-03-17");
        const auto layers = geopackage_rows(
            file,
            "SELECT c.table_name, c.identifier, c.description, c.data_type, s.organization || ':' "
            "|| "
            "s.organization_coordsys_id FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON "
            "g.table_name = c.table_name LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
            "WHERE c.table_name NOT LIKE 'gpkg%' AND c.table_name <> 'layer_styles'");
        CHECK(layers.size() > 20);
        std::set<std::string> kinds;
        for (const auto& layer : layers) {
            const std::string& name = layer[0];
            INFO(language << " " << name);
            const auto records =
                geopackage_rows(file,
                                "SELECT m.metadata FROM gpkg_metadata m JOIN "
                                "gpkg_metadata_reference r ON r.md_file_id "
                                "= m.id WHERE r.reference_scope = 'table' AND r.table_name = '" +
                                    name + "'");
            REQUIRE(records.size() == 1);
            const std::string& xml = records[0][0];
            CHECK(texts(xml, "fileIdentifier") == std::vector{name});
            CHECK(texts(xml, "title") == std::vector{layer[1]});
            CHECK(texts(xml, "abstract") == std::vector{layer[2]});
            const bool drawn = layer[3] == "features";
            kinds.insert(layer[3]);
            CHECK(texts(xml, "code") ==
                  (drawn ? std::vector{layer[4]} : std::vector<std::string>()));
            CHECK(between(xml, "<gco:Date>", "</gco:Date>") ==
                  std::vector<std::string>{"2026-03-17", "2026-03-17"});
            CHECK(between(xml, "<gmd:LanguageCode", "</gmd:LanguageCode>").size() == 2);
            CHECK(xml.find(language == "en" ? "codeListValue=\"eng\"" : "codeListValue=\"fre\"") !=
                  xml.npos);
            CHECK(texts(xml, "useLimitation") ==
                  std::vector<std::string>{"Licence Ouverte", "ODbL"});
            CHECK(texts(xml, "description") ==
                  std::vector<std::string>{"Données inventées, 2021 (Licence Ouverte)",
                                           "Rues & chemins, Hameau <essai>, 2026 (ODbL)"});
        }
        CHECK(kinds == std::set<std::string>{"attributes", "features"});
        // A record for every layer, none for anything else.
        CHECK(geopackage_rows(file, "SELECT id FROM gpkg_metadata").size() == layers.size());
    }
}

TEST_CASE("titles and sentences of the records are those of the language of the run",
          "[io][cli][metadata]") {
    std::map<std::string, std::set<std::string>> titles;
    for (const std::string language : {"fr", "en"}) {
        const Scratch scratch;
        const auto file = edition(scratch, language, "");
        for (const auto& row : geopackage_rows(file, "SELECT metadata FROM gpkg_metadata")) {
            for (const std::string& title : texts(row[0], "title")) titles[language].insert(title);
            // No day is known: none is made up.
            CHECK(row[0].find("<gco:Date>") == row[0].npos);
            CHECK(between(row[0], "gco:nilReason=\"", "\"") ==
                  std::vector<std::string>{"unknown", "unknown"});
        }
    }
    CHECK(titles["fr"].count("Périmètres") + titles["fr"].count("Quartiers") > 0);
    std::size_t same = 0;
    for (const std::string& title : titles["fr"]) same += titles["en"].count(title);
    CHECK(same <= titles["fr"].size() / 4);  // names such as DIVAT are the same in both
}
