// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/notice.hpp"
#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_log.hpp"
#include "io/gdal/schema.hpp"

namespace lisiere::io {

/// What every typed reader needs to know of the run.
struct ReadContext {
    geo::Crs crs;                    ///< the territory's, metres
    double repair_tolerance = 0.01;  ///< DEFAULT: a repair may change 1 % of an area
    std::optional<geo::Box>
        window;  ///< keep what meets this box of the working CRS (the study area); unset: all
    ReadLog* log = nullptr;  ///< told what was read; may be null
};

/// One row as the file has it, geometry in the working CRS.
struct RawRow {
    std::size_t number = 0;  ///< line of a CSV, feature number of a layer
    std::vector<std::string>
        text;  ///< by position in Schema::fields(), then `more_texts`; trimmed; "" for none
    geo::MultiPolygon polygons;
    geo::MultiLineString lines;
    std::vector<geo::Point> points;
};

/// A column that the schema calls a count or a rate, by row.
struct NumberColumn {
    std::string name;
    ColumnRole role = ColumnRole::inconnue;
    std::vector<Maybe<double>> values;
};

struct RawLayer {
    std::string where;  ///< "quartiers.gpkg, couche qpv": of messages and notices
    FieldMap fields;
    std::vector<RawRow> rows;           ///< in the file's order
    std::vector<NumberColumn> numbers;  ///< in the file's order
    std::string table;                  ///< Schema::table_with: "DEMO"; may be empty
    std::vector<std::string> wordy;     ///< a cell of each number column that holds words alone
    std::size_t read = 0;               ///< rows seen that pass the filter, the window not applied

    bool has(std::size_t field) const { return fields[field].has_value(); }
};

struct LayerRequest {
    const Schema& schema;
    ReadContext context;
    std::vector<std::string_view> also_required;
    bool numbers = false;  ///< also read the columns that the schema calls counts or rates
    /// Tables only: says whether to keep a row, whose text is filled; it may set the geometry.
    std::function<bool(RawRow& row)> keep;
    /// Columns of the file read as text beside the schema's fields, in this order after them.
    std::vector<std::string> more_texts = {};
};

/// True for .csv and .txt, read by our own reader (io/base/csv.hpp) and never by GDAL.
bool is_table(const LayerSpec& spec);

/// Reads a vector layer: fields by schema, the configuration's filter and mapping, geometry
/// reprojected. InputError: see open_layer, match_fields and require_plausible; no CRS and none
/// declared; no row at all, or none that passes the filter; any failure that GDAL reports on the
/// way (truncated file). Notices: `sans_geometrie`, `nombre_illisible`, `colonne_non_classee`.
/// Cost: one pass; with a window, only what meets it where the format has an index.
RawLayer read_layer(const LayerSpec& spec, const LayerRequest& request, Notices& notices);

/// What the rows of a vector layer say, without their shapes, whatever the filter: the whole
/// file's, where `read_layer` keeps those of the study area. InputError as there. Cost: one pass
/// over the attributes where the format can leave geometry out.
RawLayer read_attributes(LayerSpec spec, const Schema& schema, Notices& notices);

/// `read_layer` for delimited text, rows without geometry unless `keep` gives them one. The file is
/// mapped, not loaded: a file of 1 GB costs its reading, not its memory. A table in a zip or a
/// workbook is loaded: see TableFile.
RawLayer read_table(const LayerSpec& spec, const LayerRequest& request, Notices& notices);

}  // namespace lisiere::io
