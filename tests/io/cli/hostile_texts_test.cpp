// SPDX-License-Identifier: Apache-2.0
// Texts of somebody else in every place that an input has for one: nothing that is written takes
// them for markup, and nothing breaks. The web map in a browser:
// tests/styles/viewer/hostile.cases.mjs.
#include <cpl_vsi.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/csv.hpp"
#include "io/base/file_names.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;

namespace {

/// HTML, the end of a script, an entity, the end of an attribute, an expression of QGIS, a control
/// character, a formula.
const std::string hostile =
    "<img src=x onerror=alert(1)></script><script>alert(1)</script>&amp;\"'><b>[% env('HOME') "
    "%]\x1b[31m";
/// "=" in front: a spreadsheet's formula, too.
std::string planted(const std::string& place) {
    return fmt::format("={}{}", place, hostile);
}

/// As layers are read: a control character parts words.
std::string as_read(std::string text) {
    std::replace(text.begin(), text.end(), '\x1b', ' ');
    return text;
}

std::string as_json(const std::string& text) {
    return nlohmann::json(text).dump();
}

std::string as_csv(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

struct HostileHamlet {
    Scratch scratch;
    fs::path config = write_hamlet(scratch);
    const std::vector<std::string> codes{"VA/1",
                                         "VA.1",
                                         "va.1",
                                         "atlas",
                                         "CON",
                                         "qualite",
                                         "\"'><b>",
                                         std::string(300, 'Q') + "1",
                                         std::string(300, 'Q') + "2"};

    HostileHamlet() {
        replace("communes.geojson", "\"Hameau\"", as_json(planted("commune")));
        replace("iris.geojson", "\"Ouest\"", as_json(planted("iris")));
        replace("qpv.geojson", "\"La Lande\"", as_json(planted("quartier")));
        replace("gtfs/stops.txt", ",Lande,", fmt::format(",{},", as_csv(planted("arret"))));
        replace("gtfs/routes.txt", ",1,Lande - Est,",
                fmt::format(",{0},{0},", as_csv(planted("ligne"))));
        replace("gtfs/agency.txt", ",Bus,", fmt::format(",{},", as_csv(planted("reseau"))));
        replace("equipements.csv", ",Pharmacie,",
                fmt::format(",{},", as_csv(planted("equipement"))));
        replace("t.toml", "nom = \"Hameau\"",
                "nom = " + as_json(planted("territoire")) + "\ndossier = \"x\"");
        replace("t.toml", "produire = false", "formats = [\"pdf\", \"svg\"]");
        replace("t.toml", "titre = \"Données inventées\"",
                "titre = " + as_json(planted("source")) + "\nproducteur = " +
                    as_json(planted("producteur")) + "\nlicence = " + as_json(planted("licence")) +
                    "\nurl = \"javascript:alert(1)\"");
        replace("t.toml", "nom = \"Place\"", "nom = " + as_json(planted("destination")));
        std::string features;
        for (std::size_t i = 0; i < codes.size(); ++i)
            features += fmt::format(
                R"({4}{{"type":"Feature","properties":{{"code":{0},"nom":{1}}},"geometry":{{)"
                R"("type":"Polygon","coordinates":[[[{2},46.5],[{3},46.5],[{3},46.503],)"
                R"([{2},46.503],[{2},46.5]]]}}}})",
                as_json(codes[i]), as_json(planted("veille")),
                2.982 + 0.004 * static_cast<double>(i), 2.985 + 0.004 * static_cast<double>(i),
                i == 0 ? "" : ",");
        scratch.write("veille.geojson",
                      R"({"type":"FeatureCollection","features":[)" + features + "]}");
        scratch.write(
            "projets.geojson",
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":)" +
                as_json(planted("projet")) + R"(,"note":)" + as_json(planted("note")) +
                R"(,"solde":-12},"geometry":{"type":"Point","coordinates":[2.99,46.49]}}]})");
        // Named delimiters: a WKT ends a plain raw string.
        scratch.write("t.toml",
                      scratch.read("t.toml") + fmt::format(R"toml(
[[perimetres]]
fichier = "veille.geojson"
genre = "veille_active"
statut = "local"
source = "invente"
champs = {{ code = "code", nom = "nom" }}

[[contexte]]
id = "projets"
titre = {}
fichier = "projets.geojson"
style = "points"
champs = {{ nom = "nom" }}
colonnes = ["note", "solde"]
source = "invente"

[[scenarios]]
nom = "raccourci"
titre = {}
description = {}

[[scenarios.voies]]
trace = "LINESTRING (2.988 46.488, 2.992 46.492)"
nature = "footway"

[[scenarios.equipements]]
action = "ajouter"
categorie = "pharmacie"
nom = {}
lon = 2.991
lat = 46.491
)toml",
                                                           as_json(planted("contexte")),
                                                           as_json(planted("scenario")),
                                                           as_json(planted("description")),
                                                           as_json(planted("nouveau"))));
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch.read(file);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        scratch.write(file, text.replace(at, from.size(), to));
    }
    fs::path out() const { return scratch.path() / "e"; }
    Outcome run(const std::vector<std::string>& arguments) const {
        return run_lisiere(arguments, {{"XDG_CACHE_HOME", (scratch.path() / "kept").string()},
                                       {"LISIERE_CARTE", bundle().string()}});
    }
    /// A page is enough: what is looked at is written by the program.
    fs::path bundle() const { return scratch.write("bundle/index.html", "<html>").parent_path(); }
    void write() const {
        const std::vector<std::vector<std::string>> verbs{
            {"run", config.string(), "-o", out().string()},
            {"scenario", config.string(), "raccourci", "-o",
             (out() / "scenarios" / "raccourci").string()}};
        for (const auto& arguments : verbs) {
            const Outcome outcome = run(arguments);
            INFO(outcome.err);
            REQUIRE(outcome.exit_code == 0);
        }
    }
};

/// What a real parser of XML says is wrong with it; empty: well-formed. With the texts it holds.
struct Xml {
    std::string wrong;
    std::set<std::string> elements;
    std::set<std::string> attributes;
    std::string text;
    explicit Xml(const std::string& document) {
        XML_Parser parser = XML_ParserCreate(nullptr);
        XML_SetUserData(parser, this);
        XML_SetElementHandler(
            parser,
            [](void* self, const char* name, const char** pairs) {
                static_cast<Xml*>(self)->elements.insert(name);
                for (; *pairs != nullptr; pairs += 2) {
                    static_cast<Xml*>(self)->attributes.insert(pairs[0]);
                    (static_cast<Xml*>(self)->text += pairs[1]) += '\n';
                }
            },
            nullptr);
        XML_SetCharacterDataHandler(parser, [](void* self, const char* letters, int count) {
            static_cast<Xml*>(self)->text.append(letters, static_cast<std::size_t>(count));
        });
        if (XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) ==
            XML_STATUS_ERROR)
            wrong = fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser),
                                XML_ErrorString(XML_GetErrorCode(parser)));
        XML_ParserFree(parser);
    }
    void check() const {
        CHECK(wrong == "");
        for (const char* element : {"img", "script", "b"}) CHECK(elements.count(element) == 0);
        CHECK(attributes.count("onerror") == 0);
        CHECK(text.find('\x1b') == std::string::npos);
    }
};

std::string zipped(const fs::path& archive, const std::string& name) {
    VSILFILE* file = VSIFOpenL(("/vsizip/{" + archive.string() + "}/" + name).c_str(), "rb");
    REQUIRE(file != nullptr);
    std::string text;
    char block[65536];
    for (std::size_t got = 0; (got = VSIFReadL(block, 1, sizeof block, file)) > 0;)
        text.append(block, got);
    VSIFCloseL(file);
    return text;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
    return found;
}

std::vector<fs::path> files_of(const fs::path& folder, const std::string& extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == extension)
            files.push_back(entry.path());
    return files;
}

}  // namespace

TEST_CASE("no text of an input is markup, an expression or a formula in anything that is written",
          "[cli][hostile]") {
    const HostileHamlet territory;
    territory.write();
    const fs::path out = territory.out();
    const fs::path scenario = out / "scenarios" / "raccourci";

    // The report: its own script and no other element than it writes itself.
    const std::string report = io::read_text(out / "rapport.html");
    CHECK(count(report, "<script>") == 1);
    CHECK(count(report, "</script>") == 1);
    for (const char* markup : {"<img", "<b>", "<script>alert", "href=\"javascript", "\x1b"})
        CHECK(count(report, markup) == 0);
    CHECK(count(report, "=quartier&lt;img src=x onerror=alert(1)&gt;") > 0);  // told all the same
    CHECK(count(report, "&amp;amp;") > 0);

    // XML: the project, its styles, the metadata, the drawn pages.
    for (const fs::path& edition : {out, scenario}) {
        INFO(edition);
        const Xml project(zipped(edition / "territoire.qgz", "territoire.qgs"));
        project.check();
        CHECK(project.text.find("[% env") == std::string::npos);
        const auto styles =
            geopackage_rows(edition / "lisiere.gpkg", "SELECT styleQML FROM layer_styles");
        CHECK(styles.size() > 3);
        for (const auto& row : styles) Xml(row.front()).check();
        for (const auto& row :
             geopackage_rows(edition / "lisiere.gpkg", "SELECT metadata FROM gpkg_metadata"))
            Xml(row.front()).check();
    }
    const Xml project(zipped(out / "territoire.qgz", "territoire.qgs"));
    CHECK(project.text.find("=contexte<img src=x") != std::string::npos);
    std::size_t drawings = 0;
    for (const fs::path& file : files_of(out, ".svg")) {
        INFO(file);
        const Xml svg(io::read_text(file));
        CHECK(svg.wrong == "");
        CHECK(svg.elements.count("script") == 0);
        ++drawings;
    }
    CHECK(drawings >= territory.codes.size() + 1);

    // JSON that parses, and what a web map takes for HTML escaped.
    std::size_t read = 0;
    for (const fs::path& file : files_of(out, ".json")) {
        INFO(file);
        const auto json = nlohmann::json::parse(io::read_text(file), nullptr, false);
        CHECK_FALSE(json.is_discarded());
        ++read;
        if (file.filename() != "style.json" && file.filename() != "lisiere.json") continue;
        const auto source = json.contains("sources") ? json["sources"].begin().value() : json;
        if (!source.contains("attribution")) continue;
        const auto attribution = source["attribution"].get<std::string>();
        CHECK(attribution.find_first_of("<>\"\x1b") == std::string::npos);
        CHECK(attribution.find("=producteur&lt;img") != std::string::npos);
    }
    CHECK(read > 15);

    // Tables: no cell is computed, and the text is whole behind its guard.
    for (const fs::path& edition : {out, scenario})
        for (const fs::path& file : files_of(edition / "tables", ".csv")) {
            const io::CsvTable table = io::read_csv_table(file.string());
            for (const auto& row : table.rows)
                for (const std::string& cell : row) {
                    INFO(file << ": " << cell);
                    if (cell.empty() || cell.find_first_of("=+-@\t\r") != 0) continue;
                    CHECK(cell.find_first_not_of("-0123456789.eE+") == std::string::npos);
                }
        }
    const io::CsvTable projects =
        io::read_csv_table((out / "tables" / "contexte_projets.csv").string());
    CHECK(projects.rows.at(0).at(projects.require("nom")) ==
          fmt::format("'{}", as_read(planted("projet"))));
    CHECK(projects.rows.at(0).at(projects.require("solde")) == "-12");
    const auto names = geopackage_rows(out / "lisiere.gpkg", "SELECT nom FROM contexte_projets");
    CHECK(names.at(0).at(0) == as_read(planted("projet")));  // as it was given
}

TEST_CASE("every quarter has its own page, data and place in the report, whatever its code",
          "[cli][hostile]") {
    const HostileHamlet territory;
    territory.write();
    const fs::path out = territory.out();
    std::vector<std::string> codes = territory.codes;
    codes.emplace_back("QN09901N");
    const io::FileNames names(codes);
    CHECK(names.of("QN09901N") == "QN09901N");
    const std::string report = io::read_text(out / "rapport.html");
    const std::string project = zipped(out / "territoire.qgz", "territoire.qgs");
    const auto index =
        nlohmann::json::parse(io::read_text(out / "carte" / "donnees" / "territoire.json"));
    std::map<std::string, std::string> told;
    for (const auto& quarter : index["quartiers"])
        told[quarter["code"].get<std::string>()] = quarter["fichier"].get<std::string>();
    for (const std::string& code : codes) {
        INFO(code);
        const std::string& name = names.of(code);
        CHECK(fs::file_size(out / "atlas" / (name + ".pdf")) <
              fs::file_size(out / "atlas" / "atlas.pdf"));
        CHECK(fs::exists(out / "atlas" / (name + ".svg")));
        CHECK(told.at(code) == name + ".json");
        const auto data = nlohmann::json::parse(
            io::read_text(out / "carte" / "donnees" / "quartiers" / (name + ".json")));
        const auto& table = data["perimetres"];
        const auto at = std::find(table["colonnes"].begin(), table["colonnes"].end(), "code");
        const auto column = static_cast<std::size_t>(at - table["colonnes"].begin());
        CHECK(table["lignes"][0][column].get<std::string>() == code);
        CHECK(count(report, "id=\"" + name + "\"") == 1);
        CHECK(count(report, "href=\"#" + name + "\"") == 1);
        if (code != name) CHECK(project.find(fmt::format("'{}'", name)) != std::string::npos);
    }
    CHECK(files_of(out / "atlas", ".pdf").size() == codes.size() + 1);
    CHECK(files_of(out / "carte" / "donnees" / "quartiers", ".json").size() == codes.size());
}

TEST_CASE("what locate copies from a table and adds to it is no formula either", "[cli][hostile]") {
    const HostileHamlet territory;
    territory.scratch.write(
        "points.csv",
        "=nom;lon;lat;ecart\n=1+1;2.99;46.49;-1,48\n \"@SUM(1)\";2.9835;46.5015;-3\n"
        "plain;2.0;46.5;x\n+33 1;1;2\n");
    const Outcome outcome = territory.run(
        {"locate", territory.config.string(), (territory.scratch.path() / "points.csv").string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const io::CsvTable table = io::parse_csv_table(outcome.out, "sortie", {';', true});
    CHECK(table.names.at(0) == "'=nom");
    CHECK(table.rows.at(0).at(0) == "'=1+1");
    CHECK(table.rows.at(0).at(3) == "-1,48");  // a number stays one
    CHECK(table.rows.at(0).at(table.require("nom_qp")) ==
          fmt::format("'{}", as_read(planted("quartier"))));
    CHECK(table.rows.at(1).at(3) == "-3");
    CHECK(table.rows.at(2).at(0) == "plain");
    CHECK(table.rows.at(3).at(0) == "'+33 1");
}
