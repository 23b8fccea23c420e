// SPDX-License-Identifier: Apache-2.0
#include "io/map/figures.hpp"

#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

Table perimeters() {
    return tests::table_of(
        "perimetres",
        {{"code", ColumnType::text},
         {"nom_qp", ColumnType::text},
         {"communes", ColumnType::text},
         {"population", ColumnType::real},
         {"population_methode", ColumnType::text},
         {"rang", ColumnType::integer},
         {"comp_coupures", ColumnType::real}},
        {{std::string("A"), std::string("Épinette"), std::string("59606, 59153"), 1204.0,
          std::string("officiel"), std::int64_t{2}, 61.5},
         {std::string("B"), std::string("Épinette"), Value{}, Value{}, Value{}, Value{}, Value{}}});
}

Table indicators() {
    return tests::table_of("indicateurs",
                           {{"code", ColumnType::text},
                            {"indicateur", ColumnType::text},
                            {"valeur", ColumnType::real},
                            {"valeur_commune", ColumnType::real},
                            {"valeur_epci", ColumnType::real},
                            {"valeur_zone", ColumnType::real},
                            {"unite", ColumnType::text},
                            {"methode", ColumnType::text},
                            {"motif", ColumnType::text}},
                           {{std::string("A"), std::string("chomage"), 21.4, 12.6, Value{}, 11.9,
                             std::string("%"), std::string("carreaux"), Value{}},
                            {std::string("B"), std::string("chomage"), Value{}, 12.6, 10.0, 11.9,
                             std::string("%"), Value{}, std::string("secret")}});
}

const PrintSettings& settings() {
    static const PrintSettings made = [] {
        PrintSettings out;
        out.gaps = {{"chomage", {"Chômage", "Unemployment"}}, {"inconnu", {"Inconnu", "Unknown"}}};
        out.around = {{"valeur_epci_reste", "ecart_epci_reste", "", {"reste", "rest"}},
                      {"valeur_epci", "ecart_epci", "¹", {"EPCI", "EPCI"}},
                      {"valeur_zone", "ecart_zone", "²", {"zone", "area"}}};
        return out;
    }();
    return made;
}

}  // namespace

TEST_CASE("a page tells what the tables hold, quarter by quarter, names never joined on",
          "[io][map]") {
    const std::vector<Table> tables{perimeters(), indicators()};
    const auto quarters = quarter_figures(tables, settings(), "fr");
    REQUIRE(quarters.size() == 2);
    const QuarterFigures& first = quarters[0];
    CHECK(first.name == "Épinette");
    CHECK(first.communes == std::vector<std::string>{"59606", "59153"});
    CHECK(first.population == 1204.0);
    CHECK(first.population_official);
    CHECK(first.rank == 2.0);
    CHECK(first.ranked == 1);
    CHECK(first.components.front().value == 61.5);
    REQUIRE(first.gaps.size() == 1);  // an indicator that the run has not is left out
    CHECK(first.gaps[0].label == "Chômage");
    CHECK(first.gaps[0].value == 21.4);
    CHECK(first.gaps[0].around.value == 11.9);
    CHECK(first.gaps[0].around.mark() == "²");  // no EPCI: the study area
    CHECK(first.gaps[0].estimated);
}

TEST_CASE("what is missing stays missing, with its reason", "[io][map]") {
    const std::vector<Table> tables{perimeters(), indicators()};
    const QuarterFigures second = quarter_figures(tables, settings(), "en")[1];
    CHECK(!second.population);
    CHECK(!second.rank);
    CHECK(!second.components.front().value);
    REQUIRE(second.gaps.size() == 1);
    CHECK(second.gaps[0].label == "Unemployment");
    CHECK(!second.gaps[0].value);
    CHECK(second.gaps[0].missing == "secret");
    CHECK(second.gaps[0].around.value == 10.0);
    CHECK(second.gaps[0].around.place->value == "valeur_epci");
    CHECK(second.departures.empty());
    CHECK(!second.rose[0]);
}

TEST_CASE("without tables there is no page", "[io][map]") {
    CHECK(quarter_figures({}, settings(), "fr").empty());
}

TEST_CASE(
    "of a page's indicators those that the quarter has come first, as many as there is room for",
    "[io][map]") {
    const auto numbered = [](int number) {
        std::string id = "i";
        id += std::to_string(number);
        return id;
    };
    Table table = indicators();
    PrintSettings asked;
    table.rows.clear();
    // Ten that nobody knows, then eight that the quarter has.
    for (int i = 0; i < 18; ++i) {
        const std::string id = numbered(i);
        asked.gaps.push_back({id, {id, id}});
        table.rows.push_back({std::string("A"), id, i < 10 ? Value{} : Value{1.0 * i}, Value{},
                              Value{}, Value{}, std::string("%"), Value{}, Value{}});
    }
    asked.ages = {{"i0", {"0-14", "0-14"}}};
    asked.wide_ages = {{"i11", {"0-24", "0-24"}}};
    const std::vector<Table> tables{perimeters(), table};
    const QuarterFigures first = quarter_figures(tables, asked, "fr")[0];
    REQUIRE(first.gaps.size() == most_gaps);
    for (std::size_t i = 0; i < most_gaps; ++i)
        CHECK(first.gaps[i].label == numbered(10 + static_cast<int>(i)));
    REQUIRE(first.ages.size() == 1);
    CHECK(first.ages[0].label == "0-24");
}

TEST_CASE("a page knows which part of its quarter the edition covers, and what the basket counts",
          "[io][map]") {
    Table table = perimeters();
    table.columns.push_back({"part_couverte", ColumnType::real});
    table.columns.push_back({"panier_services_connus", ColumnType::integer});
    table.columns.push_back({"panier_services", ColumnType::integer});
    table.columns.push_back({"population_reserve", ColumnType::text});
    for (auto& row : table.rows) {
        row.emplace_back(0.05);
        row.emplace_back(std::int64_t{4});
        row.emplace_back(std::int64_t{27});
        row.emplace_back(std::string("Les quartiers en ont trop peu."));
    }
    const std::vector<Table> tables{table, indicators()};
    const QuarterFigures first = quarter_figures(tables, settings(), "fr")[0];
    CHECK(first.covered == 0.05);
    CHECK(first.services_known == 4.0);
    CHECK(first.services == 27.0);
    CHECK(first.reserve == "Les quartiers en ont trop peu.");
    CHECK(first.ranked_cut == 1);  // B is cut too, and has no rank
}
