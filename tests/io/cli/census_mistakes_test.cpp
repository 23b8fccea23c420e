// SPDX-License-Identifier: Apache-2.0
// What goes wrong with census tables, tried on the hamlet as a user would meet it; and the kit
// extended by a line of data.
#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/data_copy.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

constexpr const char* head = "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP;P21_POP0014\n";

/// The hamlet with some of its files changed.
class Changed {
  public:
    Changed() : config_(write_hamlet(scratch_)) {}

    void write(const std::string& file, const std::string& text) const {
        scratch_.write(file, text);
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = scratch_.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        scratch_.write(file, text);
    }
    Outcome run(const std::map<std::string, std::string>& environment = {}) const {
        return run_lisiere({"run", config_.string(), "-o", (scratch_.path() / "out").string()},
                           environment);
    }
    /// Refused with these words, and nothing is written.
    void refused(const std::vector<std::string>& words) const {
        const Outcome outcome = run();
        INFO(outcome.err);
        CHECK(outcome.exit_code == 3);
        for (const std::string& word : words) CHECK_THAT(outcome.err, Contains(word));
        CHECK_FALSE(fs::exists(scratch_.path() / "out"));
    }
    /// Done; the findings as the table `constats` has them.
    std::string findings(const std::map<std::string, std::string>& environment = {}) const {
        const Outcome outcome = run(environment);
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        return scratch_.read("out/tables/constats.csv");
    }
    /// Lines of out/tables/indicateurs.csv that hold both texts.
    std::vector<std::string> indicators(const std::string& one, const std::string& other) const {
        std::vector<std::string> lines;
        const std::string text = scratch_.read("out/tables/indicateurs.csv");
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string line = text.substr(at, end - at);
            if (line.find(one) != line.npos && line.find(other) != line.npos) lines.push_back(line);
            at = end + 1;
        }
        return lines;
    }
    const Scratch& files() const { return scratch_; }

  private:
    Scratch scratch_;
    fs::path config_;
};

}  // namespace

TEST_CASE("an IRIS that comes twice in a table is refused with its lines", "[cli]") {
    const Changed hamlet;
    hamlet.write("population.csv", std::string(head) +
                                       "990010101;99001;H;1;3000;600\n"
                                       "990010102;99001;H;1;2000;300\n"
                                       "990010101;99001;H;1;3000;600\n");
    hamlet.refused({"population.csv", "990010101 (lignes 2, 4)", "une seule ligne par code"});
}

TEST_CASE("an IRIS that comes twice among the contours is refused with its code", "[cli]") {
    const Changed hamlet;
    hamlet.replace("iris.geojson", "990010102", "990010101");
    hamlet.refused({"iris.geojson", "990010101"});
}

TEST_CASE("IRIS codes read as numbers are given back when nothing is lost", "[cli]") {
    const Changed hamlet;
    hamlet.write("population.csv", std::string(head) +
                                       "990010101.0;99001;H;1;3000;600\n"
                                       "9.90010102E+08;99001;H;1;2000;300\n");
    CHECK_THAT(hamlet.findings(), Contains("code_lu_comme_nombre"));
}

TEST_CASE("IRIS codes rounded by a spreadsheet are refused with what they may be", "[cli]") {
    const Changed hamlet;
    hamlet.write("population.csv", std::string(head) +
                                       "9.9001e8;99001;H;1;3000;600\n"
                                       "990010102;99001;H;1;2000;300\n");
    hamlet.refused(
        {"population.csv, ligne 2", "« 9.9001e8 »", "990010101 ou 990010102", "en texte"});
}

TEST_CASE("a table without a code column is refused with the nearest one", "[cli]") {
    const Changed hamlet;
    hamlet.replace("population.csv", "IRIS;COM", "CODE_IRI;CO");
    hamlet.refused({"population.csv", "champ code", "CODE_IRI", "champs = { code ="});
}

TEST_CASE("a column named in the configuration that the table lacks is refused with the nearest",
          "[cli]") {
    const Changed hamlet;
    hamlet.replace("t.toml", "fichier = \"population.csv\"",
                   "fichier = \"population.csv\"\nchamps = { code = \"IRISS\" }");
    hamlet.refused({"population.csv", "« IRISS »", "« IRIS » ?"});
}

TEST_CASE("a table of another year than the contours is told with both years", "[cli]") {
    const Changed hamlet;
    hamlet.replace("population.csv", "990010102", "990010103");
    hamlet.replace("t.toml", "millesime = 2021", "millesime = 2011");
    const std::string findings = hamlet.findings();
    CHECK_THAT(findings, Contains("decoupage_d_une_autre_annee"));
    CHECK_THAT(findings, Contains("table de 2011, contours de 2021"));
    CHECK_THAT(findings, Contains("990010102 ; 990010103"));
}

TEST_CASE("a table without a code in common with the contours is refused", "[cli]") {
    const Changed hamlet;
    hamlet.write("population.csv", std::string(head) + "990010201;99001;H;1;3000;600\n");
    hamlet.refused({"population.csv", "990010201", "990010101"});
}

TEST_CASE("source areas that overlap are told with the area they share", "[cli]") {
    const Changed hamlet;
    // The western IRIS also takes the western half of the eastern one.
    hamlet.replace("iris.geojson", "[3,46.48],[3,46.52]", "[3.01,46.48],[3.01,46.52]");
    const std::string findings = hamlet.findings();
    CHECK_THAT(findings, Contains("zones_superposees"));
    CHECK_THAT(findings, Contains("990010101 et 990010102"));
}

TEST_CASE("a perimeter outside every source has no value, with the reason, and is told", "[cli]") {
    const Changed hamlet;
    const std::string qpv = hamlet.files().read("qpv.geojson");
    const std::size_t end = qpv.rfind("]}");
    hamlet.write(
        "qpv.geojson",
        qpv.substr(0, end) +
            R"(,{"type":"Feature","properties":{"code_qp":"QN09902N","lib_qp":"Dehors"},)" +
            R"("geometry":{"type":"Polygon","coordinates":[[[3.03,46.49],[3.035,46.49],)" +
            R"([3.035,46.495],[3.03,46.495],[3.03,46.49]]]}}]})");
    const std::string findings = hamlet.findings();
    CHECK_THAT(findings, Contains("perimetre_hors_sources"));
    CHECK_THAT(findings, Contains("QN09902N"));
    const auto outside = hamlet.indicators("QN09902N", "part_00_14");
    REQUIRE(outside.size() == 1);
    CHECK_THAT(outside[0], Contains("hors couverture"));
    const auto inside = hamlet.indicators("QN09901N", "part_00_14");
    REQUIRE(inside.size() == 1);
    CHECK_THAT(inside[0], !Contains("hors couverture"));
}

TEST_CASE("an indicator and a table of new columns need a line of data each, and no program",
          "[cli]") {
    const Changed hamlet;
    const DataCopy data(hamlet.files());
    data.append("geodata/reference/indicateurs.csv",
                "part_jardins;Part des ménages avec jardin;Share of households with a "
                "garden;cadre_de_vie;part;JARDINS_OUI;JARDINS_TOUS;100;%;ménages;enquête "
                "jardins;iris;ponctuelle;;;invention du test");
    data.replace("geodata/schemas/recensement.toml", "comptages = ['^[PC]",
                 "comptages = ['^JARDINS_', '^[PC]");
    hamlet.write("jardins.csv",
                 "IRIS;JARDINS_OUI;JARDINS_TOUS\n990010101;300;1200\n990010102;500;800\n");
    hamlet.replace("t.toml", "[[rues]]",
                   "[[recensement]]\nfichier = \"jardins.csv\"\nechelle = \"iris\"\n"
                   "millesime = 2025\nsource = \"invente\"\n\n[[rues]]");
    (void)hamlet.findings(data.environment());
    const auto rows = hamlet.indicators("QN09901N", "part_jardins");
    REQUIRE(rows.size() == 1);
    // The quarter lies in the western IRIS: 100 × 300 / 1200; the commune has 800 of 2,000.
    CHECK_THAT(rows[0], Contains("Part des ménages avec jardin"));
    CHECK_THAT(rows[0], Contains(";25;") || Contains(",25,"));
    CHECK_THAT(rows[0], Contains(";40;") || Contains(",40,"));
    CHECK_THAT(rows[0], Contains("2025"));
}
