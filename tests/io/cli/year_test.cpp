// SPDX-License-Identifier: Apache-2.0
// Twelve months of refreshes from a server whose files change, break and recover, while somebody
// looks at the published edition all the time. The log is printed with LISIERE_JOURNAL=1.
#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "io/base/files.hpp"
#include "tests/io/fetch/archive_maker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"
#include "tests/support/scripted_server.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

/// Does SQLite find the database whole?
bool is_sound(const fs::path& file) {
    sqlite3* db = nullptr;
    std::string answer;
    if (sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK)
        sqlite3_exec(
            db, "PRAGMA integrity_check",
            [](void* into, int, char** values, char**) {
                *static_cast<std::string*>(into) = values[0];
                return 0;
            },
            &answer, nullptr);
    sqlite3_close(db);
    return answer == "ok";
}

/// What is wrong with the edition in place; empty when it is whole.
std::string fault_of(const fs::path& folder) {
    std::error_code error;
    const fs::path edition = fs::canonical(folder / "courante", error);
    if (error) return "courante leads nowhere";
    const Json manifest = Json::parse(io::read_text(edition / "manifeste.json"), nullptr, false);
    if (!manifest.contains("sorties")) return "no manifest in " + edition.string();
    for (const Json& file : manifest["sorties"]) {
        const fs::path path = edition / file["fichier"].get<std::string>();
        if (!fs::exists(path, error)) return path.string() + " is not there";
        if (io::sha256_of(path) != file["sha256"].get<std::string>())
            return path.string() + " is not as it was written";
    }
    if (!is_sound(edition / "lisiere.gpkg")) return "lisiere.gpkg is damaged";
    return {};
}

/// Opens the edition in place again and again, from the first on.
class Onlooker {
  public:
    explicit Onlooker(fs::path folder) : folder_(std::move(folder)), thread_([this] { look(); }) {}
    ~Onlooker() { stop(); }
    void stop() {
        stopped_ = true;
        if (thread_.joinable()) thread_.join();
    }
    std::size_t looks() const { return looks_; }
    std::vector<std::string> faults() const { return faults_; }  ///< once stopped

  private:
    void look() {
        while (!stopped_) {
            if (fs::is_symlink(folder_ / "courante")) {
                std::string fault;
                try {
                    fault = fault_of(folder_);
                } catch (const std::exception& error) {
                    fault = error.what();
                }
                ++looks_;
                if (!fault.empty()) faults_.push_back(fault);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    fs::path folder_;
    std::atomic<bool> stopped_{false};
    std::atomic<std::size_t> looks_{0};
    std::vector<std::string> faults_;
    std::thread thread_;
};

/// A territory whose sources are on a server.
class Year {
  public:
    Year() {
        write_hamlet(scratch_);
        std::string text = scratch_.read("t.toml");
        const auto replace = [&](const std::string& from, const std::string& to) {
            const auto at = text.find(from);
            REQUIRE(at != std::string::npos);
            text.replace(at, from.size(), to);
        };
        replace("fichier = \"gtfs\"", "url = \"" + server_.url("/horaires/gtfs.zip") + "\"");
        replace("fichier = \"population.csv\"",
                "url = \"" + server_.url("/population.csv") + "\"\nsi_absent = \"garder\"");
        replace("fichier = \"rues.osm\"", "url = \"" + server_.url("/rues.osm") + "\"");
        scratch_.write("t.toml", text + R"(
[actualisation]
dossier = "suivi"
conserver = 3
[actualisation.limites]
essais = 1
attente_ms = 1
silence_s = 1
duree_s = 20
)");
        serve("/rues.osm", scratch_.read("rues.osm"));
        serve("/population.csv", scratch_.read("population.csv"));
        serve("/horaires/gtfs.zip", feed());
    }

    /// A whole answer, with a version by which it need not be sent again.
    void serve(const std::string& path, const std::string& body) {
        ServedReply reply;
        reply.headers = {{"ETag", '"' + io::sha256_of_text(body).substr(0, 16) + '"'}};
        reply.body = body;
        reply.conditional = true;
        server_.on(path, reply);
    }
    void answer(const std::string& path, const ServedReply& reply) { server_.on(path, reply); }

    /// The feed of the folder gtfs/ as a zip.
    std::string feed() const {
        std::vector<MadeEntry> entries;
        for (const auto& entry : fs::directory_iterator(scratch_.path() / "gtfs"))
            entries.push_back({entry.path().filename().string(), io::read_text(entry.path())});
        std::sort(entries.begin(), entries.end(),
                  [](const MadeEntry& a, const MadeEntry& b) { return a.path < b.path; });
        make_archive(scratch_.path() / "gtfs.zip", "zip", entries);
        return io::read_text(scratch_.path() / "gtfs.zip");
    }
    void change(const std::string& file, const std::string& from, const std::string& to) {
        std::string text = scratch_.read(file);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        scratch_.write(file, text.replace(at, from.size(), to));
    }

    /// A refresh on that day, and how it must end; its line of the log.
    Json month(const std::string& date, const std::string& what, int code, const std::string& end,
               std::vector<std::string> more = {}) {
        more.insert(more.begin(),
                    {"refresh", (scratch_.path() / "t.toml").string(), "--date", date});
        const Outcome outcome =
            run_lisiere(more, {{"XDG_CACHE_HOME", (scratch_.path() / "cache").string()}});
        INFO(date << ", " << what << "\n" << outcome.out << outcome.err);
        CHECK(outcome.exit_code == code);
        Json line;
        std::istringstream text(io::read_text(folder() / "journal.jsonl"));
        for (std::string one; std::getline(text, one);) line = Json::parse(one);
        CHECK(line["issue"] == end);
        log_ += fmt::format("{}  {:<44} {}  {:<15} {}\n", date, what, outcome.exit_code,
                            line["issue"].get<std::string>(),
                            line["raison"].get<std::string>().substr(0, 160));
        return line;
    }
    std::string current() const {
        return fs::read_symlink(folder() / "courante").filename().string();
    }
    fs::path folder() const { return scratch_.path() / "suivi"; }
    const Scratch& scratch() const { return scratch_; }
    const std::string& log() const { return log_; }
    ScriptedServer& server() { return server_; }

  private:
    ScriptedServer server_;
    Scratch scratch_;
    std::string log_;
};

ServedReply status(int code) {
    ServedReply reply;
    reply.status = code;
    return reply;
}

}  // namespace

TEST_CASE(
    "a source over HTTP is asked with its version, kept when it is absent and may be, and "
    "told in the edition",
    "[cli][refresh]") {
    Year year;
    year.month("2026-01-20", "première", 0, "publiee");
    const std::string one = year.current();
    year.server().forget_requests();
    year.month("2026-02-20", "rien de neuf (304)", 0, "inchangee");
    REQUIRE(year.server().requests().size() == 3);
    for (const ServedRequest& request : year.server().requests())
        CHECK(!request.header("if-none-match").empty());

    year.answer("/population.csv", status(404));
    const Json same = year.month("2026-03-20", "404, rien d'autre", 0, "inchangee");
    CHECK(same["sources_gardees"].size() == 1);
    CHECK(year.current() == one);
    year.change("equipements.csv", "5,Médecin", "5,Docteur");
    const Json kept = year.month("2026-03-21", "404, autre source changée", 0, "publiee");
    CHECK(kept["sources_gardees"][0]["depuis"] == "2026-01-20");
    CHECK_THAT(year.scratch().read("suivi/courante/tables/constats.csv"),
               Contains("source_gardee") && Contains("2026-01-20"));
    CHECK(fault_of(year.folder()) == "");
}

// Minutes: ctest -C annee -L annee
TEST_CASE("a year of refreshes, with somebody looking all the time", "[.][year]") {
    Year year;
    Onlooker onlooker(year.folder());
    const std::string gtfs = "/horaires/gtfs.zip";
    year.month("2026-01-20", "première édition", 0, "publiee");
    year.month("2026-02-20", "rien de neuf (304)", 0, "inchangee");

    year.answer(gtfs, status(500));
    year.month("2026-03-20", "horaires : 500", 3, "source_refusee");
    year.change("gtfs/stop_times.txt", "t63,20:45:00,20:45:00,s1,1", "t63,20:44:00,20:44:00,s1,1");
    year.serve(gtfs, year.feed());
    year.month("2026-03-21", "le serveur revient, horaires changés", 0, "publiee");

    const std::string people = year.scratch().read("population.csv");
    year.answer("/population.csv", status(404));
    year.change("equipements.csv", "5,Médecin", "5,Docteur");
    year.month("2026-04-20", "recensement : 404, gardé ; équipements", 0, "publiee");
    year.serve("/population.csv", people);
    year.month("2026-04-21", "le recensement revient, le même", 0, "inchangee");

    year.change("gtfs/stop_times.txt", "t62,20:30:00", "t62,20:29:00");
    const std::string next = year.feed();
    ServedReply cut;
    cut.body = next;
    cut.cut_after = next.size() / 2;
    year.answer(gtfs, cut);
    year.month("2026-05-20", "horaires coupés en route", 3, "source_refusee");
    year.serve(gtfs, next.substr(0, next.size() / 2));
    year.month("2026-05-21", "une moitié de zip, servie entière", 3, "source_refusee");
    ServedReply page;
    page.headers = {{"Content-Type", "text/html"}};
    page.body = "<!DOCTYPE html><html><head><title>Connexion</title></head><body>…</body></html>";
    year.answer(gtfs, page);
    year.month("2026-06-20", "une page web à la place", 3, "source_refusee");
    ServedReply slow;
    slow.body = next;
    slow.stalled_after = 100;
    year.answer(gtfs, slow);
    year.month("2026-06-21", "un serveur qui se tait", 3, "source_refusee");
    ServedReply late;
    late.body = next;
    late.delay = std::chrono::milliseconds(400);
    year.answer(gtfs, late);
    year.month("2026-07-20", "lent, mais entier", 0, "publiee");
    year.serve(gtfs, next);
    year.month("2026-07-21", "le même, de nouveau vif", 0, "inchangee");

    year.serve("/population.csv",
               "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP\n990010101;99001;H;1;3000\n"
               "990010102;99001;H;1;2000\n");
    year.month("2026-08-20", "recensement : une colonne de moins", 4, "refusee");
    year.month("2026-08-21", "le même encore", 4, "refusee");
    year.serve("/population.csv", people);

    // Whoever's clock jumps ahead sees every timetable ended; nothing new is published on that day.
    year.change("gtfs/stop_times.txt", "t61,20:15:00", "t61,20:14:00");
    year.serve(gtfs, year.feed());
    year.month("2036-09-20", "l'horloge saute de dix ans", 4, "refusee");
    year.month("2026-09-20", "l'horloge est remise", 0, "publiee");

    year.change("gtfs/calendar.txt", "20261220", "20260930");
    year.serve(gtfs, year.feed());
    year.month("2026-10-20", "un horaire déjà fini", 4, "refusee");
    year.change("gtfs/calendar.txt", "20260930", "20271220");
    year.serve(gtfs, year.feed());
    year.month("2026-10-21", "l'horaire suivant", 0, "publiee");

    std::string trips = "route_id,service_id,trip_id\n";
    for (int trip = 0; trip < 32; ++trip) trips += fmt::format("l1,semaine,t{}\n", trip);
    year.scratch().write("gtfs/trips.txt", trips);
    year.serve(gtfs, year.feed());
    year.month("2026-11-20", "la moitié des courses", 4, "refusee");
    year.month("2026-11-21", "acceptée sur ordre", 0, "publiee", {"--accepter", "grève"});
    year.month("2026-11-22", "retour", 0, "retour", {"--retour"});
    year.month("2026-12-20", "les mêmes sources, écartées", 0, "ecartee");

    onlooker.stop();
    CHECK(onlooker.faults() == std::vector<std::string>{});
    CHECK(onlooker.looks() > 12);
    std::size_t editions = 0;
    for (const auto& entry : fs::directory_iterator(year.folder() / "editions"))
        editions += entry.is_directory() ? 1 : 0;
    CHECK(editions <= 3 + 1);  // those kept, and the one that is aside
    for (const auto& entry : fs::directory_iterator(year.folder())) {
        INFO(entry.path());
        CHECK(entry.path().filename().string().front() != '.');
    }
    if (std::getenv("LISIERE_JOURNAL") != nullptr)
        fmt::print("{}{} looks at the edition in place, {} faults\n", year.log(), onlooker.looks(),
                   onlooker.faults().size());
}
