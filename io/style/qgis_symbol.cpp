// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_symbol.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace lisiere::io {

std::string rgba(const Colour& colour, double opacity) {
    const auto part = [&](std::size_t at) { return std::stoi(colour.substr(at, 2), nullptr, 16); };
    return fmt::format("{},{},{},{}", part(1), part(3), part(5),
                       static_cast<int>(opacity * 255 + 0.5));
}

namespace {

const char* line_style(Stroke stroke) {
    switch (stroke) {
        case Stroke::solid:
            return "solid";
        case Stroke::dashed:
            return "dash";
        case Stroke::dotted:
            return "dot";
    }
    return "solid";
}

using Properties = std::vector<std::pair<std::string, std::string>>;

/// One layer of a symbol, its properties in both notations: 3.22 reads the first, earlier ones the
/// second.
std::string symbol_layer_xml(const char* kind, const Properties& properties) {
    std::string out = fmt::format(
        "        <layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n          <Option "
        "type=\"Map\">\n",
        kind);
    for (const auto& [name, value] : properties)
        out += fmt::format("            <Option name=\"{}\" type=\"QString\" value=\"{}\"/>\n",
                           name, value);
    out += "          </Option>\n";
    for (const auto& [name, value] : properties)
        out += fmt::format("          <prop k=\"{}\" v=\"{}\"/>\n", name, value);
    return out + "        </layer>\n";
}

std::string line_layer_xml(const Colour& colour, Stroke stroke, double width_mm) {
    return symbol_layer_xml("SimpleLine", {{"capstyle", "round"},
                                           {"joinstyle", "round"},
                                           {"line_color", rgba(colour, 1)},
                                           {"line_style", line_style(stroke)},
                                           {"line_width", fmt::format("{}", width_mm)},
                                           {"line_width_unit", "MM"}});
}

}  // namespace

std::string symbol_xml(const LayerStyle& style, const Symbol& symbol, std::size_t number) {
    const Properties filled{{"color", rgba(symbol.fill, symbol.opacity)},
                            {"joinstyle", "round"},
                            {"outline_color", rgba(symbol.outline, 1)},
                            {"outline_style", line_style(symbol.stroke)},
                            {"outline_width", fmt::format("{}", symbol.width_mm)},
                            {"outline_width_unit", "MM"}};
    const char* type = "fill";
    const std::string casing =
        symbol.casing_mm > 0
            ? line_layer_xml(symbol.casing, Stroke::solid, symbol.width_mm + 2 * symbol.casing_mm)
            : "";
    std::string layers;
    switch (style.geometry) {
        case StyleGeometry::polygon: {
            layers = casing;
            Properties properties = filled;
            properties.emplace_back("style", "solid");
            layers += symbol_layer_xml("SimpleFill", properties);
            break;
        }
        case StyleGeometry::line:
            type = "line";
            layers = casing + line_layer_xml(symbol.fill, symbol.stroke, symbol.width_mm);
            break;
        case StyleGeometry::point: {
            type = "marker";
            Properties properties = filled;
            properties.emplace_back("name", "circle");
            properties.emplace_back("size", fmt::format("{}", symbol.size_mm));
            properties.emplace_back("size_unit", "MM");
            layers = symbol_layer_xml("SimpleMarker", properties);
            break;
        }
    }
    return fmt::format(
               "      <symbol alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\" name=\"{}\" "
               "type=\"{}\">\n",
               number, type) +
           layers + "      </symbol>\n";
}

}  // namespace lisiere::io
