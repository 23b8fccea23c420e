// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_layer.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "engine/core/ascii.hpp"
#include "io/base/error.hpp"
#include "io/base/placed.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/row_builder.hpp"
#include "io/gdal/row_coordinates.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"
#include "io/gdal/vector_file.hpp"

namespace lisiere::io {
namespace {

/// The CRS of the layer's numbers: the declared one, else the file's.
std::string crs_of(OGRLayer& layer, const LayerSpec& spec, const geo::Box& extent,
                   const std::string& where) {
    if (spec.crs > 0) return fmt::format("EPSG:{}", spec.crs);
    const OGRSpatialReference* srs = layer.GetSpatialRef();
    if (srs == nullptr || srs->IsEmpty()) {
        const std::string likely = likely_crs(extent);
        throw InputError({where, "aucun système de coordonnées dans le fichier",
                          "un système de coordonnées",
                          likely.empty() ? "le déclarer : crs = 2154 (Lambert-93), par exemple"
                                         : fmt::format("le déclarer : crs = {}", likely)});
    }
    if (const int epsg = epsg_of(*srs); epsg > 0) return fmt::format("EPSG:{}", epsg);
    char* text = nullptr;
    srs->exportToWkt(&text);
    std::string wkt = text == nullptr ? "" : text;
    CPLFree(text);
    return wkt;
}

geo::Box extent_of(OGRLayer& layer) {
    OGREnvelope envelope;
    if (layer.GetExtent(&envelope, TRUE) != OGRERR_NONE) return {};
    return {envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY};
}

/// What the features span, whatever the file declares: some servers write an extent of zeros. A
/// point at (0, 0) is a place nobody knew, and counts for nothing.
geo::Box scanned_extent(OGRLayer& layer) {
    geo::Box box;
    layer.SetSpatialFilter(nullptr);
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        const OGRGeometry* geometry = feature->GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) continue;
        OGREnvelope envelope;
        geometry->getEnvelope(&envelope);
        const bool nowhere =
            envelope.MinX == 0 && envelope.MaxX == 0 && envelope.MinY == 0 && envelope.MaxY == 0;
        if (nowhere ||
            !std::isfinite(envelope.MinX + envelope.MaxX + envelope.MinY + envelope.MaxY))
            continue;
        box.extend(geo::Point{envelope.MinX, envelope.MinY});
        box.extend(geo::Point{envelope.MaxX, envelope.MaxY});
    }
    layer.ResetReading();
    return box;
}

std::vector<std::string> columns_of(const OGRFeatureDefn& definition) {
    std::vector<std::string> names;
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    return names;
}

std::string text_of(const OGRFeature& feature, std::size_t column) {
    const int at = static_cast<int>(column);
    if (!feature.IsFieldSetAndNotNull(at)) return {};
    if (feature.GetFieldDefnRef(at)->GetType() == OFTReal) {
        // Whole numbers, codes among them, without the decimals of their column.
        constexpr double exact = 1e15;
        const double value = feature.GetFieldAsDouble(at);
        if (!std::isfinite(value)) return {};
        if (value == std::floor(value) && std::abs(value) < exact)
            return fmt::format("{:.0f}", value);
    }
    return std::string(trimmed(feature.GetFieldAsString(at)));
}

/// A point at (0, 0), or without numbers.
bool is_nowhere(const OGRGeometry& geometry) {
    if (wkbFlatten(geometry.getGeometryType()) != wkbPoint) return false;
    const OGRPoint& point = *geometry.toPoint();
    return (point.getX() == 0 && point.getY() == 0) || !std::isfinite(point.getX() + point.getY());
}

/// NaN, and what no count nor rate reaches, is how some tools write a missing value.
Maybe<double> number_in(const OGRFeature& feature, int column) {
    const double value = feature.GetFieldAsDouble(column);
    return std::isfinite(value) ? Maybe<double>(value) : Maybe<double>(Absence::non_disponible);
}

/// Moves every coordinate of the row to the working CRS, in place.
void project(const Projector& projector, RawRow& row) {
    if (projector.identity()) return;
    const auto move = [&](std::vector<geo::Point>& points) {
        projector(std::span<const geo::Point>(points), points);
    };
    for (geo::Polygon& polygon : row.polygons) {
        move(polygon.outer);
        for (geo::Ring& hole : polygon.holes) move(hole);
    }
    for (geo::LineString& line : row.lines) move(line);
    move(row.points);
}

geo::Box bounds_of(const RawRow& row) {
    geo::Box box = geo::bounds(row.polygons);
    for (const geo::LineString& line : row.lines) box.extend(geo::bounds(line));
    box.extend(geo::bounds(row.points));
    return box;
}

/// The schema's fields of a feature, cleaned.
std::vector<std::string> texts_of(const OGRFeature& feature, RowBuilder& builder) {
    std::vector<std::string> text(builder.layer().fields.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto column = builder.layer().fields[i])
            text[i] = builder.text(i, text_of(feature, *column));
    return text;
}

void read_features(const LayerRequest& request, OGRLayer& layer, const Projector& projector,
                   RowBuilder& builder, Notices& notices) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    const std::string& where = builder.layer().where;
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        const auto filter = builder.filter_column();
        if (!builder.passes(filter ? text_of(*feature, *filter) : std::string())) continue;
        RawRow row;
        row.number = static_cast<std::size_t>(feature->GetFID());
        const OGRGeometry* geometry = feature->GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) {
            notices.add(Severity::avertissement, "sans_geometrie", where, {{"ligne", row.number}});
            continue;
        }
        if (is_nowhere(*geometry)) {
            notices.add(Severity::avertissement, "point_sans_coordonnees", where,
                        {{"ligne", row.number}});
            continue;
        }
        row.polygons = to_multipolygon(*geometry);
        row.lines = to_lines(*geometry);
        row.points = to_points(*geometry);
        placed(fmt::format("{}, ligne {}", where, row.number), [&] { project(projector, row); });
        require_coordinates(row, where);
        if (request.context.window && !request.context.window->intersects(bounds_of(row))) continue;
        row.text = texts_of(*feature, builder);
        for (const auto& [column, into] : builder.numbers()) {
            const int at = static_cast<int>(column);
            const OGRFieldType type = definition.GetFieldDefn(at)->GetType();
            if (!feature->IsFieldSetAndNotNull(at))
                builder.add_number(into, Maybe<double>(Absence::non_disponible));
            else if (type == OFTInteger || type == OFTInteger64 || type == OFTReal)
                builder.add_number(into, number_in(*feature, at));
            else
                builder.add_number(into, feature->GetFieldAsString(at), row.number);
        }
        builder.layer().rows.push_back(std::move(row));
    }
}

RawLayer layer_of(const LayerSpec& spec, const LayerRequest& request, Notices& notices) {
    const GdalErrors errors;
    const std::string advice = "le fichier est peut-être tronqué : le télécharger de nouveau";
    OpenLayer open = open_layer(spec);
    geo::Box extent = extent_of(*open.layer);
    errors.require_none(open.where, advice);
    RowBuilder builder(spec, request, open.where, columns_of(*open.layer->GetLayerDefn()), notices);
    // An empty layer has neither extent nor, often, a CRS: say the first thing.
    if (open.layer->GetFeatureCount() == 0) return builder.finish();
    const std::string crs = crs_of(*open.layer, spec, extent, open.where);
    bool believed = true;  // the extent that the file declares, and so its index
    const auto look_again = [&] {
        believed = false;
        extent = scanned_extent(*open.layer);
    };
    try {
        require_plausible(crs, extent, open.where);
    } catch (const InputError&) {
        look_again();
        require_plausible(crs, extent, open.where);
    }
    const Projector projector(crs, request.context.crs);
    if (request.context.window) {
        const geo::Box box = projector.identity()
                                 ? *request.context.window
                                 : box_in(crs, *request.context.window, request.context.crs);
        // A row outside the window is read all the same where a filter must be told "no such
        // value".
        if (spec.filter_field.empty()) {
            if (believed && !extent.empty() && !extent.intersects(box)) look_again();
            if (!extent.empty() && !extent.intersects(box)) {
                builder.layer().read = static_cast<std::size_t>(open.layer->GetFeatureCount());
                return std::move(builder.layer());
            }
            if (believed)
                open.layer->SetSpatialFilterRect(box.min_x, box.min_y, box.max_x, box.max_y);
        }
    }
    read_features(request, *open.layer, projector, builder, notices);
    errors.require_none(open.where, advice);
    if (request.context.window && builder.layer().rows.empty() && spec.filter_field.empty())
        return std::move(builder.layer());
    return builder.finish();
}

}  // namespace

RawLayer read_layer(const LayerSpec& spec, const LayerRequest& request, Notices& notices) {
    RawLayer layer = layer_of(spec, request, notices);
    if (ReadLog* log = request.context.log) log->layers[spec.key] = {layer.read, layer.rows.size()};
    return layer;
}

RawLayer read_attributes(LayerSpec spec, const Schema& schema, Notices& notices) {
    const GdalErrors errors;
    spec.filter_field.clear();
    OpenLayer open = open_layer(spec);
    const LayerRequest request{schema, {}, {}, false, {}};
    const OGRFeatureDefn& definition = *open.layer->GetLayerDefn();
    RowBuilder builder(spec, request, open.where, columns_of(definition), notices);
    const char* const left_out[] = {"OGR_GEOMETRY", nullptr};
    if (open.layer->TestCapability(OLCIgnoreFields) != 0)
        open.layer->SetIgnoredFields(const_cast<const char**>(left_out));
    while (const OGRFeatureUniquePtr feature{open.layer->GetNextFeature()}) {
        builder.passes({});
        RawRow row;
        row.number = static_cast<std::size_t>(feature->GetFID());
        row.text = texts_of(*feature, builder);
        builder.layer().rows.push_back(std::move(row));
    }
    errors.require_none(open.where, "le fichier est peut-être tronqué : le télécharger de nouveau");
    return builder.finish();
}

}  // namespace lisiere::io
