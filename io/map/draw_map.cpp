// SPDX-License-Identifier: Apache-2.0
#include <cairo.h>
#include <mapnik/cairo/cairo_renderer.hpp>
#include <mapnik/feature.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/load_map.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/unicode.hpp>

#include <algorithm>
#include <memory>

#include "io/map/map_frame.hpp"
#include "io/style/mapnik_style.hpp"

namespace lisiere::io {
namespace {

namespace mg = mapnik::geometry;

mg::linear_ring<double> to_mapnik(const geo::Ring& ring) {
    mg::linear_ring<double> out;
    out.reserve(ring.size());
    for (const geo::Point& p : ring) out.emplace_back(p.x, p.y);
    return out;
}

mg::geometry<double> to_mapnik(const geo::Geometry& geometry) {
    if (const auto* point = std::get_if<geo::Point>(&geometry))
        return mg::point<double>(point->x, point->y);
    if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
        mg::multi_line_string<double> out;
        for (const geo::LineString& line : *lines) {
            mg::line_string<double>& one = out.emplace_back();
            for (const geo::Point& p : line) one.emplace_back(p.x, p.y);
        }
        return out;
    }
    mg::multi_polygon<double> out;
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
        for (const geo::Polygon& polygon : *shape) {
            mg::polygon<double>& one = out.emplace_back();
            one.set_exterior_ring(to_mapnik(polygon.outer));
            for (const geo::Ring& hole : polygon.holes) one.add_hole(to_mapnik(hole));
        }
    return out;
}

/// Positions of the columns that the style reads.
std::vector<std::size_t> columns_of(const MapLayer& layer) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < layer.table->columns.size(); ++c) {
        const std::string& name = layer.table->columns[c].name;
        if (name == layer.style->column) out.push_back(c);
    }
    return out;
}

/// The rows in the order they are drawn in: great values of `sort_column` first, so that nested
/// areas stay visible.
std::vector<std::size_t> drawing_order(const MapLayer& layer) {
    std::vector<std::size_t> rows = layer.rows;
    const auto column =
        std::find_if(layer.table->columns.begin(), layer.table->columns.end(),
                     [&](const Column& one) { return one.name == layer.style->sort_column; });
    if (column == layer.table->columns.end()) return rows;
    const auto at = static_cast<std::size_t>(column - layer.table->columns.begin());
    const auto number = [&](std::size_t row) {
        const Value& value = layer.table->rows[row][at];
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*whole);
        const auto* real = std::get_if<double>(&value);
        return real == nullptr ? 0.0 : *real;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return number(a) > number(b); });
    return rows;
}

void put(mapnik::feature_impl& feature, const std::string& name, const Value& value,
         const mapnik::transcoder& utf8) {
    if (const auto* flag = std::get_if<bool>(&value))
        feature.put_new(name, *flag);
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        feature.put_new(name, static_cast<mapnik::value_integer>(*whole));
    else if (const auto* real = std::get_if<double>(&value))
        feature.put_new(name, *real);
    else if (const auto* text = std::get_if<std::string>(&value))
        feature.put_new(name,
                        utf8.transcode(text->data(), static_cast<std::int32_t>(text->size())));
}

mapnik::datasource_ptr source_of(const MapLayer& layer) {
    mapnik::parameters parameters;
    parameters["type"] = "memory";
    auto source = std::make_shared<mapnik::memory_datasource>(parameters);
    const mapnik::transcoder utf8("utf-8");
    const std::vector<std::size_t> columns = columns_of(layer);
    mapnik::value_integer id = 0;
    for (const std::size_t row : drawing_order(layer)) {
        const mapnik::feature_ptr feature =
            mapnik::feature_factory::create(std::make_shared<mapnik::context_type>(), ++id);
        feature->set_geometry(to_mapnik(layer.table->geometries[row]));
        for (const std::size_t c : columns)
            put(*feature, layer.table->columns[c].name, layer.table->rows[row][c], utf8);
        source->push(feature);
    }
    return source;
}

}  // namespace

void draw_map(Canvas& canvas, const MapView& view, std::span<const MapLayer> layers,
              const MapOptions& options) {
    std::vector<const LayerStyle*> styles;
    for (const MapLayer& layer : layers) styles.push_back(layer.style);
    const PrintStyleOptions style{options.background, options.scale};

    const double width = view.frame.width * points_per_mm;
    const double height = view.frame.height * points_per_mm;
    // Whole points at least as large as the frame: Mapnik counts its page in whole units.
    const double unit = view.ground.width() / width;
    mapnik::Map map(static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height)));
    mapnik::load_map_string(map, mapnik_style(styles, style), true, "");
    for (mapnik::layer& one : map.layers())
        for (const MapLayer& layer : layers)
            if (one.name() == layer.style->layer) one.set_datasource(source_of(layer));
    map.zoom_to_box({view.ground.min_x, view.ground.max_y - unit * std::ceil(height),
                     view.ground.min_x + unit * std::ceil(width), view.ground.max_y});

    cairo_t* context = canvas.context();
    cairo_save(context);
    cairo_translate(context, view.frame.x * points_per_mm, view.frame.y * points_per_mm);
    cairo_rectangle(context, 0, 0, width, height);
    cairo_clip(context);
    {
        const mapnik::cairo_ptr shared(cairo_reference(context), mapnik::cairo_closer());
        mapnik::cairo_renderer<mapnik::cairo_ptr> renderer(map, shared, 1.0);
        renderer.apply();
    }
    cairo_restore(context);
}

}  // namespace lisiere::io
