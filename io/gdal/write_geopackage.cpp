// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/write_geopackage.hpp"

#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <type_traits>
#include <utility>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// A GDAL option for this thread, put back when it goes out of scope.
class LocalOption {
  public:
    LocalOption(const char* name, const std::string& value) : name_(name) {
        if (const char* old = CPLGetThreadLocalConfigOption(name, nullptr)) {
            had_ = true;
            old_ = old;
        }
        CPLSetThreadLocalConfigOption(name, value.c_str());
    }
    ~LocalOption() { CPLSetThreadLocalConfigOption(name_, had_ ? old_.c_str() : nullptr); }
    LocalOption(const LocalOption&) = delete;
    LocalOption& operator=(const LocalOption&) = delete;

  private:
    const char* name_;
    bool had_ = false;
    std::string old_;
};

OGRwkbGeometryType ogr_type(GeometryType type) {
    switch (type) {
        case GeometryType::none:
            return wkbNone;
        case GeometryType::point:
            return wkbPoint;
        case GeometryType::multilinestring:
            return wkbMultiLineString;
        case GeometryType::multipolygon:
            return wkbMultiPolygon;
    }
    return wkbNone;
}

bool of_type(const geo::Geometry& geometry, GeometryType type) {
    if (std::holds_alternative<std::monostate>(geometry)) return true;
    switch (type) {
        case GeometryType::none:
            return false;
        case GeometryType::point:
            return std::holds_alternative<geo::Point>(geometry);
        case GeometryType::multilinestring:
            return std::holds_alternative<geo::MultiLineString>(geometry);
        case GeometryType::multipolygon:
            return std::holds_alternative<geo::MultiPolygon>(geometry);
    }
    return false;
}

struct FieldType {
    OGRFieldType type;
    OGRFieldSubType subtype = OFSTNone;
};

FieldType field_type(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return {OFTString};
        case ColumnType::integer:
            return {OFTInteger64};
        case ColumnType::real:
            return {OFTReal};
        case ColumnType::boolean:
            return {OFTInteger, OFSTBoolean};
    }
    return {OFTString};
}

class Writer {
  public:
    Writer(const fs::path& path, const GeopackageOptions& options, Notices& notices)
        : path_(path), options_(options), notices_(notices) {
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        LISIERE_EXPECTS(driver != nullptr);
        data_.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!data_) fail(path.string(), errors_.text());
        check(data_->StartTransaction() == OGRERR_NONE, path.string());
    }

    void add(const Table& table) {
        CPLStringList creation;
        const LayerText text = options_.layer ? options_.layer(table) : LayerText{};
        creation.SetNameValue("IDENTIFIER",
                              text.title.empty() ? table.name.c_str() : text.title.c_str());
        creation.SetNameValue("DESCRIPTION", text.description.c_str());
        creation.SetNameValue("GEOMETRY_NAME", "geom");
        creation.SetNameValue("FID", "fid");
        OGRLayer* layer = create_layer(table, creation);
        for (const Column& column : table.columns)
            add_field(*layer, column.name, field_type(column.type));
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            add_row(*layer, table, row);
            if ((row & 1023U) == 1023U) report(0);
        }
    }

    /// The schema extension is written by hand: GDAL 3.6 has no word for a column's description.
    void describe_columns(std::span<const Table> tables) {
        run("CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
            "name TEXT, "
            "title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
            "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
            "CONSTRAINT gdc_tn UNIQUE (table_name, name))");
        run("CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
            "constraint_type TEXT NOT "
            "NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, "
            "max_is_inclusive BOOLEAN, "
            "description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, "
            "value))");
        for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"})
            run("INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, "
                "scope) "
                "VALUES ('" +
                std::string(table) +
                "', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', "
                "'read-write')");
        for (const Table& table : tables)
            for (const Column& column : table.columns) describe(table.name, column.name);
    }

    /// The metadata extension, by hand too: GDAL keeps what it is given in XML of its own.
    void add_metadata(std::span<const Table> tables) {
        run("CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, "
            "md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, "
            "mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')");
        run("CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, "
            "column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT "
            "(strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id "
            "INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES "
            "gpkg_metadata(id), "
            "CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))");
        for (const char* table : {"gpkg_metadata", "gpkg_metadata_reference"})
            run("INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, "
                "scope) VALUES ('" +
                std::string(table) +
                "', NULL, 'gpkg_metadata', "
                "'http://www.geopackage.org/spec121/#extension_metadata', 'read-write')");
        // Of the layers alone: GDAL's tools print a record of the file before every answer.
        for (const Table& table : tables)
            if (options_.layer) describe_layer(table.name, options_.layer(table).metadata);
    }

    void add_styles(std::span<const Table> tables) {
        CPLStringList creation;
        creation.SetNameValue("FID", "id");
        creation.SetNameValue("DESCRIPTION", "Styles QGIS");
        OGRLayer* layer = data_->CreateLayer("layer_styles", nullptr, wkbNone, creation);
        check(layer != nullptr, "layer_styles");
        for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name",
                                 "f_geometry_column", "styleName", "styleQML", "styleSLD"})
            add_field(*layer, name, {OFTString});
        add_field(*layer, "useAsDefault", {OFTInteger, OFSTBoolean});
        for (const char* name : {"description", "owner", "ui"})
            add_field(*layer, name, {OFTString});
        add_field(*layer, "update_time", {OFTDateTime});
        for (const Table& table : tables) add_style(*layer, table);
    }

    void finish() {
        check(data_->CommitTransaction() == OGRERR_NONE, path_.string());
        data_.reset();  // the spatial indices are built here
        if (errors_.failed()) fail(path_.string(), errors_.text());
    }

    void of_rows(std::size_t total) { total_ = total; }
    void report(std::size_t rows) {
        done_ += rows;
        if (options_.progress && total_ > 0)
            options_.progress(static_cast<double>(done_) / static_cast<double>(total_));
    }

  private:
    [[noreturn]] void fail(const std::string& where, const std::string& found) const {
        throw OutputError({where, found, "un GeoPackage écrit en entier",
                           "vérifier les droits, la place sur le disque et qu'aucun logiciel n'a "
                           "le fichier ouvert"});
    }
    void check(bool good, const std::string& where) const {
        if (!good) fail(path_.string() + ", couche " + where, errors_.text());
    }
    void run(const std::string& sql) {
        data_->ReleaseResultSet(data_->ExecuteSQL(sql.c_str(), nullptr, nullptr));
        if (errors_.failed()) fail(path_.string(), errors_.text());
    }

    void add_field(OGRLayer& layer, const std::string& name, FieldType type) {
        OGRFieldDefn field(name.c_str(), type.type);
        field.SetSubType(type.subtype);
        check(layer.CreateField(&field) == OGRERR_NONE, layer.GetName());
    }

    OGRLayer* create_layer(const Table& table, CPLStringList& creation) {
        if (table.geometry_type == GeometryType::none) {
            creation.SetNameValue("ASPATIAL_VARIANT", "GPKG_ATTRIBUTES");
            OGRLayer* layer = data_->CreateLayer(table.name.c_str(), nullptr, wkbNone, creation);
            check(layer != nullptr, table.name);
            return layer;
        }
        LISIERE_EXPECTS(table.geometries.size() == table.rows.size());
        creation.SetNameValue("SPATIAL_INDEX", "YES");
        OGRSpatialReference srs = parse_crs("EPSG:" + std::to_string(table.crs.epsg));
        OGRLayer* layer =
            data_->CreateLayer(table.name.c_str(), &srs, ogr_type(table.geometry_type), creation);
        check(layer != nullptr, table.name);
        return layer;
    }

    void add_row(OGRLayer& layer, const Table& table, std::size_t row) {
        const std::vector<Value>& values = table.rows[row];
        LISIERE_EXPECTS(values.size() == table.columns.size());
        OGRFeature feature(layer.GetLayerDefn());
        for (std::size_t c = 0; c < values.size(); ++c) set(feature, table, row, c);
        if (table.geometry_type != GeometryType::none) {
            LISIERE_EXPECTS(of_type(table.geometries[row], table.geometry_type));
            if (std::unique_ptr<OGRGeometry> geometry = to_ogr(table.geometries[row]))
                feature.SetGeometryDirectly(geometry.release());
        }
        check(layer.CreateFeature(&feature) == OGRERR_NONE, table.name);
    }

    void set(OGRFeature& feature, const Table& table, std::size_t row, std::size_t c) {
        const ColumnType type = table.columns[c].type;
        const int field = static_cast<int>(c);
        std::visit(
            [&](const auto& value) {
                using T = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>) {
                    feature.SetFieldNull(field);
                } else if constexpr (std::is_same_v<T, bool>) {
                    LISIERE_EXPECTS(type == ColumnType::boolean);
                    feature.SetField(field, value ? 1 : 0);
                } else if constexpr (std::is_same_v<T, std::int64_t>) {
                    LISIERE_EXPECTS(type == ColumnType::integer || type == ColumnType::real);
                    feature.SetField(field, static_cast<GIntBig>(value));
                } else if constexpr (std::is_same_v<T, double>) {
                    LISIERE_EXPECTS(type == ColumnType::real);
                    if (!std::isfinite(value))  // SQLite would turn it into NULL without a word
                        throw OutputError({table.name + ", ligne " + std::to_string(row + 1) +
                                               ", colonne " + table.columns[c].name,
                                           "un nombre qui n'est pas fini",
                                           "un nombre ou une valeur absente",
                                           "signaler ce défaut avec la configuration"});
                    feature.SetField(field, value);
                } else {
                    LISIERE_EXPECTS(type == ColumnType::text);
                    feature.SetField(field, value.c_str());
                }
            },
            table.rows[row][c]);
    }

    /// A text as a literal of SQL.
    static std::string quoted(const std::string& value) {
        std::string out = "'";
        for (const char c : value) out.append(c == '\'' ? 2 : 1, c);
        return out + "'";
    }

    void describe_layer(const std::string& table, const std::string& xml) {
        if (xml.empty()) return;
        const std::string id = std::to_string(++metadata_);
        run("INSERT INTO gpkg_metadata VALUES (" + id +
            ", 'dataset', 'http://www.isotc211.org/2005/gmd', 'text/xml', " + quoted(xml) + ")");
        run("INSERT INTO gpkg_metadata_reference VALUES ('table', " + quoted(table) +
            ", NULL, NULL, " + quoted(options_.last_change) + ", " + id + ", NULL)");
    }

    void describe(const std::string& table, const std::string& column) {
        const std::optional<ColumnText> text =
            options_.column ? options_.column(table, column) : std::nullopt;
        if (!text) {
            notices_.add(Severity::avertissement, "colonne_sans_description", table, column);
            return;
        }
        run("INSERT INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (" +
            quoted(table) + ", " + quoted(column) + ", " + quoted(text->title) + ", " +
            quoted(text->description) + ")");
    }

    void add_style(OGRLayer& layer, const Table& table) {
        const LayerText text = options_.layer ? options_.layer(table) : LayerText{};
        for (const LayerText::NamedStyle& style : text.styles)
            add_style(layer, table, text, style, &style == &text.styles.front());
    }

    void add_style(OGRLayer& layer, const Table& table, const LayerText& text,
                   const LayerText::NamedStyle& style, bool by_default) {
        OGRFeature feature(layer.GetLayerDefn());
        feature.SetField("f_table_catalog", "");
        feature.SetField("f_table_schema", "");
        feature.SetField("f_table_name", table.name.c_str());
        feature.SetField("f_geometry_column",
                         table.geometry_type == GeometryType::none ? "" : "geom");
        feature.SetField("styleName", style.name.empty() ? table.name.c_str() : style.name.c_str());
        feature.SetField("styleQML", style.qml.c_str());
        feature.SetField("useAsDefault", by_default ? 1 : 0);
        feature.SetField("description", text.title.c_str());
        feature.SetField("update_time", options_.last_change.c_str());
        check(layer.CreateFeature(&feature) == OGRERR_NONE, "layer_styles");
    }

    const fs::path& path_;
    const GeopackageOptions& options_;
    Notices& notices_;
    GdalErrors errors_;
    GDALDatasetUniquePtr data_;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    int metadata_ = 0;  ///< records so far
};

}  // namespace

void write_geopackage(std::span<const Table> tables, const fs::path& path,
                      const GeopackageOptions& options, Notices& notices) {
    ensure_gdal();
    std::error_code ignored;
    fs::remove(path, ignored);
    const LocalOption date("OGR_CURRENT_DATE", options.last_change);
    const LocalOption journal("OGR_SQLITE_JOURNAL", "DELETE");
    // The file is useless until it is whole, so nothing is gained by waiting for the disk row by
    // row.
    const LocalOption synchronous("OGR_SQLITE_SYNCHRONOUS", "OFF");
    // Of 100,000 rows and more GDAL 3.6 builds the index in a second file beside, which it cannot
    // detach within our one transaction.
    const LocalOption threaded("OGR_GPKG_ALLOW_THREADED_RTREE", "NO");
    std::size_t rows = 0;
    for (const Table& table : tables) rows += table.rows.size();
    try {
        Writer writer(path, options, notices);
        writer.of_rows(rows);
        for (const Table& table : tables) {
            writer.add(table);
            writer.report(table.rows.size());
        }
        writer.describe_columns(tables);
        writer.add_metadata(tables);
        writer.add_styles(tables);
        writer.finish();
    } catch (...) {
        fs::remove(path, ignored);
        fs::remove(path.string() + "-journal", ignored);
        throw;
    }
}

}  // namespace lisiere::io
