// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "io/base/numbers.hpp"
#include "io/style/product_words.hpp"
#include "io/style/style.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

Stroke read_stroke(StyleReader& reader, Stroke other) {
    if (!reader.has("trait")) return other;
    const std::string name = reader.text("trait");
    if (name == "plein") return Stroke::solid;
    if (name == "tirets") return Stroke::dashed;
    if (name == "points") return Stroke::dotted;
    reader.fail("trait", "« " + name + " »", "plein, tirets ou points");
}

/// What a class says of its symbol, over what its layer says. A fill without an outline of its own
/// is outlined in its colour.
Symbol read_symbol(StyleReader& reader, const Palette& palette, const Symbol& base) {
    Symbol symbol = base;
    if (reader.has("couleur"))
        symbol.fill = palette.colour(reader, "couleur", reader.text("couleur"));
    if (reader.has("contour"))
        symbol.outline = palette.colour(reader, "contour", reader.text("contour"));
    symbol.opacity = reader.number_or("opacite", base.opacity);
    symbol.width_mm = reader.number_or("epaisseur_mm", base.width_mm);
    symbol.size_mm = reader.number_or("taille_mm", base.size_mm);
    symbol.stroke = read_stroke(reader, base.stroke);
    symbol.casing_mm = reader.number_or("lisere_mm", base.casing_mm);
    symbol.casing = palette.colour(reader, "lisere_mm", "lisere");
    if (symbol.opacity < 0 || symbol.opacity > 1)
        reader.fail("opacite", "hors de 0 à 1", "un nombre de 0 à 1");
    return symbol;
}

/// 0.5 → "0,5" and 15000 → "15 000" in French.
std::string in_words(double number, const std::string& language) {
    const std::string plain = fmt::format("{}", number);
    const auto dot = plain.find('.');
    const int decimals = dot == std::string::npos ? 0 : static_cast<int>(plain.size() - dot) - 1;
    return number_text(number, decimals, language);
}

StyleText interval_label(const StyleClass& one, const StyleText& unit) {
    StyleText label;
    for (const std::string& language : product_languages()) {
        const std::string low = one.above ? in_words(*one.above, language) : "";
        const std::string high = one.up_to ? in_words(*one.up_to, language) : "";
        const std::string text = say(!one.above   ? "commun.jusqu_a"
                                     : !one.up_to ? "commun.plus_de"
                                                  : "page.fourchette",
                                     language, {{"bas", low}, {"haut", high}});
        const std::string& word = unit.in(language);
        label.in(language) = word.empty() ? text : text + ' ' + word;
    }
    return label;
}

struct Intervals {
    double minimum = 0;
    bool diverging = false;
    std::vector<StyleClass> classes;
};

Intervals read_intervals(StyleReader& root, const Palette& palette, const Symbol& base) {
    Intervals style;
    style.minimum = root.number("minimum");
    const std::vector<double> bounds = root.numbers("bornes");
    double last = style.minimum;
    for (const double bound : bounds) {
        if (bound <= last)
            root.fail("bornes", in_words(bound, "fr"),
                      "des bornes qui croissent, au-dessus du minimum");
        last = bound;
    }
    const std::string name = root.text("suite");
    const auto ramp = palette.ramps.find(name);
    if (ramp == palette.ramps.end())
        root.fail("suite", "« " + name + " »", "une suite de palette.toml");
    style.diverging = palette.diverging.contains(name);
    const bool inverse = root.flag("inverse");
    const std::size_t count = bounds.size() + 1;
    if (count < 2 || count > ramp->second.size())
        root.fail("bornes", fmt::format("{} classes", count),
                  fmt::format("2 à {} classes", ramp->second.size()));
    StyleText unit;
    if (root.has("unite")) {
        StyleReader words = root.table("unite");
        unit = words.words();
        words.finish();
    }
    for (std::size_t i = 0; i < count; ++i) {
        StyleClass& one = style.classes.emplace_back();
        one.symbol = base;
        // Fewer classes than colours: spread over the whole suite, so that both ends are used.
        const std::size_t at =
            (inverse ? count - 1 - i : i) * (ramp->second.size() - 1) / (count - 1);
        one.symbol.fill = ramp->second[at];
        if (i > 0) one.above = bounds[i - 1];
        if (i < bounds.size()) one.up_to = bounds[i];
        one.label = interval_label(one, unit);
    }
    return style;
}

void read_categories(StyleReader& root, const Palette& palette, const Symbol& base,
                     LayerStyle& style) {
    style.rendering = Rendering::categories;
    for (StyleReader& reader : root.tables("categorie")) {
        StyleClass& one = style.classes.emplace_back();
        one.symbol = read_symbol(reader, palette, base);
        one.label = reader.words();
        if (reader.has("valeur")) one.value = reader.value("valeur");
        reader.finish();
    }
    if (style.classes.empty())
        root.fail("categorie", "absente", "des tables [[categorie]] ou des bornes");
}

}  // namespace

void read_drawing(StyleReader& root, const Palette& palette, LayerStyle& style) {
    style.order = static_cast<int>(root.number("ordre"));
    const std::string geometry = root.text("geometrie");
    if (geometry == "polygone")
        style.geometry = StyleGeometry::polygon;
    else if (geometry == "ligne")
        style.geometry = StyleGeometry::line;
    else if (geometry == "point")
        style.geometry = StyleGeometry::point;
    else
        root.fail("geometrie", "« " + geometry + " »", "polygone, ligne ou point");
    const std::vector<double> zooms = root.numbers("zoom");
    if (zooms.size() != 2 || zooms[0] > zooms[1])
        root.fail("zoom", "autre chose", "[premier, dernier]");
    style.min_zoom = static_cast<int>(zooms[0]);
    style.max_zoom = static_cast<int>(zooms[1]);
    style.whole_zoom = static_cast<int>(root.number_or("colonnes_des", first_whole_zoom));

    style.in_legend = !root.has("legende") || root.flag("legende");

    StyleReader symbol = root.table("symbole");
    const Symbol base = read_symbol(symbol, palette, {});
    symbol.finish();
    const auto draw_by = [&](const std::string& column, Intervals intervals) {
        style.rendering = Rendering::intervals;
        style.column = column;
        style.minimum = intervals.minimum;
        style.diverging = intervals.diverging;
        style.classes = std::move(intervals.classes);
    };
    if (root.has("variantes")) {
        StyleReader table = root.table("variantes");
        style.variant_column = table.text_or("colonne", "");
        for (StyleReader& one : table.tables("variante")) {
            LayerStyle::Variant& variant = style.variants.emplace_back();
            variant.value = one.text(style.variant_column.empty() ? "colonne" : "valeur");
            variant.title = one.words();
            if (style.variant_column.empty()) {
                Intervals drawn = read_intervals(one, palette, base);
                variant.minimum = drawn.minimum;
                variant.classes = drawn.classes;
                if (style.variants.size() == 1) draw_by(variant.value, std::move(drawn));
            }
            one.finish();
        }
        table.finish();
    }
    if (style.column.empty()) style.column = root.text_or("colonne", "");
    if (!style.classes.empty()) {  // drawn as its first variant
    } else if (style.column.empty()) {
        StyleClass& only = style.classes.emplace_back();
        only.symbol = base;
        only.label = style.title;
    } else if (root.has("bornes")) {
        draw_by(style.column, read_intervals(root, palette, base));
    } else {
        read_categories(root, palette, base, style);
    }
    if (!style.variant_column.empty() && style.rendering == Rendering::categories)
        root.fail("variantes", "des catégories", "un symbole, ou des bornes");
    for (StyleClass& one : style.classes) {
        if (one.symbol.fill.empty()) root.fail("couleur", "absente", "une couleur de palette.toml");
        if (one.symbol.outline.empty()) one.symbol.outline = one.symbol.fill;
    }
    for (LayerStyle::Variant& variant : style.variants)
        for (StyleClass& one : variant.classes)
            if (one.symbol.outline.empty()) one.symbol.outline = one.symbol.fill;
    if (root.has("tri")) {
        if (root.text("tri") != "decroissant") root.fail("tri", "autre chose", "decroissant");
        style.sort_column = root.text_or("colonne_tri", style.column);
    }
    if (root.has("etiquette")) {
        StyleReader label = root.table("etiquette");
        style.label = {label.text("colonne"),
                       label.number("taille_pt"),
                       static_cast<int>(label.number("zoom_min")),
                       palette.colour(label, "couleur", "texte"),
                       palette.colour(label, "halo", "halo"),
                       label.flag("gras")};
        label.finish();
    }
}

namespace {

LayerStyle read_layer(const fs::path& path, const Palette& palette,
                      const std::vector<StyleGroup>& groups) {
    const toml::table file = parse_style(path);
    StyleReader root(file, path.string());
    LayerStyle style;
    style.layer = root.text("couche");
    StyleReader title = root.table("titre");
    style.title = title.words();
    title.finish();
    style.group = root.text("groupe");
    if (std::none_of(groups.begin(), groups.end(),
                     [&](const StyleGroup& g) { return g.id == style.group; }))
        root.fail("groupe", "« " + style.group + " »", "un groupe de groupes.toml");
    style.visible = !root.has("visible") || root.flag("visible");
    style.tip = root.texts("infobulle");
    read_drawing(root, palette, style);
    root.finish();
    return style;
}

/// Every layer file of a folder, in drawing order.
std::vector<LayerStyle> read_layers(const fs::path& folder, const Palette& palette,
                                    const std::vector<StyleGroup>& groups) {
    std::vector<LayerStyle> layers;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".toml")
            layers.push_back(read_layer(entry.path(), palette, groups));
    std::sort(layers.begin(), layers.end(), [](const LayerStyle& a, const LayerStyle& b) {
        return std::tie(a.order, a.layer) < std::tie(b.order, b.layer);
    });
    return layers;
}

}  // namespace

const LayerStyle* Styles::find(std::string_view layer) const {
    for (const LayerStyle& style : layers)
        if (style.layer == layer) return &style;
    return nullptr;
}

Styles read_styles(const fs::path& folder) {
    Styles styles;
    const Palette palette = read_palette(folder / "palette.toml");
    const toml::table file = parse_style(folder / "groupes.toml");
    StyleReader root(file, (folder / "groupes.toml").string());
    for (StyleReader& group : root.tables("groupe")) {
        styles.groups.push_back({group.text("id"), group.words()});
        group.finish();
    }
    root.finish();
    styles.background = palette.colour(root, "fond", "fond");
    styles.layers = read_layers(folder / "couches", palette, styles.groups);
    styles.base = read_layers(folder / "fond", palette, styles.groups);
    return styles;
}

std::vector<std::string> drawn_columns(const LayerStyle& style) {
    std::vector<std::string> names{"code"};
    const auto add = [&](const std::string& name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    add(style.column);
    add(style.sort_column);
    if (style.label) add(style.label->column);
    add(style.variant_column);
    for (const std::string& column : style.tip) add(column);
    return names;
}

std::pair<std::string, std::string> split_variant(const std::string& name) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos) return {name, ""};
    return {name.substr(0, slash), name.substr(slash + 1)};
}

bool has_variant(const LayerStyle& style, std::string_view value) {
    return value.empty() ||
           std::any_of(style.variants.begin(), style.variants.end(),
                       [&](const LayerStyle::Variant& variant) { return variant.value == value; });
}

LayerStyle as_variant(const LayerStyle& style, const std::string& value) {
    LayerStyle out = style;
    for (const LayerStyle::Variant& variant : style.variants) {
        if (variant.value != value) continue;
        out.title = variant.title;
        out.variant = value;
        if (!style.variant_column.empty()) break;
        out.rendering = Rendering::intervals;
        out.column = value;
        out.minimum = variant.minimum;
        out.classes = variant.classes;
    }
    return out;
}

std::vector<LayerStyle> by_variant(const LayerStyle& style) {
    if (style.variants.empty()) return {style};
    std::vector<LayerStyle> styles;
    for (const LayerStyle::Variant& variant : style.variants)
        styles.push_back(as_variant(style, variant.value));
    return styles;
}

std::string map_name(const LayerStyle& style) {
    return style.variant.empty() ? style.layer : style.layer + "/" + style.variant;
}

LayerStyle fitted(const LayerStyle& style, std::span<const std::string> columns, Notices& notices) {
    LayerStyle out = style;
    const auto present = [&](const std::string& column) {
        if (std::find(columns.begin(), columns.end(), column) != columns.end()) return true;
        notices.add(Severity::avertissement, "style_colonne_absente", style.layer, column);
        return false;
    };
    if (out.variant_column.empty() && !out.variants.empty()) {
        std::erase_if(out.variants, [&](const LayerStyle::Variant& variant) {
            return std::find(columns.begin(), columns.end(), variant.value) == columns.end();
        });
        const LayerStyle first =
            out.variants.empty() ? out : as_variant(out, out.variants.front().value);
        out.column = out.variants.empty() ? "" : first.column;
        out.minimum = first.minimum;
        out.classes = first.classes;
        if (out.variants.empty()) {
            out.rendering = Rendering::single;
            out.classes.resize(1);
            out.classes[0] = {out.title, out.classes[0].symbol, {}, {}, {}};
        }
    }
    if (!out.column.empty() && !present(out.column)) {
        out.rendering = Rendering::single;
        out.column.clear();
        out.classes.resize(1);
        out.classes[0] = {out.title, out.classes[0].symbol, {}, {}, {}};
    }
    if (!out.sort_column.empty() && !present(out.sort_column)) out.sort_column.clear();
    if (out.label && !present(out.label->column)) out.label.reset();
    if (!out.variant_column.empty() && !present(out.variant_column)) {
        out.variant_column.clear();
        out.variants.clear();
    }
    std::erase_if(out.tip, [&](const std::string& column) { return !present(column); });
    return out;
}

}  // namespace lisiere::io
