// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_tiles.hpp"

#include <fmt/format.h>

#include "io/style/qgis_symbol.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

/// QgsWkbTypes::GeometryType.
int geometry_number(StyleGeometry geometry) {
    switch (geometry) {
        case StyleGeometry::point:
            return 0;
        case StyleGeometry::line:
            return 1;
        case StyleGeometry::polygon:
            return 2;
    }
    return 2;
}

/// Which features a class draws; all of them without a column. Others than the named ones are
/// those that no other class takes.
std::string expression(const LayerStyle& style, const StyleClass& one) {
    if (style.rendering != Rendering::categories) return {};
    if (const auto* value = std::get_if<std::string>(&one.value))
        return fmt::format("\"{}\" = '{}'", style.column, *value);
    std::string named;
    for (const StyleClass& other : style.classes)
        if (const auto* value = std::get_if<std::string>(&other.value))
            named += fmt::format("{}'{}'", named.empty() ? "" : ", ", *value);
    return named.empty() ? std::string()
                         : fmt::format("coalesce(\"{}\" not in ({}), true)", style.column, named);
}

}  // namespace

std::string tile_renderer_xml(const LayerStyle& style, const std::string& language) {
    constexpr int last_zoom = 24;
    std::string out = "      <renderer type=\"basic\">\n        <styles>\n";
    for (const StyleClass& one : style.classes)
        out += fmt::format(
                   "          <style enabled=\"1\" name=\"{}\" layer=\"{}\" geometry=\"{}\" "
                   "min-zoom=\"{}\" max-zoom=\"{}\" expression=\"{}\">\n            <symbols>\n",
                   escaped_qgis(one.label.in(language)), style.layer,
                   geometry_number(style.geometry), style.min_zoom > 0 ? style.min_zoom + 1 : -1,
                   style.max_zoom < last_zoom ? style.max_zoom : -1,
                   escaped_xml(expression(style, one))) +
               symbol_xml(style, one.symbol, 0) + "            </symbols>\n          </style>\n";
    return out + "        </styles>\n      </renderer>\n";
}

}  // namespace lisiere::io
