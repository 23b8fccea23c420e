// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "io/style/column_texts.hpp"
#include "io/style/product_words.hpp"
#include "io/style/qgis_layout.hpp"
#include "io/style/qgis_tiles.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

/// QGIS 3.22 loses a layer whose id has ten characters or fewer.
std::string id_of(const ProjectLayer& layer) {
    return "lisiere_couche_" + layer.table + (layer.variant.empty() ? "" : "_" + layer.variant);
}

std::string datasource(const ProjectLayer& layer, const ProjectOptions& options) {
    std::string text = options.geopackage + "|layername=" + layer.table;
    if (!layer.variant.empty() && !layer.style->variant_column.empty())
        text += fmt::format("|subset=\"{}\" = '{}'", layer.style->variant_column, layer.variant);
    return text;
}

/// QGIS trusts the EPSG code only beside a number of its own list; which one does not matter.
std::string crs(int epsg) {
    return fmt::format("<spatialrefsys><srsid>1</srsid><authid>EPSG:{}</authid></spatialrefsys>",
                       epsg);
}

/// QGIS's metadata, under the name that a layer or a project gives them.
std::string metadata_xml(const char* element, const char* type, const std::string& title,
                         const std::string& abstract, const std::string& more,
                         const std::string& language) {
    return fmt::format(
        "<{0}>\n        <language>{1}</language>\n        <type>{2}</type>\n"
        "        <title>{3}</title>\n        <abstract>{4}</abstract>\n        <links/>\n{5}"
        "      </{0}>\n",
        element, say("commun.qgis", language), type, escaped_qgis(title), escaped_qgis(abstract),
        more);
}

/// A layer of the vector tiles: they are in Web Mercator, whatever the project is in.
std::string tile_layer(const ProjectLayer& layer, const ProjectOptions& options) {
    constexpr int web_mercator = 3857;
    return fmt::format(
        "    <maplayer type=\"vector-tile\">\n      <id>{}</id>\n"
        "      <datasource>{}</datasource>\n      <layername>{}</layername>\n"
        "      <srs>{}</srs>\n      <provider>vectortile</provider>\n{}    </maplayer>\n",
        id_of(layer), escaped_xml("type=mbtiles&url=" + options.tiles), escaped_qgis(layer.title),
        crs(web_mercator), tile_renderer_xml(*layer.style, options.language));
}

/// A style file as a layer of a project: its root's attributes and its content are the layer's.
std::string map_layer(const ProjectLayer& layer, const std::string& form,
                      const ProjectOptions& options) {
    if (layer.of_tiles) return tile_layer(layer, options);
    const std::size_t root = layer.qml.find("<qgis");
    const std::size_t open = root + std::string_view("<qgis").size();
    const std::size_t close = layer.qml.find('>', root);
    const std::size_t end = layer.qml.rfind("</qgis>");
    return fmt::format(
        "    <maplayer type=\"vector\"{}>\n      <id>{}</id>\n"
        "      <datasource>{}</datasource>\n      <layername>{}</layername>\n"
        "      <srs>{}</srs>\n      <provider encoding=\"UTF-8\">ogr</provider>\n      {}{}{}    "
        "</maplayer>\n",
        layer.qml.substr(open, close - open), id_of(layer), escaped_xml(datasource(layer, options)),
        escaped_qgis(layer.title), crs(options.epsg),
        metadata_xml("resourceMetadata", "dataset", layer.title, layer.description, {},
                     options.language),
        layer.qml.substr(close + 1, end - close - 1), form);
}

std::string relation_of(const ProjectLayer& layer) {
    return "perimetres_" + layer.table;
}

bool is_related(const ProjectLayer& layer) {
    return layer.of_perimeter && layer.variant.empty();
}

/// What a tab of the form holds of one layer of the portrait: columns of the perimeter, or the rows
/// of another table that are about it.
std::string form_content(const PortraitLayer& told, const ProjectLayer& perimeters,
                         std::span<const ProjectLayer> layers) {
    std::string content;
    if (told.layer != perimeters.table) {
        for (const ProjectLayer& layer : layers)
            if (layer.table == told.layer && is_related(layer))
                content += fmt::format(
                    "          <attributeEditorRelation name=\"{0}\" relation=\"{0}\" "
                    "forceSuppressFormPopup=\"0\" nmRelationId=\"\" showLabel=\"1\" label=\"{1}\" "
                    "relationWidgetTypeId=\"relation_editor\"><editor_configuration/>"
                    "</attributeEditorRelation>\n",
                    relation_of(layer), escaped_qgis(layer.title));
        return content;
    }
    for (const std::string& pattern : told.columns)
        for (std::size_t i = 0; i < perimeters.columns.size(); ++i)
            if (starred(pattern, perimeters.columns[i]))
                content += fmt::format(
                    "          <attributeEditorField name=\"{}\" index=\"{}\" showLabel=\"1\"/>\n",
                    escaped_xml(perimeters.columns[i]), i);
    return content;
}

/// The form of a perimeter: a tab a section of the portrait.
std::string form_xml(const ProjectLayer& perimeters, std::span<const ProjectLayer> layers,
                     const ProjectOptions& options) {
    if (options.portrait == nullptr || perimeters.table != "perimetres") return {};
    std::string tabs;
    for (const PortraitPart& section : options.portrait->sections) {
        std::string content;
        for (const PortraitLayer& told : section.layers)
            content += form_content(told, perimeters, layers);
        if (!content.empty())
            tabs += fmt::format(
                "        <attributeEditorContainer name=\"{}\" groupBox=\"0\" columnCount=\"1\" "
                "showLabel=\"1\" visibilityExpressionEnabled=\"0\" "
                "visibilityExpression=\"\">\n{}        </attributeEditorContainer>\n",
                escaped_qgis(section.title.in(options.language)), content);
    }
    return "      <editorlayout>tablayout</editorlayout>\n      <attributeEditorForm>\n" + tabs +
           "      </attributeEditorForm>\n";
}

std::string leaf(const ProjectLayer& layer) {
    const bool shown = layer.style != nullptr && layer.style->visible;
    return fmt::format(
        "      <layer-tree-layer id=\"{}\" name=\"{}\" providerKey=\"{}\" checked=\"{}\" "
        "expanded=\"{}\"/>\n",
        id_of(layer), escaped_qgis(layer.title), layer.of_tiles ? "vectortile" : "ogr",
        shown ? "Qt::Checked" : "Qt::Unchecked", shown && !layer.of_tiles ? 1 : 0);
}

const ProjectLayer* find_table(std::span<const ProjectLayer> layers, const std::string& table) {
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const ProjectLayer& layer) {
        return layer.table == table;
    });
    return found == layers.end() ? nullptr : &*found;
}

/// Only layers that are on stand in a theme.
std::string theme_xml(const ProjectTheme& theme, std::span<const ProjectLayer* const> drawn) {
    std::string on;
    for (const ProjectLayer* layer : drawn) {
        const std::string name =
            layer->table + (layer->variant.empty() ? "" : "/" + layer->variant);
        if (std::find(theme.layers.begin(), theme.layers.end(), name) != theme.layers.end())
            on += fmt::format(
                "      <layer id=\"{}\" style=\"default\" visible=\"1\" expanded=\"1\"/>\n",
                id_of(*layer));
    }
    return fmt::format("    <visibility-preset name=\"{}\">\n{}    </visibility-preset>\n",
                       escaped_qgis(theme.name), on);
}

std::string relations_xml(std::span<const ProjectLayer> layers) {
    const ProjectLayer* perimeters = find_table(layers, "perimetres");
    if (perimeters == nullptr) return {};
    std::string out;
    for (const ProjectLayer& layer : layers)
        if (is_related(layer))
            out += fmt::format(
                "    <relation id=\"{0}\" name=\"{1}\" strength=\"Association\" "
                "referencingLayer=\"{2}\" referencedLayer=\"{3}\">\n"
                "      <fieldRef referencingField=\"code\" referencedField=\"code\"/>\n"
                "    </relation>\n",
                relation_of(layer), escaped_qgis(layer.title), id_of(layer), id_of(*perimeters));
    return out;
}

std::string bookmark_xml(const ProjectBookmark& bookmark, std::size_t number,
                         const ProjectOptions& options) {
    const auto& [x0, y0, x1, y1] = bookmark.extent;
    return fmt::format(
        "    <Bookmark id=\"lisiere_signet_{0}\" name=\"{1}\" group=\"{2}\" "
        "extent=\"POLYGON(({3} {4}, {5} {4}, {5} {6}, {3} {6}, {3} {4}))\">\n      {7}\n"
        "    </Bookmark>\n",
        number, escaped_qgis(bookmark.name), say("qgis.signets", options.language), x0, y0, x1, y1,
        crs(options.epsg));
}

std::string layout_xml(std::span<const ProjectLayer> layers, const ProjectOptions& options) {
    const ProjectLayer* perimeters = find_table(layers, "perimetres");
    if (options.layout_theme.empty() || perimeters == nullptr || options.portrait == nullptr)
        return {};
    LayoutOptions layout;
    layout.name = say("qgis.mise_en_page", options.language);
    layout.language = options.language;
    layout.theme = options.layout_theme;
    layout.coverage_id = id_of(*perimeters);
    layout.coverage_source = datasource(*perimeters, options);
    layout.coverage_title = perimeters->title;
    if (const ProjectLayer* indicators = find_table(layers, "indicateurs"))
        layout.indicators_id = id_of(*indicators);
    layout.portrait = options.portrait;
    layout.attribution = options.attribution;
    layout.extent = options.extent;
    layout.page_names = options.page_names;
    return qgis_layout(layout);
}

}  // namespace

std::string qgis_project(std::span<const ProjectLayer> layers, const Styles& styles,
                         const ProjectOptions& options) {
    std::vector<const ProjectLayer*> drawn;
    for (const ProjectLayer& layer : layers)
        if (layer.style != nullptr) drawn.push_back(&layer);
    std::stable_sort(drawn.begin(), drawn.end(), [](const ProjectLayer* a, const ProjectLayer* b) {
        return a->style->order > b->style->order;
    });
    const auto group = [](const std::string& title, const std::string& content) {
        if (content.empty()) return std::string();
        return fmt::format(
            "    <layer-tree-group name=\"{}\" checked=\"Qt::Checked\" expanded=\"1\">\n{}"
            "    </layer-tree-group>\n",
            escaped_qgis(title), content);
    };
    std::string tree;
    for (const StyleGroup& one : styles.groups) {
        std::string content;
        for (const ProjectLayer* layer : drawn)
            if (layer->style->group == one.id) content += leaf(*layer);
        tree += group(one.title.in(options.language), content);
    }
    std::string tables;
    for (const ProjectLayer& layer : layers)
        if (layer.style == nullptr) tables += leaf(layer);
    tree += group(say("qgis.tables", options.language), tables);
    // Groups follow themes, drawing follows `order`: QGIS keeps the two apart.
    std::string order;
    for (const ProjectLayer* layer : drawn)
        order += fmt::format("      <item>{}</item>\n", id_of(*layer));
    std::string content;
    for (const ProjectLayer& layer : layers)
        content += map_layer(layer, form_xml(layer, layers, options), options);
    std::string themes;
    for (const ProjectTheme& theme : options.themes) themes += theme_xml(theme, drawn);
    std::string bookmarks;
    for (std::size_t i = 0; i < options.bookmarks.size(); ++i)
        bookmarks += bookmark_xml(options.bookmarks[i], i, options);
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis projectname=\"{0}\" version=\"3.22.0\">\n  <title>{0}</title>\n"
        "  <projectCrs>{1}</projectCrs>\n  {13}"
        "  <layer-tree-group>\n{2}    <custom-order enabled=\"1\">\n{3}    </custom-order>\n"
        "  </layer-tree-group>\n"
        "  <mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\">\n    <units>meters</units>\n"
        "    <extent><xmin>{4}</xmin><ymin>{5}</ymin><xmax>{6}</xmax><ymax>{7}</ymax></extent>\n"
        "    <rotation>0</rotation>\n    <destinationsrs>{1}</destinationsrs>\n  </mapcanvas>\n"
        "  <projectlayers>\n{8}  </projectlayers>\n"
        "  <properties>\n    <SpatialRefSys><ProjectionsEnabled "
        "type=\"int\">1</ProjectionsEnabled></SpatialRefSys>\n"
        "    <Paths><Absolute type=\"bool\">false</Absolute></Paths>\n"
        "  </properties>\n  <relations>\n{9}  </relations>\n"
        "  <visibility-presets>\n{10}  </visibility-presets>\n"
        "  <Bookmarks>\n{11}  </Bookmarks>\n  <Layouts>\n{12}  </Layouts>\n</qgis>\n",
        escaped_qgis(options.name), crs(options.epsg), tree, order, options.extent[0],
        options.extent[1], options.extent[2], options.extent[3], content, relations_xml(layers),
        themes, bookmarks, layout_xml(layers, options),
        metadata_xml("projectMetadata", "project", options.name, options.abstract,
                     "        <author>" + escaped_xml(options.author) + "</author>\n",
                     options.language));
}

}  // namespace lisiere::io
