// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/write_scenario_map.hpp"

#include "io/base/files.hpp"
#include "io/viewer/edition_data.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using lisiere::tests::Scratch;
namespace fs = std::filesystem;

namespace {

/// Cells whose walk to the school gets shorter, whose walk to the post office opens, and whose
/// drive to either stays as it is.
Table cells() {
    Table table;
    table.name = "scenario_carreaux";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"id", ColumnType::text}};
    for (const char* place : {"ecole_marche", "poste_marche", "ecole_voiture"})
        for (const char* when : {"avant_", "apres_", "gain_"})
            table.columns.push_back({std::string(when) + place, ColumnType::real});
    const Value none;
    table.rows = {{std::string("1"), 9.0, 5.0, 4.0, none, 12.0, none, 3.0, 3.0, 0.0},
                  {std::string("2"), 7.0, 7.0, 0.0, none, none, none, none, none, none}};
    table.geometries.resize(2);
    return table;
}

Table quarters() {
    Table table;
    table.name = "scenario_perimetres";
    table.columns = {{"code", ColumnType::text}, {"gagnants_1_marche", ColumnType::real}};
    table.rows = {{std::string("Q/1"), 12.5}};
    table.geometries.resize(1);
    return table;
}

Table facilities() {
    Table table;
    table.name = "scenario_equipements";
    for (const char* name : {"nom", "change", "entre_dans", "sort_de"})
        table.columns.push_back({name, ColumnType::text});
    const auto row = [&](const char* name, Value change, Value enters) {
        table.rows.push_back({std::string(name), std::move(change), std::move(enters), Value{}});
    };
    row("reste", Value{}, Value{});
    row("arrive", std::string("ajouté"), Value{});
    row("entre", std::string(), std::string("Q/1"));
    table.geometries.resize(3);
    return table;
}

std::vector<std::string> names(const Table& table) {
    std::vector<std::string> out;
    for (const Column& column : table.columns) out.push_back(column.name);
    return out;
}

/// A scenario's folder as `lisiere scenario` leaves it: new files in place of those before.
void write_scenario(const Scratch& scratch, const std::string& name, const std::string& base,
                    const std::string& more = "") {
    fs::remove_all(scratch.path() / "scenarios" / name);
    scratch.write("scenarios/" + name + "/carte/scenario.json",
                  R"({"nom":")" + name + R"(","titre":"Titre de )" + name + R"(","base":")" + base +
                      R"("})" + more);
    scratch.write("scenarios/" + name + "/carte/lisiere.pmtiles", "tuiles");
    scratch.write("scenarios/" + name + "/carte/quartiers/Q-1.json", "{}");
}

nlohmann::json shown(const Scratch& scratch) {
    return nlohmann::json::parse(io::read_text(scratch.path() / "carte/scenarios/liste.json"));
}

void show(const Scratch& scratch, const std::string& fingerprint) {
    io::show_scenarios(scratch.path() / "scenarios", scratch.path() / "carte", fingerprint);
}

}  // namespace

TEST_CASE(
    "the map leaves out times before, times that nobody gains or loses, and facilities that "
    "nothing happens to",
    "[viewer]") {
    const std::vector<Table> tables{cells(), quarters(), facilities()};
    const std::vector<Table> kept = io::scenario_map_tables(tables);
    CHECK(names(kept[0]) == std::vector<std::string>{"id", "apres_ecole_marche",
                                                     "gain_ecole_marche", "apres_poste_marche",
                                                     "gain_poste_marche"});
    // A place that opens has a time after alone: it stays, though nothing is gained in minutes.
    CHECK(kept[0].rows[0] == std::vector<Value>{std::string("1"), 5.0, 4.0, 12.0, Value{}});
    CHECK(names(kept[1]) == names(tables[1]));
    REQUIRE(kept[2].rows.size() == 2);
    CHECK(kept[2].rows[0][0] == Value(std::string("arrive")));
    CHECK(kept[2].rows[1][0] == Value(std::string("entre")));
    CHECK(kept[2].geometries.size() == 2);
}

TEST_CASE("a scenario's data hold a line a quarter, its rows apart, and facilities", "[viewer]") {
    const std::vector<Table> tables =
        io::scenario_map_tables(std::vector{cells(), quarters(), facilities()});
    const io::ViewerTexts texts{
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "fr"),
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "en"),
        {},
        {}};
    io::ScenarioMap scenario;
    scenario.name = "passerelle";
    scenario.title = "Une passerelle";
    scenario.base = "abc";
    scenario.tables = tables;
    scenario.texts = &texts;
    const Scratch scratch;
    io::write_scenario_map(scenario, scratch.path());
    const auto data = nlohmann::json::parse(scratch.read("scenario.json"));
    CHECK(data["base"] == "abc");
    const auto file = data["fichiers"]["Q/1"].get<std::string>();
    CHECK(file.starts_with("Q-1-"));
    CHECK(data["perimetres"]["lignes"][0][1] == 12.5);
    REQUIRE(data["equipements"]["lignes"].size() == 2);
    const auto quarter = nlohmann::json::parse(scratch.read("quartiers/" + file));
    CHECK(quarter["scenario_perimetres"]["lignes"][0][0] == "Q/1");
}

TEST_CASE("the map lists the scenarios beside it; one compared with another edition is out of date",
          "[viewer]") {
    const Scratch scratch;
    scratch.write("carte/index.html", "");
    write_scenario(scratch, "passerelle", "edition");
    write_scenario(scratch, "ancien", "une autre");
    show(scratch, "edition");
    const auto list = shown(scratch)["scenarios"];
    REQUIRE(list.size() == 2);
    CHECK(list[0]["nom"] == "ancien");
    CHECK(list[0]["a_jour"] == false);
    CHECK(list[1]["a_jour"] == true);
    const fs::path place =
        scratch.path() / "carte/scenarios" / list[1]["dossier"].get<std::string>();
    CHECK(io::read_text(place / "quartiers/Q-1.json") == "{}");
    CHECK(fs::hard_link_count(place / "lisiere.pmtiles") == 2);
}

TEST_CASE(
    "a scenario that changes gets another folder, one that leaves is taken away, the rest "
    "is not written again",
    "[viewer]") {
    const Scratch scratch;
    scratch.write("carte/index.html", "");
    write_scenario(scratch, "passerelle", "edition");
    show(scratch, "edition");
    const fs::path list = scratch.path() / "carte/scenarios/liste.json";
    const auto first = shown(scratch);
    const auto written = fs::last_write_time(list);
    fs::create_directories(scratch.path() / "carte/scenarios/.passerelle-0123456789ab");
    show(scratch, "edition");
    CHECK(fs::last_write_time(list) == written);
    CHECK_FALSE(fs::exists(scratch.path() / "carte/scenarios/.passerelle-0123456789ab"));

    write_scenario(scratch, "passerelle", "edition", " ");
    show(scratch, "edition");
    CHECK(shown(scratch)["scenarios"][0]["dossier"] != first["scenarios"][0]["dossier"]);
    CHECK_FALSE(fs::exists(scratch.path() / "carte/scenarios" /
                           first["scenarios"][0]["dossier"].get<std::string>()));

    fs::remove_all(scratch.path() / "scenarios");
    show(scratch, "edition");
    CHECK(shown(scratch)["scenarios"].empty());
    CHECK(std::distance(fs::directory_iterator(scratch.path() / "carte/scenarios"),
                        fs::directory_iterator{}) == 1);
}

TEST_CASE("what is no scenario is passed over, and what is no map is left alone", "[viewer]") {
    const Scratch scratch;
    show(scratch, "edition");
    CHECK_FALSE(fs::exists(scratch.path() / "carte"));
    scratch.write("carte/index.html", "");
    scratch.write("scenarios/casse/carte/scenario.json", "{\"nom\": ");
    scratch.write("scenarios/liste/carte/scenario.json", "[1]");
    scratch.write("scenarios/autre/carte/scenario.json", R"({"nom": 3})");
    scratch.write("scenarios/vide/manifeste.json", "{}");
    show(scratch, "edition");
    CHECK(shown(scratch)["scenarios"].empty());
}
