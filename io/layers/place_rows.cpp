// SPDX-License-Identifier: Apache-2.0
#include "io/layers/place_rows.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "engine/geo/overlay.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/base/placed.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/row_coordinates.hpp"

namespace lisiere::io {
namespace {

/// The two columns that hold the coordinates of a table.
struct CoordinateFields {
    std::size_t x;
    std::size_t y;
    bool degrees;
};

CoordinateFields coordinates_of(const LayerSpec& spec, const Schema& schema,
                                const RawLayer& layer) {
    const CoordinateFields degrees{schema.at("lon"), schema.at("lat"), true};
    const CoordinateFields metres{schema.at("x"), schema.at("y"), false};
    if (layer.has(degrees.x) && layer.has(degrees.y)) return degrees;
    if (layer.has(metres.x) && layer.has(metres.y)) {
        if (spec.crs > 0) return metres;
        throw InputError({layer.where, "des coordonnées x et y sans système déclaré",
                          "leur système de coordonnées", "crs = 2154 pour Lambert-93"});
    }
    throw InputError({layer.where, "aucune colonne de coordonnées",
                      "lon et lat, ou x et y avec crs",
                      "les nommer : champs = { lon = \"...\", lat = \"...\" }"});
}

/// A place for a shape: on the surface of a polygon, at the middle vertex of a line; a polygon that
/// encloses nothing (a ring flattened on a segment) has the middle of what it spans. nullopt: no
/// vertex.
std::optional<geo::Point> point_of(const RawRow& row) {
    if (!row.polygons.empty()) {
        const geo::MultiPolygon shape = geo::repair(row.polygons).shape;
        if (!shape.empty()) return geo::point_on_surface(shape);
        const geo::Box box = geo::bounds(row.polygons);
        if (box.empty()) return std::nullopt;
        return geo::Point{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    }
    if (row.lines.empty() || row.lines.front().empty()) return std::nullopt;
    return row.lines.front()[row.lines.front().size() / 2];
}

/// The layer without the rows that have no point.
RawLayer without_place(RawLayer layer) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        if (layer.rows[i].points.empty()) continue;
        if (count != i) {
            layer.rows[count] = std::move(layer.rows[i]);
            for (NumberColumn& column : layer.numbers) column.values[count] = column.values[i];
        }
        ++count;
    }
    layer.rows.resize(count);
    for (NumberColumn& column : layer.numbers) column.values.resize(count);
    return layer;
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
    const auto number = parse_number(text);
    if (!number || !*number) return std::nullopt;
    return **number;
}

bool says_yes(std::string_view text) {
    static constexpr std::array<std::string_view, 8> no{"no", "non", "0",    "false",
                                                        "f",  "n",   "faux", "nan"};
    const std::string word = folded(text);
    // A number, as "0.0" or "0,00": what it is worth.
    if (const auto number = parse_number(text)) return *number && **number != 0;
    return !word.empty() && std::find(no.begin(), no.end(), word) == no.end();
}

RawLayer read_places(const LayerSpec& spec, const Schema& schema, const ReadContext& context,
                     bool numbers, Notices& notices) {
    const LayerRequest request{schema, context, {}, numbers, {}};
    if (!is_table(spec)) {
        RawLayer layer = read_layer(spec, request, notices);
        for (RawRow& row : layer.rows) {
            if (!row.points.empty()) continue;
            if (const auto point = point_of(row))
                row.points.push_back(*point);
            else
                notices.add(Severity::avertissement, "sans_geometrie", layer.where,
                            {{"ligne", row.number}});
        }
        return without_place(std::move(layer));
    }

    RawLayer layer = read_table(spec, request, notices);
    const CoordinateFields at = coordinates_of(spec, schema, layer);
    const std::string crs = at.degrees ? "EPSG:4326" : fmt::format("EPSG:{}", spec.crs);
    const Projector projector(crs, context.crs);
    geo::Box extent;
    std::vector<bool> kept(layer.rows.size(), false);
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        RawRow& row = layer.rows[i];
        const auto x = number_of(row.text[at.x]);
        const auto y = number_of(row.text[at.y]);
        // (0, 0) is how a join or a spreadsheet writes an unknown place.
        if (!x || !y || (*x == 0 && *y == 0)) {
            notices.add(Severity::avertissement, "point_sans_coordonnees", layer.where,
                        {{"ligne", row.number}});
            continue;
        }
        row.points = {{*x, *y}};
        extent.extend(row.points.front());
        kept[i] = true;
    }
    require_plausible(crs, extent, layer.where);
    std::size_t count = 0;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        if (!kept[i]) continue;
        RawRow& row = layer.rows[i];
        placed(fmt::format("{}, ligne {}", layer.where, row.number),
               [&] { projector(std::span<const geo::Point>(row.points), row.points); });
        require_coordinates(row, layer.where);
        if (context.window && !context.window->contains(row.points.front())) continue;
        if (count != i) {
            layer.rows[count] = std::move(row);
            for (NumberColumn& column : layer.numbers) column.values[count] = column.values[i];
        }
        ++count;
    }
    layer.rows.resize(count);
    for (NumberColumn& column : layer.numbers) column.values.resize(count);
    if (context.log != nullptr) context.log->layers[spec.key].kept = count;
    return layer;
}

}  // namespace lisiere::io
