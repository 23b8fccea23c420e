// SPDX-License-Identifier: Apache-2.0
// What the README promises of the data: a component of enclosure, an indicator, a category of
// facility are lines of geodata/reference, and no program changes.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/data_copy.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

/// The hamlet run with data of its own, its atlas and its web map.
class Added {
  public:
    Added() : data_(scratch_) {
        write_hamlet(scratch_);
        set("produire = false", "produire = true");
        scratch_.write("programme/index.html", "<!doctype html><title>carte</title>");
    }

    const DataCopy& data() const { return data_; }
    void set(const std::string& from, const std::string& to) const {
        std::string text = scratch_.read("t.toml");
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        scratch_.write("t.toml", text.replace(at, from.size(), to));
    }
    /// At the end of the configuration, in [calcul].
    void add(const std::string& text) const {
        scratch_.write("t.toml", scratch_.read("t.toml") + text);
    }
    Outcome run() const {
        std::map<std::string, std::string> environment = data_.environment();
        environment["LISIERE_CARTE"] = (scratch_.path() / "programme").string();
        environment["XDG_CACHE_HOME"] = (scratch_.path() / "garde").string();
        return run_lisiere({"run", (scratch_.path() / "t.toml").string(), "-o", out().string()},
                           environment);
    }
    void must_run() const {
        const Outcome outcome = run();
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
    }

    fs::path out() const { return scratch_.path() / "out"; }
    std::vector<std::vector<std::string>> rows(const std::string& sql) const {
        return geopackage_rows(out() / "lisiere.gpkg", sql);
    }
    /// The only value of a query.
    std::string one(const std::string& sql) const {
        const auto found = rows(sql);
        REQUIRE(found.size() == 1);
        REQUIRE(found[0].size() == 1);
        return found[0][0];
    }
    double number(const std::string& column) const {
        return io::parse_number(one("SELECT " + column + " FROM perimetres"))->value();
    }
    std::string table(const std::string& layer) const {
        return scratch_.read("out/tables/" + layer + ".csv");
    }
    std::string report() const { return scratch_.read("out/rapport.html"); }
    std::string page() const {
        const Outcome text =
            run_shell("pdftotext -layout '" + (out() / "atlas" / "QN09901N.pdf").string() + "' -");
        REQUIRE(text.exit_code == 0);
        return text.out;
    }
    nlohmann::json web(const std::string& file) const {
        return nlohmann::json::parse(scratch_.read("out/carte/donnees/" + file));
    }

  private:
    Scratch scratch_;
    DataCopy data_;
};

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("a component of enclosure needs a line, and its measures: weight, charts, words",
          "[cli][additions]") {
    const Added with;
    with.data().replace("geodata/reference/enclavement.csv", "detour_p90;permeabilite;;carreau;",
                        "detour_p90;lisibilite;;carreau;");
    with.data().replace("geodata/reference/enclavement.csv",
                        "detour exceeded in one direction out of ten;;plus;0;",
                        "detour exceeded in one direction out of ten;;plus;1;");
    with.data().append("geodata/reference/composantes.csv",
                       "lisibilite;Lisibilité du plan;Legibility;la lisibilité;legibility;"
                       "lisibilité du plan;legibility;2;invention du test");
    with.must_run();

    // Its weight, 2, over those of the components that are known: 1 each, no barrier layer.
    CHECK(with.one("SELECT poids_composante FROM composantes WHERE mesure = 'detour_p90'") ==
          "2.0");
    const double known = with.number("comp_permeabilite") + with.number("comp_desserte") +
                         with.number("comp_eloignement");
    CHECK(with.one("SELECT comp_coupures FROM perimetres") == "NULL");
    CHECK(with.number("indice_enclavement") ==
          Approx((known + 2 * with.number("comp_lisibilite")) / 5).margin(0.01));
    CHECK(with.number("indice_sans_lisibilite") == Approx(known / 3).margin(0.01));
    CHECK_THAT(with.one("SELECT description FROM gpkg_data_columns WHERE table_name = "
                        "'carreaux' AND column_name = 'comp_lisibilite'"),
               Contains("Lisibilité du plan, composante de l'enclavement"));
    CHECK_THAT(with.one("SELECT description FROM gpkg_data_columns WHERE column_name = "
                        "'indice_sans_lisibilite'"),
               Contains("Indice sans la lisibilité"));

    // The head of the overview, the bars of the portrait.
    CHECK_THAT(with.report(), Contains(">Lisibilité du plan</text>"));
    CHECK(count_of(with.report(), "Lisibilité du plan") >= 2);
    CHECK_THAT(with.page(), Contains("Lisibilité du plan"));
    const nlohmann::json texts = with.web("territoire.json");
    CHECK_THAT(texts["colonnes"]["perimetres"]["comp_lisibilite"]["en"].get<std::string>(),
               Contains("Legibility, "));
    const nlohmann::json quarter = with.web("quartiers/QN09901N.json")["perimetres"];
    const auto column =
        std::find(quarter["colonnes"].begin(), quarter["colonnes"].end(), "comp_lisibilite");
    REQUIRE(column != quarter["colonnes"].end());
    CHECK(quarter["lignes"][0][column - quarter["colonnes"].begin()].get<double>() ==
          Approx(with.number("comp_lisibilite")));

    // The configuration may weigh it as it weighs the others.
    with.add("poids = { lisibilite = 0 }\n");
    const double without = with.number("indice_sans_lisibilite");
    with.must_run();
    CHECK(with.number("indice_enclavement") == Approx(without).margin(1e-6));
    with.set("lisibilite = 0", "lisible = 0");
    const Outcome wrong = with.run();
    CHECK(wrong.exit_code == 2);
    CHECK_THAT(wrong.err, Contains("la composante \"lisible\"") && Contains("lisibilite"));
}

TEST_CASE("a component that only a measure names weighs 1 and is called by its id",
          "[cli][additions]") {
    const Added with;
    with.data().replace("geodata/reference/enclavement.csv", "detour_ferme_part;permeabilite;",
                        "detour_ferme_part;rues_fermees;");
    with.must_run();
    CHECK(with.one("SELECT poids_composante FROM composantes WHERE mesure = "
                   "'detour_ferme_part'") == "1.0");
    CHECK_THAT(with.report(), Contains(">rues fermees</text>"));
    CHECK_THAT(with.page(), Contains("rues fermees"));
}

TEST_CASE("a category of facility needs a line: minutes, words, map", "[cli][additions]") {
    const Added with;
    with.data().append("geodata/reference/equipements.csv",
                       "ludotheque;Ludothèque;Toy library;non;non;;;;invention du test");
    with.add("services = [\"ludotheque\", \"pharmacie\"]\n");
    with.data().append("../equipements.csv", "6,Ludothèque,ludotheque,3.001,46.501");
    with.must_run();
    // Where the pharmacy is: as many minutes.
    const std::string minutes =
        "SELECT mediane_min FROM acces WHERE mode = 'marche' AND service = ";
    CHECK(with.one(minutes + "'ludotheque'") == with.one(minutes + "'pharmacie'"));
    CHECK_THAT(with.report(), Contains("Ludothèque"));
    CHECK(with.web("territoire.json")["mots"]["ludotheque"]["en"] == "Toy library");
    // Nobody is said to visit it.
    const std::string visited = "SELECT visites FROM equipements WHERE categorie = 'ludotheque'";
    CHECK(with.one(visited) == "NULL");
}

TEST_CASE("a category that people visit needs a second line: visits, and where they come from",
          "[cli][additions]") {
    const Added with;
    with.data().append("geodata/reference/equipements.csv",
                       "ludotheque;Ludothèque;Toy library;non;oui;;;;invention du test");
    with.data().append("geodata/reference/frequentation.csv",
                       "ludotheque;0.5;8;marche;;;invention du test");
    with.data().append("../equipements.csv", "6,Ludothèque,ludotheque,3.001,46.501");
    with.data().append("../habitants.csv",
                       "id,lon,lat,population\n1,2.99,46.49,800\n2,3.002,46.5,400");
    with.set("[[destinations]]",
             "[[population]]\nfichier = \"habitants.csv\"\ntype = \"points\"\nsource = "
             "\"invente\"\n\n[[destinations]]");
    with.must_run();
    // Half a visit a week by each of the residents who can walk there; twice the pharmacy's.
    const std::string visits = "SELECT visites FROM equipements WHERE categorie = ";
    const auto number = [](const std::string& text) { return io::parse_number(text)->value(); };
    CHECK(number(with.one(visits + "'ludotheque'")) ==
          Approx(2 * number(with.one(visits + "'pharmacie'"))).epsilon(1e-3));
    CHECK_THAT(with.report(), Contains("Ludothèque"));
}

TEST_CASE("an indicator needs a line: figure, words, report, map", "[cli][additions]") {
    const Added with;
    with.data().append("geodata/reference/indicateurs.csv",
                       "part_enfants;Part des moins de 15 ans;Share of under-15s;population;part;"
                       "P:POP0014;P:POP;100;%;habitants;recensement;iris;ponctuelle;;;"
                       "invention du test");
    with.must_run();
    const auto rows = with.rows(
        "SELECT valeur, valeur_commune, libelle FROM indicateurs WHERE indicateur = "
        "'part_enfants'");
    REQUIRE(rows.size() == 1);
    // The quarter lies in the western IRIS, the commune is both.
    CHECK(io::parse_number(rows[0][0])->value() == Approx(100 * 600 / 3000.0));
    CHECK(io::parse_number(rows[0][1])->value() == Approx(100 * (600 + 300) / 5000.0));
    CHECK(rows[0][2] == "Part des moins de 15 ans");
    // A column of the areas that it is of, in every format of tables.
    CHECK(io::parse_number(with.one("SELECT part_enfants FROM iris WHERE code_iris = '990010102'"))
              ->value() == Approx(100 * 300 / 2000.0));
    const std::string csv = with.table("iris");
    CHECK(csv.substr(0, csv.find('\n')).find("part_enfants") != std::string::npos);
    CHECK_THAT(with.table("indicateurs"), Contains("part_enfants"));
    CHECK_THAT(with.one("SELECT description FROM gpkg_data_columns WHERE table_name = 'iris' AND "
                        "column_name = 'part_enfants'"),
               Contains("Part des moins de 15 ans"));
    CHECK_THAT(with.report(), Contains("Part des moins de 15 ans"));
    CHECK(with.web("territoire.json")["mots"]["part_enfants"]["en"] == "Share of under-15s");
}
