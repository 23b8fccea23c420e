// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/edition_data.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "io/base/file_names.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json row_of(const Table& table, std::size_t row) {
    Json values = Json::array();
    for (const Value& value : table.rows[row]) values.push_back(to_json(value));
    return values;
}

Json names_of(const Table& table) {
    Json names = Json::array();
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
}

/// Tables that speak of quarters; the former generation is keyed by the quarter it became.
std::size_t key_of(const Table& table) {
    if (table.name == "estimations") return no_column;
    return column_of(table, table.name == "filiation" ? "nouveau_code" : "code");
}

Json box_of(const geo::Geometry& geometry, const PointToLonLat& to_lonlat) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&geometry);
    if (shape == nullptr || shape->empty()) return nullptr;
    const geo::Box box = geo::bounds(*shape);
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;
    for (const geo::Point& corner : {geo::Point{box.min_x, box.min_y},
                                     {box.max_x, box.min_y},
                                     {box.min_x, box.max_y},
                                     {box.max_x, box.max_y}}) {
        const geo::LonLat at = to_lonlat(corner);
        west = std::min(west, at.lon);
        east = std::max(east, at.lon);
        south = std::min(south, at.lat);
        north = std::max(north, at.lat);
    }
    const auto rounded = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
    return Json::array({rounded(west), rounded(south), rounded(east), rounded(north)});
}

std::vector<std::string> codes_of(const Table& table, std::size_t key) {
    std::vector<std::string> codes;
    for (const auto& row : table.rows) {
        const auto* code = std::get_if<std::string>(&row[key]);
        codes.push_back(code == nullptr ? std::string() : *code);
    }
    return codes;
}

}  // namespace

std::size_t column_of(const Table& table, std::string_view name) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == name) return c;
    return no_column;
}

Json to_json(const Value& value) {
    return std::visit(
        [](const auto& v) -> Json {
            using T = std::decay_t<decltype(v)>;
            constexpr double exact = 9007199254740992.0;  // 2^53: integers a real holds exactly
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, double>) {
                if (!std::isfinite(v)) return nullptr;
                if (v == std::floor(v) && std::abs(v) < exact) return static_cast<std::int64_t>(v);
                return v;
            } else {
                return v;
            }
        },
        value);
}

Json table_data(const Table& table) {
    Json rows = Json::array();
    for (std::size_t row = 0; row < table.rows.size(); ++row) rows.push_back(row_of(table, row));
    return {{"colonnes", names_of(table)}, {"lignes", rows}};
}

QuarterData::QuarterData(std::span<const Table> tables) : tables_(tables), rows_(tables.size()) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const std::size_t key = key_of(tables[t]);
        if (key == no_column) continue;
        for (std::size_t row = 0; row < tables[t].rows.size(); ++row)
            if (const auto* code = std::get_if<std::string>(&tables[t].rows[row][key]))
                rows_[t][*code].push_back(row);
    }
}

Json QuarterData::of(const std::string& code) const {
    Json data = Json::object();
    for (std::size_t t = 0; t < tables_.size(); ++t) {
        const auto found = rows_[t].find(code);
        if (found == rows_[t].end()) continue;
        Json rows = Json::array();
        for (const std::size_t row : found->second) rows.push_back(row_of(tables_[t], row));
        data[tables_[t].name] = {{"colonnes", names_of(tables_[t])}, {"lignes", rows}};
    }
    return data;
}

Json quarter_index(const Table& perimeters, const PointToLonLat& to_lonlat) {
    Json index = Json::array();
    const std::size_t key = column_of(perimeters, "code");
    if (key == no_column) return index;
    const std::vector<std::string> codes = codes_of(perimeters, key);
    const FileNames files(codes);
    for (std::size_t row = 0; row < perimeters.rows.size(); ++row) {
        Json line = Json::object();
        for (const char* column : {"code", "code_qp", "nom_qp", "alias", "communes", "genre",
                                   "generation", "statut", "population", "indice_enclavement",
                                   "part_couverte", "panier_services_connus", "panier_services"}) {
            const std::size_t c = column_of(perimeters, column);
            line[column] = c == no_column ? Json() : to_json(perimeters.rows[row][c]);
        }
        line["boite"] = row < perimeters.geometries.size()
                            ? box_of(perimeters.geometries[row], to_lonlat)
                            : Json();
        line["fichier"] = files.of(codes[row]) + ".json";
        index.push_back(line);
    }
    return index;
}

Json column_data(std::span<const Table> tables, const ColumnTexts& french,
                 const ColumnTexts& english) {
    Json all = Json::object();
    for (const Table& table : tables) {
        if (key_of(table) == no_column && table.geometry_type == GeometryType::none) continue;
        Json columns = Json::object();
        for (const Column& column : table.columns) {
            const auto fr = french.find(table.name, column.name);
            const auto en = english.find(table.name, column.name);
            if (!fr || !en) continue;
            // Without the unit: it stands beside the value.
            columns[column.name] = {{"fr", heading({fr->description, ""})},
                                    {"en", heading({en->description, ""})},
                                    {"unite", fr->unit}};
        }
        all[table.name] = columns;
    }
    return all;
}

}  // namespace lisiere::io
