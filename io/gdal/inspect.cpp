// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/inspect.hpp"

#include <map>
#include <string_view>

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"
#include "io/gdal/vector_file.hpp"

namespace lisiere::io {
namespace {

std::string in_words(OGRFieldType type, OGRFieldSubType subtype) {
    if (subtype == OFSTBoolean) return "booléen";
    switch (type) {
        case OFTString:
            return "texte";
        case OFTInteger:
        case OFTInteger64:
            return "entier";
        case OFTReal:
            return "réel";
        case OFTDate:
        case OFTTime:
        case OFTDateTime:
            return "date";
        default:
            return "autre";
    }
}

std::string in_words(OGRwkbGeometryType type) {
    switch (OGR_GT_Flatten(type)) {
        case wkbNone:
            return "";
        case wkbPoint:
        case wkbMultiPoint:
            return "points";
        case wkbLineString:
        case wkbMultiLineString:
        case wkbMultiCurve:
            return "lignes";
        case wkbPolygon:
        case wkbMultiPolygon:
        case wkbCurvePolygon:
        case wkbMultiSurface:
            return "polygones";
        default:
            return "mixte";
    }
}

/// Column descriptions of a GeoPackage, which GDAL 3.6 does not hand over with the fields.
std::map<std::string, std::string> descriptions(GDALDataset& dataset, const std::string& layer) {
    std::map<std::string, std::string> found;
    const GdalErrors quiet;
    const std::string query = fmt::format(
        "SELECT column_name, description FROM gpkg_data_columns WHERE table_name = '{}'", layer);
    OGRLayer* rows = layer.find('\'') == std::string::npos
                         ? dataset.ExecuteSQL(query.c_str(), nullptr, nullptr)
                         : nullptr;
    if (rows == nullptr) return found;
    while (const OGRFeatureUniquePtr row{rows->GetNextFeature()})
        found[row->GetFieldAsString(0)] = row->GetFieldAsString(1);
    dataset.ReleaseResultSet(rows);
    return found;
}

/// A column of a table is a number where every value it has is one, and text where a zero leads.
std::string guessed_type(const CsvTable& table, std::size_t column) {
    bool any = false;
    bool whole = true;
    for (const auto& row : table.rows) {
        if (column >= row.size() || row[column].empty()) continue;
        const std::string& text = row[column];
        const auto number = parse_number(text);
        if (!number ||
            (text.size() > 1 && text[0] == '0' && text.find_first_of(",.") == std::string::npos))
            return "texte";
        if (!*number) continue;
        any = true;
        whole = whole && text.find_first_of(",.") == std::string::npos;
    }
    if (!any) return "texte";
    return whole ? "entier" : "réel";
}

}  // namespace

LayerInfo describe(GDALDataset& dataset, OGRLayer& layer) {
    const bool geopackage = dataset.GetDriver() != nullptr &&
                            std::string_view(dataset.GetDriver()->GetDescription()) == "GPKG";
    LayerInfo info;
    info.name = layer.GetName();
    info.features = static_cast<std::size_t>(std::max<GIntBig>(layer.GetFeatureCount(), 0));
    info.geometry = in_words(layer.GetGeomType());
    const auto described =
        geopackage ? descriptions(dataset, info.name) : std::map<std::string, std::string>();
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        const auto text = described.find(field.GetNameRef());
        info.columns.push_back({field.GetNameRef(), in_words(field.GetType(), field.GetSubType()),
                                text == described.end() ? "" : text->second});
    }
    if (layer.GetGeomType() == wkbNone) return info;
    OGREnvelope envelope;
    if (layer.GetExtent(&envelope, TRUE) == OGRERR_NONE)
        info.extent = {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
    const OGRSpatialReference* srs = layer.GetSpatialRef();
    if (srs == nullptr || srs->IsEmpty()) {
        const std::string likely = likely_crs(info.extent);
        info.warning =
            "aucun système de coordonnées" + (likely.empty() ? "" : " ; peut-être " + likely);
        return info;
    }
    info.epsg = epsg_of(*srs);
    info.crs = srs->GetName() == nullptr ? "" : srs->GetName();
    if (info.epsg == 0 || info.extent.empty()) return info;
    try {
        const std::string crs = fmt::format("EPSG:{}", info.epsg);
        require_plausible(crs, info.extent, info.name);
        const Projector to_degrees(crs, {4326});
        std::vector<geo::Point> corners{{info.extent.min_x, info.extent.min_y},
                                        {info.extent.max_x, info.extent.min_y},
                                        {info.extent.max_x, info.extent.max_y},
                                        {info.extent.min_x, info.extent.max_y}};
        to_degrees(std::span<const geo::Point>(corners), corners);
        info.extent_degrees = geo::bounds(corners);
    } catch (const InputError& error) {
        info.warning = error.trouble().found +
                       (error.trouble().advice.empty() ? "" : " ; " + error.trouble().advice);
    }
    return info;
}

FileInfo inspect(const std::filesystem::path& file) {
    FileInfo info{file, "", {}};
    LayerSpec spec;
    spec.file = file;
    if (is_table(spec)) {
        const CsvTable table = read_csv_table(file.string());
        info.format = "CSV";
        LayerInfo& layer = info.layers.emplace_back();
        layer.name = file.stem().string();
        layer.features = table.rows.size();
        for (std::size_t i = 0; i < table.names.size(); ++i)
            layer.columns.push_back({table.names[i], guessed_type(table, i), ""});
        return info;
    }
    const std::string where = file.filename().string();
    const auto dataset = open_vector(gdal_name(file, "", where), where);
    info.format = dataset->GetDriver() == nullptr ? "" : dataset->GetDriver()->GetDescription();
    const GdalErrors errors;
    for (OGRLayer* layer : dataset->GetLayers()) info.layers.push_back(describe(*dataset, *layer));
    errors.require_none(where, "le fichier est peut-être tronqué : le télécharger de nouveau");
    return info;
}

}  // namespace lisiere::io
