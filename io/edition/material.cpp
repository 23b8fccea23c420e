// SPDX-License-Identifier: Apache-2.0
#include "io/edition/material.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/geo/measure.hpp"
#include "io/base/files.hpp"
#include "io/edition/edition_parts.hpp"
#include "io/inputs/run_styles.hpp"
#include "io/reference/reference_row.hpp"
#include "io/report/iso_metadata.hpp"
#include "io/style/context_styles.hpp"
#include "io/style/qml.hpp"
#include "io/style/reference_name.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

fs::path schema_file(const char* name) {
    return data_folder() / "geodata" / "schemas" / name;
}

/// The styles of the tables, for the columns and categories that they have, in drawing order.
std::vector<LayerStyle> fitted_styles(const Material& material, Notices& notices) {
    std::vector<LayerStyle> styles;
    for (const Table& table : material.tables) {
        std::vector<std::string> columns;
        for (const Column& column : table.columns) columns.push_back(column.name);
        const LayerStyle* style = material.styles.find(table.name);
        if (style == nullptr) continue;
        const bool carried_on = context_of(material.config, table.name) != nullptr;
        styles.push_back(with_seen_categories(
            fitted(carried_on ? carried_style(*style, columns) : *style, columns, notices), table));
    }
    std::stable_sort(styles.begin(), styles.end(),
                     [](const LayerStyle& a, const LayerStyle& b) { return a.order < b.order; });
    return styles;
}

/// What a layer is made from: its own source for one that is carried on, else all of them.
std::vector<Source> sources_of(const Material& material, const Table& table) {
    std::vector<Source> sources = material.inputs.sources;
    if (const ContextSpec* spec = context_of(material.config, table.name))
        std::erase_if(sources, [&](const Source& source) {
            return source.id != spec->source || source.file != spec->file_as_written;
        });
    return sources;
}

std::vector<FieldAlias> aliases_of(const Material& material, const Table& table) {
    std::vector<FieldAlias> aliases;
    for (const Column& column : table.columns)
        if (const auto meaning = material.texts.find(table.name, column.name))
            aliases.push_back({column.name, heading(*meaning)});
    return aliases;
}

}  // namespace

Material material_of(std::vector<Table> tables, const Inputs& inputs, Threads threads,
                     const RunConfig& config, Notices& notices) {
    const fs::path styles = data_folder() / "styles";
    Material material{config,
                      inputs,
                      threads,
                      std::move(tables),
                      read_column_texts(schema_file("sorties.csv"), config.language),
                      read_layer_texts(schema_file("couches.csv"), config.language),
                      run_styles(config),
                      {},
                      {},
                      {},
                      {},
                      inputs.territory.crs,
                      attribution_of(inputs.sources),
                      {}};
    material.print = read_print_settings(styles, material.styles);
    name_reference(material.styles, reference_of(material));
    for (const Commune& commune : inputs.territory.communes)
        material.communes[commune.code] = commune.name;
    material.fitted = fitted_styles(material, notices);
    material.absent = absent_plates(material.print, material.tables, material.fitted);
    return material;
}

const LayerStyle* style_of(const Material& material, const Table& table) {
    const auto found =
        std::find_if(material.fitted.begin(), material.fitted.end(),
                     [&](const LayerStyle& style) { return style.layer == table.name; });
    return found == material.fitted.end() ? nullptr : &*found;
}

LayerText layer_text(const Material& material, const Table& table) {
    const std::string& language = material.config.language;
    LayerText text;
    const std::vector<FieldAlias> aliases = aliases_of(material, table);
    const LayerStyle* style = style_of(material, table);
    if (style != nullptr) {
        text.title = style->title.in(language);
        for (const LayerStyle& one : by_variant(*style))
            text.styles.push_back(
                {one.variant.empty() ? "" : one.title.in(language), qml(one, aliases, language)});
    } else {
        text.styles.push_back({"", qml(aliases)});
    }
    const std::vector<Source> sources = sources_of(material, table);
    text.description = attribution_of(sources);
    if (const LayerMeaning* meaning = find_layer(material.layer_texts, table.name)) {
        if (text.title.empty()) text.title = meaning->title;
        text.description = meaning->description + " " + text.description;
    }
    // Dated as the atlas is: an edition knows no clock.
    text.metadata =
        iso_metadata({table.name, text.title.empty() ? table.name : text.title, text.description,
                      language, table.geometry_type == GeometryType::none ? 0 : material.crs.epsg,
                      material.config.print.date, sources});
    return text;
}

const std::string& reference_of(const Material& material) {
    return material.inputs.distribution ? material.inputs.distribution->title
                                        : material.config.name;
}

geo::Box box_of_areas(const Material& material) {
    geo::Box box;
    for (const Table& table : material.tables) {
        if (context_of(material.config, table.name) != nullptr) continue;
        for (const geo::Geometry& geometry : table.geometries)
            if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                box.extend(geo::bounds(*shape));
    }
    return box;
}

ViewerTexts viewer_texts(const Material& material) {
    std::vector<MeasureRule> measures = read_measures(data_folder() / "styles");
    name_reference(measures, reference_of(material));
    return {read_column_texts(schema_file("sorties.csv"), "fr"),
            read_column_texts(schema_file("sorties.csv"), "en"), std::move(measures),
            read_words(data_folder() / "geodata" / "reference"),
            read_portrait_settings(data_folder() / "styles")};
}

}  // namespace lisiere::io
