// SPDX-License-Identifier: Apache-2.0
#include "io/edition/tile_layers.hpp"

#include <algorithm>

#include "engine/geo/overlay.hpp"
#include "io/style/maplibre.hpp"

namespace lisiere::io {

Table label_points(const Table& table, const LayerStyle& style) {
    const std::vector<std::string> names{"code", style.column, style.label->column,
                                         style.variant_column};
    Table out;
    out.name = label_layer(style);
    out.geometry_type = GeometryType::point;
    out.crs = table.crs;
    std::vector<std::size_t> from;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (std::find(names.begin(), names.end(), table.columns[c].name) != names.end()) {
            out.columns.push_back(table.columns[c]);
            from.push_back(c);
        }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<Value>& values = out.rows.emplace_back();
        for (const std::size_t c : from) values.push_back(table.rows[row][c]);
        const auto* shape = std::get_if<geo::MultiPolygon>(&table.geometries[row]);
        out.geometries.push_back(shape == nullptr || shape->empty()
                                     ? geo::Geometry{}
                                     : geo::Geometry{geo::point_on_surface(*shape)});
    }
    return out;
}

}  // namespace lisiere::io
