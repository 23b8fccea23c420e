// SPDX-License-Identifier: Apache-2.0
#include "io/compare/rules.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "io/base/files.hpp"
#include "io/reference/reference_row.hpp"
#include "io/style/column_texts.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

const io::ComparisonRules& rules() {
    static const io::ComparisonRules all = io::read_comparison_rules(io::reference_folder());
    return all;
}

}  // namespace

TEST_CASE("every figure that is compared is a column of the outputs, with its keys and its error") {
    const io::ColumnTexts texts =
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
    for (const compare::MeasureRule& rule : rules().rules.measures) {
        std::vector<std::string> columns = rule.keys;
        columns.push_back(rule.column);
        for (const std::string& column :
             {rule.label_column, rule.unit_column, rule.error.standard_error, rule.error.low,
              rule.error.high, rule.error.except_column})
            if (!column.empty()) columns.push_back(column);
        for (const auto& [key, word] : rule.only) columns.push_back(key);
        for (const std::string& column : columns) {
            CAPTURE(rule.id, rule.table, column);
            CHECK(texts.documents(rule.table, column));
        }
    }
}

TEST_CASE("every figure says what it hangs on, in words that are explained") {
    std::set<std::string> known;
    for (const auto& [name, hangs] : rules().rules.dependences.on) {
        known.insert(name);
        for (const std::string& one : hangs)
            if (one.starts_with("geodata/")) {
                CAPTURE(name, one);
                CHECK(std::filesystem::exists(io::data_folder() / one));
            }
    }
    for (const compare::MeasureRule& rule : rules().rules.measures) {
        CAPTURE(rule.id);
        CHECK((!rule.inputs.empty() || !rule.inputs_by_key.empty()));
        std::vector<std::string> inputs = rule.inputs;
        for (const auto& [key, more] : rule.inputs_by_key)
            inputs.insert(inputs.end(), more.begin(), more.end());
        for (const std::string& input : inputs) {
            CAPTURE(input);
            CHECK((known.contains(input) || input.starts_with("calcul.") ||
                   input.starts_with("geodata/")));
        }
    }
}

TEST_CASE("departures hang on timetables, access on foot does not") {
    const auto reach = [](const char* id) {
        return rules().rules.dependences.reach(rules().rules.find(id)->inputs);
    };
    CHECK(reach("departs").at("horaires") == 0);
    CHECK(reach("departs").at("calcul.date") == 1);
    CHECK(!reach("acces_marche").contains("horaires"));
    CHECK(reach("acces_tc").contains("horaires"));
    CHECK(reach("acces_marche").contains("geodata/reference/voirie.csv"));
    CHECK(rules().rules.find("composantes")->inputs_by_key.at("detour_median") ==
          std::vector<std::string>{"rues", "carreaux", "equipements"});
}

TEST_CASE("sections that share a name are told apart by what they declare") {
    CHECK(rules().kind_of("recensement", {{"echelle", "iris"}}) == "recensement");
    CHECK(rules().kind_of("recensement", {{"echelle", "qpv"}}) == "officiel");
    CHECK(rules().kind_of("population", {}) == "carreaux");
    CHECK(rules().kind_of("nouveaute", {}) == "nouveaute");
}
