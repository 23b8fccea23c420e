// SPDX-License-Identifier: Apache-2.0
#include "io/map/labels.hpp"

#include <algorithm>
#include <optional>

#include "engine/geo/overlay.hpp"
#include "engine/table/table_rows.hpp"
#include "io/style/mapnik_style.hpp"

namespace lisiere::io {
namespace {

bool inside(const PageBox& a, const PageBox& frame) {
    return a.x >= frame.x && a.right() <= frame.right() && a.y >= frame.y &&
           a.bottom() <= frame.bottom();
}

/// Places to write a polygon's name at, by preference: in its largest part that the map shows.
std::vector<PagePoint> places_in(const geo::MultiPolygon& shape, const MapView& view) {
    std::vector<PagePoint> out;
    const auto add = [&](const geo::MultiPolygon& part) {
        const geo::Point at = geo::point_on_surface(part);
        if (view.ground.contains(at)) out.push_back(on_page(at, view));
    };
    add(shape);
    for (const geo::Polygon& part : shape)
        if (shape.size() > 1) add({part});
    return out;
}

/// Centres to try around a place, for a label of that size.
std::vector<PagePoint> around(const PagePoint& at, const PageBox& size, double symbol_mm,
                              bool area) {
    if (area)
        return {at,
                {at.x, at.y - size.height},
                {at.x, at.y + size.height},
                {at.x - size.width / 2, at.y},
                {at.x + size.width / 2, at.y}};
    const double up = (symbol_mm + size.height) / 2 + 0.3;
    const double side = (symbol_mm + size.width) / 2 + 0.5;
    return {{at.x, at.y - up}, {at.x, at.y + up}, {at.x + side, at.y}, {at.x - side, at.y}};
}

}  // namespace

std::vector<PageBox> draw_labels(Canvas& canvas, const MapView& view,
                                 std::span<const MapLayer> layers, const MapOptions& options) {
    const double zoom = zoom_of_scale(view.scale_denominator());
    std::vector<PageBox> taken(options.reserved.begin(), options.reserved.end());
    for (std::size_t i = layers.size(); i-- > 0;) {
        const MapLayer& layer = layers[i];
        if (!layer.style->label || zoom < layer.style->label->min_zoom) continue;
        const LayerStyle::Label& label = *layer.style->label;
        const bool area = layer.style->geometry == StyleGeometry::polygon;
        TextStyle text{label.size_pt * options.scale, label.colour, label.bold, Align::centre, 4};
        const double wrap_mm = text.size_pt * 11 / points_per_mm;
        const TableRows rows(layer.table);
        for (const std::size_t row : layer.rows) {
            const std::string words = rows.text(row, label.column);
            if (words.empty()) continue;
            std::vector<PagePoint> places;
            const geo::Geometry& geometry = layer.table->geometries[row];
            if (const auto* point = std::get_if<geo::Point>(&geometry))
                places.push_back(on_page(*point, view));
            else if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                places = places_in(*shape, view);
            const double width = std::min(canvas.text_width(words, text) + 0.2, wrap_mm);
            const PageBox size{0, 0, width, canvas.text_height(width, words, text)};
            std::optional<PageBox> free;
            for (const PagePoint& place : places)
                for (const PagePoint& at :
                     around(place, size, layer.style->classes.front().symbol.size_mm, area)) {
                    const PageBox box{at.x - size.width / 2, at.y - size.height / 2, size.width,
                                      size.height};
                    if (!free && inside(box, view.frame) &&
                        std::none_of(taken.begin(), taken.end(),
                                     [&](const PageBox& other) { return touch(box, other); }))
                        free = box;
                }
            if (!free) continue;
            taken.push_back(*free);
            canvas.text_with_halo(*free, words, text, label.halo, 0.5 * options.scale);
        }
    }
    taken.erase(taken.begin(),
                taken.begin() + static_cast<std::ptrdiff_t>(options.reserved.size()));
    return taken;
}

}  // namespace lisiere::io
