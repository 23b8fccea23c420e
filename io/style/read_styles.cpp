// SPDX-License-Identifier: Apache-2.0
#include <toml++/toml.h>

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// One TOML table of styles/, read key by key; the keys that nobody asked for are refused.
class Reader {
  public:
    Reader(const toml::table& table, std::string where)
        : table_(&table), where_(std::move(where)) {}

    [[noreturn]] void fail(const std::string& key, const std::string& found,
                           const std::string& expected) const {
        throw ConfigError(
            {where_ + ", clé " + key, found, expected, "corriger ce fichier de styles"});
    }
    std::string text(const std::string& key) {
        const auto value = node(key).value<std::string>();
        if (!value) fail(key, "absente ou d'un autre type", "un texte");
        return *value;
    }
    std::string text_or(const std::string& key, const std::string& other) {
        return has(key) ? text(key) : other;
    }
    double number(const std::string& key) {
        const auto value = node(key).value<double>();
        if (!value) fail(key, "absente ou d'un autre type", "un nombre");
        return *value;
    }
    double number_or(const std::string& key, double other) {
        return has(key) ? number(key) : other;
    }
    bool flag(const std::string& key) {
        return has(key) && node(key).value<bool>().value_or(false);
    }
    StyleValue value(const std::string& key) {
        const auto found = node(key);
        if (found.is_boolean()) return *found.value<bool>();
        if (found.is_integer()) return *found.value<std::int64_t>();
        return text(key);
    }
    template <class T>
    std::vector<T> list(const std::string& key) {
        std::vector<T> out;
        const toml::array* array = node(key).as_array();
        if (array == nullptr) fail(key, "absente ou d'un autre type", "une liste");
        for (const toml::node& item : *array) {
            const auto one = item.value<T>();
            if (!one) fail(key, "un élément d'un autre type", "une liste homogène");
            out.push_back(*one);
        }
        return out;
    }
    Reader table(const std::string& key) {
        const toml::table* inner = node(key).as_table();
        if (inner == nullptr) fail(key, "absente ou d'un autre type", "une table");
        return {*inner, where_ + ", " + key};
    }
    std::vector<Reader> tables(const std::string& key) {
        std::vector<Reader> out;
        const toml::array* array = node(key).as_array();
        if (array == nullptr) return out;
        for (std::size_t i = 0; i < array->size(); ++i) {
            const toml::table* inner = array->get(i)->as_table();
            if (inner == nullptr)
                fail(key, "un élément qui n'est pas une table", "des tables [[" + key + "]]");
            out.emplace_back(*inner, fmt::format("{}, {} n° {}", where_, key, i + 1));
        }
        return out;
    }
    StyleText words() { return {text("fr"), text("en")}; }
    bool has(const std::string& key) const { return table_->contains(key); }
    std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (const auto& [key, unused] : *table_) out.emplace_back(key.str());
        return out;
    }
    void finish() const {
        for (const std::string& key : keys())
            if (known_.count(key) == 0) {
                const std::vector<std::string> names(known_.begin(), known_.end());
                const std::string near = nearest_name(key, names);
                fail(key, "clé inconnue",
                     near.empty() ? "une clé de styles/README.md" : "« " + near + " » ?");
            }
    }

  private:
    toml::node_view<const toml::node> node(const std::string& key) {
        known_.insert(key);
        return (*table_)[key];
    }
    const toml::table* table_;
    std::string where_;
    std::set<std::string> known_;
};

toml::table parse(const fs::path& path) {
    try {
        return toml::parse(read_text(path), path.string());
    } catch (const toml::parse_error& error) {
        throw ConfigError({fmt::format("{}, ligne {}", path.string(), error.source().begin.line),
                           std::string(error.description()), "du TOML",
                           "corriger ce fichier de styles"});
    }
}

struct Palette {
    std::map<std::string, Colour> colours;
    std::map<std::string, std::vector<Colour>> ramps;

    Colour colour(const Reader& reader, const std::string& key, const std::string& name) const {
        const auto found = colours.find(name);
        if (found == colours.end())
            reader.fail(key, "couleur « " + name + " »", "une couleur de palette.toml");
        return found->second;
    }
};

Palette read_palette(const fs::path& path) {
    const auto checked = [&](const Reader& reader, const std::string& key,
                             const std::string& text) {
        const bool good = text.size() == 7 && text[0] == '#' &&
                          text.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
        if (!good)
            reader.fail(key, "« " + text + " »", "#rrggbb en chiffres hexadécimaux minuscules");
        return text;
    };
    const toml::table file = parse(path);
    Reader root(file, path.string());
    Palette palette;
    Reader colours = root.table("couleurs");
    for (const std::string& key : colours.keys())
        palette.colours[key] = checked(colours, key, colours.text(key));
    Reader ramps = root.table("suites");
    for (const std::string& key : ramps.keys())
        for (const std::string& text : ramps.list<std::string>(key))
            palette.ramps[key].push_back(checked(ramps, key, text));
    root.finish();
    return palette;
}

Stroke read_stroke(Reader& reader, Stroke other) {
    if (!reader.has("trait")) return other;
    const std::string name = reader.text("trait");
    if (name == "plein") return Stroke::solid;
    if (name == "tirets") return Stroke::dashed;
    if (name == "points") return Stroke::dotted;
    reader.fail("trait", "« " + name + " »", "plein, tirets ou points");
}

/// What a class says of its symbol, over what its layer says. A fill without an outline of its own
/// is outlined in its colour.
Symbol read_symbol(Reader& reader, const Palette& palette, const Symbol& base) {
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

/// 0.5 → "0,5" in French.
std::string in_words(double number, bool french) {
    std::string text = fmt::format("{}", number);
    if (french) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

StyleText interval_label(const StyleClass& one, const StyleText& unit) {
    const auto say = [&](bool french) {
        const auto number = [&](double value) { return in_words(value, french); };
        std::string text;
        if (!one.above)
            text = (french ? "jusqu'à " : "up to ") + number(*one.up_to);
        else if (!one.up_to)
            text = (french ? "plus de " : "more than ") + number(*one.above);
        else
            text = number(*one.above) + (french ? " à " : " to ") + number(*one.up_to);
        const std::string& word = french ? unit.fr : unit.en;
        return word.empty() ? text : text + ' ' + word;
    };
    return {say(true), say(false)};
}

void read_intervals(Reader& root, const Palette& palette, const Symbol& base, LayerStyle& style) {
    style.rendering = Rendering::intervals;
    style.minimum = root.number("minimum");
    const std::vector<double> bounds = root.list<double>("bornes");
    double last = style.minimum;
    for (const double bound : bounds) {
        if (bound <= last)
            root.fail("bornes", in_words(bound, true),
                      "des bornes qui croissent, au-dessus du minimum");
        last = bound;
    }
    const std::string name = root.text("suite");
    const auto ramp = palette.ramps.find(name);
    if (ramp == palette.ramps.end())
        root.fail("suite", "« " + name + " »", "une suite de palette.toml");
    const bool inverse = root.flag("inverse");
    const std::size_t count = bounds.size() + 1;
    if (count < 2 || count > ramp->second.size())
        root.fail("bornes", fmt::format("{} classes", count),
                  fmt::format("2 à {} classes", ramp->second.size()));
    StyleText unit;
    if (root.has("unite")) {
        Reader words = root.table("unite");
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
}

void read_categories(Reader& root, const Palette& palette, const Symbol& base, LayerStyle& style) {
    style.rendering = Rendering::categories;
    for (Reader& reader : root.tables("categorie")) {
        StyleClass& one = style.classes.emplace_back();
        one.symbol = read_symbol(reader, palette, base);
        one.label = reader.words();
        if (reader.has("valeur")) one.value = reader.value("valeur");
        reader.finish();
    }
    if (style.classes.empty())
        root.fail("categorie", "absente", "des tables [[categorie]] ou des bornes");
}

LayerStyle read_layer(const fs::path& path, const Palette& palette,
                      const std::vector<StyleGroup>& groups) {
    const toml::table file = parse(path);
    Reader root(file, path.string());
    LayerStyle style;
    style.layer = root.text("couche");
    Reader title = root.table("titre");
    style.title = title.words();
    title.finish();
    style.group = root.text("groupe");
    if (std::none_of(groups.begin(), groups.end(),
                     [&](const StyleGroup& g) { return g.id == style.group; }))
        root.fail("groupe", "« " + style.group + " »", "un groupe de groupes.toml");
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
    const std::vector<double> zooms = root.list<double>("zoom");
    if (zooms.size() != 2 || zooms[0] > zooms[1])
        root.fail("zoom", "autre chose", "[premier, dernier]");
    style.min_zoom = static_cast<int>(zooms[0]);
    style.max_zoom = static_cast<int>(zooms[1]);

    style.visible = !root.has("visible") || root.flag("visible");

    Reader symbol = root.table("symbole");
    const Symbol base = read_symbol(symbol, palette, {});
    symbol.finish();
    style.column = root.text_or("colonne", "");
    if (style.column.empty()) {
        StyleClass& only = style.classes.emplace_back();
        only.symbol = base;
        only.label = style.title;
    } else if (root.has("bornes")) {
        read_intervals(root, palette, base, style);
    } else {
        read_categories(root, palette, base, style);
    }
    for (StyleClass& one : style.classes) {
        if (one.symbol.fill.empty()) root.fail("couleur", "absente", "une couleur de palette.toml");
        if (one.symbol.outline.empty()) one.symbol.outline = one.symbol.fill;
    }
    if (root.has("tri")) {
        if (root.text("tri") != "decroissant") root.fail("tri", "autre chose", "decroissant");
        style.sort_column = root.text_or("colonne_tri", style.column);
    }
    if (root.has("etiquette")) {
        Reader label = root.table("etiquette");
        style.label = {label.text("colonne"),
                       label.number("taille_pt"),
                       static_cast<int>(label.number("zoom_min")),
                       palette.colour(label, "couleur", "texte"),
                       palette.colour(label, "halo", "halo"),
                       label.flag("gras")};
        label.finish();
    }
    style.tip = root.list<std::string>("infobulle");
    root.finish();
    return style;
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
    const toml::table file = parse(folder / "groupes.toml");
    Reader root(file, (folder / "groupes.toml").string());
    for (Reader& group : root.tables("groupe")) {
        styles.groups.push_back({group.text("id"), group.words()});
        group.finish();
    }
    root.finish();
    styles.background = palette.colour(root, "fond", "fond");
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "couches"))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& path : files)
        styles.layers.push_back(read_layer(path, palette, styles.groups));
    std::sort(styles.layers.begin(), styles.layers.end(),
              [](const LayerStyle& a, const LayerStyle& b) {
                  return std::tie(a.order, a.layer) < std::tie(b.order, b.layer);
              });
    return styles;
}

LayerStyle fitted(const LayerStyle& style, std::span<const std::string> columns, Notices& notices) {
    LayerStyle out = style;
    const auto present = [&](const std::string& column) {
        if (std::find(columns.begin(), columns.end(), column) != columns.end()) return true;
        notices.add(Severity::avertissement, "style_colonne_absente", style.layer,
                    "colonnes citées par styles/ et absentes de la couche", column);
        return false;
    };
    if (!out.column.empty() && !present(out.column)) {
        out.rendering = Rendering::single;
        out.column.clear();
        out.classes.resize(1);
        out.classes[0] = {out.title, out.classes[0].symbol, {}, {}, {}};
    }
    if (!out.sort_column.empty() && !present(out.sort_column)) out.sort_column.clear();
    if (out.label && !present(out.label->column)) out.label.reset();
    std::erase_if(out.tip, [&](const std::string& column) { return !present(column); });
    return out;
}

}  // namespace lisiere::io
