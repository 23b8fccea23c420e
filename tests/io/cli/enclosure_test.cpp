// SPDX-License-Identifier: Apache-2.0
// What a user may ask of enclosure and of the quartier vécu, and what comes of asking for what
// the data do not hold.
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet with other words in its configuration, then a run.
class Tried {
  public:
    Tried() : config_(write_hamlet(scratch_)) {}

    const Scratch& files() const { return scratch_; }
    void add(const std::string& text) const {
        scratch_.write("t.toml", scratch_.read("t.toml") + text);
    }
    Outcome run() const {
        return run_lisiere({"run", config_.string(), "-o", (scratch_.path() / "out").string()});
    }
    std::string table(const std::string& name) const {
        return scratch_.read("out/tables/" + name + ".csv");
    }
    /// The only perimeter's value of a column.
    std::string headline(const std::string& column) const {
        const std::string text = table("perimetres");
        const auto field = [](std::string line, std::size_t at) {
            bool quoted = false;
            std::size_t start = 0;
            for (std::size_t i = 0; i <= line.size(); ++i) {
                if (i < line.size() && line[i] == '"') quoted = !quoted;
                if (i < line.size() && (line[i] != ';' || quoted)) continue;
                if (at-- == 0) return line.substr(start, i - start);
                start = i + 1;
            }
            return std::string();
        };
        const std::string head = text.substr(0, text.find('\n'));
        const std::string row =
            text.substr(head.size() + 1, text.find('\n', head.size() + 1) - head.size() - 1);
        for (std::size_t at = 0; !field(head, at).empty(); ++at)
            if (field(head, at) == column) return field(row, at);
        FAIL("no column " << column);
        return {};
    }

  private:
    Scratch scratch_;
    std::filesystem::path config_;
};

}  // namespace

TEST_CASE("weights that sum to 0, or that only one component has, are refused", "[cli]") {
    for (const char* weights : {"{ coupures = 0, permeabilite = 0, desserte = 0, eloignement = 0 }",
                                "{ coupures = 0, permeabilite = 0, desserte = 0 }"}) {
        const Tried tried;
        tried.add(std::string("poids = ") + weights + "\n");
        const Outcome outcome = tried.run();
        INFO(outcome.err);
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.err, Contains("calcul.poids") && Contains("2 au moins"));
        CHECK_FALSE(std::filesystem::exists(tried.files().path() / "out"));
    }
    const Tried two;
    two.add("poids = { coupures = 0, permeabilite = 0 }\n");
    CHECK(two.run().exit_code == 0);
    CHECK_FALSE(two.headline("indice_enclavement").empty());
}

TEST_CASE("without any barrier layer barriers are unknown, not none, and it is said", "[cli]") {
    const Tried tried;
    const Outcome outcome = tried.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(tried.headline("comp_coupures").empty());
    CHECK_FALSE(tried.headline("comp_permeabilite").empty());
    CHECK_FALSE(tried.headline("indice_enclavement").empty());
    CHECK(tried.headline("indice_sans_coupures") == tried.headline("indice_enclavement"));
    CHECK_THAT(tried.table("constats"), Contains("coupures_non_fournies"));
    CHECK_THAT(tried.table("composantes"),
               Contains("coupures_m_300") && Contains("non disponible"));
}

TEST_CASE("a perimeter where nobody lives keeps its row, its index NULL for a reason", "[cli]") {
    const Tried tried;
    // East of the two IRIS, whose people are the only ones known.
    std::string quarters = tried.files().read("qpv.geojson");
    for (const auto& [from, to] : {std::pair("2.985", "3.022"), std::pair("2.995", "3.026")})
        for (auto at = quarters.find(from); at != std::string::npos; at = quarters.find(from))
            quarters.replace(at, 5, to);
    tried.files().write("qpv.geojson", quarters);
    const Outcome outcome = tried.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(tried.headline("code") == "QN09901N");
    CHECK(tried.headline("indice_enclavement").empty());
    CHECK(tried.headline("rang").empty());
    CHECK(tried.headline("motif") == "sans objet");
    CHECK_THAT(tried.headline("resume"), Contains("Indice non calculé"));
    CHECK_THAT(tried.table("quartiers_vecus"), Contains("QN09901N"));
}

TEST_CASE("a destination off the streets is counted, said, and known of nobody", "[cli]") {
    const Tried tried;
    std::string config = tried.files().read("t.toml");
    config.insert(config.find("[calcul]"),
                  "[[destinations]]\nid = \"ile\"\nnom = \"Île\"\nlon = 3.2\nlat = 46.7\n\n");
    tried.files().write("t.toml", config);
    const Outcome outcome = tried.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(tried.table("constats"), Contains("destination_non_rattachee"));
    const std::string rows = tried.table("destinations");
    const auto island = rows.find(";ile;");
    REQUIRE(island != std::string::npos);
    CHECK_THAT(rows.substr(island, rows.find('\n', island) - island), Contains("non rattaché"));
}

TEST_CASE("a local list is told beside the model: found, missed, extra, lines left out", "[cli]") {
    const Tried tried;
    tried.files().write("liste.csv",
                        "quartier;nom;categorie;lon;lat;adresse\n"
                        "La Lande;École;ecole_elementaire;;;\n"         // by its name
                        "QN09901N;Officine;pharmacie;3.0011;46.501;\n"  // 8 m from the pharmacy
                        "la lande;Gymnase;sport;2.99;46.491;\n"         // no layer has it
                        "La Lande;Cirque;cirque;;;\n"                   // nor that category
                        "Ailleurs;Mairie;mairie;;;\n");
    tried.add("\n[[listes_locales]]\nfichier = \"liste.csv\"\nsource = \"invente\"\n");
    const Outcome outcome = tried.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const std::string rows = tried.table("listes_locales");
    INFO(rows);
    CHECK_THAT(rows, Contains("trouvé;École;;invente/ecole_elementaire/3;École;ecole_elementaire;"
                              "adresse;nom;"));
    CHECK_THAT(rows,
               Contains(";Officine;;invente/pharmacie/2;Pharmacie;pharmacie;adresse;adresse;7."));
    CHECK_THAT(rows, Contains("manqué;Gymnase;;;;sport;;aucun;"));
    CHECK_THAT(rows, !Contains("Mairie"));
    // Four places are listed, two are facilities of the run.
    CHECK_THAT(tried.table("listes_bilan"), Contains("QN09901N;La Lande;95;4;2;2;2;0;0.5;1;"));
    for (const char* code : {"liste_quartier_inconnu", "liste_categorie_inconnue",
                             "liste_sans_lieu", "liste_non_reconnue"})
        CHECK_THAT(tried.table("constats"), Contains(code));
    CHECK_THAT(tried.table("sources"), Contains("liste.csv"));
    tried.files().write("liste.csv", "structure\nÉcole\n");
    const Outcome no_quarter = tried.run();
    CHECK(no_quarter.exit_code == 3);
    CHECK_THAT(no_quarter.err, Contains("liste.csv") && Contains("quartier"));
}

TEST_CASE("an address of a local list is looked for in the declared base", "[cli]") {
    const Tried tried;
    tried.files().write("ban.csv",
                        "numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
                        "3;;Rue des Lilas;99000;99001;Hameau;3.0;46.499\n");
    tried.files().write("liste.csv",
                        "quartier;nom;adresse;commune\n"
                        "La Lande;Cabinet médical;3 r. des Lilas;Hameau\n");
    tried.add(
        "\n[[adresses]]\nfichier = \"ban.csv\"\n\n[[listes_locales]]\nfichier = "
        "\"liste.csv\"\nsource = \"invente\"\n");
    const Outcome outcome = tried.run();
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK_THAT(tried.table("listes_locales"),
               Contains(";Cabinet médical;3 r. des "
                        "Lilas;invente/medecin/5;Médecin;medecin;adresse;adresse;0;"));
}
