// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/column_texts.hpp"

namespace lisiere::io {

/// From the CRS of the tables to longitude and latitude, one point at a time.
using PointToLonLat = std::function<geo::LonLat(const geo::Point&)>;

/// What is known of each quarter: every row of every table whose `code` is its own, as the
/// GeoPackage holds it. {"perimetres": {"colonnes": [...], "lignes": [[...]]}, ...}; NULL is null,
/// a whole real is written as an integer. `estimations` is left out (the value kept is in
/// `indicateurs`), geometry too. The tables are read once, and must outlive this. Deterministic.
class QuarterData {
  public:
    explicit QuarterData(std::span<const Table> tables);
    nlohmann::ordered_json of(const std::string& code) const;

  private:
    std::span<const Table> tables_;
    std::vector<std::map<std::string, std::vector<std::size_t>>> rows_;  ///< by table, by code
};

/// One line a quarter for the search and the panels: code, names, communes, kind, status, people,
/// the box of its shape in degrees (null without a shape) and the file of `quarter_data`. In the
/// order of `perimetres`.
nlohmann::ordered_json quarter_index(const Table& perimeters, const PointToLonLat& to_lonlat);

/// Heading and unit, in both languages, of every column that `quarter_data` or a tip may show.
nlohmann::ordered_json column_data(std::span<const Table> tables, const ColumnTexts& french,
                                   const ColumnTexts& english);

/// Rows of a table without geometry, in the shape of `quarter_data`.
nlohmann::ordered_json table_data(const Table& table);

std::size_t column_of(const Table& table, std::string_view name);  ///< `no_column` if absent
inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);
nlohmann::ordered_json to_json(const Value& value);

}  // namespace lisiere::io
