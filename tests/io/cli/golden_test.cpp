// SPDX-License-Identifier: Apache-2.0
// The demo territory, run as the README says, against the tables accepted last (tests/golden/demo).
// To accept a wanted change: LISIERE_ACCEPTER=1 build/release/tests/test_io_cli "[golden]", then
// read the diff.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere;
using namespace lisiere::tests;

namespace {

const fs::path golden = fs::path(LISIERE_ROOT) / "tests" / "golden" / "demo";

/// Equal texts, or numbers within a millionth: other versions of GEOS and PROJ may round the last
/// digits.
bool same(const std::string& a, const std::string& b) {
    if (a == b) return true;
    char* end_a = nullptr;
    char* end_b = nullptr;
    const double x = std::strtod(a.c_str(), &end_a);
    const double y = std::strtod(b.c_str(), &end_b);
    if (a.empty() || b.empty() || *end_a != '\0' || *end_b != '\0') return false;
    return std::abs(x - y) <= 1e-6 * std::max({1.0, std::abs(x), std::abs(y)});
}

/// The first few places where two tables differ.
std::string differences(const io::CsvTable& now, const io::CsvTable& then) {
    std::ostringstream text;
    if (now.names != then.names) return "columns differ";
    if (now.rows.size() != then.rows.size())
        text << now.rows.size() << " rows, accepted: " << then.rows.size() << '\n';
    int shown = 0;
    for (std::size_t row = 0; row < std::min(now.rows.size(), then.rows.size()); ++row)
        for (std::size_t column = 0; column < now.names.size(); ++column)
            if (!same(now.rows[row][column], then.rows[row][column]) && ++shown <= 10)
                text << "row " << row + 1 << ", " << now.names[column] << ": "
                     << now.rows[row][column] << ", accepted: " << then.rows[row][column] << '\n';
    if (shown > 10) text << shown - 10 << " more\n";
    return text.str();
}

}  // namespace

TEST_CASE("the demo gives the tables that were accepted", "[cli][golden]") {
    const fs::path& out = demo_edition();
    if (std::getenv("LISIERE_ACCEPTER") != nullptr) {
        fs::create_directories(golden);
        for (const auto& entry : fs::directory_iterator(golden))
            fs::copy_file(out / "tables" / entry.path().filename(), entry.path(),
                          fs::copy_options::overwrite_existing);
    }
    std::size_t compared = 0;
    for (const auto& entry : fs::directory_iterator(golden)) {
        const std::string name = entry.path().filename().string();
        INFO(name);
        CHECK(differences(io::read_csv_table((out / "tables" / name).string()),
                          io::read_csv_table(entry.path().string())) == "");
        ++compared;
    }
    CHECK(compared >= 8);
}

TEST_CASE("the demo in English tells the same findings, without a word of French",
          "[cli][golden]") {
    std::string config = io::read_text(LISIERE_ROOT "/examples/demo.toml");
    const auto replace = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = config.find(from); at != std::string::npos;
             at = config.find(from, at + to.size()))
            config.replace(at, from.size(), to);
    };
    replace("langue = \"fr\"", "langue = \"en\"");
    replace("\"demo/", "\"" LISIERE_ROOT "/examples/demo/");
    const Scratch scratch;
    const Outcome outcome = run_lisiere({"run", scratch.write("demo.toml", config).string(), "-o",
                                         (scratch.path() / "demo").string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const io::CsvTable table =
        io::read_csv_table((scratch.path() / "demo" / "tables" / "constats.csv").string());
    CHECK(table.rows.size() == io::read_csv_table((golden / "constats.csv").string()).rows.size());
    const std::regex french(
        R"re((^|[^a-z_-])(le|la|les|des|du|de|et|est|une|un|dans|pour|sur|sans|ne|pas|sont|ligne|lignes|courses|jour|officielle|commune\(s\)|carrefours|passages)($|[^a-z_=-]))re");
    for (const auto& row : table.rows) {
        const std::string& message = row[table.require("message")];
        const std::string& examples = row[table.require("exemples")];
        INFO(message << " | " << examples);
        CHECK_FALSE(std::regex_search(message, french));
        CHECK(message.find("\xc3") == std::string::npos);  // é, è, à...
        // Places and facilities have French names.
        if (row[table.require("code")].rfind("liste_", 0) == std::string::npos)
            CHECK_FALSE(std::regex_search(examples, french));
    }
}

TEST_CASE("the demo's quarters are enclosed by what was planted around them", "[cli][golden]") {
    const auto rows = [](const std::string& layer) {
        const io::CsvTable table = io::read_csv_table((golden / (layer + ".csv")).string());
        std::vector<std::map<std::string, std::string>> found;
        for (const auto& row : table.rows) {
            auto& one = found.emplace_back();
            for (std::size_t c = 0; c < row.size(); ++c) one[table.names[c]] = row[c];
        }
        return found;
    };
    std::map<std::string, std::map<std::string, std::string>> quarters;
    for (auto& row : rows("perimetres")) quarters[row["code"]] = row;
    std::map<std::string, std::string> worst;
    for (auto& row : rows("acces_perdu"))
        if (row["rang"] == "1") worst[row["code"]] = row["nom_coupure"];
    std::map<std::string, std::multiset<std::string>> held_by;
    for (auto& row : rows("coupe_minimale")) held_by[row["code"]].insert(row["voie"]);
    // Hautes-Bornes: railway, motorway and closed parcels, dead ends, one underpass as the way out.
    CHECK(quarters["QN09901M"]["rang"] == "1");
    CHECK(quarters["QN09901M"]["typologie"] == "fermé par ce qui l'entoure et par son propre plan");
    CHECK(worst["QN09901M"] == "Ligne de Lisse");
    CHECK(held_by["QN09901M"] == std::multiset<std::string>{"tertiary"});
    // Rive-Neuve: the canal, whose three road bridges and one footbridge hold it to the centre.
    CHECK(worst["QN09902M"] == "Canal de la Lisse");
    CHECK(held_by["QN09902M"].size() == 4);
    CHECK(held_by["QN09902M"].count("footway") == 1);
    // Saint-Aubin, the control: the least enclosed of all.
    CHECK(quarters["QN09903M"]["rang"] == std::to_string(quarters.size()));
    // Les Quatre-Vents: no barrier takes anything, it is far and badly served.
    CHECK(worst.count("QN09904M") == 0);
    CHECK_THAT(quarters["QN09904M"]["resume"],
               Catch::Matchers::Contains("temps en transports jusqu'à sa mairie"));
}
