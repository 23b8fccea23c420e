// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include "io/base/error.hpp"
#include "io/config/run_config.hpp"

#include "tests/io/config/configuration_folder.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::io;

namespace {

using Folder = test::ConfigurationFolder;
const std::string& least = test::least_configuration;

std::string message_of(const Folder& folder, const std::string& text) {
    try {
        read_config(folder.write(text));
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "no ConfigError";
}

}  // namespace

TEST_CASE("the least configuration is a name and one file of perimeters; the rest has defaults",
          "[config]") {
    const Folder folder;
    const RunConfig config = read_config(folder.write(least));
    CHECK(config.slug == "val-de-lisse");
    CHECK(config.language == "fr");
    CHECK(config.access.window.start == Seconds{7 * 3600});
    CHECK(config.access.window.departures() == 2 * 60);
    REQUIRE(config.perimeters.size() == 1);
    CHECK(config.perimeters[0].file == folder.path / "qpv.gpkg");
    CHECK(config.perimeters[0].statut == Statut::officiel);
    CHECK(config.priority_geography ==
          std::vector<PerimeterKind>{PerimeterKind::quartier_prioritaire});
}

TEST_CASE("what ranks are in is the study area, or a file beside the configuration", "[config]") {
    const Folder folder;
    const auto read = [&](const std::string& keys) {
        return read_config(folder.write(least + keys));
    };
    CHECK(read("").distribution_as_written.empty());
    CHECK(to_toml(read("")).find("distribution = 'zone'") != std::string::npos);
    CHECK(read("[calcul]\ndistribution = \"zone\"\n").distribution.empty());
    const RunConfig named = read("[calcul]\ndistribution = \"mars/france.distribution\"\n");
    CHECK(named.distribution == folder.path / "mars" / "france.distribution");
    CHECK(to_toml(named).find("distribution = 'mars/france.distribution'") != std::string::npos);
    CHECK(
        message_of(folder, least + "[calcul]\ndistribution = \"\"\n").find("calcul.distribution") !=
        std::string::npos);
}

TEST_CASE("the folder of a territory is its name without accents, or what is asked for below out/",
          "[config]") {
    const Folder folder;
    const auto slug_of = [&](const std::string& keys) {
        return read_config(folder.write("[territoire]\n" + keys +
                                        "\n[[perimetres]]\nfichier = \"qpv.gpkg\"\n"))
            .slug;
    };
    CHECK(slug_of("nom = \"Métropole Européenne\"") == "metropole-europeenne");
    CHECK(slug_of("nom = \"…\"") == "territoire");
    CHECK(slug_of(fmt::format("nom = \"{}\"", std::string(300, 'a'))).size() <= 100);
    CHECK(slug_of("nom = \"x\"\ndossier = \"Lille/2024\"") == "Lille/2024");
    for (const char* asked : {"", "/etc", "..", "../x", "a/../../b", "a\\nb"}) {
        INFO(asked);
        CHECK_THAT(
            message_of(folder, "[territoire]\nnom = \"x\"\ndossier = \"" + std::string(asked) +
                                   "\"\n[[perimetres]]\nfichier = \"qpv.gpkg\"\n"),
            Catch::Matchers::Contains("out/"));
    }
}

TEST_CASE("a scenario is named as a folder of any system can be", "[config]") {
    const Folder folder;
    for (const std::string& name : {std::string("con"), std::string("nul"), std::string("-a"),
                                    std::string("A"), std::string("a/b"), std::string(101, 'a')}) {
        INFO(name);
        CHECK_THAT(message_of(folder, least + "[[scenarios]]\nnom = \"" + name + "\"\n"),
                   Catch::Matchers::Contains("il nomme un dossier"));
    }
    CHECK(read_config(folder.write(least + "[[scenarios]]\nnom = \"passerelle-2\"\n"))
              .scenarios.front()
              .name == "passerelle-2");
}

TEST_CASE("an unknown key is refused with its line and the nearest known key", "[config]") {
    const Folder folder;
    const std::string message =
        message_of(folder, least + "[calcul]\nfenettre = [\"07:00\", \"09:00\"]\n");
    CHECK_THAT(message, Catch::Matchers::Contains("t.toml, ligne 6, clé calcul.fenettre"));
    CHECK_THAT(message, Catch::Matchers::Contains("\"fenetre\" ?"));
}

TEST_CASE("a wrong value names what was found and what was expected", "[config]") {
    const Folder folder;
    CHECK_THAT(message_of(folder, least + "genre = \"quartier\"\n"),
               Catch::Matchers::Contains("quartier_prioritaire"));
    CHECK_THAT(message_of(folder, least + "[calcul]\ndate = \"2026-02-30\"\n"),
               Catch::Matchers::Contains("2026-02-30"));
    CHECK_THAT(message_of(folder, least + "[calcul]\nfenetre = [\"9h\", \"10:00\"]\n"),
               Catch::Matchers::Contains("07:00"));
    CHECK_THAT(message_of(folder, least + "source = \"insee\"\n"),
               Catch::Matchers::Contains("[sources.insee]"));
    CHECK_THAT(message_of(folder, "[territoire]\nnom = \"x\"\n"),
               Catch::Matchers::Contains("aucun périmètre"));
    CHECK_THAT(message_of(folder, "[territoire\n"), Catch::Matchers::Contains("ligne 1"));
}

TEST_CASE("a declared file that does not exist is an input error that names it", "[config]") {
    const Folder folder;
    CHECK_THROWS_AS(read_config(folder.write(least + "[[horaires]]\nfichier = \"absent.zip\"\n")),
                    InputError);
}

TEST_CASE("the configuration written back in full reads as the same configuration", "[config]") {
    const Folder folder;
    const RunConfig first = read_config(folder.write(
        least +
        "champs = { code = \"X\" }\nfiltre = { champ = \"X\", valeurs = [\"a\"] }\n"
        "[sources.s]\ntitre = \"t\"\n[[destinations]]\nid = \"centre\"\nlon = 3.5\nlat = 50.3\n"
        "[calcul]\ncentre = \"centre\"\ndate = \"2026-03-17\"\nfenetre = [\"13:00\", \"15:00\"]\n"
        "poids = { coupures = 2, desserte = 0.5 }\n"
        "isochrones_min = [20, 10]\nisochrones_tc_min = []\n"));
    const std::string text = to_toml(first);
    const RunConfig second = read_config(folder.write(text));
    CHECK(to_toml(second) == text);
    CHECK(second.date == first.date);
    CHECK(second.weights == first.weights);
    CHECK(second.isochrone_minutes == std::vector<double>{20, 10});
    CHECK(second.transit_isochrone_minutes.empty());
    CHECK(second.perimeters[0].filter_values == std::vector<std::string>{"a"});
}

TEST_CASE("a list of quarters names its drawn file, its words and its flags, and is local",
          "[config]") {
    const Folder folder;
    const std::string list = least +
                             "par = \"liste\"\ncontours = { fichier = \"qpv.gpkg\", crs = 2154 }\n"
                             "valeurs = { qpv = \"quartier_prioritaire\" }\n"
                             "programmes = { NPNRU = \"npnru\" }\n"
                             "[[filiation]]\nfichier = \"qpv.gpkg\"\npassage = { fichier = "
                             "\"qpv.gpkg\" }\n[calcul]\nfiliation_part_min = 0.2\n";
    const RunConfig config = read_config(folder.write(list));
    const PerimeterSpec& spec = config.perimeters.at(0);
    CHECK(spec.statut == Statut::local);
    REQUIRE(spec.drawn);
    CHECK(spec.drawn->crs == 2154);
    CHECK(spec.values.at("qpv") == "quartier_prioritaire");
    CHECK(spec.programmes.at("NPNRU") == "npnru");
    CHECK(config.lineage.at(0).generation == Generation::g2015);
    CHECK(config.lineage.at(0).passage->file == spec.drawn->file);
    CHECK(config.lineage_settings.least_share == 0.2);
    const std::string text = to_toml(config);
    CHECK(to_toml(read_config(folder.write(text))) == text);

    CHECK_THAT(message_of(folder, least + "par = \"fichier\"\n"),
               Catch::Matchers::Contains("contours"));
    CHECK_THAT(message_of(folder, least + "contours = { fichier = \"qpv.gpkg\", genre = 1 }\n"),
               Catch::Matchers::Contains("perimetres[0].contours.genre"));
    CHECK_THROWS_AS(read_config(folder.write(least + "contours = { fichier = \"absent.gpkg\" }\n")),
                    InputError);
}

TEST_CASE("stops without a timetable: what is read is written", "[config]") {
    const Folder folder;
    const RunConfig config =
        read_config(folder.write(
            least + "[[arrets]]\nfichier = \"qpv.gpkg\"\nmode = \"tram\"\n"
                    "valeurs = { TCSP = \"bhns\", \"Dépôt\" = \"ignorer\" }\n"
                    "champs = { nom = \"X\" }\n[calcul]\ndate_edition = \"2026-11-30\"\n"));
    REQUIRE(config.stops.size() == 1);
    CHECK(config.stops[0].mode == "tram");
    CHECK(config.stops[0].values.at("Dépôt") == "ignorer");
    REQUIRE(config.edition_date);
    const std::string text = to_toml(config);
    const RunConfig again = read_config(folder.write(text));
    CHECK(to_toml(again) == text);
    CHECK(again.stops.at(0).values == config.stops[0].values);
    CHECK(again.edition_date == config.edition_date);
    CHECK_THAT(message_of(folder, least + "[[arrets]]\nfichier = \"qpv.gpkg\"\nmode = \"trame\"\n"),
               Catch::Matchers::Contains("tram"));
    CHECK_THAT(message_of(folder, least + "[[arrets]]\nfichier = \"qpv.gpkg\"\n"
                                          "valeurs = { a = \"avion\" }\n"),
               Catch::Matchers::Contains("ignorer"));
    CHECK_THAT(message_of(folder, least + "[calcul]\ndate_edition = \"hier\"\n"),
               Catch::Matchers::Contains("date_edition"));
}

TEST_CASE("[sorties] says whether there is a workbook and who opens the tables", "[config]") {
    const Folder folder;
    const RunConfig plain = read_config(folder.write(least));
    CHECK(plain.outputs.workbook);
    CHECK(plain.outputs.csv == CsvReader::machine);
    const RunConfig config =
        read_config(folder.write(least + "[sorties]\nclasseur = false\ncsv = \"tableur\"\n"));
    CHECK_FALSE(config.outputs.workbook);
    CHECK(config.outputs.csv == CsvReader::spreadsheet);
    CHECK(to_toml(read_config(folder.write(to_toml(config)))) == to_toml(config));
    CHECK_THAT(message_of(folder, least + "[sorties]\ncsv = \"excel\"\n"),
               Catch::Matchers::Contains("machine"));
    CHECK_THAT(message_of(folder, least + "[sorties]\nclaseur = true\n"),
               Catch::Matchers::Contains("classeur"));
}

TEST_CASE("[catalogue] and the address of an edition are checked and written back", "[config]") {
    const Folder folder;
    CHECK(to_toml(read_config(folder.write(least))).find("[catalogue]") == std::string::npos);
    const RunConfig config =
        read_config(folder.write(
            least + "[sorties]\nadresse = \"https://donnees.exemple.fr/qpv\"\n[catalogue]\nediteur "
                    "= \"Agglo\"\n"
                    "contact = \"sig@exemple.fr\"\nlicence = \"ODbL\"\nperiodicite = \"annuelle\"\n"
                    "mots_cles = [\"ville\"]\n"));
    CHECK(config.outputs.address == "https://donnees.exemple.fr/qpv/");
    CHECK(config.catalogue.publisher == "Agglo");
    CHECK(config.catalogue.keywords == std::vector<std::string>{"ville"});
    CHECK(to_toml(read_config(folder.write(to_toml(config)))) == to_toml(config));
    for (const auto& [keys, said] :
         {std::pair{"[sorties]\nadresse = \"donnees.exemple.fr\"\n", "https://"},
          {"[catalogue]\ncontact = \"le SIG\"\n", "courriel"},
          {"[catalogue]\nediteur_url = \"exemple.fr\"\n", "https://"},
          {"[catalogue]\nperiodicite = \"mensuel\"\n", "mensuelle"},
          {"[catalogue]\nediteurs = \"x\"\n", "editeur"}})
        CHECK_THAT(message_of(folder, least + keys), Catch::Matchers::Contains(said));
}

TEST_CASE("a base is named without a password, and bears on no edition", "[config]") {
    const Folder folder;
    CHECK_FALSE(read_config(folder.write(least)).outputs.postgis);
    const RunConfig config = read_config(
        folder.write(least + "[sorties]\npostgis = \"service=lisiere\"\n"
                             "postgis_lecteurs = [\"sig\"]\npostgis_precedente = false\n"));
    CHECK(config.outputs.postgis.connection == "service=lisiere");
    CHECK(config.outputs.postgis.readers == std::vector<std::string>{"sig"});
    CHECK_FALSE(config.outputs.postgis.keep);
    CHECK(to_toml(config) == to_toml(read_config(folder.write(least))));
    // The folder of the territory names the schema, as one writes it without quotes.
    const std::string text =
        "[territoire]\nnom = \"X\"\ndossier = \"2026/Val-de-Lisse\"\n"
        "[[perimetres]]\nfichier = \"qpv.gpkg\"\n[sorties]\npostgis = \"service=x\"\n";
    CHECK(read_config(folder.write(text)).outputs.postgis.schema == "territoire_2026_val_de_lisse");
    for (const char* secret : {"host=h user=u password=p", "postgresql://u:p@h/b",
                               "host=h PASSWORD = 'x y'", "postgres://h/b?user=u&password=p"}) {
        INFO(secret);
        const std::string said =
            message_of(folder, least + "[sorties]\npostgis = \"" + std::string(secret) + "\"\n");
        CHECK_THAT(said, Catch::Matchers::Contains(".pgpass"));
        CHECK_THAT(said, !Catch::Matchers::Contains(secret));
    }
    CHECK(read_config(folder.write(least + "[sorties]\npostgis = \"postgresql://u@h:5433/b\"\n"))
              .outputs.postgis);
    for (const char* name : {"public", "pg_x", "Ville", "a-b", "1a", "", "a b"}) {
        INFO(name);
        CHECK_THAT(message_of(folder, least + "[sorties]\npostgis_schema = \"" + std::string(name) +
                                          "\"\n"),
                   Catch::Matchers::Contains("postgis_schema"));
    }
}
