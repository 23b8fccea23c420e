// SPDX-License-Identifier: Apache-2.0
// What an edition's ranks are in, as a user chooses it: the study area, or another edition's.
#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

struct Hamlet {
    Scratch scratch;
    fs::path config = write_hamlet(scratch);

    Outcome run(const char* edition, const std::string& calcul = {}) {
        const std::string own = scratch.read("t.toml");
        if (!calcul.empty()) scratch.write("t.toml", with(own, calcul));
        const Outcome outcome = run_lisiere({"run", config.string(), "-o", at(edition).string()});
        scratch.write("t.toml", own);
        return outcome;
    }
    static std::string with(std::string text, const std::string& line) {
        const auto at = text.find("[calcul]\n");
        if (at == text.npos) return text + "\n[calcul]\n" + line + "\n";
        return text.insert(at + 9, line + "\n");
    }
    fs::path at(const char* edition) const { return scratch.path() / edition; }
    io::CsvTable table(const char* edition, const char* name) const {
        return io::read_csv_table((at(edition) / "tables" / name).string());
    }
    /// Less for everybody who has a bus: every second one of the morning peak is gone.
    void worsen() {
        std::string times = scratch.read("gtfs/stop_times.txt");
        for (const std::string trip : {"\nt9,", "\nt11,", "\nt13,", "\nt15,"})
            for (auto at = times.find(trip); at != times.npos; at = times.find(trip))
                times.erase(at, times.find('\n', at + 1) - at);
        scratch.write("gtfs/stop_times.txt", times);
    }
};

std::string column(const io::CsvTable& table, std::size_t row, const char* name) {
    return table.rows[row][table.require(name)];
}

}  // namespace

TEST_CASE("an edition writes its own distribution, and one that names it has the same ranks",
          "[cli][distribution]") {
    Hamlet hamlet;
    REQUIRE(hamlet.run("une").exit_code == 0);
    const fs::path file = hamlet.at("une") / "enclavement.distribution";
    REQUIRE(fs::exists(file));
    CHECK_THAT(io::read_text(hamlet.at("une") / "manifeste.json"),
               Contains("enclavement.distribution") && Contains("distribution_de_reference"));
    const Outcome named = hamlet.run("autre", "distribution = \"une/enclavement.distribution\"");
    INFO(named.err);
    REQUIRE(named.exit_code == 0);
    for (const char* name :
         {"perimetres.csv", "composantes.csv", "carreaux.csv", "sensibilite.csv"}) {
        io::CsvTable one = hamlet.table("une", name);
        io::CsvTable two = hamlet.table("autre", name);
        if (const auto told = one.column("distribution")) {
            CHECK_THAT(one.rows[0][*told], Contains("dont les environs sont entiers"));
            CHECK_THAT(two.rows[0][*told], Contains("Hameau (Hameau, "));
            for (auto* table : {&one, &two})
                for (auto& row : table->rows) row[*told].clear();
        }
        CHECK(one.rows == two.rows);
    }
    const io::CsvTable told = hamlet.table("autre", "distribution.csv");
    REQUIRE(!told.rows.empty());
    for (std::size_t row = 0; row < told.rows.size(); ++row)
        CHECK(column(told, row, "origine") == "fichier");
    CHECK_THAT(io::read_text(hamlet.at("autre") / "rapport.html"), Contains("Hameau (Hameau, "));
    // Every product that shows an index says with whom it compares.
    for (const char* product :
         {"rapport.html", "carte/style.json", "carte/donnees/territoire.json"}) {
        INFO(product);
        const std::string shown = io::read_text(hamlet.at("autre") / product);
        CHECK_THAT(shown, Contains("comparé à : Hameau") && !Contains("{reference}"));
    }
    // Its own is written too, and is the other's: the same residents.
    CHECK(io::read_text(hamlet.at("autre") / "enclavement.distribution") == io::read_text(file));
}

TEST_CASE(
    "a distribution that is none is refused, one of other definitions is told measure by "
    "measure",
    "[cli][distribution]") {
    Hamlet hamlet;
    REQUIRE(hamlet.run("une").exit_code == 0);
    std::string text = io::read_text(hamlet.at("une") / "enclavement.distribution");
    CHECK(hamlet.run("x", "distribution = \"absente.distribution\"").exit_code == 3);
    CHECK(hamlet.run("x", "distribution = \"equipements.csv\"").exit_code == 3);
    CHECK(hamlet.run("x", "distribution = \"\"").exit_code == 2);
    hamlet.scratch.write("v9.distribution",
                         "lisiere-distribution;9" + text.substr(text.find('\n')));
    const Outcome version = hamlet.run("x", "distribution = \"v9.distribution\"");
    CHECK(version.exit_code == 3);
    CHECK_THAT(version.err, Contains("version « 9 »"));
    // Another basket, and no area walked.
    const auto replace = [&](const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        REQUIRE(at != text.npos);
        text.replace(at, from.size(), to);
    };
    replace("mesure;panier_tc_part;part;moins;ignore;",
            "mesure;panier_tc_part;part;moins;ignore;crèche ");
    replace("mesure;pedshed_15;", "mesure;pedshed_16;");
    hamlet.scratch.write("autre.distribution", text);
    const Outcome other = hamlet.run("x", "distribution = \"autre.distribution\"");
    INFO(other.err);
    REQUIRE(other.exit_code == 0);
    CHECK_THAT(other.err, Contains("distribution_autre_definition") &&
                              Contains("distribution_mesure_absente"));
    const io::CsvTable measures = hamlet.table("x", "composantes.csv");
    std::size_t unranked = 0;
    for (std::size_t row = 0; row < measures.rows.size(); ++row) {
        const std::string id = column(measures, row, "mesure");
        if (id != "panier_tc_part" && id != "pedshed_15") continue;
        CHECK(column(measures, row, "rang_centile").empty());
        CHECK(column(measures, row, "part_indice") == "0");
        CHECK(!column(measures, row, "valeur").empty());
        ++unranked;
    }
    CHECK(unranked >= 2);
    const io::CsvTable told = hamlet.table("x", "distribution.csv");
    for (std::size_t row = 0; row < told.rows.size(); ++row)
        if (column(told, row, "mesure") == "pedshed_15")
            CHECK(column(told, row, "motif") == "non disponible");
}

TEST_CASE("in one distribution a comparison finds no centile that moved because others did",
          "[cli][distribution][compare]") {
    Hamlet hamlet;
    REQUIRE(hamlet.run("base").exit_code == 0);
    hamlet.worsen();
    REQUIRE(hamlet.run("propre").exit_code == 0);
    REQUIRE(hamlet.run("gelee", "distribution = \"base/enclavement.distribution\"").exit_code == 0);
    const Outcome outcome =
        run_lisiere({"compare", hamlet.at("base").string(), hamlet.at("gelee").string(), "--json"});
    REQUIRE(outcome.exit_code == 0);
    // The frozen one is that of the base: nothing about it has changed.
    CHECK_THAT(outcome.out, !Contains("calcul.distribution"));
    // By a name: a loop over a part of what parse returns reads it when it is gone.
    const Json comparison = Json::parse(outcome.out);
    std::set<std::string> told;
    for (const Json& change : comparison.at("chiffres")) {
        CHECK_FALSE(change.at("par_rang").get<bool>());
        if (change.at("mesure") == "centiles")
            told.insert(change.at("cles").at(0).get<std::string>());
    }
    // What moved in the frozen one moved for what it is worth.
    const io::CsvTable before = hamlet.table("base", "composantes.csv");
    const io::CsvTable after = hamlet.table("gelee", "composantes.csv");
    REQUIRE(before.rows.size() == after.rows.size());
    std::size_t worse = 0;
    for (std::size_t row = 0; row < before.rows.size(); ++row) {
        const std::string measure = column(before, row, "mesure");
        const std::string was = column(before, row, "rang_centile");
        const std::string is = column(after, row, "rang_centile");
        if (was.empty() || is.empty()) continue;
        CHECK(std::stod(is) >= std::stod(was) - 0.001);
        worse += std::stod(is) > std::stod(was) ? 1 : 0;
        // Every centile that moved is among the figures, no other is.
        INFO(measure);
        CHECK(told.contains(measure) == (is != was));
    }
    CHECK(worse > 0);
    CHECK(told.size() == worse);
}

TEST_CASE("a refreshed folder keeps the distribution of its first edition until told otherwise",
          "[cli][refresh][distribution]") {
    Hamlet hamlet;
    hamlet.scratch.write(
        "t.toml", hamlet.scratch.read("t.toml") + "\n[actualisation]\ndossier = \"suivi\"\n");
    const fs::path folder = hamlet.scratch.path() / "suivi";
    const auto refresh = [&](const std::string& day, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"refresh", hamlet.config.string(), "--date", day});
        const Outcome outcome = run_lisiere(more);
        INFO(outcome.err);
        CHECK(outcome.exit_code == 0);
        return outcome.out;
    };
    const auto named = [&] {
        const Json manifest =
            Json::parse(io::read_text(fs::canonical(folder / "courante") / "manifeste.json"));
        return std::any_of(
            manifest["entrees"].begin(), manifest["entrees"].end(),
            [](const Json& file) { return file["fichier"] == "enclavement.distribution"; });
    };
    const auto own = [&] {
        return io::read_text(fs::canonical(folder / "courante") / "enclavement.distribution");
    };
    refresh("2026-03-20");
    CHECK_FALSE(named());
    const std::string first = own();
    CHECK_THAT(refresh("2026-04-20"), Contains("rien n'a changé"));
    CHECK_FALSE(fs::exists(folder / "enclavement.distribution"));

    hamlet.worsen();
    refresh("2026-05-20", {"--accepter", "école fermée"});
    CHECK(named());
    CHECK(own() != first);
    CHECK(io::read_text(folder / "enclavement.distribution") == first);
    CHECK_THAT(refresh("2026-06-20"), Contains("rien n'a changé"));

    // Asked to, it starts anew: its own from here on.
    CHECK_THAT(refresh("2026-07-20", {"--nouvelle-distribution", "--accepter", "nouvelle base"}),
               Contains("nouvelle édition publiée"));
    CHECK_FALSE(named());
    CHECK_FALSE(fs::exists(folder / "enclavement.distribution"));
    CHECK_THAT(refresh("2026-08-20"), Contains("rien n'a changé"));

    // What the configuration says is never overruled.
    hamlet.scratch.write("t.toml",
                         Hamlet::with(hamlet.scratch.read("t.toml"), "distribution = \"zone\""));
    std::string buses = hamlet.scratch.read("gtfs/stop_times.txt");
    const auto last = buses.find("t63,20:45:00,20:45:00,s1,1");
    REQUIRE(last != buses.npos);
    hamlet.scratch.write("gtfs/stop_times.txt",
                         buses.replace(last + 4, 8, "20:44:00").replace(last + 13, 8, "20:44:00"));
    refresh("2026-09-20");
    CHECK_FALSE(named());
}
