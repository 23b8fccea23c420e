// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/table/table.hpp"

namespace lisiere::io {

/// What a reader of the file is told of one column.
struct ColumnText {
    std::string title;        ///< short, shown as the column's heading
    std::string description;  ///< full sentence with the unit
};

/// What a reader of the file is told of one layer, and how QGIS draws it.
struct LayerText {
    std::string title;  ///< empty: the table's name
    std::string description;
    struct NamedStyle {
        std::string name;  ///< empty: the table's name
        std::string qml;
    };
    std::vector<NamedStyle> styles;  ///< the first is the default, the others are to choose from
    std::string metadata;            ///< ISO 19139 XML; empty: none
};

struct GeopackageOptions {
    /// Nothing for a column that nobody described: it is written, with a notice
    /// `colonne_sans_description`.
    std::function<std::optional<ColumnText>(std::string_view table, std::string_view column)>
        column;
    std::function<LayerText(const Table& table)> layer;
    /// DEFAULT: a fixed moment. The date written wherever the format asks for one (ISO 8601, UTC):
    /// two runs on the same inputs give the same content, so it is the edition's date and not the
    /// clock's.
    std::string last_change = "2000-01-01T00:00:00.000Z";
    std::function<void(double share_done)> progress =
        {};  ///< may throw to stop; the file is then removed
};

/// One GeoPackage with every table as a layer: an attributes table when it has no geometry, else a
/// nullable geometry of one uniform type in the table's CRS with a spatial index. NULL stays NULL.
/// Columns are described in gpkg_data_columns, layers in gpkg_contents and gpkg_metadata, default
/// styles are in layer_styles. Journal mode DELETE: one file, nothing beside it. An existing file
/// at `path` is replaced. Knows nothing of what the tables mean. Rows must be as long as the
/// columns and of their types (a bug otherwise: PreconditionError). OutputError: folder or disk not
/// writable, a number that is not finite. Cost: about 1 s for 40,000 rows of 60 columns.
void write_geopackage(std::span<const Table> tables, const std::filesystem::path& path,
                      const GeopackageOptions& options, Notices& notices);

}  // namespace lisiere::io
