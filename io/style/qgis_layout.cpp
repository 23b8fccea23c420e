// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_layout.hpp"
#include "io/style/figure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/base/numbers.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

/// Kinds of items, as QGIS numbers them (QgsLayoutItemRegistry).
constexpr int page_type = 65638;
constexpr int map_type = 65639;
constexpr int picture_type = 65640;
constexpr int label_type = 65641;
constexpr int legend_type = 65642;
constexpr int scale_bar_type = 65646;

/// Items know one another by these; any will do, as long as they are fixed.
std::string uuid(int number) {
    return fmt::format("{{00000000-0000-4000-8000-{:012}}}", number);
}
constexpr int map_number = 2;

/// What every item says: where it stands on the page, in millimetres.
std::string common(int type, int number, double x, double y, double width, double height,
                   bool frame = false) {
    return fmt::format(
        "type=\"{}\" uuid=\"{}\" templateUuid=\"{}\" position=\"{},{},mm\" positionOnPage=\"{},{},"
        "mm\" size=\"{},{},mm\" zValue=\"{}\" visibility=\"1\" referencePoint=\"0\" opacity=\"1\" "
        "blendMode=\"0\" itemRotation=\"0\" frame=\"{}\" background=\"{}\" outlineWidthM=\"0.2,"
        "mm\" frameJoinStyle=\"miter\" excludeFromExports=\"0\" positionLock=\"false\" "
        "groupUuid=\"\" id=\"\"",
        type, uuid(number), uuid(number), x, y, x, y, width, height, number,
        frame ? "true" : "false",
        // Letters of the scale are read on dark cells too.
        type == page_type || type == map_type || type == scale_bar_type ? "true" : "false");
}

constexpr const char* inks =
    "        <FrameColor red=\"51\" green=\"51\" blue=\"51\" alpha=\"255\"/>\n"
    "        <BackgroundColor red=\"255\" green=\"255\" blue=\"255\" alpha=\"255\"/>\n";

std::string font(double points, bool bold) {
    return fmt::format("Sans Serif,{},-1,5,{},0,0,0,0,0", points, bold ? 75 : 50);
}

/// An item with what is its own: attributes, then elements.
std::string item(const std::string& place, const std::string& attributes,
                 const std::string& elements = {}) {
    return fmt::format("      <LayoutItem {} {}>\n{}{}      </LayoutItem>\n", place, attributes,
                       inks, elements);
}

std::string label(int number, double x, double y, double width, double height,
                  const std::string& text, double points, bool bold) {
    return item(
        common(label_type, number, x, y, width, height),
        fmt::format("labelText=\"{}\" htmlState=\"0\" halign=\"1\" valign=\"32\" "
                    "marginX=\"0\" marginY=\"0\"",
                    escaped_xml(text)),
        fmt::format("        <LabelFont description=\"{}\" style=\"\"/>\n"
                    "        <FontColor red=\"30\" green=\"30\" blue=\"30\" alpha=\"255\"/>\n",
                    font(points, bold)));
}

std::string legend_style(const char* name, double points, bool bold, double top) {
    return fmt::format(
        "          <style name=\"{}\" alignment=\"1\" indent=\"0\" marginTop=\"{}\" "
        "marginLeft=\"1.5\">\n            <styleFont description=\"{}\" style=\"\"/>\n"
        "          </style>\n",
        name, top, font(points, bold));
}

/// A text as a literal of QGIS's expressions.
std::string literal(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    return out + "'";
}

/// The file of a page, as the edition's own atlas names it.
std::string page_name(const std::map<std::string, std::string>& names) {
    if (names.empty()) return "\"code\"";
    std::string pairs;
    for (const auto& [code, name] : names)
        pairs += (pairs.empty() ? "" : ", ") + literal(code) + ", " + literal(name);
    return "coalesce(map_get(map(" + pairs + "), \"code\"), \"code\")";
}

std::string percent_sign(const std::string& language) {
    return percent_text(0, 0, language).substr(1);
}

/// What the product says under a key, of a value that QGIS computes: an expression.
std::string said_around(const char* key, const char* name, const std::string& expression,
                        const std::string& language, NamedValues others = {}) {
    const std::string mark = "\x1f";
    others.emplace_back(name, mark);
    const std::string text = say(key, language, others);
    const std::size_t at = text.find(mark);
    return literal(text.substr(0, at)) + " || " + expression + " || " +
           literal(text.substr(at + mark.size()));
}

/// " — partie couverte, 5 %" of a quarter that is cut, as io/style/covered.hpp writes it; "" of a
/// whole one, and where the table has no such column.
std::string covered_expression(const LayoutOptions& options) {
    const std::string share = "coalesce(attribute(@atlas_feature, 'part_couverte'), 1)";
    const std::string percent = "min(99.9, max(0.1, 100 * " + share + "))";
    const std::string number = "format_number(" + percent + ", CASE WHEN " + share +
                               " BETWEEN 0.01 AND 0.99 THEN 0 ELSE 1 END, '" + options.language +
                               "') || '" + percent_sign(options.language) + "'";
    return "CASE WHEN " + share + " < 1 THEN ' — ' || " +
           said_around("commun.partie_couverte", "part", number, options.language) + " ELSE '' END";
}

/// A column of the perimeter; NULL where the table has not got it.
std::string of_feature(const std::string& column) {
    return "attribute(@atlas_feature, " + literal(column) + ")";
}

/// A head figure as io/style/figure_text.hpp writes it; NULL where there is none.
std::string head_number(const std::string& column, bool share, const std::string& language) {
    const std::string value = of_feature(column);
    if (!share) return "format_number(" + value + ", 0, '" + language + "')";
    return "format_number(100 * " + value + ", 0, '" + language + "') || '" +
           percent_sign(language) + "'";
}

/// "52 à 64" of two expressions.
std::string range_expression(const std::string& low, const std::string& high,
                             const std::string& language) {
    const std::string mark = "\x1e";
    const std::string whole =
        said_around("page.fourchette", "bas", low, language, {{"haut", mark}});
    const std::size_t at = whole.find(mark);
    return whole.substr(0, at) + "' || " + high + " || '" + whole.substr(at + mark.size());
}

/// One line a figure that is seen first, with its range.
std::string heads_expression(const LayoutOptions& options) {
    std::string lines;
    for (const HeadFigure& head : options.portrait->heads_of(PortraitProduct::qgis)) {
        const auto number = [&](const std::string& column) {
            return head_number(column, head.share, options.language);
        };
        std::string line =
            number(head.column) + " || " + literal(" " + head.label.in(options.language));
        if (head.column == "population")
            line += " || CASE WHEN " + of_feature("population_methode") +
                    " = 'officiel' THEN '' ELSE " +
                    literal(" (" + say("rapport.estimation", options.language) + ")") + " END";
        if (!head.low.empty() && !head.high.empty())
            line += " || coalesce(' (' || " +
                    range_expression(number(head.low), number(head.high), options.language) +
                    " || ')', '')";
        lines += (lines.empty() ? "" : " || ") + ("coalesce(" + line + " || '\\n', '')");
    }
    return lines.empty() ? "''" : lines;
}

/// A value of a row of `indicateurs` as io/style/figure_text.hpp writes it; NULL where there is
/// none.
std::string indicator_number(const std::string& column, const std::string& language) {
    const std::string value = "\"" + column + "\"";
    const std::string euros = "\"unite\" LIKE '%€%' OR \"unite\" LIKE '%euro%'";
    return "format_number(" + value + ", CASE WHEN " + euros + " OR abs(" + value +
           ") >= 1000 THEN 0 ELSE 1 END, '" + language + "') || CASE WHEN \"unite\" = '%' THEN '" +
           percent_sign(language) + "' WHEN " + euros + " THEN '\u202f€' ELSE '' END";
}

/// One line a headline indicator of which the quarter has a value: "Sans diplôme : 31,0 %
/// (24,2 % · 21,9 %¹)", its commune and what is around in brackets.
std::string headlines_expression(const LayoutOptions& options) {
    const std::string& language = options.language;
    std::string names;
    std::string ids;
    for (const ShortName& one : options.portrait->headlines_of(PortraitProduct::qgis)) {
        const std::string id = literal(one.id);
        ids += (ids.empty() ? "" : ", ") + id;
        names += (names.empty() ? "" : ", ") + id + ", " + literal(one.label.in(language));
    }
    std::string around = "CASE";
    for (const AroundPlace& place : options.portrait->around)
        around += " WHEN \"" + place.value + "\" IS NOT NULL THEN " +
                  indicator_number(place.value, language) + " || " + literal(place.mark);
    around += " ELSE '–' END";
    return "aggregate(layer:='" + options.indicators_id +
           "', aggregate:='concatenate', expression:=map_get(map(" + names +
           "), \"indicateur\") || " + literal(say("commun.deux_points", language)) + " || " +
           indicator_number("valeur", language) + " || ' (' || coalesce(" +
           indicator_number("valeur_commune", language) + ", '–') || ' · ' || " + around +
           " || ')', filter:=\"code\" = attribute(@atlas_feature, 'code') AND \"indicateur\" IN (" +
           ids + ") AND \"valeur\" IS NOT NULL, concatenator:='\\n', order_by:=array_find(array(" +
           ids + "), \"indicateur\"))";
}

/// What the figures of a headline are of: "quartier (commune · EPCI hors quartiers ; ¹ ...)".
std::string headlines_key(const LayoutOptions& options) {
    const HeadlineHeads& heads = options.portrait->headline_heads;
    std::string key =
        heads.quarter.in(options.language) + " (" + heads.commune.in(options.language) + " · ";
    std::string marks;
    for (const AroundPlace& place : options.portrait->around)
        (place.mark.empty() ? key : marks) +=
            (place.mark.empty() ? "" : " ; " + place.mark + " ") + place.words.in(options.language);
    return key + marks + ")";
}

constexpr double map_width_mm = 192;
constexpr double map_height_mm = 162;

/// The box grown about its middle to these proportions: QGIS takes those of the extent for the
/// map's own, page after page, whatever size the item has.
std::array<double, 4> widened(const std::array<double, 4>& box, double proportions) {
    const auto& [x0, y0, x1, y1] = box;
    const double width = std::max(x1 - x0, proportions * (y1 - y0));
    const double height = width / proportions;
    const double x = (x0 + x1) / 2;
    const double y = (y0 + y1) / 2;
    return {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

}  // namespace

std::string qgis_layout(const LayoutOptions& options) {
    std::string items;
    // QGIS keeps items from the top down.
    const std::string of_map = uuid(map_number);
    items += item(common(picture_type, 8, 12, 29, 8, 10),
                  "file=\":/images/north_arrows/layout_default_north_arrow.svg\" mode=\"2\" "
                  "resizeMode=\"0\" anchorPoint=\"0\" northMode=\"1\" northOffset=\"0\" "
                  "pictureRotation=\"0\" svgBorderColor=\"0,0,0,255\" "
                  "svgFillColor=\"255,255,255,255\" svgBorderWidth=\"0.2\" pictureWidth=\"8\" "
                  "pictureHeight=\"8\" mapUuid=\"" +
                      of_map + "\"");
    items += item(common(scale_bar_type, 7, 11, 176, 50, 10),
                  "style=\"Single Box\" unitType=\"meters\" unitLabel=\"m\" "
                  "numMapUnitsPerScaleBarUnit=\"1\" numSegments=\"2\" numSegmentsLeft=\"0\" "
                  "numSubdivisions=\"1\" subdivisionsHeight=\"1.5\" segmentSizeMode=\"1\" "
                  "numUnitsPerSegment=\"250\" minBarWidth=\"25\" maxBarWidth=\"45\" height=\"2\" "
                  "labelBarSpace=\"1\" boxContentSpace=\"1\" alignment=\"0\" "
                  "labelHorizontalPlacement=\"0\" labelVerticalPlacement=\"0\" "
                  "lineJoinStyle=\"miter\" lineCapStyle=\"square\" outlineWidth=\"0.2\" "
                  "font=\"" +
                      font(7, false) + "\" mapUuid=\"" + of_map + "\"");
    items += item(common(legend_type, 6, 205, 28, 83, 88),
                  "title=\"\" legendFilterByMap=\"1\" legendFilterByAtlas=\"0\" "
                  "resizeToContents=\"1\" columnCount=\"1\" splitLayer=\"0\" "
                  "equalColumnWidth=\"0\" boxSpace=\"0\" columnSpace=\"2\" symbolWidth=\"6\" "
                  "symbolHeight=\"3\" symbolAlignment=\"1\" titleAlignment=\"1\" lineSpacing=\"1\" "
                  "wrapChar=\"\" fontColor=\"#1e1e1e\" maxSymbolSize=\"4\" minSymbolSize=\"0\" "
                  "map_uuid=\"" +
                      of_map + "\"",
                  "        <styles>\n" + legend_style("title", 9, true, 0) +
                      legend_style("group", 8, true, 2) + legend_style("subgroup", 6.5, true, 1.5) +
                      legend_style("symbol", 7, false, 0.8) +
                      legend_style("symbolLabel", 7, false, 0.8) + "        </styles>\n");
    // Under the legend, what the portrait of the quarter says first.
    constexpr double line_mm = 4.6;
    constexpr double small_line_mm = 3.2;
    constexpr double foot_mm = 188;
    const auto lines = [](std::size_t count) { return static_cast<double>(count); };
    double top = 118;
    const double head_mm =
        line_mm * lines(options.portrait->heads_of(PortraitProduct::qgis).size());
    items += label(9, 205, top, 83, head_mm, "[% " + heads_expression(options) + " %]", 8.5, true);
    top += head_mm;
    if (const std::size_t count = options.portrait->headlines_of(PortraitProduct::qgis).size();
        count > 0 && !options.indicators_id.empty()) {
        items +=
            label(11, 205, top, 83, 5.2, without_expressions(headlines_key(options)), 5.5, false);
        top += 5.2;
        items += label(12, 205, top, 83, small_line_mm * lines(count),
                       "[% coalesce(" + headlines_expression(options) + ", '') %]", 7, false);
        top += small_line_mm * lines(count);
    }
    items += label(10, 205, top + 1, 83, foot_mm - top - 1,
                   "[% coalesce(" + of_feature("resume") + ", '') %]", 7, false);
    items += label(5, 9, 192, 279, 9,
                   say("page.sources", options.language,
                       {{"sources", without_expressions(options.attribution)}}),
                   6, false);
    items +=
        label(4, 9, 18, 279, 6,
              "[% coalesce(\"code_qp\" || ' · ', '') || " +
                  said_around("rapport.contour", "statut", "\"statut\"", options.language) + " %]",
              9, false);
    items += label(3, 9, 8, 279, 10, "[% \"nom_qp\" || " + covered_expression(options) + " %]", 19,
                   true);
    const std::array<double, 4> extent = widened(options.extent, map_width_mm / map_height_mm);
    items += item(
        common(map_type, map_number, 9, 26, map_width_mm, map_height_mm, true),
        fmt::format(
            "followPreset=\"true\" followPresetName=\"{}\" keepLayerSet=\"false\" "
            "drawCanvasItems=\"true\" mapRotation=\"0\" mapFlags=\"0\" labelMargin=\"0,mm\" "
            "isTemporal=\"0\"",
            escaped_qgis(options.theme)),
        fmt::format("        <Extent xmin=\"{}\" ymin=\"{}\" xmax=\"{}\" ymax=\"{}\"/>\n"
                    "        <LayerSet/>\n"
                    "        <AtlasMap atlasDriven=\"1\" scalingMode=\"2\" margin=\"0.25\"/>\n",
                    extent[0], extent[1], extent[2], extent[3]));
    const std::string page =
        "        <symbol name=\"\" type=\"fill\" alpha=\"1\" clip_to_extent=\"1\" "
        "force_rhr=\"0\">\n          <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" "
        "pass=\"0\">\n            <Option type=\"Map\">\n"
        "              <Option name=\"color\" type=\"QString\" value=\"255,255,255,255\"/>\n"
        "              <Option name=\"style\" type=\"QString\" value=\"solid\"/>\n"
        "              <Option name=\"outline_style\" type=\"QString\" value=\"no\"/>\n"
        "            </Option>\n          </layer>\n        </symbol>\n";
    return fmt::format(
        "    <Layout name=\"{0}\" units=\"mm\" printResolution=\"200\" worldFileMap=\"\">\n"
        "      <Snapper snapToGuides=\"1\" snapToGrid=\"0\" snapToItems=\"1\" tolerance=\"5\"/>\n"
        "      <Grid resolution=\"10\" resUnits=\"mm\" offsetX=\"0\" offsetY=\"0\" "
        "offsetUnits=\"mm\"/>\n      <PageCollection>\n{1}"
        "        <LayoutItem {2}>\n{3}{1}        </LayoutItem>\n"
        "        <GuideCollection visible=\"1\"/>\n      </PageCollection>\n{4}"
        "      <customproperties/>\n"
        "      <Atlas enabled=\"1\" coverageLayer=\"{5}\" coverageLayerName=\"{6}\" "
        "coverageLayerSource=\"{7}\" coverageLayerProvider=\"ogr\" hideCoverage=\"0\" "
        "filenamePattern=\"{8}\" pageNameExpression=\"&quot;nom_qp&quot;\" "
        "filterFeatures=\"1\" featureFilter=\"$geometry is not null\" sortFeatures=\"1\" "
        "sortKey=\"&quot;nom_qp&quot;\" sortAscending=\"1\"/>\n    </Layout>\n",
        escaped_qgis(options.name), page, common(page_type, 1, 0, 0, 297, 210), inks, items,
        options.coverage_id, escaped_qgis(options.coverage_title),
        escaped_xml(options.coverage_source), escaped_xml(page_name(options.page_names)));
}

}  // namespace lisiere::io
