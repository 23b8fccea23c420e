// SPDX-License-Identifier: Apache-2.0
// What a user gets wrong in a scenario, and what is odd but right; lines and pedestrian streets.
#include <ogrsf_frmts.h>

#include "tests/io/cli/village.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

const std::string head = "[[scenarios]]\nnom = \"x\"\n";

/// Cells whose gain by a mode is above a tenth of a minute somewhere, and those that lose.
struct Moved {
    std::size_t gain = 0;
    std::size_t lose = 0;
};
Moved moved(const io::CsvTable& cells, const std::string& mode) {
    Moved found;
    for (const auto& row : cells.rows) {
        bool gains = false;
        bool loses = false;
        for (std::size_t column = 0; column < cells.names.size(); ++column) {
            const std::string& name = cells.names[column];
            if (!name.starts_with("gain_") || !name.ends_with("_" + mode) || row[column].empty() ||
                name == "gain_max_" + mode || name == "gain_moyen_" + mode)
                continue;
            gains = gains || number(row[column]) > 0.1;
            loses = loses || number(row[column]) < -0.1;
        }
        found.gain += gains ? 1 : 0;
        found.lose += loses ? 1 : 0;
    }
    return found;
}

/// A shapefile of the short cut in degrees, without the .prj that would say so.
void draw_without_system(const fs::path& file) {
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    REQUIRE(driver != nullptr);
    GDALDatasetUniquePtr data(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(data);
    OGRLayer* layer = data->CreateLayer("trait", nullptr, wkbLineString);
    OGRLineString line;
    line.addPoint(2.988, 46.488);
    line.addPoint(2.992, 46.492);
    OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    feature->SetGeometry(&line);
    REQUIRE(layer->CreateFeature(feature.get()) == OGRERR_NONE);
}

}  // namespace

TEST_CASE("a drawn file without a system of coordinates is refused with what to say",
          "[cli][scenario]") {
    const std::string way = "[[scenarios.voies]]\nfichier = \"trait.shp\"\nnature = \"footway\"\n";
    const Village village(head + way);
    draw_without_system(village.scratch().path() / "trait.shp");
    const Outcome outcome = village.compare("x", "s");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Contains("trait.shp"));
    CHECK_THAT(outcome.err, Contains("crs"));
    CHECK_FALSE(fs::exists(village.scratch().path() / "s"));
    // Said in the configuration, the same file is read.
    const Village told(head + way + "crs = 4326\n");
    draw_without_system(told.scratch().path() / "trait.shp");
    const Outcome read = told.compare("x", "s");
    INFO(read.err);
    REQUIRE(read.exit_code == 0);
    CHECK(moved(told.table("s", "scenario_carreaux"), "marche").gain > 0);
}

TEST_CASE("a line over a street without a node is told and passes over it", "[cli][scenario]") {
    // From the crossing at (2.988, 46.488) to the middle of the street x = 2.996, over x = 2.992.
    const std::string way =
        "[[scenarios.voies]]\ntrace = \"LINESTRING (2.988 46.488, 2.996 46.490)\"\nnature = "
        "\"footway\"\n";
    const Village over(head + way);
    const Outcome outcome = over.compare("x", "s");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(outcome.out + outcome.err, Contains("scenario_croisement_sans_noeud"));
    const Village node(head + way + "croisements = \"noeuds\"\n");
    const Outcome joined = node.compare("x", "s");
    REQUIRE(joined.exit_code == 0);
    CHECK_THAT(joined.out + joined.err, !Contains("scenario_croisement_sans_noeud"));
}

TEST_CASE("changes that contradict one another, or lie where nobody gets, are refused",
          "[cli][scenario]") {
    struct Mistake {
        const char* text;
        int exit_code;
        std::vector<const char*> said;
    };
    const Mistake mistakes[] = {
        {"[[scenarios.equipements]]\naction = \"capacite\"\nid = \"invente/pharmacie/2\"\n"
         "capacite = 2\n[[scenarios.equipements]]\naction = \"capacite\"\nid = "
         "\"invente/pharmacie/2\"\ncapacite = 3\n",
         2,
         {"equipements[1].id", "invente/pharmacie/2", "equipements[0]"}},
        {"[[scenarios.equipements]]\naction = \"supprimer\"\nid = \"invente/pharmacie/2\"\n"
         "[[scenarios.equipements]]\naction = \"capacite\"\nid = \"invente/pharmacie/2\"\n"
         "capacite = 3\n",
         2,
         {"equipements[1].id", "equipements[0]"}},
        {"[[scenarios.equipements]]\ncategorie = \"pharmacie\"\nid = \"n\"\nlon = 3.0\nlat = 46.5\n"
         "[[scenarios.equipements]]\ncategorie = \"pharmacie\"\nid = \"n\"\nlon = 2.99\nlat = "
         "46.49\n",
         2,
         {"equipements[1].id", "« n »"}},
        {"[[scenarios.equipements]]\ncategorie = \"pharmacie\"\nlon = 46.5\nlat = 3.0\n",
         3,
         {"equipements[0]", "loin de toute rue", "500 m", "longitude, puis latitude"}},
        {"[[scenarios.equipements]]\ncategorie = \"pharmacie\"\nlon = 3.0\nlat = 46.5\ncapacite = "
         "-1\n",
         2,
         {"equipements[0].capacite", "-1", "plus grand que 0"}},
        {"[[scenarios.lignes]]\nnom = \"N\"\nvitesse_kmh = 20\narrets = [\"s1\", \"POINT (3.2 "
         "46.5)\"]\nservice = [{ debut = \"06:00\", fin = \"20:00\", intervalle_min = 10 }]\n",
         3,
         {"lignes[0].arrets", "POINT (3.2 46.5)", "loin de toute rue"}},
        {"[[scenarios.lignes]]\naction = \"modifier\"\nligne = \"1\"\nfrequence = 2\n"
         "[[scenarios.lignes]]\naction = \"modifier\"\nligne = \"1\"\nvitesse = 2\n",
         2,
         {"lignes[1].ligne", "« 1 »", "lignes[0]"}},
        {"[[scenarios.voies]]\naction = \"pietonniser\"\ntrace = \"LINESTRING (2.9823 46.4823, "
         "2.9825 46.4824)\"\n",
         3,
         {"scenario_rien_a_fermer", "voies[0]"}},
    };
    for (const Mistake& mistake : mistakes) {
        const Village village(head + mistake.text);
        const Outcome outcome = village.compare("x", "s");
        INFO(mistake.text << "\n" << outcome.err);
        CHECK(outcome.exit_code == mistake.exit_code);
        for (const char* words : mistake.said) CHECK_THAT(outcome.err, Contains(words));
        CHECK_FALSE(fs::exists(village.scratch().path() / "s"));
    }
    // Moved and given another capacity: two changes that both stand.
    const Village both(head +
                       "[[scenarios.equipements]]\naction = \"capacite\"\nid = "
                       "\"invente/pharmacie/2\"\ncapacite = 2\n[[scenarios.equipements]]\naction = "
                       "\"deplacer\"\nid = \"invente/pharmacie/2\"\nlon = 2.99\nlat = 46.49\n");
    const Outcome outcome = both.compare("x", "s");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
}

TEST_CASE("a scenario without a name, or none at all, is told", "[cli][scenario]") {
    const Outcome nameless = Village("[[scenarios]]\ntitre = \"Sans nom\"\n").compare("x", "s");
    CHECK(nameless.exit_code == 2);
    CHECK_THAT(nameless.err, Contains("scenarios[0].nom"));
    const Outcome none = Village("").compare("x", "s");
    CHECK(none.exit_code == 2);
    CHECK_THAT(none.err, Contains("aucun scénario « x »") && Contains("[[scenarios]]"));
}

TEST_CASE("an added line is ridden, a removed one no more, a more frequent one leaves more often",
          "[cli][scenario]") {
    const Village added(head +
                        "[[scenarios.lignes]]\nnom = \"N\"\nvitesse_kmh = 40\narrets = [\"s1\", "
                        "\"POINT (2.988 46.5)\", \"s3\"]\nservice = [{ debut = \"06:00\", fin = "
                        "\"21:00\", intervalle_min = 5 }]\n");
    const Outcome outcome = added.compare("x", "s");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const io::CsvTable cells = added.table("s", "scenario_carreaux");
    CHECK(moved(cells, "tc").gain > 5);
    CHECK(moved(cells, "tc").lose == 0);
    CHECK(moved(cells, "marche").gain == 0);
    CHECK(moved(cells, "voiture").gain == 0);

    const Village removed(head + "[[scenarios.lignes]]\naction = \"supprimer\"\nligne = \"1\"\n");
    REQUIRE(removed.compare("x", "s").exit_code == 0);
    CHECK(moved(removed.table("s", "scenario_carreaux"), "tc").gain == 0);
    CHECK(moved(removed.table("s", "scenario_carreaux"), "tc").lose > 5);

    const Village frequent(
        head + "[[scenarios.lignes]]\naction = \"modifier\"\nligne = \"1\"\nfrequence = 2\n");
    REQUIRE(frequent.compare("x", "s").exit_code == 0);
    const io::CsvTable measures = frequent.table("s", "scenario_composantes");
    std::size_t doubled = 0;
    for (const auto& row : measures.rows) {
        if (row[measures.require("mesure")] != "departs_h_pointe_matin") continue;
        const std::string& before = row[measures.require("valeur_avant")];
        if (before.empty() || number(before) <= 0) continue;
        CHECK(number(row[measures.require("valeur_apres")]) ==
              Approx(2 * number(before)).epsilon(0.02));
        ++doubled;
    }
    CHECK(doubled > 0);
}

TEST_CASE("streets for walkers alone take cars away and nothing else", "[cli][scenario]") {
    // The two streets that meet at (2.996, 46.496), whole.
    const Village village(head +
                          "[[scenarios.voies]]\naction = \"pietonniser\"\ntrace = \"LINESTRING "
                          "(2.980 46.496, 3.020 46.496)\"\n[[scenarios.voies]]\naction = "
                          "\"pietonniser\"\ntrace = \"LINESTRING (2.996 46.480, 2.996 46.520)\"\n");
    const Outcome outcome = village.compare("x", "s");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const io::CsvTable cells = village.table("s", "scenario_carreaux");
    CHECK(moved(cells, "voiture").lose > 0);
    CHECK(moved(cells, "voiture").gain == 0);
    for (const char* mode : {"marche", "velo", "tc"}) {
        INFO(mode);
        CHECK(moved(cells, mode).gain + moved(cells, mode).lose == 0);
    }
}
