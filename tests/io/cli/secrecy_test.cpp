// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/data_copy.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;

namespace {

std::string quarter(const std::string& code, const std::string& rings) {
    return R"({"type":"Feature","properties":{"code_qp":")" + code + R"(","lib_qp":")" + code +
           R"("},"geometry":{"type":"Polygon","coordinates":)" + rings + "}}";
}

/// The hamlet cut whole into three quarters: a small one, all of the west around it, the east. In
/// the west live 32 recipients, 4 of them (an eighth of the area) in the small quarter.
fs::path write_planted_town(const Scratch& scratch) {
    const fs::path config = write_hamlet(scratch);
    const std::string hole =
        "[[2.985,46.485],[2.995,46.485],[2.995,46.495],[2.985,46.495],[2.985,46.485]]";
    scratch.write("qpv.geojson",
                  R"({"type":"FeatureCollection","features":[)" +
                      quarter("QN09901N", "[" + hole + "]") + "," +
                      quarter("QN09902N",
                              "[[[2.98,46.48],[3.0,46.48],[3.0,46.52],[2.98,46.52],[2.98,46.48]]," +
                                  hole + "]") +
                      "," +
                      quarter("QN09903N",
                              "[[[3.0,46.48],[3.02,46.48],[3.02,46.52],[3.0,46.52],[3.0,46.48]]]") +
                      "]}");
    scratch.write("population.csv",
                  "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP;P21_POP0014;A;PERCOU\n"
                  "990010101;99001;H;1;3000;600;32;88\n990010102;99001;H;1;2000;300;500;1200\n");
    return config;
}

/// What somebody computes of the small quarter who opens indicateurs.csv: the commune less its two
/// other quarters. nullopt: a figure that this takes is not there.
std::optional<double> attack(const fs::path& table) {
    const auto rows = lisiere::io::read_csv_table(table.string());
    std::map<std::string, std::optional<double>> value;
    std::optional<double> commune;
    const auto number = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(std::stod(text));
    };
    for (const auto& row : rows.rows) {
        if (row[rows.require("indicateur")] != "personnes_couvertes_caf") continue;
        value[row[rows.require("code")]] = number(row[rows.require("valeur")]);
        if (const auto shown = number(row[rows.require("valeur_commune")])) commune = shown;
        if (row[rows.require("code")] == "QN09901N") {
            CHECK(row[rows.require("secret")] == "true");
            CHECK(row[rows.require("motif")] == "secret");
            CHECK(row[rows.require("valeur_estimee")].empty());
        }
    }
    REQUIRE(value.size() == 3);
    REQUIRE_FALSE(value["QN09901N"]);
    if (!commune || !value["QN09902N"] || !value["QN09903N"]) return std::nullopt;
    return *commune - *value["QN09902N"] - *value["QN09903N"];
}

/// Every number that any table of a run tells of the recipients, without the withheld quarter's
/// reason to be looked for: by whatever column, by whatever method, of all quarters together.
std::vector<double> all_told(const fs::path& tables) {
    std::set<double> told;
    for (const auto& entry : fs::directory_iterator(tables)) {
        if (entry.path().extension() != ".csv") continue;
        const auto table = lisiere::io::read_csv_table(entry.path().string());
        const auto column = table.column("indicateur");
        if (!column) continue;
        for (const auto& row : table.rows) {
            if (row[*column] != "personnes_couvertes_caf") continue;
            for (const std::string& text : row) {
                double number = 0;
                const char* end = text.data() + text.size();
                const auto read = std::from_chars(text.data(), end, number);
                if (read.ec == std::errc() && read.ptr == end) told.insert(number);
            }
        }
    }
    return {told.begin(), told.end()};
}

/// Is `secret` one of the numbers, or one less one or two others?
bool computed(const std::vector<double>& told, double secret) {
    const auto is_it = [&](double value) { return std::abs(value - secret) < 0.02; };
    for (const double a : told) {
        if (is_it(a)) return true;
        for (const double b : told) {
            if (is_it(a - b)) return true;
            for (const double c : told)
                if (is_it(a - b - c)) return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("nobody computes a withheld figure from the tables of a run", "[cli][secrecy]") {
    const Scratch scratch;
    const std::string config = write_planted_town(scratch).string();
    const std::string safe = (scratch.path() / "sur").string();
    const Outcome run = run_lisiere({"run", config, "-o", safe});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK_FALSE(attack(fs::path(safe) / "tables" / "indicateurs.csv"));
    const auto safely_told = all_told(fs::path(safe) / "tables");
    CHECK(safely_told.size() > 3);

    // The same rules without complementary suppression: the subtraction tells the eighth of 88.
    const DataCopy data(scratch);
    const fs::path rules = data.folder() / "geodata" / "reference" / "secret.csv";
    std::string text = lisiere::io::read_text(rules);
    for (std::size_t at = 0; (at = text.find(";oui;", at)) != text.npos;)
        text.replace(at, 5, ";non;");
    scratch.write("data/geodata/reference/secret.csv", text);
    const std::string bare = (scratch.path() / "nu").string();
    const Outcome again = run_lisiere({"run", config, "-o", bare}, data.environment());
    INFO(again.err);
    REQUIRE(again.exit_code == 0);
    const auto told = attack(fs::path(bare) / "tables" / "indicateurs.csv");
    REQUIRE(told);
    CHECK(*told == Approx(88.0 / 8).epsilon(0.01));
    CHECK(computed(all_told(fs::path(bare) / "tables"), *told));
    CHECK_FALSE(computed(safely_told, *told));
}
