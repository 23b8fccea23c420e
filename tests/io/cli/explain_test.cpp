// SPDX-License-Identifier: Apache-2.0
// One perimeter told whole: the same numbers as the GeoPackage, each with where it comes from.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

Outcome explain(const fs::path& config, const std::string& perimeter,
                std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"explain", config.string(), perimeter});
    return run_lisiere(options);
}

std::size_t letters(const std::string& line) {
    std::size_t count = 0;
    for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

/// Is the text that SQLite gives this very value?
bool same(const Json& value, const std::string& stored) {
    if (value.is_null()) return stored == "NULL";
    if (value.is_boolean()) return stored == (value.get<bool>() ? "1" : "0");
    if (value.is_number()) return value.get<double>() == std::strtod(stored.c_str(), nullptr);
    return value.get<std::string>() == stored;
}

}  // namespace

TEST_CASE("explain tells the numbers of the GeoPackage, every one with its formula and page",
          "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const fs::path out = scratch.path() / "out";
    REQUIRE(run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    const auto before = snapshot(scratch.path());
    const Outcome outcome = explain(config, "qn09901n", {"--json"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    CHECK(snapshot(scratch.path()) == before);

    const Json told = Json::parse(outcome.out);
    CHECK(told["schema"] == "lisiere-portrait-1");
    CHECK(told["code"] == "QN09901N");
    CHECK(told["communes"] == "Hameau (99001)");
    std::size_t numbers = 0;
    std::map<std::string, std::set<std::string>> columns;
    for (const Json& section : told["sections"])
        for (const Json& table : section["tables"]) {
            const std::string layer = table["couche"];
            INFO(layer);
            std::string names;
            for (const Json& column : table["colonnes"]) {
                const std::string name = column["nom"];
                INFO(name);
                columns[layer].insert(name);
                names += (names.empty() ? "\"" : ", \"") + name + "\"";
                CHECK(column["libelle"] != name);
                if (!column.contains("formule")) continue;
                CHECK_FALSE(column["formule"].get<std::string>().empty());
                CHECK(fs::exists(fs::path(LISIERE_ROOT) / column["methode"].get<std::string>()));
            }
            const std::string key = layer == "equipements" ? "instr(perimetres, 'QN09901N') > 0"
                                    : layer == "filiation" ? "nouveau_code = 'QN09901N'"
                                                           : "code = 'QN09901N'";
            const auto stored = geopackage_rows(
                out / "lisiere.gpkg",
                fmt::format("select {} from {} where {} order by rowid", names, layer, key));
            REQUIRE(stored.size() == table["lignes"].size());
            for (std::size_t i = 0; i < stored.size(); ++i) {
                const Json& line = table["lignes"][i];
                for (std::size_t c = 0; c < stored[i].size(); ++c) {
                    const Json& column = table["colonnes"][c];
                    const std::string name = column["nom"];
                    const Json& value = line["valeurs"][name];
                    INFO(name << " " << value << " " << stored[i][c]);
                    CHECK(same(value, stored[i][c]));
                    if (!value.is_number()) continue;
                    ++numbers;
                    CHECK((column.contains("formule") || line.contains("formule")));
                }
            }
        }
    CHECK(numbers > 200);
    // Nothing of the headline results is left out, whatever the section.
    for (const auto& row :
         geopackage_rows(out / "lisiere.gpkg", "select name from pragma_table_info('perimetres')"))
        if (row[0] != "fid" && row[0] != "geom" && row[0] != "code") {
            INFO(row[0]);
            CHECK(columns["perimetres"].count(row[0]) == 1);
        }
    // What formulas name is declared here, or is a setting or a file of the program.
    for (const auto& [kind, ids] : told["entrees"].items())
        for (const Json& id : ids)
            CHECK(std::any_of(told["sources"].begin(), told["sources"].end(),
                              [&](const Json& source) { return source["id"] == id; }));
}

TEST_CASE("explain is read on a hundred columns, a section at a time if asked", "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const Outcome whole = explain(config, "La Lande");
    INFO(whole.err);
    REQUIRE(whole.exit_code == 0);
    std::istringstream lines(whole.out);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(letters(line) <= 100);
    }
    for (const char* words :
         {"QN09901N — La Lande, Hameau (99001)", "── Enclavement", "indice_enclavement",
          "rang = place parmi les périmètres", "invente 2021", "sha256"})
        CHECK_THAT(whole.out, Contains(words));
    const Outcome part = explain(config, "La Lande", {"--section", "desserte"});
    CHECK_THAT(part.out, Contains("── Desserte") && !Contains("── Enclavement"));
    CHECK(explain(config, "La Lande", {"--section", "dessert"}).exit_code == 2);
}

TEST_CASE(
    "a perimeter that is not there, or that two quarters answer to, is refused with the names",
    "[cli]") {
    const Scratch scratch;
    const fs::path config = write_hamlet(scratch);
    const Outcome unknown = explain(config, "QN09901P");
    CHECK(unknown.exit_code == 2);
    CHECK_THAT(unknown.err, Contains("QN09901P") && Contains("QN09901N") && Contains("La Lande"));
    CHECK(unknown.out.empty());
    std::string quarters = scratch.read("qpv.geojson");
    const auto first = quarters.find("{\"type\":\"Feature\"");
    std::string twin = quarters.substr(first, quarters.rfind(']') - first);
    twin.replace(twin.find("QN09901N"), 8, "QN09902N");
    for (auto at = twin.find("2.985"); at != std::string::npos; at = twin.find("2.985"))
        twin.replace(at, 5, "3.001");
    for (auto at = twin.find("2.995"); at != std::string::npos; at = twin.find("2.995"))
        twin.replace(at, 5, "3.009");
    scratch.write("qpv.geojson", quarters.insert(quarters.rfind(']'), "," + twin));
    const Outcome two = explain(config, "lande");
    INFO(two.err);
    CHECK(two.exit_code == 2);
    CHECK_THAT(two.err, Contains("QN09901N") && Contains("QN09902N") && Contains("Hameau (99001)"));
    CHECK(explain(config, "QN09902N", {"--section", "qui"}).exit_code == 0);
}
