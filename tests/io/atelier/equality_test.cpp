// SPDX-License-Identifier: Apache-2.0
// Random scenarios through `lisiere scenario` and through the atelier: every published value.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "io/atelier/atelier.hpp"
#include "io/config/run_config.hpp"
#include "io/config/scenario_text.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/inputs/read_scenario.hpp"
#include "io/pipeline/lay_scenario.hpp"
#include "io/pipeline/settings.hpp"
#include "io/serve/server.hpp"
#include "io/viewer/edition_data.hpp"
#include "tests/io/atelier/drawing.hpp"
#include "tests/io/cli/village.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Json = nlohmann::ordered_json;

namespace {

/// Changes of every kind somewhere in the hamlet, of 2.98 to 3.02 by 46.48 to 46.52 degrees.
class Draw {
  public:
    explicit Draw(unsigned seed) : random_(seed) {}

    Json scenario(const std::string& name) {
        Json changes{{"nom", name}};
        for (int i = between(1, 3); i > 0; --i) {
            switch (between(0, 8)) {
                case 0:
                case 1:
                case 2:
                    changes["voies"].push_back(added());
                    break;
                case 3:
                case 4:
                    changes["voies"].push_back(closed());
                    break;
                case 5:
                case 6:
                    changes["equipements"].push_back(facility());
                    break;
                case 7:
                    changes["lignes"].push_back(line());
                    break;
                default:
                    changes["lignes"] = Json::array({changed_line()});
            }
        }
        return changes;
    }

  private:
    int between(int least, int most) {
        return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
    }
    double degrees(double west) { return west + 0.00001 * between(0, 4000); }
    std::string place() { return fmt::format("{:.5f} {:.5f}", degrees(2.98), degrees(46.48)); }
    /// A crossing of the grid of streets.
    std::string crossing() {
        return fmt::format("{:.3f} {:.3f}", 2.98 + 0.004 * between(0, 10),
                           46.48 + 0.004 * between(0, 10));
    }

    Json added() {
        constexpr const char* kinds[] = {"footway", "cycleway", "residential", "steps"};
        Json way{{"action", "ajouter"},
                 {"trace", fmt::format("LINESTRING ({}, {}, {})", crossing(), place(), crossing())},
                 {"nature", kinds[between(0, 3)]}};
        if (between(0, 1) == 1) way["pont"] = true;
        if (between(0, 2) == 0) way["croisements"] = "noeuds";
        if (between(0, 4) == 0) way["sens_unique"] = true;
        return way;
    }
    Json closed() {
        const double lon = degrees(2.98);
        const double lat = degrees(46.48);
        if (between(0, 1) == 1)
            return {{"action", "fermer"},
                    {"par", "travers"},
                    {"trace", fmt::format("LINESTRING ({:.5f} {:.5f}, {:.5f} {:.5f})", lon, lat,
                                          lon + 0.005, lat + 0.005)}};
        return {{"action", "fermer"},
                {"trace", fmt::format("POLYGON (({0:.5f} {1:.5f}, {2:.5f} {1:.5f}, {2:.5f} "
                                      "{3:.5f}, {0:.5f} {3:.5f}, {0:.5f} {1:.5f}))",
                                      lon, lat, lon + 0.006, lat + 0.006)}};
    }
    Json facility() {
        constexpr const char* categories[] = {"pharmacie", "medecin", "mairie", "supermarche",
                                              "creche"};
        switch (between(0, 2)) {
            case 0:
                return {{"action", "deplacer"},
                        {"id", std::to_string(between(2, 5))},
                        {"lon", degrees(2.98)},
                        {"lat", degrees(46.48)}};
            case 1:
                return {{"action", "supprimer"}, {"id", std::to_string(between(2, 5))}};
            default:
                return {{"action", "ajouter"},
                        {"id", fmt::format("nouveau{}", between(0, 1000000))},
                        {"categorie", categories[between(0, 4)]},
                        {"lon", degrees(2.98)},
                        {"lat", degrees(46.48)}};
        }
    }
    Json line() {
        return {
            {"action", "ajouter"},
            {"nom", fmt::format("N{}", between(0, 1000000))},
            {"vitesse_kmh", between(12, 40)},
            {"arrets",
             {fmt::format("POINT ({})", crossing()), "s2", fmt::format("POINT ({})", crossing())}},
            {"service", Json::array({{{"jours", "tous"},
                                      {"debut", "06:00"},
                                      {"fin", "21:00"},
                                      {"intervalle_min", between(5, 30)}}})}};
    }
    Json changed_line() {
        if (between(0, 2) == 0) return {{"action", "supprimer"}, {"ligne", "1"}};
        return {{"action", "modifier"}, {"ligne", "1"}, {"frequence", between(2, 4)}};
    }

    std::mt19937 random_;
};

/// The whole analysis of every scenario, which neither the program nor the atelier makes.
class Oracle {
  public:
    explicit Oracle(const io::RunConfig& declared) : config_(declared) {
        io::RunConfig alone = config_;
        alone.scenarios.clear();
        io::ReadOutcome read =
            io::read_inputs(alone, io::fingerprint(alone, {}), Threads{1}, Progress());
        settings_ = io::settings_of(alone, read.days, Threads{1});
        inputs_ = read.inputs;
        before_ = analyse(std::move(read.inputs), settings_);
    }
    std::vector<Table> tables(const std::string& name) const {
        const io::ScenarioSpec& spec = io::scenario_named(config_, name);
        io::LaidScenario laid = io::lay_scenario(spec, config_, inputs_, settings_);
        const Atlas after = analyse(std::move(laid.inputs), settings_, {}, nullptr, &before_);
        return scenario_tables({laid.scenario, before_, after, laid.streets});
    }

  private:
    io::RunConfig config_;
    Settings settings_;
    Inputs inputs_;
    Atlas before_;
};

int scenarios_wanted() {
    const char* asked = std::getenv("LISIERE_SCENARIOS");
    return asked == nullptr ? 12 : std::atoi(asked);
}

/// As a table of CSV has it.
std::string in_csv(const Json& value, const std::string& text) {
    if (value.is_null()) return text.empty() ? "" : "autre que NULL";
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_string()) return value.get<std::string>();
    return !text.empty() && number(text) == value.get<double>() ? text : value.dump();
}

/// How many values were compared.
std::size_t compare(const Json& table, const io::CsvTable& published, const std::string& name) {
    INFO(name);
    REQUIRE(table.at("colonnes").get<std::vector<std::string>>() == published.names);
    const Json& rows = table.at("lignes");
    REQUIRE(rows.size() == published.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < published.names.size(); ++c) {
            INFO(published.names[c] << ", ligne " << r + 1);
            REQUIRE(in_csv(rows[r][c], published.rows[r][c]) == published.rows[r][c]);
        }
    return rows.size() * published.names.size();
}

/// Every column of the one stands in the other.
void same_columns(const Json& some, const Json& all) {
    REQUIRE(some.at("lignes").size() == all.at("lignes").size());
    const auto names = all.at("colonnes").get<std::vector<std::string>>();
    for (std::size_t c = 0; c < some.at("colonnes").size(); ++c) {
        const auto at = static_cast<std::size_t>(
            std::ranges::find(names, some.at("colonnes")[c].get<std::string>()) - names.begin());
        REQUIRE(at < names.size());
        for (std::size_t row = 0; row < some.at("lignes").size(); ++row)
            REQUIRE(some.at("lignes")[row][c] == all.at("lignes")[row][at]);
    }
}

}  // namespace

TEST_CASE(
    "the atelier says what lisiere scenario publishes, and that is the whole analysis, to the last "
    "digit",
    "[atelier]") {
    std::string declared;
    std::vector<Json> drawn;
    for (int i = 0; i < scenarios_wanted(); ++i) {
        const std::string name = fmt::format("s{}", i);
        drawn.push_back(Draw(static_cast<unsigned>(i) + 1).scenario(name));
        declared += io::to_toml(io::parse_request(drawn.back().dump())) + "\n";
    }
    const Village village(declared);
    ::setenv("XDG_CACHE_HOME", (village.scratch().path() / "kept").c_str(), 1);
    village.scratch().write("carte/index.html", "<html></html>");
    io::Atelier atelier(io::read_config(village.scratch().path() / "t.toml"), {1}, {});
    const io::Server server(io::Site(village.scratch().path() / "carte"), 0, {}, &atelier);

    const Oracle oracle(io::read_config(village.scratch().path() / "t.toml"));
    std::size_t values = 0;
    std::size_t refused = 0;
    for (const Json& scenario : drawn) {
        const std::string name = scenario.at("nom");
        INFO(scenario.dump());
        const Outcome program = village.compare(name, name, {"--threads", "1"});
        const HttpAnswer answer =
            post(server.port(), "/atelier/scenario?tables=toutes", scenario.dump());
        INFO(program.err);
        INFO(answer.body.substr(0, 2000));
        REQUIRE(answer.status == 200);
        const std::vector<Json> told = lines(answer.body);
        const Json whole = part(told, "tout");
        if (program.exit_code != 0) {  // a closure that takes nothing
            CHECK(whole.is_null());
            CHECK(told.back().contains("erreur"));
            ++refused;
            continue;
        }
        REQUIRE(!whole.is_null());
        for (const Table& table : oracle.tables(name))
            compare(io::table_data(table), village.table(name, table.name), table.name);
        Json tables = part(told, "indice").at("tables");
        tables.update(whole.at("tables"));
        CHECK(tables.size() == 7);
        for (const auto& [table, content] : tables.items())
            values += compare(content, village.table(name, table), table);
        // What comes first stays true.
        const Json first = part(told, "marche");
        CHECK(first.at("gagnants").at("marche") == whole.at("gagnants").at("marche"));
        CHECK(first.at("tables").size() == 2);
        for (const auto& [table, content] : first.at("tables").items())
            same_columns(content, tables.at(table));
    }
    CHECK(refused < drawn.size() / 2);
    CHECK(values > 1000 * (drawn.size() - refused));
}
