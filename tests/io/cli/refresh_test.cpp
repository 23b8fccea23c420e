// SPDX-License-Identifier: Apache-2.0
// A refresh as a machine runs it every month, and as its operator puts it right.
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"
#include "tests/support/small_files.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

/// The hamlet with a folder to be refreshed in.
struct Month {
    Scratch scratch;
    fs::path config;
    fs::path folder = scratch.path() / "suivi";
    std::map<std::string, std::string> environment{
        {"XDG_CACHE_HOME", (scratch.path() / "cache").string()}};

    explicit Month(const std::string& more = {}) : config(write_hamlet(scratch)) {
        scratch.write("t.toml",
                      scratch.read("t.toml") + "\n[actualisation]\ndossier = \"suivi\"\n" + more);
    }
    Outcome refresh(const std::string& date = "2026-03-20", std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"refresh", config.string(), "--date", date});
        return run_lisiere(more, environment);
    }
    /// Text `from` of a file becomes `to`.
    void change(const std::string& file, const std::string& from, const std::string& to) {
        std::string text = scratch.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        scratch.write(file, text.replace(at, from.size(), to));
    }
    std::string current() const {
        return fs::read_symlink(folder / "courante").filename().string();
    }
    std::vector<Json> journal() const {
        std::vector<Json> lines;
        std::istringstream text(io::read_text(folder / "journal.jsonl"));
        for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
        return lines;
    }
    std::size_t editions() const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(folder / "editions"))
            count += entry.is_directory() ? 1 : 0;
        return count;
    }
    /// Every file that the manifest of the edition in place lists, with the bytes it says.
    void check_whole() const {
        const fs::path edition = fs::canonical(folder / "courante");
        const Json manifest = Json::parse(io::read_text(edition / "manifeste.json"));
        REQUIRE(manifest["sorties"].size() > 5);
        for (const Json& file : manifest["sorties"]) {
            INFO(file.dump());
            CHECK(io::sha256_of(edition / file["fichier"].get<std::string>()) ==
                  file["sha256"].get<std::string>());
        }
    }
    void check_no_debris() const {
        for (const fs::path& where : {folder, folder / "editions"})
            for (const auto& entry : fs::directory_iterator(where)) {
                INFO(entry.path());
                CHECK(entry.path().filename().string().front() != '.');
            }
    }
};

const std::string last_bus = "t63,20:45:00,20:45:00,s1,1";
const std::string earlier_bus = "t63,20:44:00,20:44:00,s1,1";

}  // namespace

TEST_CASE("a first refresh publishes, a second says that nothing has changed, a third what is new",
          "[cli][refresh]") {
    Month month;
    const Outcome first = month.refresh();
    INFO(first.err);
    REQUIRE(first.exit_code == 0);
    CHECK_THAT(first.out, Contains("Hameau, 20 mars 2026 : nouvelle édition publiée"));
    month.check_whole();
    const std::string one = month.current();

    const auto start = std::chrono::steady_clock::now();
    const Outcome second = month.refresh("2026-04-20");
    const auto took = std::chrono::steady_clock::now() - start;
    REQUIRE(second.exit_code == 0);
    CHECK_THAT(second.out, Contains("rien n'a changé"));
    CHECK(month.current() == one);
    CHECK(took < std::chrono::seconds(5));  // of a machine under load; alone, a tenth of one

    month.change("gtfs/stop_times.txt", last_bus, earlier_bus);
    const Outcome third = month.refresh("2026-05-20", {"--log", "json"});
    INFO(third.err);
    REQUIRE(third.exit_code == 0);
    CHECK(month.current() > one);
    CHECK_THAT(third.out, Contains("Sources nouvelles :\n- gtfs\n"));
    // What hangs on the timetable is computed, the rest is taken up again.
    CHECK_THAT(third.err, Contains("temps à vélo (repris)"));
    CHECK_THAT(third.err, Contains("isochrones à pied (repris)"));
    CHECK_THAT(third.err, !Contains("desserte (repris)"));
    CHECK_THAT(third.out, Contains("- Étapes recalculées : desserte, "));
    const auto steps = month.journal().back();
    const auto named = [&](const char* how, const char* step) {
        return std::count(steps[how].begin(), steps[how].end(), step);
    };
    CHECK(named("etapes_reprises", "isochrones à pied") == 1);
    CHECK(named("etapes_recalculees", "isochrones à pied") == 0);
    CHECK(named("etapes_recalculees", "desserte") == 1);
    CHECK(named("etapes_reprises", "desserte") == 0);
    month.check_whole();
    month.check_no_debris();

    const auto journal = month.journal();
    REQUIRE(journal.size() == 3);
    CHECK(journal[0]["issue"] == "publiee");
    CHECK(journal[1]["issue"] == "inchangee");
    CHECK(journal[2]["precedente"] == one);
    CHECK(io::read_text(month.folder / "resume.txt") == third.out);
}

TEST_CASE(
    "the day of a refresh is what it was given: two folders refreshed on one day are the same",
    "[cli][refresh]") {
    Month month;
    REQUIRE(month.refresh("2026-03-20").exit_code == 0);
    REQUIRE(
        month.refresh("2026-03-20", {"-o", (month.scratch.path() / "autre").string()}).exit_code ==
        0);
    auto one = snapshot(fs::canonical(month.folder / "courante"));
    auto two = snapshot(fs::canonical(month.scratch.path() / "autre" / "courante"));
    // The feed bears the moment of each.
    for (auto* files : {&one, &two}) {
        files->erase("carte/flux.xml");
        files->erase("carte/historique.json");
        files->erase("manifeste.json");
    }
    CHECK(one == two);
}

TEST_CASE(
    "a timetable without half of its trips is refused: exit code 4, the edition stays, the "
    "reason is everywhere",
    "[cli][refresh]") {
    Month month;
    REQUIRE(month.refresh().exit_code == 0);
    const std::string one = month.current();
    std::string trips = "route_id,service_id,trip_id\n";
    for (int trip = 0; trip < 32; ++trip) trips += "l1,semaine,t" + std::to_string(trip) + "\n";
    const std::string all = month.scratch.read("gtfs/trips.txt");
    month.scratch.write("gtfs/trips.txt", trips);

    const Outcome dry = month.refresh("2026-04-20", {"--a-blanc"});
    CHECK(dry.exit_code == 4);
    CHECK(month.journal().size() == 1);

    const Outcome refused = month.refresh("2026-04-20");
    CHECK(refused.exit_code == 4);
    CHECK_THAT(refused.err, Contains("départs un jour ouvrable"));
    CHECK(month.current() == one);
    const Json line = month.journal().back();
    CHECK(line["issue"] == "refusee");
    CHECK_THAT(
        io::read_text(month.folder / "refus" / line["refus"].get<std::string>() / "rapport.md"),
        Contains("départs un jour ouvrable"));
    month.check_whole();
    month.check_no_debris();

    // The same sources again: refused again, without computing.
    const Outcome again = month.refresh("2026-04-21", {"--log", "json"});
    CHECK(again.exit_code == 4);
    CHECK_THAT(again.err, Contains("déjà refusées le 2026-04-20"));
    CHECK_THAT(again.err, !Contains("lecture"));

    // With a threshold of its own, or an order, the same is published; the reason is kept.
    const std::string config = month.scratch.read("t.toml");
    month.scratch.write("t.toml", config +
                                      "[[actualisation.seuils]]\ncouche = \"horaires\"\n"
                                      "mesure = \"departs_ouvrable\"\nbaisse = 0.6\n");
    CHECK(month.refresh("2026-04-22", {"--a-blanc"}).exit_code == 0);
    CHECK(month.current() == one);
    month.scratch.write("t.toml", config);
    const Outcome accepted = month.refresh("2026-04-22", {"--accepter", "horaire d'été"});
    REQUIRE(accepted.exit_code == 0);
    CHECK(month.current() != one);
    CHECK_THAT(accepted.out, Contains("horaire d'été"));
    CHECK_THAT(io::read_text(month.folder / "editions" / (month.current() + ".json")),
               Contains("horaire d'été"));
}

TEST_CASE("going back puts an edition aside until its sources change or it is asked for again",
          "[cli][refresh]") {
    Month month;
    CHECK(month.refresh("2026-03-20", {"--retour"}).exit_code == 2);
    REQUIRE(month.refresh().exit_code == 0);
    const std::string one = month.current();
    CHECK(month.refresh("2026-03-21", {"--retour"}).exit_code == 2);
    month.change("gtfs/stop_times.txt", last_bus, earlier_bus);
    REQUIRE(month.refresh().exit_code == 0);
    const std::string two = month.current();

    REQUIRE(month.refresh("2026-03-21", {"--retour"}).exit_code == 0);
    CHECK(month.current() == one);
    const Outcome same = month.refresh("2026-03-22");
    CHECK(same.exit_code == 0);
    CHECK_THAT(same.out, Contains("écartée le 2026-03-21 par --retour"));
    CHECK(month.current() == one);
    const Outcome back = month.refresh("2026-03-22", {"--accepter", "vérifié"});
    CHECK(back.exit_code == 0);
    CHECK(month.current() == two);
    CHECK(month.editions() == 2);
}

TEST_CASE("an unusable source is refused with exit code 3 and leaves everything in place",
          "[cli][refresh]") {
    Month month;
    REQUIRE(month.refresh().exit_code == 0);
    const std::string one = month.current();
    const std::string census = month.scratch.read("population.csv");
    month.scratch.write("population.csv", "IRIS;LIBELLE\n990010101;Ouest\n");
    const Outcome schema = month.refresh("2026-04-20");
    CHECK((schema.exit_code == 3 || schema.exit_code == 4));
    fs::remove(month.scratch.path() / "population.csv");
    const Outcome absent = month.refresh("2026-04-21");
    CHECK(absent.exit_code == 3);
    CHECK_THAT(absent.err, Contains("population.csv"));
    CHECK(month.journal().back()["issue"] == "source_refusee");
    CHECK(month.current() == one);
    month.check_whole();
    month.check_no_debris();
    month.scratch.write("population.csv", census);
    CHECK_THAT(month.refresh("2026-04-22").out, Contains("rien n'a changé"));
}

TEST_CASE("the hook hears every outcome; one that fails changes nothing", "[cli][refresh]") {
    Month month("crochet = [\"sh\", \"-c\", \"cat >> '$HOOK'\"]\n");
    const fs::path heard = month.scratch.path() / "entendu";
    month.change("t.toml", "$HOOK", heard.string());
    REQUIRE(month.refresh().exit_code == 0);
    CHECK(Json::parse(io::read_text(heard))["issue"] == "publiee");
    month.change("t.toml", "cat >> '" + heard.string() + "'", "exit 7");
    const Outcome deaf = month.refresh();
    CHECK(deaf.exit_code == 0);
    CHECK_THAT(deaf.out, Contains("crochet « sh » : fini avec le code 7"));
}

TEST_CASE("two refreshes at once: the second says who works there, and exits with 1",
          "[cli][refresh]") {
    Month month;
    REQUIRE(month.refresh().exit_code == 0);
    month.change("gtfs/stop_times.txt", last_bus, earlier_bus);
    Outcome second;
    int first_pid = 0;
    const Outcome first =
        run_lisiere({"refresh", month.config.string(), "--date", "2026-04-20"}, month.environment,
                    [&](int pid) {
                        first_pid = pid;
                        for (int i = 0; i < 2000; ++i) {
                            if (fs::exists(month.folder / ".candidat")) break;
                            std::this_thread::sleep_for(std::chrono::milliseconds(5));
                        }
                        second = month.refresh();
                    });
    CHECK(first.exit_code == 0);
    CHECK(second.exit_code == 1);
    CHECK_THAT(second.err, Contains("processus " + std::to_string(first_pid)));
    month.check_whole();
}

TEST_CASE("killed at any moment, the edition in place opens, and the next refresh leaves no debris",
          "[cli][refresh][stops]") {
    Month month;
    REQUIRE(month.refresh().exit_code == 0);
    month.change("gtfs/stop_times.txt", last_bus, earlier_bus);
    // Two here; as many as LISIERE_MOMENTS says under the label `chaos`.
    const char* asked = std::getenv("LISIERE_MOMENTS");
    const int moments = asked == nullptr ? 2 : std::atoi(asked);
    std::mt19937 random(7);
    for (int moment = 0; moment < moments; ++moment) {
        const int milliseconds = std::uniform_int_distribution<int>(10, 3000)(random);
        const Outcome killed =
            run_lisiere({"refresh", month.config.string(), "--date", "2026-04-20"},
                        month.environment, [&](int pid) {
                            std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
                            ::kill(pid, SIGKILL);
                        });
        INFO(milliseconds << " ms: " << killed.exit_code);
        month.check_whole();
    }
    CHECK(month.refresh("2026-04-21").exit_code == 0);
    month.check_whole();
    month.check_no_debris();
}

TEST_CASE("a full disk publishes nothing, and the next refresh with room leaves no debris",
          "[cli][refresh]") {
    Month month;
    REQUIRE(month.refresh().exit_code == 0);
    const std::string one = month.current();
    month.change("gtfs/stop_times.txt", last_bus, earlier_bus);
    for (const rlim_t bytes : {100, 3000, 60'000, 300'000}) {
        INFO(bytes << " bytes");
        {
            const SmallFiles full(bytes);
            CHECK(month.refresh("2026-04-20").exit_code == 1);
        }
        CHECK(month.current() == one);
        month.check_whole();
    }
    CHECK(month.refresh("2026-04-21").exit_code == 0);
    CHECK(month.current() != one);
    month.check_whole();
    month.check_no_debris();
}

TEST_CASE("mistakes in the section of a refresh are told by key", "[cli][refresh]") {
    const auto told = [](const std::string& section) {
        Month month(section);
        const Outcome outcome = month.refresh();
        CHECK(outcome.exit_code == 2);
        return outcome.err;
    };
    CHECK_THAT(told("conservr = 3\n"), Contains("\"conserver\" ?"));
    CHECK_THAT(told("conserver = 1\n"), Contains("actualisation.conserver"));
    CHECK_THAT(told("crochet = []\n"), Contains("actualisation.crochet"));
    CHECK_THAT(told("adresse = \"carte.example.org\"\n"), Contains("https://"));
    CHECK_THAT(told("[[actualisation.seuils]]\ncouche = \"horaire\"\nmesure = \"arrets\"\n"),
               Contains("horaires arrets"));
    Month month;
    CHECK(month.refresh("20-03-2026").exit_code == 2);
    CHECK(month.refresh("2026-03-20", {"--retour", "--accepter", "x"}).exit_code == 2);
    CHECK_FALSE(fs::exists(month.folder));
}
