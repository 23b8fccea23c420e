// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/edition_data.hpp"

#include <fmt/format.h>

#include <random>

#include "tests/support/catch.hpp"

using namespace lisiere;
using nlohmann::ordered_json;

namespace {

Table perimeters() {
    Table table;
    table.name = "perimetres";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {
        {"code", ColumnType::text}, {"nom_qp", ColumnType::text}, {"population", ColumnType::real}};
    table.rows = {{std::string("QN001"), std::string("Les Épis"), 1200.0},
                  {std::string("VA é/1"), std::string("Sans contour"), Value{}}};
    table.geometries = {geo::MultiPolygon{{{{0, 0}, {10, 0}, {10, 20}, {0, 20}, {0, 0}}, {}}},
                        geo::Geometry{}};
    return table;
}

Table indicators() {
    Table table;
    table.name = "indicateurs";
    table.columns = {{"code", ColumnType::text},
                     {"indicateur", ColumnType::text},
                     {"valeur", ColumnType::real},
                     {"secret", ColumnType::boolean}};
    table.rows = {{std::string("QN001"), std::string("a"), 1.5, false},
                  {std::string("VA é/1"), std::string("a"), Value{}, true},
                  {std::string("QN001"), std::string("b"), 0.0, false}};
    return table;
}

/// A degree for ten metres.
geo::LonLat to_lonlat(const geo::Point& point) {
    return {point.x / 10, point.y / 10};
}

}  // namespace

TEST_CASE("a quarter's file holds its rows of every table, NULL as null, and nobody else's",
          "[viewer]") {
    const std::vector<Table> tables{perimeters(), indicators()};
    const io::QuarterData data(tables);
    CHECK(data.of("QN001")["indicateurs"]["lignes"] ==
          ordered_json::parse(R"([["QN001", "a", 1.5, false], ["QN001", "b", 0, false]])"));
    CHECK(data.of("VA é/1")["indicateurs"]["lignes"] ==
          ordered_json::parse(R"([["VA é/1", "a", null, true]])"));
    CHECK(data.of("QN001")["perimetres"]["colonnes"] ==
          ordered_json::parse(R"(["code", "nom_qp", "population"])"));
    CHECK(data.of("autre").empty());
    // A whole number of a column of reals is written without a point, a missing one never as 0.
    CHECK(data.of("QN001")["perimetres"]["lignes"][0][2].dump() == "1200");
    CHECK(data.of("VA é/1")["perimetres"]["lignes"][0][2].is_null());
}

TEST_CASE("every row of a table keyed by quarter is in exactly one file", "[viewer][property]") {
    for (unsigned seed = 0; seed < 200; ++seed) {
        std::mt19937 random(seed);
        Table table = indicators();
        table.rows.clear();
        for (std::size_t i = random() % 40; i > 0; --i)
            table.rows.push_back({fmt::format("Q{}", random() % 7), std::string("a"),
                                  static_cast<double>(i), false});
        const std::vector<Table> tables{table};
        const io::QuarterData data(tables);
        std::size_t rows = 0;
        for (int code = 0; code < 7; ++code) {
            const auto of = data.of(fmt::format("Q{}", code));
            if (!of.contains("indicateurs")) continue;
            for (const auto& row : of["indicateurs"]["lignes"])
                CHECK(row[0] == fmt::format("Q{}", code));
            rows += of["indicateurs"]["lignes"].size();
        }
        REQUIRE(rows == table.rows.size());
    }
}

TEST_CASE("the former generation is told with the quarter it became, estimates are left out",
          "[viewer]") {
    Table lineage;
    lineage.name = "filiation";
    lineage.columns = {{"ancien_code", ColumnType::text}, {"nouveau_code", ColumnType::text}};
    lineage.rows = {{std::string("QP1"), std::string("QN001")}, {std::string("QP2"), Value{}}};
    Table estimates = indicators();
    estimates.name = "estimations";
    const std::vector<Table> tables{lineage, estimates};
    const io::QuarterData data(tables);
    CHECK(data.of("QN001")["filiation"]["lignes"].size() == 1);
    CHECK_FALSE(data.of("QN001").contains("estimations"));
}

TEST_CASE("the index has one line a quarter, its box in degrees, none without a shape",
          "[viewer]") {
    const auto index = io::quarter_index(perimeters(), to_lonlat);
    REQUIRE(index.size() == 2);
    // 0 to 10 m east, 0 to 20 m north, at 10 m a degree.
    CHECK(index[0]["boite"] == ordered_json::parse("[0.0, 0.0, 1.0, 2.0]"));
    CHECK(index[0]["nom_qp"] == "Les Épis");
    CHECK(index[0]["fichier"] == "QN001.json");
    CHECK(index[1]["fichier"].get<std::string>().starts_with("VA-e-1-"));  // of "VA é/1"
    CHECK(index[1]["boite"].is_null());
    CHECK(index[1]["population"].is_null());
    CHECK(index[1]["communes"].is_null());  // a column the run has not
}
