// SPDX-License-Identifier: Apache-2.0
// Two editions of a small territory, compared as a user would.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet with a second quarter, as it is and with its buses cut at six in the evening and its
/// school closed. Made once.
class Year {
  public:
    Year() {
        const fs::path config = write_hamlet(scratch_);
        const auto square = [](double west, double south) {
            return fmt::format("[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]", west, south,
                               west + 0.01, south + 0.01);
        };
        const auto quarter = [&](const char* code, const char* name, double west, double south) {
            return fmt::format(
                R"({{"type":"Feature","properties":{{"code_qp":"{}","lib_qp":"{}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}})",
                code, name, square(west, south));
        };
        scratch_.write("qpv.geojson", R"({"type":"FeatureCollection","features":[)" +
                                          quarter("QN09901N", "La Solitude", 2.985, 46.485) + "," +
                                          quarter("QN09902N", "Les Lilas", 3.005, 46.485) + "]}");
        run(config, base());
        run(config, again());
        std::string kept = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
        const io::CsvTable times =
            io::read_csv_table((scratch_.path() / "gtfs" / "stop_times.txt").string());
        for (const auto& row : times.rows)
            if (std::stoi(row[0].substr(1)) < 52)  // those from 18:00 go
                kept += fmt::format("{}\n", fmt::join(row, ","));
        scratch_.write("gtfs/stop_times.txt", kept);
        std::string places = scratch_.read("equipements.csv");
        const std::string school = "3,École,ecole_elementaire,2.99,46.49\n";
        places.replace(places.find(school), school.size(),
                       "6,École de l'Est,ecole_elementaire,3.018,46.518\n");
        scratch_.write("equipements.csv", places);
        run(config, next());
    }
    fs::path base() const { return scratch_.path() / "mars"; }
    fs::path again() const { return scratch_.path() / "mars-bis"; }
    fs::path next() const { return scratch_.path() / "avril"; }
    fs::path out(const char* name) const { return scratch_.path() / name; }

  private:
    static void run(const fs::path& config, const fs::path& edition) {
        const Outcome outcome = run_lisiere({"run", config.string(), "-o", edition.string()});
        if (outcome.exit_code != 0) throw std::runtime_error(outcome.err);
    }
    Scratch scratch_;
};

const Year& year() {
    static const Year made;
    return made;
}

Outcome compared(const fs::path& base, const fs::path& next, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"compare", base.string(), next.string()};
    words.insert(words.end(), more.begin(), more.end());
    return run_lisiere(words);
}

}  // namespace

TEST_CASE("two editions of the same inputs have changed in nothing", "[compare]") {
    const Outcome same = compared(year().base(), year().again());
    CHECK(same.exit_code == 0);
    CHECK_THAT(same.out, Contains("Rien n'a changé."));
    const Outcome english = compared(year().base(), year().again(), {"--langue", "en"});
    CHECK_THAT(english.out, Contains("Nothing has changed."));
}

TEST_CASE("a cut evening and a closed school are told with what did it", "[compare]") {
    const Outcome outcome = compared(year().base(), year().next());
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(outcome.out, Contains("nouvel horaire : gtfs"));
    CHECK_THAT(outcome.out, Contains("équipements changés : equipements.csv"));
    CHECK_THAT(outcome.out, Contains("départs en moins"));
    CHECK_THAT(outcome.out, Contains("fermé : École"));
    CHECK_THAT(outcome.out, Contains("ouvert : École de l'Est"));
}

TEST_CASE("in the table of a comparison every difference can be done again", "[compare]") {
    const fs::path out = year().out("comparaison");
    REQUIRE(compared(year().base(), year().next(), {"-o", out.string()}).exit_code == 0);
    const io::CsvTable table = io::read_csv_table((out / "comparaison.csv").string());
    const auto cell = [&](std::size_t row, const char* column) {
        return table.rows[row][table.require(column)];
    };
    std::size_t differences = 0;
    std::size_t of_timetable = 0;
    std::map<std::string, std::string> raw;  // perimeter and measure of a raw figure that moved
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (cell(row, "mesure") == "composantes")
            raw[cell(row, "code") + cell(row, "cle")] = cell(row, "difference");
        if (cell(row, "difference").empty()) continue;
        ++differences;
        CHECK(std::stod(cell(row, "avant")) + std::stod(cell(row, "difference")) ==
              Approx(std::stod(cell(row, "apres"))).margin(1e-9));
        if (cell(row, "mesure") == "departs") {
            ++of_timetable;
            CHECK(cell(row, "causes") == "nouvel horaire");
        }
        if (cell(row, "mesure") == "acces_marche") {
            CHECK(cell(row, "cle") == "ecole_elementaire");
            CHECK(cell(row, "causes") == "équipements changés");
        }
    }
    CHECK(differences > 20);
    CHECK(of_timetable > 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (cell(row, "mesure") == "centiles" && cell(row, "par_rang") == "true")
            CHECK(!raw.contains(cell(row, "code") + cell(row, "cle")));
}

TEST_CASE("a comparison is a GeoPackage, a table, a page and a manifest of its own", "[compare]") {
    const fs::path out = year().out("dossier");
    const Outcome made = compared(year().base(), year().next(), {"-o", out.string()});
    REQUIRE(made.exit_code == 0);
    CHECK(made.out == out.string() + "\n");
    const auto perimeters =
        geopackage_rows(out / "comparaison.gpkg",
                        "SELECT code, etat, geom IS NOT NULL FROM comparaison_perimetres");
    CHECK(perimeters == std::vector<std::vector<std::string>>{{"QN09901N", "même", "1"},
                                                              {"QN09902N", "même", "1"}});
    CHECK(geopackage_rows(out / "comparaison.gpkg",
                          "SELECT count(*) FROM gpkg_data_columns WHERE description IS NULL") ==
          std::vector<std::vector<std::string>>{{"0"}});
    std::ifstream manifest(out / "manifeste.json");
    const auto root = nlohmann::json::parse(manifest);
    CHECK(root["genre"] == "comparaison");
    CHECK(root["sorties"].size() == 3);

    std::ifstream page_file(out / "comparaison.html");
    const std::string page((std::istreambuf_iterator<char>(page_file)), {});
    CHECK_THAT(page, Contains("<svg class=\"carte\""));
    CHECK_THAT(page, !Contains("src=") && !Contains("href=\"http"));
    // Again, and the other way: the folder of a comparison may be replaced.
    CHECK(compared(year().next(), year().base(), {"-o", out.string()}).exit_code == 0);
}

TEST_CASE("the same comparison has the same bytes", "[compare]") {
    const fs::path one = year().out("une");
    const fs::path two = year().out("deux");
    REQUIRE(compared(year().base(), year().next(), {"-o", one.string()}).exit_code == 0);
    REQUIRE(compared(year().base(), year().next(), {"-o", two.string()}).exit_code == 0);
    CHECK(snapshot(one) == snapshot(two));
}

TEST_CASE("a comparison as JSON holds every change with its causes", "[compare]") {
    const Outcome outcome = compared(year().base(), year().next(), {"--json"});
    REQUIRE(outcome.exit_code == 0);
    const auto root = nlohmann::json::parse(outcome.out);
    CHECK(root["inchange"] == false);
    CHECK(root["titres"].size() > 0);
    bool seen = false;
    for (const auto& change : root["chiffres"])
        if (change["mesure"] == "departs" && change["difference"].is_number()) {
            seen = true;
            CHECK(change["causes"][0]["objet"] == "horaires");
            CHECK(change["causes"][0]["directe"] == true);
        }
    CHECK(seen);
}

TEST_CASE("what is no edition is refused, and nothing of an edition is replaced", "[compare]") {
    const Outcome none = compared(year().base(), year().out("nulle-part"));
    CHECK(none.exit_code == 3);
    CHECK_THAT(none.err, Contains("aucun dossier de ce nom"));
    CHECK(compared(year().base(), year().base() / "lisiere.gpkg").exit_code == 3);

    const auto before = snapshot(year().base());
    const Outcome over = compared(year().base(), year().next(), {"-o", year().base().string()});
    CHECK(over.exit_code == 2);
    CHECK_THAT(over.err, Contains("le dossier d'une édition, qu'une comparaison remplacerait"));
    CHECK(snapshot(year().base()) == before);

    CHECK(compared(year().base(), year().next(), {"--langue", "de"}).exit_code == 2);
    CHECK(run_lisiere({"compare", year().base().string()}).exit_code == 2);
}
