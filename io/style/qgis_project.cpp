// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace lisiere::io {
namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

/// QGIS 3.22 loses a layer whose id has ten characters or fewer.
std::string id_of(const ProjectLayer& layer) {
    return "lisiere_couche_" + layer.table;
}

/// QGIS trusts the EPSG code only beside a number of its own list; which one does not matter.
std::string crs(int epsg) {
    return fmt::format("<spatialrefsys><srsid>1</srsid><authid>EPSG:{}</authid></spatialrefsys>",
                       epsg);
}

/// A style file as a layer of a project: its root's attributes and its content are the layer's.
std::string map_layer(const ProjectLayer& layer, const ProjectOptions& options) {
    const std::size_t root = layer.qml.find("<qgis");
    const std::size_t open = root + std::string_view("<qgis").size();
    const std::size_t close = layer.qml.find('>', root);
    const std::size_t end = layer.qml.rfind("</qgis>");
    return fmt::format(
        "    <maplayer type=\"vector\"{}>\n      <id>{}</id>\n"
        "      <datasource>{}|layername={}</datasource>\n      <layername>{}</layername>\n"
        "      <srs>{}</srs>\n      <provider encoding=\"UTF-8\">ogr</provider>\n{}    "
        "</maplayer>\n",
        layer.qml.substr(open, close - open), id_of(layer), escaped(options.geopackage),
        layer.table, escaped(layer.title), crs(options.epsg),
        layer.qml.substr(close + 1, end - close - 1));
}

std::string leaf(const ProjectLayer& layer) {
    const bool shown = layer.style != nullptr && layer.style->visible;
    return fmt::format(
        "      <layer-tree-layer id=\"{}\" name=\"{}\" providerKey=\"ogr\" checked=\"{}\" "
        "expanded=\"{}\"/>\n",
        id_of(layer), escaped(layer.title), shown ? "Qt::Checked" : "Qt::Unchecked", shown ? 1 : 0);
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
            escaped(title), content);
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
    tree += group(options.language == "en" ? "Tables without map" : "Tables sans carte", tables);
    // Groups follow themes, drawing follows `order`: QGIS keeps the two apart.
    std::string order;
    for (const ProjectLayer* layer : drawn)
        order += fmt::format("      <item>{}</item>\n", id_of(*layer));
    std::string content;
    for (const ProjectLayer& layer : layers) content += map_layer(layer, options);
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis projectname=\"{0}\" version=\"3.22.0\">\n  <title>{0}</title>\n"
        "  <projectCrs>{1}</projectCrs>\n"
        "  <layer-tree-group>\n{2}    <custom-order enabled=\"1\">\n{3}    </custom-order>\n"
        "  </layer-tree-group>\n"
        "  <mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\">\n    <units>meters</units>\n"
        "    <extent><xmin>{4}</xmin><ymin>{5}</ymin><xmax>{6}</xmax><ymax>{7}</ymax></extent>\n"
        "    <rotation>0</rotation>\n    <destinationsrs>{1}</destinationsrs>\n  </mapcanvas>\n"
        "  <projectlayers>\n{8}  </projectlayers>\n"
        "  <properties>\n    <SpatialRefSys><ProjectionsEnabled "
        "type=\"int\">1</ProjectionsEnabled></SpatialRefSys>\n"
        "    <Paths><Absolute type=\"bool\">false</Absolute></Paths>\n"
        "  </properties>\n</qgis>\n",
        escaped(options.name), crs(options.epsg), tree, order, options.extent[0], options.extent[1],
        options.extent[2], options.extent[3], content);
}

}  // namespace lisiere::io
