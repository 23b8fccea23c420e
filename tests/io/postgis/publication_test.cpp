// SPDX-License-Identifier: Apache-2.0
// An edition in a real base: a PostgreSQL server of the test's own, with PostGIS, killed when it is
// worst.
#include "io/postgis/publication.hpp"

#include <signal.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "io/base/error.hpp"
#include "tests/io/postgis/base_server.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"

using namespace lisiere;
using namespace lisiere::tests;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

/// The hamlet with a base to publish to.
class Published {
  public:
    Published(const BaseServer& server, const std::string& keys = {}, const std::string& at = {})
        : config_(write_hamlet(scratch_)) {
        plain_ = scratch_.read("t.toml");
        target(at.empty() ? server.at() : at, keys);
    }
    void target(const std::string& at, const std::string& keys = {}) {
        scratch_.write("t.toml", plain_ + "\n[sorties]\npostgis = \"" + at +
                                     "\"\npostgis_schema = \"hameau\"\n" + keys);
    }
    /// Another edition: of wider surroundings, each time.
    void widen() {
        const std::string name = "nom = \"Hameau\"";
        const auto at = plain_.find(name);
        REQUIRE(at != plain_.npos);
        buffer_m_ += 100;
        const auto end = plain_.find("\n", at);
        plain_.replace(at, end - at, fmt::format("{}\ntampon_m = {}", name, buffer_m_));
        const auto old = plain_.find("\ntampon_m", plain_.find("\ntampon_m") + 1);
        if (old != plain_.npos) plain_.erase(old, plain_.find("\n", old + 1) - old);
    }
    Outcome run(const std::vector<std::string>& more = {},
                const std::function<void(int pid)>& meanwhile = {}) const {
        std::vector<std::string> words{"run", config_.string(), "-o", folder().string()};
        words.insert(words.end(), more.begin(), more.end());
        return run_lisiere(words, {}, meanwhile);
    }
    Outcome refresh(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"refresh", config_.string(), "-o",
                                       (scratch_.path() / "actualisation").string()};
        words.insert(words.end(), more.begin(), more.end());
        return run_lisiere(words);
    }
    Outcome check() const { return run_lisiere({"check", config_.string()}); }
    fs::path folder() const { return scratch_.path() / "out"; }
    fs::path package() const { return folder() / "lisiere.gpkg"; }

  private:
    Scratch scratch_;
    fs::path config_;
    std::string plain_;
    int buffer_m_ = 4000;
};

void require_done(const Outcome& outcome) {
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
}

std::string count_of(const BaseServer& server, const std::string& table) {
    return server.value("SELECT count(*) FROM " + table);
}

}  // namespace

TEST_CASE("an edition is a schema with its tables, keys, indexes, comments, views and grants",
          "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    server.connect().run("CREATE ROLE lecteur LOGIN");
    const Published edition(server, "postgis_lecteurs = [\"lecteur\"]\n");
    require_done(edition.run());
    std::size_t layers = 0;
    for (const auto& layer :
         geopackage_rows(edition.package(),
                         "SELECT table_name, identifier FROM gpkg_contents WHERE table_name <> "
                         "'layer_styles'")) {
        INFO(layer[0]);
        ++layers;
        const std::string table = "hameau." + layer[0];
        CHECK(count_of(server, table) ==
              geopackage_rows(edition.package(), "SELECT count(*) FROM " + layer[0])[0][0]);
        CHECK(
            server.value("SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND conrelid = '" +
                         table + "'::regclass") == "1");
        CHECK_THAT(server.value("SELECT obj_description('" + table + "'::regclass)"),
                   Catch::Matchers::StartsWith(layer[1]));
    }
    CHECK(layers > 20);
    // The shapes are the file's: 10,000 m² a hectare, in Lambert-93, and what QGIS asks of a layer.
    CHECK(server.value("SELECT abs(sum(ST_Area(geom)) / 10000 - sum(surface_ha)) < 0.01 FROM "
                       "hameau.perimetres") == "t");
    CHECK(server.value("SELECT string_agg(DISTINCT srid::text, ',') FROM geometry_columns WHERE "
                       "f_table_schema = 'hameau'") == "2154");
    CHECK(
        server.value("SELECT count(*) = (SELECT count(*) FROM geometry_columns g JOIN pg_tables t "
                     "ON t.schemaname = g.f_table_schema AND t.tablename = g.f_table_name WHERE "
                     "f_table_schema = 'hameau') FROM pg_indexes WHERE schemaname = 'hameau' AND "
                     "indexdef LIKE '%USING gist%'") == "t");
    CHECK(server.value("SELECT bool_and(ST_IsValid(geom)) FROM hameau.perimetres") == "t");
    CHECK_THAT(server.value("SELECT col_description('hameau.perimetres'::regclass, attnum) FROM "
                            "pg_attribute WHERE attrelid = 'hameau.perimetres'::regclass AND "
                            "attname = 'population'"),
               Contains("Population"));
    CHECK(count_of(server, "hameau.carte_quartiers") == count_of(server, "hameau.perimetres"));
    CHECK(
        server.value("SELECT type FROM geometry_columns WHERE f_table_name = 'carte_quartiers'") ==
        "MULTIPOLYGON");
    CHECK(server.value("SELECT empreinte FROM hameau.edition").size() == 64);
    // A reader reads, and only reads.
    io::PostgresConnection reader(server.at("sig", "lecteur"));
    CHECK(reader.value("SELECT count(*) FROM hameau.carte_quartiers"));
    CHECK_FALSE(reader.tries("DELETE FROM hameau.perimetres"));
    CHECK_FALSE(reader.tries("CREATE TABLE hameau.x (a int)"));
    CHECK_FALSE(server.value("SELECT 1 FROM pg_namespace WHERE nspname = 'hameau_en_cours'") ==
                "1");
}

TEST_CASE("the edition before stays beside, and is removed when a third one comes", "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    Published edition(server);
    require_done(edition.run());
    const std::string first = server.value("SELECT empreinte FROM hameau.edition");
    // Nothing has changed: the base is not touched, and a base that lost it gets it again.
    const std::string moment = server.value("SELECT publiee_le FROM hameau.edition");
    require_done(edition.run());
    CHECK(server.value("SELECT publiee_le FROM hameau.edition") == moment);
    server.connect().run("DROP SCHEMA hameau CASCADE");
    require_done(edition.run());
    CHECK(server.value("SELECT empreinte FROM hameau.edition") == first);
    // A reader whose transaction began before sees the new edition whole, not an empty table.
    io::PostgresConnection reader = server.connect();
    reader.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
    REQUIRE(reader.value("SELECT count(*) FROM pg_class"));
    edition.widen();
    edition.target(server.at());
    require_done(edition.run());
    CHECK(server.value("SELECT empreinte FROM hameau_precedente.edition") == first);
    const std::string second = server.value("SELECT empreinte FROM hameau.edition");
    CHECK(second != first);
    CHECK(reader.value("SELECT count(*) FROM hameau.perimetres") ==
          count_of(server, "hameau.perimetres"));
    CHECK(reader.value("SELECT empreinte FROM hameau.edition") == second);
    reader.run("COMMIT");
    edition.widen();
    edition.target(server.at(), "postgis_precedente = false\n");
    require_done(edition.run({"--force"}));
    CHECK(server.value("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'hameau%'") == "2");
}

TEST_CASE("what stands in the way is said before anything is computed, and by check", "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    io::PostgresConnection admin = server.connect();
    admin.run("CREATE ROLE simple LOGIN");
    admin.run("CREATE SCHEMA hameau");
    admin.run("CREATE TABLE hameau.releve (a int)");
    Published edition(server);
    const auto refused = [&](const std::string& found, const std::string& to_try) {
        const Outcome run = edition.run();
        CHECK(run.exit_code == 1);
        CHECK_THAT(run.err, Contains(found) && Contains(to_try));
        CHECK_THAT(run.err, !Contains("rreur interne"));
        CHECK_FALSE(fs::exists(edition.folder()));
        const Outcome check = edition.check();
        CHECK(check.exit_code == 1);
        CHECK_THAT(check.err, Contains(found));
    };
    refused("qui n'est pas une édition de Lisière", "postgis_schema");
    CHECK(count_of(server, "hameau.releve") == "0");
    admin.run("DROP SCHEMA hameau CASCADE");
    edition.target(server.at("vide"));
    refused("une base sans PostGIS", "CREATE EXTENSION postgis");
    edition.target(server.at("sig", "simple"));
    refused("qui ne peut pas créer de schéma", "GRANT CREATE ON DATABASE");
    edition.target(server.at(), "postgis_lecteurs = [\"inconnu\"]\n");
    refused("un rôle « inconnu » qui n'existe pas", "CREATE ROLE");
    edition.target(server.at("absente"));
    refused("absente", "createdb");
    edition.target("host=/nulle/part dbname=sig");
    refused("/nulle/part", "pg_isready");
    edition.target("service=inconnu");
    refused("inconnu", "pg_service.conf");
    admin.run("CREATE SCHEMA hameau AUTHORIZATION simple");
    admin.run("GRANT CREATE ON DATABASE sig TO simple");
    edition.target(server.at("sig", "simple"));
    require_done(edition.run());  // an empty schema that an administrator has made is taken
    CHECK(edition.check().exit_code == 0);
}

TEST_CASE("views and tables of others are told, and never removed", "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    Published edition(server);
    require_done(edition.run());
    io::PostgresConnection admin = server.connect();
    admin.run("CREATE SCHEMA bureau");
    admin.run("CREATE VIEW bureau.mes_quartiers AS SELECT code, geom FROM hameau.perimetres");
    edition.widen();
    edition.target(server.at());
    const Outcome told = edition.run();
    require_done(told);
    CHECK_THAT(told.err, Contains("postgis_vues_ailleurs") && Contains("bureau.mes_quartiers"));
    CHECK(count_of(server, "bureau.mes_quartiers") != "0");
    edition.widen();
    edition.target(server.at());
    const Outcome refused = edition.run({"--force"});
    CHECK(refused.exit_code == 1);
    CHECK_THAT(refused.err, Contains("bureau.mes_quartiers") && Contains("hameau_precedente"));
    CHECK(count_of(server, "bureau.mes_quartiers") != "0");
    admin.run("DROP VIEW bureau.mes_quartiers");
    require_done(edition.run({"--force"}));
}

TEST_CASE("a refresh takes the base along: what is accepted, what is put back", "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    Published edition(server);
    require_done(edition.refresh({"--a-blanc"}));
    CHECK(server.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'hameau'") == "0");
    require_done(edition.refresh());
    const std::string first = server.value("SELECT empreinte FROM hameau.edition");
    CHECK(first.size() == 64);
    require_done(edition.refresh());  // the sources are the same
    CHECK(server.value("SELECT empreinte FROM hameau.edition") == first);
    edition.widen();
    edition.target(server.at());
    require_done(edition.refresh({"--accepter", "essai"}));
    CHECK(server.value("SELECT empreinte FROM hameau.edition") != first);
    require_done(edition.refresh({"--retour"}));
    CHECK(server.value("SELECT empreinte FROM hameau.edition") == first);
}

TEST_CASE("killed while it publishes, the program or the server: readers see one whole edition",
          "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    Published edition(server);
    require_done(edition.run());
    const std::string real = server.value("SELECT empreinte FROM hameau.edition");
    std::string counts = "SELECT (SELECT empreinte FROM hameau.edition)";
    std::string whole;
    for (const auto& layer :
         geopackage_rows(edition.package(),
                         "SELECT table_name FROM gpkg_contents WHERE table_name <> "
                         "'layer_styles' ORDER BY 1")) {
        counts += " || ' ' || (SELECT count(*) FROM hameau." + layer[0] + ")";
        whole += " " + geopackage_rows(edition.package(), "SELECT count(*) FROM " + layer[0])[0][0];
    }
    std::size_t undone = 0;
    std::size_t published = 0;
    const auto wait_for_it = [&] {
        io::PostgresConnection watch = server.connect();
        for (int i = 0; i < 10000; ++i) {
            if (watch.value("SELECT 1 FROM pg_stat_activity WHERE application_name = 'lisiere' "
                            "AND xact_start IS NOT NULL AND pid <> pg_backend_pid() AND state <> "
                            "'idle' AND query NOT LIKE '%pg_stat_activity%'"))
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };
    // The base holds another edition than the folder: a run publishes and does nothing else.
    const auto publish_after = [&](const std::string& before,
                                   const std::function<void(int)>& meanwhile) {
        server.connect().run("UPDATE hameau.edition SET empreinte = '" + before + "'");
        return edition.run({}, meanwhile);
    };
    using Clock = std::chrono::steady_clock;
    Clock::time_point begun;
    require_done(publish_after("avant", [&](int) {
        wait_for_it();
        begun = Clock::now();
    }));
    const auto whole_time = Clock::now() - begun;
    const auto at_moment = [&](int moment, bool server_too) {
        const std::string before = fmt::format("avant-{}", moment);
        const Outcome outcome = publish_after(before, [&](int pid) {
            wait_for_it();
            std::this_thread::sleep_for(whole_time * moment / 10);
            if (server_too)
                server.crash_and_restart();
            else
                ::kill(pid, SIGKILL);
        });
        const std::string seen = server.value(counts);
        INFO(moment << " " << outcome.exit_code << " " << outcome.err);
        CHECK((seen == before + whole || seen == real + whole));
        (seen == before + whole ? undone : published) += 1;
        if (server_too && outcome.exit_code != 0) CHECK_THAT(outcome.err, Contains("base PostGIS"));
    };
    for (int moment = 0; moment < 12; ++moment) at_moment(moment, false);
    at_moment(40, false);  // long after the end
    for (const int moment : {1, 5, 8}) at_moment(moment, true);
    // Some stopped before the end: else nothing was tried.
    CHECK(undone > 0);
    CHECK(published > 0);
    WARN(fmt::format("{} publications défaites, {} faites", undone, published));
    require_done(edition.run());
    CHECK(server.value(counts) == real + whole);
    CHECK(server.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'hameau_en_cours'") ==
          "0");
}

TEST_CASE("while editions follow one another, a reader never waits nor meets half of one",
          "[base]") {
    const BaseServer server;
    if (!server.running()) return;
    Published edition(server);
    require_done(edition.run());
    const std::string quarters = count_of(server, "hameau.perimetres");
    std::atomic<bool> over{false};
    std::atomic<std::size_t> readings{0};
    std::atomic<std::size_t> wrong{0};
    std::atomic<long> slowest_ms{0};
    std::thread reader([&] {
        try {
            io::PostgresConnection base = server.connect();
            while (!over) {
                const auto start = std::chrono::steady_clock::now();
                const auto seen = base.value("SELECT count(*) FROM hameau.perimetres");
                const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
                                      std::chrono::steady_clock::now() - start)
                                      .count();
                slowest_ms = std::max<long>(slowest_ms, took);
                if (seen != quarters) ++wrong;
                ++readings;
            }
        } catch (const io::OutputError&) {
            ++wrong;
        }
    });
    for (int time = 0; time < 6; ++time) {
        server.connect().run("UPDATE hameau.edition SET empreinte = 'autre'");
        require_done(edition.run());
    }
    over = true;
    reader.join();
    CHECK(wrong == 0);
    CHECK(readings > 100);
    CHECK(slowest_ms < 1000);
}
