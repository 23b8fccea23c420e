// SPDX-License-Identifier: Apache-2.0
#include "io/edition/tile_layers.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("labels of polygons are points inside them, with the key, the class and the name",
          "[io][pipeline]") {
    Table table;
    table.name = "perimetres";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"code", ColumnType::text},
                     {"nom_qp", ColumnType::text},
                     {"population", ColumnType::real},
                     {"genre", ColumnType::text}};
    // A horseshoe: its centre of gravity lies outside.
    const geo::Polygon horseshoe{
        {{0, 0}, {30, 0}, {30, 30}, {20, 30}, {20, 10}, {10, 10}, {10, 30}, {0, 30}, {0, 0}}, {}};
    table.geometries = {geo::MultiPolygon{horseshoe}, geo::Geometry{}};
    table.rows = {{std::string("QN1"), std::string("Le Fer"), 12.0, std::string("veille_active")},
                  {std::string("QN2"), std::string("Sans tracé"), 3.0, std::string("comparaison")}};
    io::LayerStyle style;
    style.layer = "perimetres";
    style.column = "genre";
    style.label = io::LayerStyle::Label{.column = "nom_qp", .colour = "", .halo = ""};
    style.tip = {"nom_qp", "population"};

    const Table labels = io::label_points(table, style);
    CHECK(labels.name == "perimetres_etiquettes");
    CHECK(labels.geometry_type == GeometryType::point);
    REQUIRE(labels.columns.size() == 3);
    CHECK(labels.columns[1].name == "nom_qp");
    CHECK(labels.columns[2].name == "genre");
    REQUIRE(labels.rows.size() == 2);
    CHECK(std::get<std::string>(labels.rows[0][1]) == "Le Fer");
    const geo::Point at = std::get<geo::Point>(labels.geometries[0]);
    const bool in_a_branch = at.y <= 10 || at.x <= 10 || at.x >= 20;
    CHECK((at.x > 0 && at.x < 30 && at.y > 0 && at.y < 30 && in_a_branch));
    CHECK(std::holds_alternative<std::monostate>(labels.geometries[1]));

    CHECK(io::drawn_columns(style) ==
          std::vector<std::string>{"code", "genre", "nom_qp", "population"});
}
