// SPDX-License-Identifier: Apache-2.0
#include "io/style/context_styles.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> names_of(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// A name of `known`; ConfigError with the nearest one.
void require(const std::vector<std::string>& known, const std::string& name,
             const std::string& where, const std::string& expected) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    const std::string near = nearest_name(name, known);
    throw ConfigError({where, "\"" + name + "\"", expected + " : " + all,
                       near.empty() ? "" : "« " + near + " » ?"});
}

/// A column of the drawing becomes one of the layer.
void require_column_name(const StyleReader& root, const std::string& key, const std::string& name) {
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain || is_taken_column(name))
        root.fail(key, "« " + name + " »",
                  "des minuscules sans accent, des chiffres et _, hors fid, geom, code, statut et "
                  "source ; champs = { ... } y mène la colonne du fichier");
}

LayerStyle drawn(const fs::path& path, Palette palette, LayerStyle style) {
    const toml::table file = parse_style(path);
    StyleReader root(file, path.string());
    if (root.has("couleurs")) {
        StyleReader colours = root.table("couleurs");
        read_colours(colours, palette);
    }
    read_drawing(root, palette, style);
    root.finish();
    require_column_name(root, "colonne", style.column);
    require_column_name(root, "colonne_tri", style.sort_column);
    require_column_name(root, "variantes", style.variant_column);
    if (style.label) require_column_name(root, "etiquette", style.label->column);
    return style;
}

}  // namespace

bool is_context(std::string_view layer) {
    return layer.starts_with("contexte_");
}

void add_context_styles(Styles& styles, const std::vector<ContextDrawing>& drawings,
                        const fs::path& folder) {
    if (drawings.empty()) return;
    const Palette palette = read_palette(folder / "palette.toml");
    std::vector<std::string> groups;
    for (const StyleGroup& group : styles.groups) groups.push_back(group.id);
    for (const ContextDrawing& one : drawings) {
        require(groups, one.group, one.where + ".groupe", "un groupe de styles/groupes.toml");
        if (one.file.empty())
            require(names_of(folder / "contexte"), one.drawing, one.where + ".style",
                    "un dessin de styles/contexte, ou un fichier .toml");
        LayerStyle style;
        style.layer = one.layer;
        if (one.file.empty()) style.drawing = one.drawing;
        style.title = one.title;
        style.group = one.group;
        style.visible = one.visible;
        const LayerStyle& made = styles.layers.emplace_back(
            drawn(one.file.empty() ? folder / "contexte" / (one.drawing + ".toml") : one.file,
                  palette, std::move(style)));
        if (!one.reference) continue;
        if (made.geometry != StyleGeometry::polygon)
            throw ConfigError(
                {one.where + ".reference", "true, avec le dessin \"" + one.drawing + "\"",
                 "un dessin de polygones", "un territoire de référence a une surface"});
        styles.reference = one.layer;
    }
    std::stable_sort(styles.layers.begin(), styles.layers.end(),
                     [](const LayerStyle& a, const LayerStyle& b) {
                         return std::tie(a.order, a.layer) < std::tie(b.order, b.layer);
                     });
}

bool is_taken_column(std::string_view name) {
    constexpr std::array<std::string_view, 5> taken{"fid", "geom", "code", "statut", "source"};
    return std::find(taken.begin(), taken.end(), name) != taken.end();
}

LayerStyle carried_style(const LayerStyle& style, std::span<const std::string> columns) {
    LayerStyle out = style;
    for (const std::string& column : columns)
        if (column != "statut" && column != "source") out.tip.push_back(column);
    if (out.label && std::find(columns.begin(), columns.end(), out.label->column) == columns.end())
        out.label.reset();
    return out;
}

void check_drawings(const fs::path& folder) {
    const Palette palette = read_palette(folder / "palette.toml");
    for (const std::string& name : names_of(folder / "contexte"))
        drawn(folder / "contexte" / (name + ".toml"), palette, {});
}

}  // namespace lisiere::io
