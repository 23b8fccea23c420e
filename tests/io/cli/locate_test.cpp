// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <random>

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet's quarter is the box 2.985..2.995 by 46.485..46.495 (about 767 × 1111 m).
struct Hamlet {
    Scratch scratch;
    std::string config = write_hamlet(scratch).string();

    Outcome locate(const std::string& csv, std::vector<std::string> more = {}) const {
        const std::string file = scratch.write("points.csv", csv).string();
        std::vector<std::string> arguments{"locate", config, file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_lisiere(arguments);
    }
    lisiere::io::CsvTable table(const std::string& csv, std::vector<std::string> more = {}) const {
        const Outcome outcome = locate(csv, std::move(more));
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        return lisiere::io::parse_csv_table(outcome.out, "sortie");
    }
};

std::string at(const lisiere::io::CsvTable& table, std::size_t row, const std::string& column) {
    return table.rows.at(row).at(table.require(column));
}

}  // namespace

TEST_CASE("locate tells perimeter, band, IRIS, commune and distance of each line",
          "[cli][locate]") {
    const Hamlet hamlet;
    const auto table = hamlet.table(
        "nom;lon;lat\ndedans;2.99;46.49\nà 230 m;2.998;46.49\nà 460 m;3.001;46.49\n"
        "loin;3.018;46.518\nsur le bord;2.985;46.485\n");
    CHECK(at(table, 0, "code_qp") == "QN09901N");
    CHECK(at(table, 0, "nom_qp") == "La Lande");
    CHECK(at(table, 0, "genre") == "quartier_prioritaire");
    CHECK(at(table, 0, "distance_m") == "0.0");
    CHECK(at(table, 0, "bande_m").empty());
    CHECK(at(table, 0, "code_iris") == "990010101");
    CHECK(at(table, 0, "code_commune") == "99001");
    CHECK(at(table, 0, "nom_commune") == "Hameau");
    CHECK(at(table, 1, "code_qp").empty());
    CHECK(at(table, 1, "bande_m") == "300");
    // 0.003 degrees of longitude at 46.49° N: 0.003 × 111,320 × cos 46.49° = 230 m
    CHECK(std::stod(at(table, 1, "distance_m")) == Approx(230).margin(1));
    CHECK(at(table, 1, "code_qp_proche") == "QN09901N");
    CHECK(at(table, 2, "bande_m") == "500");
    CHECK(at(table, 2, "code_iris") == "990010102");
    CHECK(at(table, 3, "bande_m").empty());
    CHECK(at(table, 4, "code_qp") == "QN09901N");
}

TEST_CASE("every column comes out as it was: quotes, delimiters and line ends in fields",
          "[cli][locate]") {
    const Hamlet hamlet;
    const std::string rows =
        "\"dit \"\"le; grand\"\"\";\"l1\nl2\"; 2,99 ;46,49\r\n 00042;;2.99;46.49\r\n";
    const Outcome outcome = hamlet.locate("\xEF\xBB\xBFnom;note;lon;lat\r\n" + rows);
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.starts_with("\xEF\xBB\xBFnom;note;lon;lat;code_qp;"));
    CHECK_THAT(outcome.out,
               Contains("\r\n\"dit \"\"le; grand\"\"\";\"l1\nl2\"; 2,99 ;46,49;QN09901N;"));
    CHECK_THAT(outcome.out, Contains("\r\n 00042;;2.99;46.49;QN09901N;"));
}

TEST_CASE("lines that cannot be located say why, and are counted", "[cli][locate]") {
    const Hamlet hamlet;
    const std::string csv =
        "id,lon,lat\n1,2.99,46.49\n2,46.49,2.99\n3,-43.2,-22.9\n4,,\n5,abc,46.49\n6,2.99\n"
        "7,2.99,46.49,en trop\n8,650000,6860000\n";
    const Outcome outcome = hamlet.locate(csv);
    REQUIRE(outcome.exit_code == 0);
    const auto table = lisiere::io::parse_csv_table(outcome.out, "sortie");
    REQUIRE(table.rows.size() == 8);
    CHECK_THAT(at(table, 1, "motif"), Contains("inversées"));
    CHECK(at(table, 2, "motif") == "hors du territoire d'étude");
    CHECK(at(table, 3, "motif") == "sans coordonnées");
    CHECK(at(table, 4, "motif") == "coordonnées illisibles");
    CHECK_THAT(at(table, 5, "motif"), Contains("largeur"));
    CHECK_THAT(at(table, 6, "motif"), Contains("largeur"));
    CHECK(table.rows[6].back() == "en trop");
    CHECK(at(table, 7, "motif") == "hors du territoire d'étude");
    for (std::size_t row = 1; row < 8; ++row) {
        CHECK(at(table, row, "code_qp").empty());
        CHECK(at(table, row, "distance_m").empty());
        CHECK(at(table, row, "qualite") == "aucun");
    }
    CHECK_THAT(outcome.err, Contains("8 lignes, 1 localisées, 1 dans un périmètre"));
    CHECK_THAT(outcome.err, Contains("lignes_de_largeur_differente ×2"));
    // Nothing of the lines themselves is said.
    CHECK(outcome.err.find("abc") == std::string::npos);
    CHECK(outcome.err.find("en trop") == std::string::npos);
}

TEST_CASE("coordinates are told by their values, or read in the system given", "[cli][locate]") {
    const Hamlet hamlet;
    // 2.99° E 46.49° N in Lambert-93 by PROJ; a degree file whose columns are called x and y.
    const auto metres = hamlet.table("x;y\n699233.0;6598889.5\n2.99;46.49\n");
    CHECK(at(metres, 0, "code_qp") == "QN09901N");
    CHECK(at(metres, 1, "code_qp") == "QN09901N");
    // The same place in UTM 31N: 3 - 0.01° from the central meridian, so x is just under 500,000.
    const auto utm = hamlet.table("est;nord\n499232.5;5148492.2\n",
                                  {"--x", "est", "--y", "nord", "--crs", "32631"});
    CHECK(at(utm, 0, "code_qp") == "QN09901N");
}

TEST_CASE("wrong files and columns are refused in words, and nothing is written", "[cli][locate]") {
    const Hamlet hamlet;
    const std::string out = (hamlet.scratch.path() / "sortie.csv").string();
    const auto refused = [&](const Outcome& outcome, int code, const std::string& word) {
        INFO(outcome.err);
        CHECK(outcome.exit_code == code);
        CHECK_THAT(outcome.err, Contains(word));
        CHECK(outcome.out.empty());
        CHECK_FALSE(fs::exists(out));
    };
    refused(hamlet.locate("id;longitud;latitude\n1;2;3\n", {"-o", out}), 3, "« longitud » ?");
    refused(hamlet.locate("id;a\n1;2\n", {"--lon", "aa", "-o", out}), 3, "« a » ?");
    refused(hamlet.locate("id;adresse\n1;2\n", {"-o", out}), 3, "--base");
    refused(hamlet.locate("", {"-o", out}), 3, "vide");
    refused(hamlet.locate("lon;lat\n2;\"3\n", {"-o", out}), 3, "guillemet");
    refused(run_lisiere({"locate", hamlet.config, "absent.csv", "-o", out}), 3, "absent.csv");
    refused(hamlet.locate("lon;lat\n2.99;46.49\n", {"-o", "/nulle/part/s.csv"}), 1, "/nulle/part");
    refused(run_lisiere({"locate", hamlet.config}), 2, "il manque un argument");
    const std::string self = (hamlet.scratch.path() / "points.csv").string();
    refused(hamlet.locate("lon;lat\n2.99;46.49\n", {"-o", self}), 2, "jamais remplacées");
    CHECK(hamlet.scratch.read("points.csv") == "lon;lat\n2.99;46.49\n");
    // An earlier result stays when a later one is refused.
    REQUIRE(hamlet.locate("lon;lat\n2.99;46.49\n", {"-o", out}).exit_code == 0);
    const std::string earlier = hamlet.scratch.read("sortie.csv");
    CHECK(hamlet.locate("lon;lat\n2;\"3\n", {"-o", out}).exit_code == 3);
    CHECK(hamlet.scratch.read("sortie.csv") == earlier);
    const auto files = snapshot(hamlet.scratch.path());
    for (const auto& [name, hash] : files) CHECK(name.find("partiel") == std::string::npos);
}

TEST_CASE("a column of ours that the file already has gets another name", "[cli][locate]") {
    const Hamlet hamlet;
    const auto table = hamlet.table("code_qp;lon;lat\nmien;2.99;46.49\n");
    CHECK(at(table, 0, "code_qp") == "mien");
    CHECK(at(table, 0, "code_qp_lisiere") == "QN09901N");
}

TEST_CASE("addresses are found in the base, at the level that is sure", "[cli][locate]") {
    const Hamlet hamlet;
    const std::string base =
        hamlet.scratch
            .write("base.csv",
                   "numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
                   "2;;Rue de la Lande;99000;99001;Hameau;2.987;46.487\n"
                   "10;;Rue de la Lande;99000;99001;Hameau;2.990;46.487\n"
                   "1;;Rue du Long Chemin;99000;99001;Hameau;2.990;46.490\n"
                   "99;;Rue du Long Chemin;99000;99001;Hameau;3.010;46.490\n")
            .string();
    const std::string csv =
        "adresse;cp;ville\n10 R. de la Lande;99000;HAMEAU\n6 rue de la lande;;Hameau\n"
        "12 rue de la Lande;;Hameau\nrue du long chemin;;Hameau\n1 rue Inconnue;;Hameau\n;;\n";
    const auto table = hamlet.table(csv, {"--base", base});
    const std::vector<std::string> levels{"numero", "interpolé", "voie",
                                          "voie",   "commune",   "aucun"};
    for (std::size_t row = 0; row < levels.size(); ++row)
        CHECK(at(table, row, "qualite") == levels[row]);
    CHECK(at(table, 0, "score") == "1.00");
    CHECK(at(table, 0, "adresse_trouvee") == "10 Rue de la Lande, Hameau");
    CHECK(at(table, 1, "code_qp") == "QN09901N");
    CHECK(at(table, 2, "code_qp") == "QN09901N");  // the whole street lies in the quarter
    CHECK(at(table, 3, "code_qp").empty());        // this one does not
    CHECK_THAT(at(table, 3, "motif"), Contains("à cheval"));
    CHECK(at(table, 4, "code_qp").empty());
    CHECK(at(table, 4, "code_commune") == "99001");
    CHECK(at(table, 4, "distance_m").empty());
    // The same base from the configuration.
    hamlet.scratch.write(
        "t.toml", hamlet.scratch.read("t.toml") + "\n[[adresses]]\nfichier = \"base.csv\"\n");
    CHECK(hamlet.table(csv).rows == table.rows);
}

TEST_CASE("the same bytes with 1, 2 and 7 threads, over many blocks", "[cli][locate]") {
    const Hamlet hamlet;
    std::mt19937 random(5);
    std::uniform_real_distribution<double> lon(2.97, 3.03);
    std::uniform_real_distribution<double> lat(46.47, 46.53);
    std::string csv = "id;note;lon;lat\n";
    const std::string note(300, 'n');
    for (int i = 0; i < 20000; ++i)
        csv += fmt::format("{};\"{}\n\";{:.6f};{:.6f}\n", i, note, lon(random), lat(random));
    std::string first;
    for (const std::string threads : {"1", "2", "7"}) {
        const Outcome outcome = hamlet.locate(csv, {"--threads", threads});
        REQUIRE(outcome.exit_code == 0);
        if (first.empty()) first = outcome.out;
        CHECK(outcome.out == first);
    }
    CHECK(lisiere::io::parse_csv_table(first, "sortie").rows.size() == 20000);
}
