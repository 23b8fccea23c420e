// SPDX-License-Identifier: Apache-2.0
#include "io/style/qml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "io/style/qgis_symbol.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

std::pair<std::string, const char*> value_text(const StyleValue& value) {
    return std::visit(
        [](const auto& v) -> std::pair<std::string, const char*> {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {"", "string"};
            else if constexpr (std::is_same_v<T, bool>)
                return {v ? "true" : "false", "bool"};
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return {std::to_string(v), "integer"};
            else
                return {v, "string"};
        },
        value);
}

/// What the renderer asks of a row: its class column; NULL, which is not drawn, for the rows of
/// other variants.
std::string classed_by(const LayerStyle& style) {
    if (style.variant.empty() || style.variant_column.empty()) return style.column;
    return escaped_xml(fmt::format("CASE WHEN \"{}\" = '{}' THEN \"{}\" END", style.variant_column,
                                   style.variant, style.column));
}

std::string classes_xml(const LayerStyle& style, const std::string& language) {
    // Beyond any value of a table and short to read in QGIS's dialogs.
    constexpr double no_upper_bound = 1e9;
    std::string out;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        const StyleClass& one = style.classes[i];
        const std::string label = escaped_qgis(one.label.in(language));
        if (style.rendering == Rendering::categories) {
            const auto [value, type] = value_text(one.value);
            out += fmt::format(
                "      <category label=\"{}\" render=\"true\" symbol=\"{}\" type=\"{}\" "
                "value=\"{}\"/>\n",
                label, i, type, escaped_xml(value));
        } else {
            out += fmt::format(
                "      <range label=\"{}\" lower=\"{}\" render=\"true\" symbol=\"{}\" "
                "upper=\"{}\"/>\n",
                label, one.above.value_or(style.minimum), i, one.up_to.value_or(no_upper_bound));
        }
    }
    return out;
}

std::string renderer_xml(const LayerStyle& style, const std::string& language) {
    const std::string order =
        style.sort_column.empty() ? "enableorderby=\"0\"" : "enableorderby=\"1\"";
    std::string out;
    switch (style.rendering) {
        case Rendering::single:
            out = style.variant.empty() || style.variant_column.empty()
                      ? fmt::format(
                            "  <renderer-v2 {} forceraster=\"0\" symbollevels=\"0\" "
                            "type=\"singleSymbol\">\n",
                            order)
                      : fmt::format(
                            "  <renderer-v2 attr=\"{}\" {} forceraster=\"0\" "
                            "symbollevels=\"0\" type=\"categorizedSymbol\">\n"
                            "    <categories>\n      <category label=\"{}\" "
                            "render=\"true\" symbol=\"0\" type=\"string\" "
                            "value=\"{}\"/>\n    </categories>\n",
                            style.variant_column, order, escaped_qgis(style.title.in(language)),
                            escaped_xml(style.variant));
            break;
        case Rendering::categories:
            out = fmt::format(
                "  <renderer-v2 attr=\"{}\" {} forceraster=\"0\" symbollevels=\"0\" "
                "type=\"categorizedSymbol\">\n    <categories>\n{}    </categories>\n",
                style.column, order, classes_xml(style, language));
            break;
        case Rendering::intervals:
            out = fmt::format(
                "  <renderer-v2 attr=\"{}\" {} forceraster=\"0\" "
                "graduatedMethod=\"GraduatedColor\" "
                "symbollevels=\"0\" type=\"graduatedSymbol\">\n    <ranges>\n{}    </ranges>\n",
                classed_by(style), order, classes_xml(style, language));
            break;
    }
    out += "    <symbols>\n";
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        out += symbol_xml(style, style.classes[i].symbol, i);
    out += "    </symbols>\n";
    if (!style.sort_column.empty())
        out += fmt::format(
            "    <orderby>\n      <orderByClause asc=\"0\" nullsFirst=\"0\">&quot;{}&quot;"
            "</orderByClause>\n    </orderby>\n",
            style.sort_column);
    return out + "  </renderer-v2>\n";
}

/// The scale denominator at which a web map shows this zoom: 512-pixel tiles, 0.28 mm a pixel at
/// the equator.
double scale_of(int zoom) {
    return 279541132.0 / static_cast<double>(std::uint64_t{1} << static_cast<unsigned>(zoom));
}

constexpr int last_zoom = 24;

std::string labels_xml(const LayerStyle& style) {
    if (!style.label) return {};
    const LayerStyle::Label& label = *style.label;
    return fmt::format(
        "  <labeling type=\"simple\">\n    <settings calloutType=\"simple\">\n"
        "      <text-style fieldName=\"{}\" fontFamily=\"Sans Serif\" fontSize=\"{}\" "
        "fontSizeUnit=\"Point\" fontWeight=\"{}\" "
        "isExpression=\"0\" textColor=\"{}\" textOpacity=\"1\">\n"
        "        <text-buffer bufferColor=\"{}\" bufferDraw=\"1\" bufferOpacity=\"1\" "
        "bufferSize=\"0.7\" "
        "bufferSizeUnits=\"MM\"/>\n      </text-style>\n"
        "      <text-format multilineAlign=\"1\" autoWrapLength=\"18\"/>\n"
        "      <placement placement=\"{}\" centroidWhole=\"1\" centroidInside=\"1\" dist=\"1\" "
        "distUnits=\"MM\"/>\n"
        // In this notation "scaleMax" is the widest view's denominator.
        "      <rendering drawLabels=\"1\" scaleVisibility=\"1\" scaleMin=\"0\" "
        "scaleMax=\"{:.0f}\"/>\n"
        "    </settings>\n  </labeling>\n",
        label.column, label.size_pt, label.bold ? 75 : 50, rgba(label.colour, 1),
        rgba(label.halo, 1), style.geometry == StyleGeometry::polygon ? 1 : 6,
        scale_of(label.min_zoom));
}

std::string aliases_xml(std::span<const FieldAlias> fields) {
    std::string out = "  <aliases>\n";
    for (const FieldAlias& field : fields)
        out += fmt::format("    <alias field=\"{}\" name=\"{}\"/>\n", field.column,
                           escaped_xml(field.alias));
    return out + "  </aliases>\n";
}

/// Forms and tables show what a code means: the labels of a categorised column.
std::string value_map_xml(const LayerStyle& style, const std::string& language) {
    if (style.rendering != Rendering::categories) return {};
    std::string items;
    for (const StyleClass& one : style.classes)
        if (const auto* value = std::get_if<std::string>(&one.value))
            items += fmt::format(
                "            <Option type=\"Map\"><Option name=\"{}\" type=\"QString\" "
                "value=\"{}\"/></Option>\n",
                escaped_qgis(one.label.in(language)), escaped_xml(*value));
    if (items.empty()) return {};
    return fmt::format(
        "  <fieldConfiguration>\n    <field name=\"{}\">\n      <editWidget type=\"ValueMap\">\n"
        "        <config><Option type=\"Map\">\n          <Option name=\"map\" type=\"List\">\n{}"
        "          </Option>\n        </Option></config>\n      </editWidget>\n    </field>\n"
        "  </fieldConfiguration>\n",
        style.column, items);
}

std::string tip_html(const LayerStyle& style, std::span<const FieldAlias> fields) {
    std::string out;
    for (const std::string& column : style.tip) {
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const FieldAlias& f) { return f.column == column; });
        // What a row holds is no HTML; "&" comes first, QGIS goes through a map by its keys.
        out += fmt::format(
            "<b>{}</b> [% replace(coalesce(\"{}\", '–'), map('&', '&amp;', '<', "
            "'&lt;', '>', '&gt;')) %]<br/>",
            escaped_qgis(field == fields.end() ? column : field->alias), column);
    }
    return out;
}

constexpr const char* opening = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

}  // namespace

std::string qml(const LayerStyle& style, std::span<const FieldAlias> fields,
                const std::string& language) {
    const bool ranged = style.min_zoom > 0 || style.max_zoom < last_zoom;
    return opening +
           fmt::format(
               "<qgis version=\"3.22.0\" labelsEnabled=\"{}\" hasScaleBasedVisibilityFlag=\"{}\" "
               "minScale=\"{:.0f}\" maxScale=\"{:.0f}\" "
               "styleCategories=\"Symbology|Labeling|Fields|Forms|MapTips|Rendering\">\n",
               style.label ? 1 : 0, ranged ? 1 : 0, scale_of(style.min_zoom),
               style.max_zoom < last_zoom ? scale_of(style.max_zoom) : 0.0) +
           renderer_xml(style, language) + labels_xml(style) + value_map_xml(style, language) +
           aliases_xml(fields) + "  <mapTip>" + escaped_xml(tip_html(style, fields)) +
           "</mapTip>\n</qgis>\n";
}

std::string qml(std::span<const FieldAlias> fields) {
    return opening + std::string("<qgis version=\"3.22.0\" styleCategories=\"Fields\">\n") +
           aliases_xml(fields) + "</qgis>\n";
}

}  // namespace lisiere::io
