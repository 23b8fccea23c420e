// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/base/files.hpp"
#include "io/base/zip_file.hpp"
#include "io/edition/edition_parts.hpp"
#include "io/edition/products.hpp"
#include "io/style/product_words.hpp"
#include "io/style/qgis_project.hpp"

namespace lisiere::io::products {
namespace {

bool has_column(const Table& table, std::string_view name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const Column& column) { return column.name == name; });
}

/// Has it perimeters to relate to, and what the plates show? A scenario has neither.
bool is_edition(const Material& material) {
    return std::any_of(material.tables.begin(), material.tables.end(),
                       [](const Table& table) { return table.name == "perimetres"; });
}

/// One layer of the project for each variant of the table's style.
void add_layers(const Material& material, const Table& table, std::vector<ProjectLayer>& layers) {
    LayerText text = layer_text(material, table);
    const LayerStyle* style =
        table.geometry_type == GeometryType::none ? nullptr : style_of(material, table);
    ProjectLayer layer{table.name, text.title.empty() ? table.name : text.title, style,
                       text.styles.front().qml};
    layer.of_perimeter =
        is_edition(material) && table.name != "perimetres" && has_column(table, "code");
    layer.description = text.description;
    if (style == nullptr || style->variants.empty()) {
        layers.push_back(std::move(layer));
        return;
    }
    for (std::size_t i = 0; i < style->variants.size(); ++i) {
        layer.variant = style->variants[i].value;
        layer.title = style->variants[i].title.in(material.config.language);
        layer.qml = std::move(text.styles[i].qml);
        layers.push_back(layer);
    }
}

/// Whose data the project holds, and the themes that it has not.
std::string abstract_of(const Material& material) {
    const std::string& language = material.config.language;
    std::string text = say("page.sources", language, {{"sources", material.attribution}}) + ".";
    for (const AbsentPlate& plate : material.absent)
        text += "\n" + say("qgis.absente", language, {{"carte", plate.said(language)}});
    return text;
}

/// A theme for each plate of the atlas that is printed.
void add_themes(const Material& material, ProjectOptions& options) {
    for (const Plate& plate : material.print.plates) {
        if (!is_printed(plate, material.tables, material.fitted)) continue;
        ProjectTheme& theme = options.themes.emplace_back();
        theme = {plate.title.in(material.config.language), plate.layers};
        // The main streets of small scales are a layer of their own in the tiles.
        if (std::find(theme.layers.begin(), theme.layers.end(), "fond_rues") != theme.layers.end())
            theme.layers.emplace_back("fond_axes");
        if (plate.subject == Plate::Subject::quarter && options.layout_theme.empty())
            options.layout_theme = options.themes.back().name;
    }
}

}  // namespace

void project(const Material& material, const Target& target) {
    ProjectOptions options;
    options.name = material.config.name;
    options.language = material.config.language;
    options.epsg = material.crs.epsg;
    std::vector<ProjectLayer> layers;
    for (const Table& table : material.tables) {
        add_layers(material, table, layers);
        if (table.name == "perimetres") {
            for (const Column& column : table.columns) layers.back().columns.push_back(column.name);
            options.bookmarks = bookmarks_of(table);
            options.page_names = page_names_of(table);
        }
    }
    for (const LayerStyle& style : material.base_map.styles) {
        ProjectLayer layer{style.layer, style.title.in(material.config.language), &style, {}};
        layer.of_tiles = true;
        layers.push_back(std::move(layer));
    }
    const geo::Box box = box_of_areas(material);
    options.extent = {box.min_x, box.min_y, box.max_x, box.max_y};
    const PortraitSettings portrait = read_portrait_settings(data_folder() / "styles");
    options.portrait = &portrait;
    options.attribution = material.attribution;
    options.author = std::string("Lisière ") + LISIERE_VERSION;
    options.abstract = abstract_of(material);
    if (is_edition(material)) add_themes(material, options);
    write_zip(target.folder / "territoire.qgz",
              {{"territoire.qgs", qgis_project(layers, material.styles, options)}});
}

}  // namespace lisiere::io::products
