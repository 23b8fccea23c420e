// SPDX-License-Identifier: Apache-2.0
// What a user may ask of access, and what comes of asking for what the data do not hold.
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

class Asked {
  public:
    /// The hamlet with more keys under [calcul] and more tables after it.
    explicit Asked(const std::string& keys, const std::string& tables = {})
        : config_(write_hamlet(scratch_)) {
        scratch_.write("emplois.csv",
                       "id;lon;lat;emplois\n"
                       "a;3.0;46.5;200\n"
                       "b;3.001;46.501;0\n"
                       "c;3.002;46.499;-4\n"
                       "d;2.99;46.49;beaucoup\n"
                       "e;3.01;46.51;50\n");
        scratch_.write("t.toml", scratch_.read("t.toml") + keys + tables);
        outcome_ = run_lisiere({"run", config_.string(), "-o", (scratch_.path() / "out").string()});
    }
    const Outcome& outcome() const { return outcome_; }
    std::string table(const std::string& name) const {
        return scratch_.read("out/tables/" + name + ".csv");
    }

  private:
    Scratch scratch_;
    std::filesystem::path config_;
    Outcome outcome_;
};

const std::string jobs =
    "\n[[opportunites]]\nid = \"emplois\"\nlibelle = \"Emplois\"\nfichier = \"emplois.csv\"\n"
    "source = \"invente\"\nobjectif = 220\n";

}  // namespace

TEST_CASE("by default every mode of the streets is computed, and rows say which", "[cli]") {
    const Asked asked("");
    REQUIRE(asked.outcome().exit_code == 0);
    for (const char* mode : {";marche;", ";velo;", ";tc;", ";voiture;"})
        CHECK_THAT(asked.table("acces"), Contains(mode));
    CHECK_THAT(asked.table("acces"), Contains("rapport_tc_voiture"));
    CHECK_THAT(asked.table("constats"), Contains("service_sans_equipement"));
}

TEST_CASE("what is not asked is not computed, and said", "[cli]") {
    const Asked asked("modes = [\"marche\", \"velo\"]\nservices = [\"pharmacie\", \"mairie\"]\n");
    REQUIRE(asked.outcome().exit_code == 0);
    const std::string rows = asked.table("acces");
    CHECK_THAT(rows, Contains(";velo;"));
    CHECK_THAT(rows, !Contains(";voiture;"));
    CHECK_THAT(rows, !Contains(";tc;"));
    CHECK_THAT(rows, Contains("pharmacie"));
    CHECK_THAT(rows, !Contains("medecin"));
    CHECK_THAT(asked.table("constats"), Contains("mode_non_demande"));
    CHECK_THAT(asked.table("constats"), Contains("service_non_demande"));
}

TEST_CASE("a mode or a service that does not exist is refused", "[cli]") {
    const Asked mode("modes = [\"marche\", \"trottinette\"]\n");
    CHECK(mode.outcome().exit_code == 2);
    CHECK_THAT(mode.outcome().err, Contains("trottinette") && Contains("calcul.modes"));
    const Asked service("services = [\"pharmacy\"]\n");
    CHECK(service.outcome().exit_code == 2);
    CHECK_THAT(service.outcome().err, Contains("pharmacy") && Contains("pharmacie"));
    const Asked parking("voiture_max_min = 5\nvoiture_stationnement_min = 6\n");
    CHECK(parking.outcome().exit_code == 2);
    CHECK_THAT(parking.outcome().err, Contains("voiture_stationnement_min"));
}

TEST_CASE("jobs are counted in reach; negative and blank ones are said and count nothing",
          "[cli]") {
    const Asked asked("", jobs);
    INFO(asked.outcome().err);
    REQUIRE(asked.outcome().exit_code == 0);
    // Everyone of the hamlet reaches both places within the hour by bicycle: 200 + 50.
    CHECK_THAT(asked.table("opportunites"), Contains("emplois;Emplois;velo;60;à 60 minutes;250;"));
    CHECK_THAT(asked.table("constats"), Contains("opportunite_negative"));
    CHECK_THAT(asked.table("constats"), Contains("opportunite_illisible"));
    CHECK_THAT(asked.table("inegalites"), Contains("Emplois à 45 minutes"));
    CHECK_THAT(asked.table("offre_flottante"), Contains("médecins pour 1 000 habitants"));
}

TEST_CASE("opportunities of a category without facility are NULL for a reason that is said",
          "[cli]") {
    const Asked asked("", "\n[[opportunites]]\nid = \"lits\"\ncategorie = \"hopital\"\n");
    INFO(asked.outcome().err);
    REQUIRE(asked.outcome().exit_code == 0);
    CHECK_THAT(asked.table("constats"), Contains("opportunites_absentes"));
    CHECK_THAT(asked.table("opportunites"), Contains("non disponible"));
}

TEST_CASE("an opportunity without a number column, or with a name for no column, is refused",
          "[cli]") {
    std::string wrong = jobs;
    wrong += "champ = \"jobs\"\n";
    const Asked column("", wrong);
    CHECK(column.outcome().exit_code == 3);
    CHECK_THAT(column.outcome().err, Contains("jobs") && Contains("emplois.csv"));
    const Asked name("", "\n[[opportunites]]\nid = \"Mes emplois\"\ncategorie = \"mairie\"\n");
    CHECK(name.outcome().exit_code == 2);
    CHECK_THAT(name.outcome().err, Contains("Mes emplois"));
}
