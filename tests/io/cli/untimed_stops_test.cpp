// SPDX-License-Identifier: Apache-2.0
// Stops whose hours nobody has told, alone and beside a timetable; timetables that are over.
#include <cmath>

#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

const std::string stations = R"(
[[arrets]]
fichier = "stations.csv"
mode = "tram"
source = "invente"
)";

/// The hamlet with tram stations: "Lande", where the bus of its feed leaves, and "Pré", 200 m north
/// of the quarter (0.0018° of latitude).
class Hamlet {
  public:
    explicit Hamlet(bool with_timetable) : config_(write_hamlet(scratch_)) {
        scratch_.write("stations.csv",
                       "nom,lignes,lon,lat\nLande,T1,2.988,46.488\nPré,T1,2.99,46.4968\n");
        std::string text = scratch_.read("t.toml");
        if (!with_timetable) {
            const auto from = text.find("[[horaires]]");
            text.erase(from, text.find("[[", from + 2) - from);
        }
        const auto computing = text.find("[calcul]");
        text.insert(computing, stations + "\n");
        scratch_.write("t.toml", text);
    }
    Outcome run(std::vector<std::string> more = {}) const {
        more.insert(more.begin(),
                    {"run", config_.string(), "-o", (scratch_.path() / "out").string()});
        return run_lisiere(more);
    }
    Outcome call(const std::vector<std::string>& words) const { return run_lisiere(words); }
    const std::filesystem::path& config() const { return config_; }
    void add(const std::string& text) const {
        scratch_.write("t.toml", scratch_.read("t.toml") + text);
    }
    void without_date() const {
        std::string text = scratch_.read("t.toml");
        const auto from = text.find("date = ");
        scratch_.write("t.toml", text.erase(from, text.find('\n', from) - from));
    }
    std::string text(const std::string& table) const {
        return scratch_.read("out/tables/" + table + ".csv");
    }
    /// A cell of the first row whose `key` says `value`.
    std::string cell(const std::string& name, const std::string& key, const std::string& value,
                     const std::string& column) const {
        const io::CsvTable table =
            io::read_csv_table((scratch_.path() / "out" / "tables" / (name + ".csv")).string());
        for (const auto& row : table.rows)
            if (row[table.require(key)] == value) return row[table.require(column)];
        FAIL("no row " << value << " in " << name);
        return {};
    }

  private:
    Scratch scratch_;
    std::filesystem::path config_;
};

double number(const std::string& text) {
    INFO(text);
    const auto read = io::parse_number(text);
    REQUIRE((read && *read));
    return **read;
}

}  // namespace

TEST_CASE("stops alone: heavy stops, discs, distances and walks, and no hour anywhere", "[cli]") {
    const Hamlet hamlet(false);
    const Outcome outcome = hamlet.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(hamlet.cell("arrets", "nom", "Pré", "lourd") == "true");
    CHECK(hamlet.cell("arrets", "nom", "Pré", "lignes") == "T1");
    CHECK(hamlet.cell("arrets", "nom", "Pré", "modes") == "tram");
    CHECK(hamlet.cell("arrets", "nom", "Pré", "departs_h_pointe_matin").empty());
    CHECK(hamlet.cell("arrets", "nom", "Pré", "dernier_depart").empty());
    CHECK_THAT(hamlet.cell("divat", "nom", "Pré", "quartiers"), Contains("QN09901N"));
    // One of the stations lies in the quarter.
    CHECK(number(hamlet.cell("perimetres", "code", "QN09901N", "arret_lourd_distance_m")) == 0);
    CHECK(hamlet.cell("perimetres", "code", "QN09901N", "arret_lourd_nom") == "Lande");
    CHECK(number(hamlet.cell("perimetres", "code", "QN09901N", "arret_lourd_min")) > 0);
    CHECK(hamlet.cell("perimetres", "code", "QN09901N", "departs_h_pointe_matin").empty());
    CHECK_THAT(hamlet.text("composantes"), Contains("arret_lourd_500"));
    CHECK_THAT(hamlet.text("constats"), Contains("arrets_sans_horaires"));
    CHECK_THAT(hamlet.text("constats"), Contains("mode_sans_donnees"));  // transit
    CHECK_THAT(hamlet.text("desserte"), !Contains("QN09901N"));

    const Outcome check = hamlet.call({"check", hamlet.config().string()});
    CHECK(check.exit_code == 0);
    CHECK_THAT(check.out, Contains("2 arrêts sans horaires") &&
                              Contains("stations.csv : arrêts sans horaires ; 2 lignes lues") &&
                              Contains("À corriger d'abord"));
    const Outcome explained = hamlet.call({"explain", hamlet.config().string(), "QN09901N"});
    CHECK(explained.exit_code == 0);
    CHECK_THAT(explained.out, Contains("arret_lourd_distance_m"));
}

TEST_CASE("beside a timetable: one station is one stop, and its departures are not those of a part",
          "[cli]") {
    const Hamlet hamlet(true);
    const Outcome outcome = hamlet.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(hamlet.cell("arrets", "nom", "Lande", "modes") == "bus, tram");
    CHECK(hamlet.cell("arrets", "nom", "Lande", "departs_h_pointe_matin").empty());
    CHECK_FALSE(hamlet.cell("arrets", "nom", "Place", "departs_h_pointe_matin").empty());
    const std::string stops = hamlet.text("arrets");
    CHECK(stops.find("Lande") == stops.rfind("Lande"));
    CHECK(hamlet.cell("desserte", "code", "QN09901N", "departs_h").empty());
    CHECK(hamlet.cell("desserte", "code", "QN09901N", "motif") == "hors couverture");
    CHECK_THAT(hamlet.text("constats"), Contains("arrets_completes"));
    // Journeys are those of the timetable.
    CHECK_FALSE(hamlet.cell("destinations", "code", "QN09901N", "tc_min").empty());
}

TEST_CASE("a scenario of lines needs hours, and says so", "[cli]") {
    const Hamlet hamlet(false);
    hamlet.add(
        "\n[[scenarios]]\nnom = \"tram\"\n[[scenarios.lignes]]\nnom = \"T9\"\n"
        "arrets = [\"POINT (2.99 46.49)\", \"POINT (3.0 46.5)\"]\n"
        "[[scenarios.lignes.services]]\njours = \"ouvrables\"\nde = \"06:00\"\n"
        "a = \"20:00\"\nintervalle_min = 10\n");
    const Outcome check = hamlet.call({"check", hamlet.config().string()});
    CHECK(check.exit_code != 0);
    CHECK_THAT(check.out + check.err, !Contains("Erreur interne") && !Contains("erreur interne"));
}

TEST_CASE(
    "a timetable that is over is told in the edition when a day is declared, else on the "
    "terminal alone",
    "[cli]") {
    const Hamlet hamlet(true);  // its feed ends on 18 December 2026
    hamlet.without_date();
    REQUIRE(hamlet.run({"--date", "2026-12-18"}).exit_code == 0);
    CHECK_THAT(hamlet.text("constats"), !Contains("horaires_perimes"));
    REQUIRE(hamlet.run({"--date", "2031-01-01"}).exit_code == 0);
    CHECK_THAT(hamlet.text("constats"), Contains("horaires_perimes"));
    CHECK_THAT(hamlet.call({"check", hamlet.config().string(), "--date", "2031-01-01"}).err,
               Contains("horaires_perimes"));
    CHECK(hamlet.call({"run", hamlet.config().string(), "--date", "demain"}).exit_code == 2);
    const Outcome silent = hamlet.run({"--force"});
    REQUIRE(silent.exit_code == 0);
    CHECK_THAT(hamlet.text("constats"), !Contains("horaires_perimes"));
}
