// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere::tests {

/// A square with a square hole, counter-clockwise, south-west corner at (x, y).
inline geo::Polygon square(double x, double y, double side, double hole = 0) {
    const auto ring = [](double left, double low, double length) {
        return geo::Ring{{left, low},
                         {left + length, low},
                         {left + length, low + length},
                         {left, low + length},
                         {left, low}};
    };
    geo::Polygon polygon{ring(x, y, side), {}};
    if (hole > 0) {
        geo::Ring inner = ring(x + (side - hole) / 2, y + (side - hole) / 2, hole);
        polygon.holes.emplace_back(inner.rbegin(), inner.rend());
    }
    return polygon;
}

/// A table without geometry.
inline Table table_of(std::string name, std::vector<Column> columns,
                      std::vector<std::vector<Value>> rows) {
    Table table;
    table.name = std::move(name);
    table.columns = std::move(columns);
    table.rows = std::move(rows);
    return table;
}

/// Three tables that hold every type of column and geometry, NULL in each place where it may stand.
inline std::vector<Table> sample_tables() {
    Table areas;
    areas.name = "perimetres";
    areas.geometry_type = GeometryType::multipolygon;
    areas.crs = {2154};
    areas.columns = {{"code_qp", ColumnType::text},
                     {"population", ColumnType::integer},
                     {"indice_enclavement", ColumnType::real},
                     {"bord", ColumnType::boolean}};
    areas.rows = {{std::string("QP059001"), std::int64_t{1204}, 61.25, true},
                  {std::string("L'Épine; \"été\""), std::int64_t{0}, Value{}, false},
                  {Value{}, Value{}, 0.1, Value{}}};
    areas.geometries = {
        geo::MultiPolygon{square(735000, 7030000, 600, 200)},
        geo::MultiPolygon{square(736000, 7030000, 300), square(737000, 7030000, 300)},
        geo::Geometry{}};

    Table stops;
    stops.name = "arrets";
    stops.geometry_type = GeometryType::point;
    stops.crs = {2154};
    stops.columns = {{"nom", ColumnType::text}, {"departs_h_pointe", ColumnType::real}};
    stops.rows = {{std::string("Gare"), 12.0}, {std::string("Écluse"), Value{}}};
    stops.geometries = {geo::Point{735100, 7030100}, geo::Point{735900.5, 7030200.25}};

    Table barriers;
    barriers.name = "coupures";
    barriers.geometry_type = GeometryType::multilinestring;
    barriers.crs = {2154};
    barriers.columns = {{"type", ColumnType::text}, {"longueur_m", ColumnType::real}};
    barriers.rows = {{std::string("voie_ferree"), 1500.0}};
    barriers.geometries = {
        geo::MultiLineString{{{734000, 7030300}, {735000, 7030400}, {735500, 7030300}}}};

    Table sources;
    sources.name = "sources";
    sources.columns = {{"id", ColumnType::text}, {"millesime", ColumnType::text}};
    sources.rows = {{std::string("insee"), std::string("2020")}};
    return {areas, stops, barriers, sources};
}

}  // namespace lisiere::tests
