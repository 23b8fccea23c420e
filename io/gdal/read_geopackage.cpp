// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_geopackage.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>

#include "io/base/error.hpp"
#include "io/gdal/column_type.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr const char* advice = "refaire l'édition (lisiere run --force)";

GeometryType geometry_type_of(OGRwkbGeometryType type) {
    switch (OGR_GT_Flatten(type)) {
        case wkbPoint:
            return GeometryType::point;
        case wkbLineString:
        case wkbMultiLineString:
            return GeometryType::multilinestring;
        case wkbPolygon:
        case wkbMultiPolygon:
            return GeometryType::multipolygon;
        default:
            return GeometryType::none;
    }
}

geo::Geometry shape_of(const OGRGeometry* geometry, GeometryType type) {
    if (geometry == nullptr || geometry->IsEmpty()) return {};
    switch (type) {
        case GeometryType::point: {
            const std::vector<geo::Point> points = to_points(*geometry);
            return points.empty() ? geo::Geometry{} : geo::Geometry{points.front()};
        }
        case GeometryType::multilinestring:
            return to_lines(*geometry);
        case GeometryType::multipolygon:
            return to_multipolygon(*geometry);
        case GeometryType::none:
            return {};
    }
    return {};
}

Value value_of(const OGRFeature& feature, int field, ColumnType type) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    switch (type) {
        case ColumnType::boolean:
            return feature.GetFieldAsInteger(field) != 0;
        case ColumnType::integer:
            return static_cast<std::int64_t>(feature.GetFieldAsInteger64(field));
        case ColumnType::real:
            return feature.GetFieldAsDouble(field);
        case ColumnType::text:
            return std::string(feature.GetFieldAsString(field));
    }
    return {};
}

Table read_one(OGRLayer& layer, const LayerToRead& asked) {
    Table table;
    table.name = asked.name;
    OGRFeatureDefn& definition = *layer.GetLayerDefn();
    std::vector<int> fields;
    std::vector<std::string> ignored;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        const std::string name = field.GetNameRef();
        if (!asked.columns.empty() &&
            std::find(asked.columns.begin(), asked.columns.end(), name) == asked.columns.end()) {
            ignored.push_back(name);
            continue;
        }
        fields.push_back(i);
        table.columns.push_back({name, column_type_of(field)});
    }
    std::vector<const char*> names;
    for (const std::string& name : ignored) names.push_back(name.c_str());
    names.push_back(nullptr);
    layer.SetIgnoredFields(names.data());
    table.geometry_type = geometry_type_of(layer.GetGeomType());
    if (const OGRSpatialReference* srs = layer.GetSpatialRef(); srs != nullptr)
        table.crs.epsg = epsg_of(*srs);
    for (const auto& feature : layer) {
        std::vector<Value>& row = table.rows.emplace_back();
        for (std::size_t c = 0; c < fields.size(); ++c)
            row.push_back(value_of(*feature, fields[c], table.columns[c].type));
        if (table.geometry_type != GeometryType::none)
            table.geometries.push_back(shape_of(feature->GetGeometryRef(), table.geometry_type));
    }
    return table;
}

}  // namespace

std::vector<Table> read_geopackage(const fs::path& file, std::span<const LayerToRead> layers) {
    ensure_gdal();
    const GdalErrors errors;
    const GDALDatasetUniquePtr data(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                          std::array<const char*, 2>{"GPKG", nullptr}.data(), nullptr, nullptr));
    if (!data)
        throw InputError({file.string(),
                          errors.text().empty() ? "un fichier qui ne s'ouvre pas" : errors.text(),
                          "un GeoPackage écrit par lisiere", advice});
    std::vector<Table> tables;
    for (const LayerToRead& asked : layers)
        if (OGRLayer* layer = data->GetLayerByName(asked.name.c_str()); layer != nullptr)
            tables.push_back(read_one(*layer, asked));
    errors.require_none(file.string(), advice);
    return tables;
}

}  // namespace lisiere::io
