// SPDX-License-Identifier: Apache-2.0
// Context layers from the configuration to every product, and the mistakes one makes with them.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

std::string area(double west, double south, double east, double north,
                 const std::string& properties) {
    return fmt::format(
        R"({{"type":"Feature","properties":{{{4}}},"geometry":{{"type":"Polygon","coordinates":)"
        R"([[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]}}}})",
        west, south, east, north, properties);
}
std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// The hamlet with two sectors, of which the western one holds its only commune, and a project with
/// the name of the person in charge.
class Hamlet {
  public:
    explicit Hamlet(const std::string& more = contexts) : config_(write_hamlet(scratch_)) {
        scratch_.write("secteurs.geojson",
                       collection(area(2.97, 46.47, 3.03, 46.53, R"("NOM":"Bocage")") + "," +
                                  area(3.03, 46.47, 3.06, 46.53, R"("NOM":"Littoral")")));
        scratch_.write("projets.geojson",
                       collection(area(2.986, 46.486, 2.99, 46.49,
                                       R"("operation":"Halle","avancement":"Chantier",)"
                                       R"("referent":"Mme Durand","cout":1.5)")));
        scratch_.write("t.toml", scratch_.read("t.toml") + more);
    }
    const Scratch& files() const { return scratch_; }
    Outcome run(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"run", config_.string(), "-o", out().string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_lisiere(arguments);
    }
    Outcome check() const { return run_lisiere({"check", config_.string()}); }
    fs::path out() const { return scratch_.path() / "out"; }
    fs::path config() const { return config_; }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch_.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        scratch_.write(file, text.replace(at, from.size(), to));
    }
    /// `check` and `run` both end with this code and say these words.
    void refused(int exit_code, const std::vector<std::string>& words) const {
        for (const Outcome& outcome : {check(), run()}) {
            INFO(outcome.err << outcome.out);
            CHECK(outcome.exit_code == exit_code);
            for (const std::string& word : words)
                CHECK_THAT(outcome.err + outcome.out, Contains(word));
        }
        CHECK_FALSE(fs::exists(out()));
    }

    static constexpr const char* contexts = R"(
[sources.scot]
titre = "Secteurs du SCoT"
producteur = "Syndicat"
licence = "ouverte"

[sources.anru]
titre = "Projet de renouvellement"
producteur = "Bailleur"
licence = "fermée"

[[contexte]]
id = "scot"
titre = { fr = "Secteurs du SCoT", en = "Sectors" }
fichier = "secteurs.geojson"
source = "scot"
style = "secteurs"
champs = { nom = "NOM" }
reference = true

[[contexte]]
id = "anru"
titre = "Projets"
fichier = "projets.geojson"
source = "anru"
style = "projets"
champs = { nom = "operation", phase = "avancement" }
valeurs = { Chantier = "travaux" }
colonnes = ["cout"]
)";

  private:
    Scratch scratch_;
    fs::path config_;
};

lisiere::io::CsvTable table(const Hamlet& hamlet, const std::string& name) {
    return lisiere::io::read_csv_table((hamlet.out() / "tables" / (name + ".csv")).string());
}

}  // namespace

TEST_CASE("a context layer is in every product, with its style, group, title and source",
          "[cli][context]") {
    const Hamlet hamlet;
    const Outcome ran = hamlet.run();
    INFO(ran.err);
    REQUIRE(ran.exit_code == 0);

    const auto projects = table(hamlet, "contexte_anru");
    CHECK(projects.names == std::vector<std::string>{"nom", "phase", "cout", "statut", "source"});
    CHECK(projects.rows.at(0) ==
          std::vector<std::string>{"Halle", "travaux", "1.5", "local", "anru"});

    const std::string gpkg = (hamlet.out() / "lisiere.gpkg").string();
    CHECK(geopackage_rows(gpkg,
                          "SELECT styleName FROM layer_styles WHERE f_table_name = "
                          "'contexte_anru'") ==
          std::vector<std::vector<std::string>>{{"contexte_anru"}});
    CHECK(geopackage_rows(gpkg,
                          "SELECT identifier FROM gpkg_contents WHERE table_name = "
                          "'contexte_scot'") ==
          std::vector<std::vector<std::string>>{{"Secteurs du SCoT"}});
    CHECK(geopackage_rows(gpkg,
                          "SELECT count(*) FROM gpkg_data_columns WHERE table_name = "
                          "'contexte_anru'") == std::vector<std::vector<std::string>>{{"5"}});
    // Its own licence, and no other's.
    const auto metadata =
        geopackage_rows(gpkg,
                        "SELECT metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r ON "
                        "r.md_file_id = m.id WHERE r.table_name = 'contexte_anru'");
    REQUIRE(metadata.size() == 1);
    CHECK_THAT(metadata[0][0], Contains("fermée") && !Contains("ouverte") && Contains("Bailleur"));

    const std::string map = lisiere::io::read_text(hamlet.out() / "tuiles" / "style.json");
    const auto style = nlohmann::json::parse(map);
    std::set<std::string> drawn;
    for (const auto& layer : style["layers"])
        if (layer.contains("source-layer")) drawn.insert(layer["source-layer"]);
    CHECK(drawn.count("contexte_scot") == 1);
    CHECK(drawn.count("contexte_scot_etiquettes") == 1);
    CHECK(drawn.count("contexte_anru") == 1);

    const auto sources = table(hamlet, "sources");
    std::size_t own = 0;
    for (const auto& row : sources.rows) own += row[sources.require("id")] == "anru";
    CHECK(own == 1);

    const auto manifest =
        nlohmann::json::parse(lisiere::io::read_text(hamlet.out() / "manifeste.json"));
    CHECK_THAT(manifest.dump(), Contains("contexte_anru") && Contains("projets.geojson"));
}

TEST_CASE("what no column names leaves nowhere: not the file's names, in no product",
          "[cli][context]") {
    const Hamlet hamlet;
    REQUIRE(hamlet.run().exit_code == 0);
    std::size_t read = 0;
    for (const auto& entry : fs::recursive_directory_iterator(hamlet.out())) {
        if (!entry.is_regular_file()) continue;
        ++read;
        INFO(entry.path().string());
        CHECK(lisiere::io::read_text(entry.path()).find("Durand") == std::string::npos);
    }
    CHECK(read > 10);
    CHECK_THAT(hamlet.check().err + hamlet.check().out,
               Contains("contexte_colonnes_laissees") && Contains("referent"));
}

TEST_CASE("sectors group the perimeters and are what they are compared with", "[cli][context]") {
    const Hamlet hamlet;
    REQUIRE(hamlet.run().exit_code == 0);
    const auto perimeters = table(hamlet, "perimetres");
    CHECK(perimeters.rows.at(0)[perimeters.require("secteur")] == "Bocage");
    const auto indicators = table(hamlet, "indicateurs");
    std::size_t compared = 0;
    for (const auto& row : indicators.rows) {
        // The sector is drawn beyond the one commune at hand: a part is not its figure, and how
        // much of it there is stands beside.
        CHECK(row[indicators.require("valeur_secteur")].empty());
        compared += !row[indicators.require("couverture_secteur")].empty();
    }
    CHECK(compared >= 1);
    const auto access = table(hamlet, "acces");
    std::size_t gaps = 0;
    for (const auto& row : access.rows) {
        CHECK(row[access.require("ecart_secteur")].empty());  // as above: a part is no sector
        gaps += !row[access.require("ecart_commune")].empty();
    }
    CHECK(gaps >= 1);
}

TEST_CASE("another drawing, or another file, is another edition; the same is none",
          "[cli][context]") {
    const Hamlet hamlet;
    REQUIRE(hamlet.run().exit_code == 0);
    CHECK_THAT(hamlet.run().err + hamlet.run().out, Contains("rien n'a changé"));
    hamlet.replace("projets.geojson", "1.5", "2.5");
    REQUIRE(hamlet.run().exit_code == 0);
    CHECK(table(hamlet, "contexte_anru").rows.at(0).at(2) == "2.5");
    const std::string drawing =
        "ordre = 20\ngeometrie = \"polygone\"\nzoom = [0, 24]\nsymbole = { couleur = \"a\" }\n"
        "[couleurs]\na = \"#123456\"\n";
    hamlet.files().write("trame.toml", drawing);
    hamlet.replace("t.toml", "style = \"projets\"", "style = \"trame.toml\"");
    hamlet.replace("t.toml", ", phase = \"avancement\"", "");
    hamlet.replace("t.toml", "valeurs = { Chantier = \"travaux\" }", "");
    REQUIRE(hamlet.run().exit_code == 0);
    const auto style = [&] {
        return lisiere::io::read_text(hamlet.out() / "tuiles" / "style.json");
    };
    CHECK_THAT(style(), Contains("#123456"));
    hamlet.replace("trame.toml", "#123456", "#654321");
    REQUIRE(hamlet.run().exit_code == 0);
    CHECK_THAT(style(), Contains("#654321"));
}

TEST_CASE("mistakes about a drawing are of the configuration and name the nearest",
          "[cli][context]") {
    const Hamlet unknown;
    unknown.replace("t.toml", "style = \"projets\"", "style = \"projet\"");
    unknown.refused(2, {"contexte[1].style", "« projets » ?"});
    const Hamlet twice;
    twice.replace("t.toml", "id = \"anru\"", "id = \"scot\"");
    twice.refused(2, {"deux fois \"scot\""});
    const Hamlet key;
    key.replace("t.toml", "colonnes = [\"cout\"]", "colonne = [\"cout\"]");
    key.refused(2, {"\"colonnes\" ?"});
    const Hamlet field;
    field.replace("t.toml", "phase = \"avancement\"", "phases = \"avancement\"");
    field.refused(2, {"champs", "« phase » ?"});
    const Hamlet group;
    group.replace("t.toml", "colonnes = [\"cout\"]", "groupe = \"projets\"");
    group.refused(2, {"contexte[1].groupe", "groupes.toml"});
    const Hamlet lines;
    lines.replace("t.toml", "style = \"secteurs\"", "style = \"parcours\"");
    lines.refused(2, {"reference", "polygones"});
}

TEST_CASE("mistakes about a file are refused with what is there", "[cli][context]") {
    const Hamlet column;
    column.replace("t.toml", "phase = \"avancement\"", "phase = \"avancemant\"");
    column.refused(3, {"projets.geojson", "« avancement » ?"});
    const Hamlet carried;
    carried.replace("t.toml", "colonnes = [\"cout\"]", "colonnes = [\"couts\"]");
    carried.refused(3, {"projets.geojson", "« cout » ?"});
    const Hamlet undrawn;
    undrawn.replace("t.toml", ", phase = \"avancement\"", "");
    undrawn.refused(3, {"projets.geojson", "« phase »", "champs = { phase"});
    const Hamlet crs;
    crs.replace("t.toml", "source = \"anru\"", "source = \"anru\"\ncrs = 2154");
    crs.refused(3, {"projets.geojson", "crs"});
    const Hamlet empty;
    empty.files().write("projets.geojson", collection(""));
    empty.refused(3, {"projets.geojson", "vide"});
    const Hamlet points;
    points.files().write(
        "projets.geojson",
        collection(R"({"type":"Feature","properties":{"operation":"a","avancement":"b","cout":1},)"
                   R"("geometry":{"type":"Point","coordinates":[2.99,46.49]}})"));
    points.refused(3, {"projets.geojson", "des points", "des polygones"});
    const Hamlet absent;
    fs::remove(absent.files().path() / "projets.geojson");
    absent.refused(3, {"projets.geojson", "n'existe pas"});
}

TEST_CASE("explain tells the sector of a perimeter and the gap to it", "[cli][context]") {
    const Hamlet hamlet;
    const Outcome told = run_lisiere({"explain", hamlet.config().string(), "QN09901N"});
    INFO(told.err);
    REQUIRE(told.exit_code == 0);
    CHECK_THAT(told.out, Contains("Bocage") && Contains("Syndicat"));
}
