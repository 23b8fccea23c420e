// SPDX-License-Identifier: Apache-2.0
#include "io/style/mapnik_style.hpp"

#include <fmt/format.h>

#include <cmath>
#include <type_traits>

#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;

/// Lengths in points, to a thousandth.
std::string length(double points) {
    return fmt::format("{:.3f}", points);
}

/// The rows of a class; empty: those no other class takes.
std::string filter_of(const LayerStyle& style, const StyleClass& one) {
    const std::string& column = style.column;
    if (style.rendering == Rendering::intervals) {
        std::string text = fmt::format("([{}] != null)", column);
        text += one.above ? fmt::format(" and ([{}] > {})", column, *one.above)
                          : fmt::format(" and ([{}] >= {})", column, style.minimum);
        if (one.up_to) text += fmt::format(" and ([{}] <= {})", column, *one.up_to);
        return text;
    }
    return std::visit(
        [&](const auto& value) -> std::string {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, bool>)
                return fmt::format("[{}] = {}", column, value);
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return fmt::format("[{}] = {}", column, value);
            else {
                std::string quoted;
                for (const char c : value) {
                    if (c == '\'' || c == '\\') quoted += '\\';
                    quoted += c;
                }
                return fmt::format("[{}] = '{}'", column, quoted);
            }
        },
        one.value);
}

class Writer {
  public:
    explicit Writer(const PrintStyleOptions& options) : options_(options) {}

    std::string layer_styles(const LayerStyle& style) const {
        std::string rules;
        for (const StyleClass& one : style.classes)
            rules += "    <Rule>\n" + condition(style, one) + symbol(style, one.symbol) +
                     "    </Rule>\n";
        // "first": a row that fits two classes is drawn as the first, as QGIS does.
        return fmt::format("  <Style name=\"{}\" filter-mode=\"first\">\n{}  </Style>\n",
                           style.layer, rules);
    }

  private:
    std::string condition(const LayerStyle& style, const StyleClass& one) const {
        if (style.rendering == Rendering::single) return {};
        const std::string filter = filter_of(style, one);
        return filter.empty() ? "      <ElseFilter/>\n"
                              : "      <Filter>" + escaped_xml(filter) + "</Filter>\n";
    }

    double points(double mm) const { return mm * points_per_mm * options_.scale; }

    std::string line(const Colour& colour, double width_mm, Stroke stroke) const {
        const double width = points(width_mm);
        std::string dash;
        if (stroke == Stroke::dashed)
            dash = fmt::format(" stroke-dasharray=\"{},{}\"", length(4 * width), length(2 * width));
        if (stroke == Stroke::dotted)
            dash = fmt::format(" stroke-dasharray=\"{},{}\"", length(width), length(2 * width));
        return fmt::format(
            "      <LineSymbolizer stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" "
            "stroke-linecap=\"{}\"{}/>\n",
            colour, length(width), stroke == Stroke::solid ? "round" : "butt", dash);
    }

    std::string symbol(const LayerStyle& style, const Symbol& symbol) const {
        const std::string casing =
            symbol.casing_mm > 0
                ? line(symbol.casing, symbol.width_mm + 2 * symbol.casing_mm, Stroke::solid)
                : "";
        switch (style.geometry) {
            case StyleGeometry::polygon: {
                const std::string inside =
                    symbol.opacity > 0
                        ? fmt::format(
                              "      <PolygonSymbolizer fill=\"{}\" fill-opacity=\"{}\"/>\n",
                              symbol.fill, symbol.opacity)
                        : "";
                return casing + inside + line(symbol.outline, symbol.width_mm, symbol.stroke);
            }
            case StyleGeometry::line:
                return casing + line(symbol.fill, symbol.width_mm, symbol.stroke);
            case StyleGeometry::point:
                return fmt::format(
                    "      <MarkersSymbolizer width=\"{0}\" height=\"{0}\" fill=\"{1}\" "
                    "stroke=\"{2}\" stroke-width=\"{3}\" allow-overlap=\"true\" "
                    "ignore-placement=\"true\"/>\n",
                    length(points(symbol.size_mm)), symbol.fill, symbol.outline,
                    length(points(symbol.width_mm)));
        }
        return {};
    }

    const PrintStyleOptions& options_;
};

std::string layer(const std::string& name) {
    return fmt::format(
        "  <Layer name=\"{0}\" srs=\"epsg:3857\">\n    <StyleName>{0}</StyleName>\n  </Layer>\n",
        name);
}

}  // namespace

double zoom_of_scale(double denominator) {
    return std::log2(279541132.0 / denominator);
}

std::string mapnik_style(std::span<const LayerStyle* const> layers,
                         const PrintStyleOptions& options) {
    const Writer writer(options);
    std::string styles;
    std::string drawn;
    for (const LayerStyle* style : layers) {
        styles += writer.layer_styles(*style);
        drawn += layer(style->layer);
    }
    // Layers and map share one projection: Mapnik then moves no coordinate, whichever it is.
    return fmt::format("<Map srs=\"epsg:3857\" background-color=\"{}\">\n{}{}</Map>\n",
                       options.background, styles, drawn);
}

}  // namespace lisiere::io
