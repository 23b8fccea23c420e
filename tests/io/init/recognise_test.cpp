// SPDX-License-Identifier: Apache-2.0
#include "io/init/recognise.hpp"

#include <set>

#include "tests/io/init/small_files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;

namespace {

const std::vector<init::Kind>& kinds() {
    static const std::vector<init::Kind> read = init::read_kinds();
    return read;
}

/// What the first layer of such a file is taken for; "" when it has no place.
std::string taken_for(const std::string& name, const std::string& text) {
    const TempFolder folder;
    const auto samples = sample_layers(folder.write(name, text), 100);
    const auto fit = init::recognise(samples.front(), kinds());
    return fit && fit->whole() ? fit->signature->id : std::string();
}

init::Fit nearest(const std::string& name, const std::string& text) {
    const TempFolder folder;
    const auto fit = init::recognise(sample_layers(folder.write(name, text), 100).front(), kinds());
    REQUIRE(fit);
    return *fit;
}

}  // namespace

TEST_CASE("every table is known by its columns, whatever its file is called", "[init]") {
    const std::vector<std::pair<std::string, std::string>> tables{
        {"table_iris", "IRIS;COM;P21_POP;P21_POP0014\n990010101;99001;10;2\n990010102;99001;8;1\n"},
        {"table_iris", "IRIS;LIBIRIS;DISP_MED21;DISP_TP6021\n990010101;Centre;20000;12,5\n"},
        {"table_iris", "CODGEO;LIBGEO;A;PERCOU\n010040101;Nord;438;1 287\n"},
        {"table_commune", "CODGEO;LIBGEO;P21_POP\n01001;Ici;800\n01002;Là;200\n"},
        {"table_qpv", "CODGEO;LIBGEO;POP_MUN;TX_F\nQP001001;Terre;6 490;55,3\n"},
        {"table_qpv", "qp;nom_qp;population_municipale_2013\nQP001001;Terre;6056\n"},
        {"bpe",
         "AN;TYPEQU;LAMBERT_X;LAMBERT_Y;DCIRIS;QP2024\n2024;C107;700000;6600000;990010101;\n"},
        {"passage", "qp2024;qp2015;statut\nQN09901M;QP099001;Identique\n"},
        {"epci", "CODGEO;LIBGEO;EPCI;LIBEPCI\n01001;Ici;200069193;CC de la Dombes\n"},
        {"adresses",
         "numero;nom_voie;code_insee;nom_commune;lon;lat\n1;Rue Haute;99001;Ici;3;46\n"},
        {"carreaux", "idcar_200m,ind,men\nCRS3035RES200mN2618600E3777800,12.5,4\n"},
        {"carreaux", "IdINSPIRE;Ind\nCRS3035RES200mN2618600E3777800;12,5\n"},
        {"liste_locale", "quartier;equipement;adresse\nQN09901M;Gymnase;1 rue Haute\n"},
        {"points_de_population", "id,lon,lat,population\na,3,46,120\n"},
        {"opportunites", "id,lon,lat,emplois\na,3,46,120\n"},
        {"equipements", "nom,categorie,lon,lat\nMairie,mairie,3,46\n"},
        {"chiffres_locaux", "commune;indicateur;valeur\nIci;chomage;12\n"},
        {"liste_quartiers", "communes,nom,genre\nIci,La Lande,veille_active\n"},
        {"arrets", "nom,mode,lon,lat\nGare,Tramway,3,46\nPort,bus,3,46\n"},
        {"stations_d_une_ligne", "nom;lignes;lon;lat\nGare;T1,T2;3;46\n"},
        {"lieux", "id,lat,lon\nmarche,46,3\n"},
    };
    for (const auto& [kind, text] : tables) {
        INFO(text);
        CHECK(taken_for("x.csv", text) == kind);
    }
}

TEST_CASE("every layer is known by its columns and its geometry", "[init]") {
    const std::vector<std::pair<std::string, std::string>> layers{
        {"qpv", squares({R"("CODE_QP":"QP099001","NOM_QP":"Ici","COMMUNE_QP":"Là")"})},
        {"qpv", squares({R"("code_qp":"QN09901M","lib_qp":"Ici")"})},
        {"perimetres_genre", squares({R"("nom":"Ici","genre":"veille_active")"})},
        {"veille_active", squares({R"("nom":"Ici","communes":"Là")"})},
        {"iris", squares({R"("CODE_IRIS":"990010101","TYP_IRIS":"H")"})},
        {"communes", squares({R"("INSEE_COM":"99001","NOM":"Ici")"})},
        {"carreaux", squares({R"("idcar_200m":"CRS3035RES200mN2618600E3777800","ind":3)"})},
        {"batiments", squares({R"("usage_1":"Résidentiel","nombre_de_logements":3)"})},
        {"rues_natures", lines({R"("nature":"Route à 1 chaussée","cleabs":"T1")"})},
        {"rues_champs", lines({R"("id":1,"sens_unique":0,"temps_s":12)"})},
        {"coupures", lines({R"("type":"voie_ferree","nom":"Ligne")"})},
        {"bdtopo_voie_ferree",
         lines({R"("cleabs":"V1","electrification":"Oui","nombre_de_voies":2)"})},
        {"bdtopo_cours_eau", lines({R"("cleabs":"C1","persistance":"Permanent")"})},
    };
    for (const auto& [kind, text] : layers) {
        INFO(text);
        CHECK(taken_for("x.geojson", text) == kind);
    }
}

TEST_CASE("a field of another name is found by what it says, and mapped", "[init]") {
    const auto fit = nearest("x.geojson", squares({R"("REF":"QN09901M","lib_qp":"Ici")"}));
    REQUIRE(fit.whole());
    CHECK(fit.signature->id == "qpv");
    CHECK(fit.mapping == std::map<std::string, std::string>{{"code", "REF"}});
}

TEST_CASE("what has no place comes with the nearest kind and what it lacks of it", "[init]") {
    const auto list = nearest("x.csv", "CODE_IRIS;LIB_IRIS\n990010101;Centre\n");
    CHECK_FALSE(list.whole());
    CHECK(list.signature->schema == "recensement");
    REQUIRE(list.missing.size() == 1);
    CHECK(list.missing[0].find("chiffres") != std::string::npos);
    CHECK(taken_for("QP2024.csv", "a;b\n1;2\n").empty());
}

TEST_CASE("a name of file decides nothing: a table called communes is what its columns say",
          "[init]") {
    CHECK(taken_for("communes.csv", "qp2024;qp2015\nQN09901M;QP099001\n") == "passage");
}

TEST_CASE("small areas with a commune's code are not communes", "[init]") {
    const std::string row = R"("INSEE_COM":"99001","NOM":"Terrain")";
    CHECK(taken_for("x.geojson", squares({row}, 0.001)).empty());
    CHECK(taken_for("x.geojson", squares({row}, 0.02)) == "communes");
}

TEST_CASE("signatures are unique, and name sections that a configuration has", "[init]") {
    const std::set<std::string> sections{
        "perimetres",   "filiation",    "communes",       "iris",     "epci",        "recensement",
        "population",   "batiments",    "rues",           "coupures", "equipements", "adresses",
        "opportunites", "destinations", "listes_locales", "arrets"};
    std::set<std::string> ids;
    for (const init::Kind& kind : kinds())
        for (const init::Signature& signature : kind.signatures) {
            INFO(signature.id);
            CHECK(ids.insert(signature.id).second);
            CHECK(sections.contains(signature.section));
            CHECK_FALSE(signature.title.empty());
            CHECK_FALSE(signature.geometries.empty());
        }
    CHECK(ids.size() >= 20);
}
