// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere {

enum class ColumnType { text, integer, real, boolean };
enum class GeometryType { none, point, multilinestring, multipolygon };

struct Column {
    std::string name;  ///< French snake_case ASCII; described in geodata/schemas/sorties.csv
    ColumnType type = ColumnType::text;
};

/// One value of an output table; monostate is NULL.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

/// One layer of the outputs, ready to be written by any writer: GeoPackage, tiles, CSV. Plain
/// value.
struct Table {
    std::string name;  ///< "perimetres"
    GeometryType geometry_type = GeometryType::none;
    geo::Crs crs;
    std::vector<Column> columns;
    std::vector<std::vector<Value>> rows;  ///< each as long as `columns`
    std::vector<geo::Geometry>
        geometries;  ///< empty, or one per row (monostate: a row without geometry)
};

/// A value or NULL.
template <class T>
Value to_value(const Maybe<T>& maybe) {
    if (!maybe) return std::monostate{};
    return Value{*maybe};
}
inline Value to_value(std::string_view text) {
    return text.empty() ? Value{} : Value{std::string(text)};
}

}  // namespace lisiere
