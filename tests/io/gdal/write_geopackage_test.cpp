// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/write_geopackage.hpp"

#include <unistd.h>

#include <ogrsf_frmts.h>

#include <filesystem>
#include <limits>
#include <map>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/session.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

struct File {
    fs::path path = fs::temp_directory_path() /
                    ("lisiere_write_geopackage_" + std::to_string(::getpid()) + ".gpkg");
    File() { fs::remove(path); }
    ~File() { fs::remove(path); }
    GDALDatasetUniquePtr open() const {
        return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    }
    std::vector<std::vector<std::string>> rows(const std::string& sql) const {
        const GDALDatasetUniquePtr data = open();
        OGRLayer* result = data->ExecuteSQL(sql.c_str(), nullptr, nullptr);
        std::vector<std::vector<std::string>> out;
        if (result == nullptr) return out;
        for (const auto& feature : *result) {
            auto& row = out.emplace_back();
            for (int i = 0; i < feature->GetFieldCount(); ++i)
                row.emplace_back(feature->GetFieldAsString(i));
        }
        data->ReleaseResultSet(result);
        return out;
    }
};

io::GeopackageOptions described() {
    io::GeopackageOptions options;
    options.column = [](std::string_view table,
                        std::string_view column) -> std::optional<io::ColumnText> {
        if (column == "bord") return std::nullopt;
        return io::ColumnText{std::string(column), "Colonne d'essai de " + std::string(table)};
    };
    options.layer = [](const Table& table) {
        io::LayerText text{table.name + " (titre)", "Résumé", {}, ""};
        if (table.name != "arrets") text.styles.push_back({"", "<qgis/>"});
        if (table.name == "coupures") text.styles.push_back({"Autre", "<qgis version=\"2\"/>"});
        if (table.name != "arrets") text.metadata = "<iso>l'" + table.name + "</iso>";
        return text;
    };
    options.last_change = "2026-03-17T00:00:00.000Z";
    return options;
}

Value value_of(const OGRFeature& feature, int i, ColumnType type) {
    if (!feature.IsFieldSetAndNotNull(i)) return {};
    switch (type) {
        case ColumnType::text:
            return std::string(feature.GetFieldAsString(i));
        case ColumnType::integer:
            return static_cast<std::int64_t>(feature.GetFieldAsInteger64(i));
        case ColumnType::real:
            return feature.GetFieldAsDouble(i);
        case ColumnType::boolean:
            return feature.GetFieldAsInteger(i) != 0;
    }
    return {};
}

}  // namespace

TEST_CASE("every value, NULL and geometry written to a GeoPackage is read back as it was",
          "[io][gdal][gpkg]") {
    const File file;
    const std::vector<Table> tables = tests::sample_tables();
    Notices notices;
    io::write_geopackage(tables, file.path, described(), notices);
    const io::GdalErrors errors;
    const GDALDatasetUniquePtr data = file.open();
    REQUIRE(data != nullptr);
    for (const Table& table : tables) {
        INFO(table.name);
        OGRLayer* layer = data->GetLayerByName(table.name.c_str());
        REQUIRE(layer != nullptr);
        REQUIRE(layer->GetFeatureCount() == static_cast<GIntBig>(table.rows.size()));
        REQUIRE(layer->GetLayerDefn()->GetFieldCount() == static_cast<int>(table.columns.size()));
        if (table.geometry_type != GeometryType::none) {
            REQUIRE(layer->GetSpatialRef() != nullptr);
            CHECK(std::string(layer->GetSpatialRef()->GetAuthorityCode(nullptr)) ==
                  std::to_string(table.crs.epsg));
            CHECK(layer->TestCapability(OLCFastSpatialFilter) == TRUE);
        } else {
            CHECK(layer->GetGeomType() == wkbNone);
        }
        std::size_t row = 0;
        for (const auto& feature : *layer) {
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                CHECK(value_of(*feature, static_cast<int>(c), table.columns[c].type) ==
                      table.rows[row][c]);
            const OGRGeometry* geometry = feature->GetGeometryRef();
            if (table.geometry_type == GeometryType::none ||
                std::holds_alternative<std::monostate>(table.geometries[row]))
                CHECK(geometry == nullptr);
            else if (table.geometry_type == GeometryType::multipolygon)
                CHECK(io::to_multipolygon(*geometry) ==
                      std::get<geo::MultiPolygon>(table.geometries[row]));
            else if (table.geometry_type == GeometryType::point)
                CHECK(io::to_points(*geometry).at(0) ==
                      std::get<geo::Point>(table.geometries[row]));
            else
                CHECK(io::to_lines(*geometry) ==
                      std::get<geo::MultiLineString>(table.geometries[row]));
            ++row;
        }
    }
    CHECK(data->GetLayerByName("perimetres")->GetLayerDefn()->GetFieldDefn(3)->GetSubType() ==
          OFSTBoolean);
    CHECK(errors.text().empty());
}

TEST_CASE("columns, layers and styles are described in the tables that QGIS reads",
          "[io][gdal][gpkg]") {
    const File file;
    Notices notices;
    io::write_geopackage(tests::sample_tables(), file.path, described(), notices);
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(file.rows("SELECT column_name, title, description FROM gpkg_data_columns WHERE "
                    "table_name = 'arrets' "
                    "ORDER BY column_name") ==
          Rows{{"departs_h_pointe", "departs_h_pointe", "Colonne d'essai de arrets"},
               {"nom", "nom", "Colonne d'essai de arrets"}});
    CHECK(file.rows(
              "SELECT identifier, description, CAST(last_change AS TEXT) FROM gpkg_contents WHERE "
              "table_name = 'arrets'") ==
          Rows{{"arrets (titre)", "Résumé", "2026-03-17T00:00:00.000Z"}});
    CHECK(file.rows("SELECT DISTINCT last_change FROM gpkg_contents").size() == 1);
    CHECK(file.rows("SELECT f_table_name, f_geometry_column, styleName, styleQML, "
                    "CAST(useAsDefault AS TEXT) "
                    "FROM layer_styles ORDER BY id") ==
          Rows{{"perimetres", "geom", "perimetres", "<qgis/>", "1"},
               {"coupures", "geom", "coupures", "<qgis/>", "1"},
               {"coupures", "geom", "Autre", "<qgis version=\"2\"/>", "0"},
               {"sources", "", "sources", "<qgis/>", "1"}});
    CHECK(file.rows("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'") ==
          Rows{{"2"}});
    CHECK(file.rows(
              "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'") ==
          Rows{{"3"}});
    CHECK(notices.count("colonne_sans_description") == 1);
    CHECK(notices.items().at(0).samples == std::vector<Sample>{"bord"});
}

TEST_CASE("a layer of more rows than an index is built of at once is written and indexed",
          "[io][gdal][gpkg]") {
    const File file;
    Table table;
    table.name = "carreaux";
    table.crs.epsg = 2154;
    table.geometry_type = GeometryType::point;
    table.columns = {{"population", ColumnType::integer}};
    for (int i = 0; i < 120'000; ++i) {
        table.rows.push_back({std::int64_t{i}});
        table.geometries.emplace_back(geo::Point{600000.0 + i % 400, 6800000.0 + i / 400});
    }
    std::vector<Table> tables = tests::sample_tables();
    tables.insert(tables.begin() + 1, table);
    Notices notices;
    io::write_geopackage(tables, file.path, described(), notices);
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(file.rows("SELECT count(*) FROM rtree_carreaux_geom") == Rows{{"120000"}});
}

TEST_CASE("each layer has its record of metadata", "[io][gdal][gpkg]") {
    const File file;
    Notices notices;
    io::write_geopackage(tests::sample_tables(), file.path, described(), notices);
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(file.rows("SELECT reference_scope, table_name, metadata, CAST(timestamp AS TEXT), "
                    "md_standard_uri, mime_type FROM gpkg_metadata_reference JOIN gpkg_metadata ON "
                    "md_file_id = id WHERE table_name IS NULL OR table_name = 'sources'") ==
          Rows{{"table", "sources", "<iso>l'sources</iso>", "2026-03-17T00:00:00.000Z",
                "http://www.isotc211.org/2005/gmd", "text/xml"}});
    CHECK(file.rows("SELECT 1 FROM gpkg_metadata_reference WHERE table_name = 'arrets'").empty());
    CHECK(file.rows("SELECT table_name FROM gpkg_extensions WHERE extension_name = "
                    "'gpkg_metadata'") == Rows{{"gpkg_metadata"}, {"gpkg_metadata_reference"}});
}

TEST_CASE("the same tables give the same file, with nothing beside it", "[io][gdal][gpkg]") {
    const File file;
    Notices notices;
    io::write_geopackage(tests::sample_tables(), file.path, described(), notices);
    const std::string first = io::sha256_of(file.path);
    io::write_geopackage(tests::sample_tables(), file.path, described(), notices);
    CHECK(io::sha256_of(file.path) == first);
    for (const char* suffix : {"-journal", "-wal", "-shm"})
        CHECK_FALSE(fs::exists(file.path.string() + suffix));
}

TEST_CASE(
    "a number that is not finite, a wrong type and a missing folder are refused, and no file stays",
    "[io][gdal][gpkg]") {
    const File file;
    Notices notices;
    std::vector<Table> tables = tests::sample_tables();
    tables[0].rows[0][2] = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(io::write_geopackage(tables, file.path, {}, notices), io::OutputError);
    CHECK_FALSE(fs::exists(file.path));

    tables = tests::sample_tables();
    tables[0].rows[0][0] = 1.5;
    CHECK_THROWS_AS(io::write_geopackage(tables, file.path, {}, notices), PreconditionError);
    CHECK_FALSE(fs::exists(file.path));

    CHECK_THROWS_AS(
        io::write_geopackage(tests::sample_tables(), "/dossier/absent/x.gpkg", {}, notices),
        io::OutputError);

    io::GeopackageOptions stopped;
    stopped.progress = [](double) { throw Cancelled(); };
    CHECK_THROWS_AS(io::write_geopackage(tests::sample_tables(), file.path, stopped, notices),
                    Cancelled);
    CHECK_FALSE(fs::exists(file.path));
}

TEST_CASE("tables without rows are layers all the same", "[io][gdal][gpkg]") {
    const File file;
    std::vector<Table> tables = tests::sample_tables();
    for (Table& table : tables) {
        table.rows.clear();
        table.geometries.clear();
    }
    Notices notices;
    io::write_geopackage(tables, file.path, described(), notices);
    const GDALDatasetUniquePtr data = file.open();
    for (const Table& table : tables) {
        REQUIRE(data->GetLayerByName(table.name.c_str()) != nullptr);
        CHECK(data->GetLayerByName(table.name.c_str())->GetFeatureCount() == 0);
    }
}
