// SPDX-License-Identifier: Apache-2.0
#include "io/edition/write_map.hpp"

#include <algorithm>
#include <cmath>

#include "io/edition/tile_layers.hpp"
#include "io/style/maplibre.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

/// The zoom at which the whole territory fits a screen of 1,024 pixels.
double opening_zoom(const TileMetadata& metadata) {
    const double degrees = std::max(metadata.north_east.lon - metadata.south_west.lon,
                                    metadata.north_east.lat - metadata.south_west.lat);
    return degrees > 0 ? std::clamp(std::floor(std::log2(360.0 * 2 / degrees)), 0.0, 15.0) : 12.0;
}

/// The first zoom of the tiles: that at which a screen of 512 pixels holds the quarters, when it is
/// less than the usual one. A map of a country that opens before its tiles begin would be blank.
int first_zoom(std::span<const Table> tables, const Projector& projector, int usual) {
    geo::Box box;
    for (const Table& table : tables)
        if (table.name == "perimetres")
            for (const geo::Geometry& geometry : table.geometries)
                if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                    box.extend(geo::bounds(*shape));
    if (box.empty()) return usual;
    const geo::LonLat a = projector.inverse({box.min_x, box.min_y});
    const geo::LonLat b = projector.inverse({box.max_x, box.max_y});
    const double degrees = std::max(std::abs(b.lon - a.lon), std::abs(b.lat - a.lat));
    constexpr int least = 2;
    return degrees > 0
               ? std::clamp(static_cast<int>(std::floor(std::log2(360 / degrees))), least, usual)
               : usual;
}

TileLayer tile_layer(const Table& table, const LayerStyle* style, const std::string& language) {
    TileLayer layer;
    layer.table = &table;
    if (style != nullptr) {
        layer.description = style->title.in(language);
        layer.min_zoom = style->min_zoom;
        layer.priority = style->order;
        layer.all_columns_zoom = style->whole_zoom;
        layer.few_columns = drawn_columns(*style);
    }
    return layer;
}

bool has_rows(const Table& table, const LayerStyle& style) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == style.variant_column)
            return std::any_of(table.rows.begin(), table.rows.end(),
                               [&](const auto& row) { return row[c] == Value(style.variant); });
    return false;
}

/// What goes to the web: a layer with rows, and geometry. The generation before is for the
/// GeoPackage: a web map shows the quarters there are.
bool is_mapped(const Table& table) {
    return table.name != "filiation" && table.geometry_type != GeometryType::none &&
           !table.rows.empty();
}

}  // namespace

MapJob map_job(const Material& material, const Projector& projector) {
    MapJob job;
    job.tables = material.tables;
    job.fitted = material.fitted;
    job.styles = &material.styles;
    job.projector = &projector;
    job.name = material.config.name;
    job.language = material.config.language;
    job.attribution = material.attribution;
    job.threads = material.threads;
    return job;
}

WebMap write_map(const MapJob& job, const std::filesystem::path& mbtiles,
                 const std::filesystem::path& pmtiles, Notices& notices, const Progress& progress) {
    constexpr std::string_view step = "tuiles";
    report(progress, step, 0);
    const auto style_of = [&](const Table& table) -> const LayerStyle* {
        const auto found = std::find_if(job.fitted.begin(), job.fitted.end(),
                                        [&](const auto& one) { return one.layer == table.name; });
        return found == job.fitted.end() ? nullptr : &*found;
    };
    const std::size_t below = job.base == nullptr ? 0 : job.base->tables.size();
    std::vector<TileLayer> layers;
    std::vector<Table> labels;
    labels.reserve(job.tables.size() + below);  // layers point at them
    // Of a full tile the base map leaves first, then what was declared beside the territory's own
    // layers, then what opens hidden; names stay longest.
    constexpr int above = 1000;  // more than any order
    const auto add = [&](const Table& table, const LayerStyle* style, int priority) {
        layers.push_back(tile_layer(table, style, job.language));
        layers.back().priority += priority;
        if (style == nullptr || !style->label || style->geometry != StyleGeometry::polygon) return;
        labels.push_back(label_points(table, *style));
        layers.push_back({&labels.back(), style->title.in(job.language),
                          std::max(style->label->min_zoom, style->min_zoom), 30,
                          style->order + 2 * above});
    };
    for (std::size_t i = 0; i < below; ++i) add(job.base->tables[i], &job.base->styles[i], -above);
    WebMap map;
    for (const Table& table : job.tables) {
        if (!is_mapped(table)) continue;
        const LayerStyle* style = style_of(table);
        // A choropleth with holes is worse than none: it leaves right before what opens shown.
        add(table, style,
            is_context(table.name)   ? -above / 2
            : style == nullptr       ? 0
            : style->visible         ? above
            : style->is_choropleth() ? above / 2
                                     : 0);
        if (style == nullptr) continue;
        // A map by another column is a measure of the same layer, see measure_data.
        if (style->variant_column.empty()) {
            map.shown.push_back(*style);
            continue;
        }
        for (const LayerStyle& one : by_variant(*style))
            if (has_rows(table, one)) map.shown.push_back(one);
    }
    if (below > 0)
        map.shown.insert(map.shown.end(), job.base->styles.begin(), job.base->styles.end());
    std::stable_sort(map.shown.begin(), map.shown.end(),
                     [](const LayerStyle& a, const LayerStyle& b) { return a.order < b.order; });

    TileOptions options;
    options.threads = job.threads;
    options.min_zoom = first_zoom(job.tables, *job.projector, options.min_zoom);
    options.name = job.name;
    // Tiles and styles carry it as HTML, which it is not.
    const std::string attribution = escaped_xml(job.attribution);
    options.attribution = attribution;
    options.progress = [&](double done) { report(progress, step, std::min(done, 0.99)); };
    const ToLonLat to_lonlat = [&](std::span<const geo::Point> from, std::span<geo::LonLat> to) {
        job.projector->inverse(from, to);
    };
    map.tiles = write_tiles(layers, to_lonlat, options, mbtiles, pmtiles, notices);

    const TileMetadata& metadata = map.tiles.metadata;
    MapStyleOptions style;
    style.name = job.name;
    style.language = job.language;
    style.attribution = attribution;
    style.min_zoom = metadata.min_zoom;
    style.max_zoom = metadata.max_zoom;
    style.lon = (metadata.south_west.lon + metadata.north_east.lon) / 2;
    style.lat = (metadata.south_west.lat + metadata.north_east.lat) / 2;
    style.zoom = opening_zoom(metadata);
    map.style = maplibre_style(map.shown, *job.styles, style);
    report(progress, step, 1);
    return map;
}

}  // namespace lisiere::io
