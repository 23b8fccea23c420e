// SPDX-License-Identifier: Apache-2.0
// Scenarios as a user declares them, against full runs on edited files.
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "io/base/csv.hpp"
#include "tests/io/cli/village.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// From the crossing of row 3 and column 3 of the grid to that of row 4 and column 4: no facility,
/// no stop and no named place lies in that block.
const char* const short_cut = R"toml([[scenarios]]
nom = "raccourci"
titre = "Un chemin en diagonale"

[[scenarios.voies]]
trace = "LINESTRING (2.992 46.492, 2.996 46.496)"
nature = "footway"
)toml";

/// Every column `apres_*` of the cells of a scenario beside the `t_*` of a full run; how many were
/// compared, and of which cells some value differs by more than a second.
struct Disagreement {
    std::size_t compared = 0;
    std::set<std::string> cells;
    std::size_t gains = 0;
};

Disagreement disagreement(const io::CsvTable& after, const io::CsvTable& full) {
    Disagreement found;
    REQUIRE(after.rows.size() == full.rows.size());
    for (std::size_t column = 0; column < after.names.size(); ++column) {
        const std::string& name = after.names[column];
        if (!name.starts_with("apres_")) continue;
        const std::size_t other = full.require("t_" + name.substr(6));
        const std::size_t gain = after.require("gain_" + name.substr(6));
        for (std::size_t row = 0; row < after.rows.size(); ++row) {
            const std::string& a = after.rows[row][column];
            const std::string& b = full.rows[row][other];
            if (a.empty() != b.empty() ||
                (!a.empty() && std::abs(number(a) - number(b)) > 1.0 / 60))
                found.cells.insert(after.rows[row][after.require("id")]);
            ++found.compared;
            const std::string& gained = after.rows[row][gain];
            if (!gained.empty() && number(gained) > 1) ++found.gains;
        }
    }
    return found;
}

}  // namespace

TEST_CASE("a footway added by a scenario gives the times of a full run with it in the streets",
          "[cli][scenario]") {
    const Village village(short_cut);
    const Outcome compared = village.compare("raccourci", "s");
    INFO(compared.err);
    REQUIRE(compared.exit_code == 0);
    std::string osm = village.scratch().read("rues.osm");
    // Nodes 3 × 11 + 3 + 1 and 4 × 11 + 4 + 1.
    osm.replace(osm.find("</osm>"), 6,
                "<way id=\"9000\" version=\"1\"><nd ref=\"37\"/><nd ref=\"49\"/>"
                "<tag k=\"highway\" v=\"footway\"/></way></osm>");
    village.scratch().write("rues.osm", osm);
    const Outcome full = village.run("full");
    INFO(full.err);
    REQUIRE(full.exit_code == 0);
    const Disagreement found =
        disagreement(village.table("s", "scenario_carreaux"), village.table("full", "carreaux"));
    CHECK(found.compared > 1000);
    // A full run ties those to the new way who live in its block, of 307 × 445 m: six cells of 200
    // m at most. A scenario moves nobody; all others have the very times of the full run.
    CHECK(found.cells.size() <= 6);
    CHECK(found.gains > 10);  // the short cut serves somebody
}

TEST_CASE("a scenario that changes nothing gives no difference anywhere", "[cli][scenario]") {
    const Village village("[[scenarios]]\nnom = \"rien\"\n");
    const Outcome outcome = village.compare("rien", "s");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    std::size_t looked_at = 0;
    for (const char* layer : {"scenario_carreaux", "scenario_perimetres", "scenario_acces",
                              "scenario_composantes", "scenario_roses"}) {
        const io::CsvTable table = village.table("s", layer);
        for (std::size_t column = 0; column < table.names.size(); ++column) {
            const std::string& name = table.names[column];
            const bool difference = name.starts_with("gain_") || name.ends_with("_ecart") ||
                                    name.starts_with("ecart_") || name.ends_with("_gain") ||
                                    name.starts_with("gagnants_") ||
                                    name.starts_with("perdants_") || name.starts_with("ouverts_") ||
                                    name.starts_with("fermes_");
            if (!difference) continue;
            for (const auto& row : table.rows) {
                INFO(layer << ", " << name);
                if (!row[column].empty()) REQUIRE(number(row[column]) == 0);
                ++looked_at;
            }
        }
    }
    CHECK(looked_at > 1000);
}

TEST_CASE("a scenario gives the same bytes whatever the threads and the order of its changes",
          "[cli][scenario]") {
    const std::string head = "[[scenarios]]\nnom = \"a\"\n";
    const std::string path =
        "[[scenarios.voies]]\ntrace = \"LINESTRING (2.992 46.492, 2.996 46.496)\"\nnature = "
        "\"footway\"\n";
    const std::string cut =
        "[[scenarios.voies]]\naction = \"fermer\"\npar = \"travers\"\ntrace = \"LINESTRING (2.989 "
        "46.487, 2.989 46.489)\"\n";
    const std::string pharmacy =
        "[[scenarios.equipements]]\ncategorie = \"pharmacie\"\nlon = 2.99\nlat = 46.49\nid = "
        "\"n\"\n";
    const Village one(head + path + cut + pharmacy);
    REQUIRE(one.compare("a", "t1", {"--threads", "1"}).exit_code == 0);
    const auto expected = snapshot(one.scratch().path() / "t1" / "tables");
    for (const char* threads : {"2", "7"}) {
        REQUIRE(one.compare("a", std::string("t") + threads, {"--threads", threads}).exit_code ==
                0);
        CHECK(snapshot(one.scratch().path() / (std::string("t") + threads) / "tables") == expected);
    }
    const Village other(head + cut + path + pharmacy);
    REQUIRE(other.compare("a", "s").exit_code == 0);
    auto again = snapshot(other.scratch().path() / "s" / "tables");
    // The places of the changes in the configuration are told: voies[0] is another one.
    again["scenario_voies.csv"] = expected.at("scenario_voies.csv");
    CHECK(again == expected);
}

TEST_CASE("a change of facilities computes no timetable and no street again", "[cli][scenario]") {
    const Village village(R"([[scenarios]]
nom = "pharmacie"
[[scenarios.equipements]]
categorie = "pharmacie"
nom = "Nouvelle pharmacie"
lon = 2.99
lat = 46.49
capacite = 2
[[scenarios.equipements]]
action = "supprimer"
id = "invente/medecin/5"
)");
    REQUIRE(village.run("base").exit_code == 0);
    const Outcome outcome = village.compare("pharmacie", "s", {"--log", "json"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const std::string said = outcome.out + outcome.err;
    // What it does compute is told, each step by its name.
    CHECK_THAT(said, Contains("\"pharmacie : temps d'accès aux services\""));
    for (const char* step : {"desserte", "enclavement: rues et coupures", "isochrones à pied"})
        CHECK_THAT(said, !Contains("\"pharmacie : " + std::string(step) + "\""));
    const io::CsvTable table = village.table("s", "scenario_equipements");
    std::map<std::string, std::string> changes;
    for (const auto& row : table.rows)
        changes[row[table.require("nom")]] = row[table.require("change")];
    CHECK(changes.at("Nouvelle pharmacie") == "ajouté");
    CHECK(changes.at("Médecin") == "supprimé");
    CHECK(changes.at("Mairie").empty());
}

TEST_CASE("whoever a scenario gives nothing keeps the index of the base to the last digit",
          "[cli][scenario]") {
    // Percentiles are those of the base: that others gain moves nobody.
    const Village village(R"([[scenarios]]
nom = "pharmacie"
[[scenarios.equipements]]
categorie = "pharmacie"
lon = 2.984
lat = 46.484
[[scenarios.equipements]]
categorie = "medecin"
lon = 2.984
lat = 46.484
)");
    const Outcome outcome = village.compare("pharmacie", "s");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const io::CsvTable cells = village.table("s", "scenario_carreaux");
    std::size_t still = 0;
    std::size_t better = 0;
    for (const auto& row : cells.rows) {
        bool moves = false;
        for (std::size_t column = 0; column < cells.names.size(); ++column)
            if (cells.names[column].starts_with("gain_") && !row[column].empty())
                moves = moves || number(row[column]) != 0;
        const std::string& before = row[cells.require("indice_avant")];
        const std::string& after = row[cells.require("indice_apres")];
        if (before.empty()) continue;
        if (!moves) {
            CHECK(after == before);
            ++still;
        } else {
            CHECK(number(after) <= number(before));
            if (number(after) < number(before)) ++better;
        }
    }
    CHECK(still > 10);
    CHECK(better > 0);
}

TEST_CASE("every mistake in a scenario is told with its place and a way out", "[cli][scenario]") {
    struct Mistake {
        const char* text;
        int exit_code;
        std::vector<const char*> said;
    };
    const Mistake mistakes[] = {
        {"[[scenarios.voies]]\ntrace = \"LINESTRING (2.9823 46.4823, 2.9825 46.4824)\"\nnature = "
         "\"footway\"\n",
         3,
         {"scenario_sans_rue", "voies[0]", " m", "rattachement_m"}},
        {"[[scenarios.voies]]\ntrace = \"LINESTRING (700000 6600000, 700100 6600000)\"\nnature = "
         "\"footway\"\n",
         2,
         {"voies[0].trace", "crs = 2154"}},
        {"[[scenarios.voies]]\ntrace = \"LIGNE (1 2)\"\nnature = \"footway\"\n",
         2,
         {"voies[0].trace", "WKT"}},
        {"[[scenarios.voies]]\nfichier = \"absent.gpkg\"\nnature = \"footway\"\n",
         3,
         {"absent.gpkg", "n'existe pas"}},
        {"[[scenarios.voies]]\ntrace = \"LINESTRING (2.992 46.492, 2.996 46.496)\"\nnature = "
         "\"footwa\"\n",
         2,
         {"nature", "« footway » ?"}},
        {"[[scenarios.voies]]\ntrace = \"LINESTRING (2.992 46.492, 2.996 46.496)\"\nnatur = "
         "\"footway\"\n",
         2,
         {"nature"}},
        {"[[scenarios.voies]]\naction = \"fermer\"\ntrace = \"LINESTRING (2.9823 46.4823, 2.9825 "
         "46.4824)\"\n",
         3,
         {"scenario_rien_a_fermer", "voies[0]", " m", "travers"}},
        {"[[scenarios.voies]]\naction = \"fermer\"\nid = [424242]\n",
         3,
         {"scenario_rien_a_fermer", "voies[0]"}},
        {"[[scenarios.equipements]]\naction = \"capacite\"\nid = \"2\"\ncapacite = -3\n",
         2,
         {"equipements[0].capacite", "-3", "plus grand que 0"}},
        {"[[scenarios.equipements]]\ncategorie = \"pharmaci\"\nlon = 3.0\nlat = 46.5\n",
         2,
         {"equipements[0].categorie", "pharmacie"}},
        {"[[scenarios.equipements]]\naction = \"supprimer\"\nid = \"invente/medecin/55\"\n",
         2,
         {"equipements[0].id", "« invente/medecin/5 » ?"}},
        {"[[scenarios.lignes]]\nnom = \"N\"\nvitesse_kmh = 20\narrets = [\"s1\"]\nservice = [{ "
         "debut "
         "= \"06:00\", fin = \"20:00\", intervalle_min = 10 }]\n",
         2,
         {"arrets", "1 arrêt", "au moins deux"}},
        {"[[scenarios.lignes]]\nnom = \"N\"\nvitesse_kmh = 20\narrets = [\"s1\", \"s2\"]\nservice "
         "= "
         "[{ debut = \"06:00\", fin = \"20:00\", intervalle_min = 0 }]\n",
         2,
         {"intervalle_min", "0.5"}},
        {"[[scenarios.lignes]]\nnom = \"N\"\nvitesse_kmh = 20\narrets = [\"s1\", \"s9\"]\nservice "
         "= "
         "[{ debut = \"06:00\", fin = \"20:00\", intervalle_min = 10 }]\n",
         2,
         {"arrets", "« s9 »"}},
        {"[[scenarios.lignes]]\naction = \"supprimer\"\nligne = \"11\"\n", 2, {"ligne", "« 11 »"}},
        {"[[scenarios]]\nnom = \"x\"\n", 2, {"scenarios[1].nom", "deux fois"}},
    };
    for (const Mistake& mistake : mistakes) {
        const Village village(std::string("[[scenarios]]\nnom = \"x\"\n") + mistake.text);
        const Outcome outcome = village.compare("x", "s");
        INFO(mistake.text << "\n" << outcome.err);
        CHECK(outcome.exit_code == mistake.exit_code);
        for (const char* words : mistake.said) CHECK_THAT(outcome.err, Contains(words));
        CHECK_FALSE(fs::exists(village.scratch().path() / "s"));
    }
    const Village village(short_cut);
    const Outcome unknown = village.compare("racourci", "s");
    CHECK(unknown.exit_code == 2);
    CHECK_THAT(unknown.err, Contains("« raccourci » ?"));
}

TEST_CASE("check lays every scenario over the streets", "[cli][scenario]") {
    const Village good(short_cut);
    CHECK(good.check().exit_code == 0);
    const Village wrong(
        "[[scenarios]]\nnom = \"loin\"\n[[scenarios.voies]]\ntrace = \"LINESTRING (2.9823 46.4823, "
        "2.9825 46.4824)\"\nnature = \"footway\"\n");
    const Outcome outcome = wrong.check();
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Contains("scenario_sans_rue"));
}

TEST_CASE("a scenario may come before the first edition and stays beside it", "[cli][scenario]") {
    const Village village(short_cut);
    REQUIRE(village.compare("raccourci", "out/scenarios/raccourci").exit_code == 0);
    REQUIRE(village.run("out").exit_code == 0);
    CHECK(fs::exists(village.scratch().path() / "out/scenarios/raccourci/lisiere.gpkg"));
    // Nothing has changed: nothing is done again.
    const Outcome again = village.compare("raccourci", "out/scenarios/raccourci");
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.out + again.err, Contains("rien n'a changé"));
}

TEST_CASE(
    "the map of an edition shows the scenarios beside it, as long as it is the edition they "
    "were compared with",
    "[cli][scenario]") {
    const Village village(short_cut);
    village.scratch().write("bundle/index.html", "<html>");
    const auto list = [&] {
        return nlohmann::json::parse(
            village.scratch().read("out/carte/scenarios/liste.json"))["scenarios"];
    };
    // Compared before there is a map: the first edition finds it.
    REQUIRE(village.compare("raccourci", "out/scenarios/raccourci").exit_code == 0);
    REQUIRE(village.run("out").exit_code == 0);
    REQUIRE(list().size() == 1);
    CHECK(list()[0]["titre"] == "Un chemin en diagonale");
    CHECK(list()[0]["a_jour"] == true);
    const std::string place = list()[0]["dossier"];
    CHECK(fs::exists(village.scratch().path() / "out/carte/scenarios" / place / "lisiere.pmtiles"));

    SECTION("an unchanged run and an unchanged scenario leave everything as it is") {
        const auto before = snapshot(village.scratch().path() / "out");
        REQUIRE(village.run("out").exit_code == 0);
        REQUIRE(village.compare("raccourci", "out/scenarios/raccourci").exit_code == 0);
        CHECK(snapshot(village.scratch().path() / "out") == before);
    }
    SECTION("another edition keeps it, out of date, until it is compared again") {
        std::string text = village.scratch().read("t.toml");
        const std::string name = "nom = \"";
        text.insert(text.find(name) + name.size(), "Autre ");
        village.scratch().write("t.toml", text);
        REQUIRE(village.run("out").exit_code == 0);
        REQUIRE(list().size() == 1);
        CHECK(list()[0]["a_jour"] == false);
        REQUIRE(village.compare("raccourci", "out/scenarios/raccourci").exit_code == 0);
        CHECK(list()[0]["a_jour"] == true);
        // Only what is listed is there.
        CHECK(
            std::distance(fs::directory_iterator(village.scratch().path() / "out/carte/scenarios"),
                          fs::directory_iterator{}) == 2);
    }
    SECTION("one that is taken away leaves the map with the next run") {
        fs::remove_all(village.scratch().path() / "out/scenarios/raccourci");
        REQUIRE(village.run("out").exit_code == 0);
        CHECK(list().empty());
    }
}
