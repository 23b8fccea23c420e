// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/notice.hpp"

namespace lisiere::io {

/// A text of the maps in both languages.
struct StyleText {
    std::string fr;
    std::string en;
    const std::string& in(const std::string& language) const { return language == "en" ? en : fr; }
    std::string& in(const std::string& language) { return language == "en" ? en : fr; }
};

/// "#rrggbb", checked when read.
using Colour = std::string;

enum class StyleGeometry : std::uint8_t { polygon, line, point };
enum class Stroke : std::uint8_t { solid, dashed, dotted };

/// How one class is drawn. Sizes are in millimetres on paper; screens take 96 dots per inch.
struct Symbol {
    Colour fill;
    double opacity = 1;  ///< of the fill; outlines are opaque
    Colour outline;
    double width_mm = 0.3;  ///< of the outline, or of the line
    double size_mm = 2;     ///< of points, across
    Stroke stroke = Stroke::solid;
    double casing_mm = 0;  ///< light band on each side of the outline or line, to stand out on any
                           ///< ground
    Colour casing;
};

/// A value of a categorised column; monostate: every other value.
using StyleValue = std::variant<std::monostate, bool, std::int64_t, std::string>;

/// One class of a layer: all rows (no column), one value, or an interval open below and closed
/// above.
struct StyleClass {
    StyleText label;
    Symbol symbol;
    StyleValue value;
    std::optional<double>
        above;  ///< nothing for the first interval, which starts at `LayerStyle::minimum`
    std::optional<double> up_to;  ///< nothing for the last one
};

enum class Rendering : std::uint8_t { single, categories, intervals };

/// From this zoom tiles hold every column, below it `drawn_columns`: about a thousand cells of 200
/// m are in a tile there.
inline constexpr int first_whole_zoom = 12;
/// Tiles never hold every column: maps are coloured by values that lie beside them.
inline constexpr int never_whole = 24;

/// Everything that QGIS, web maps and print must agree on for one layer.
struct LayerStyle {
    std::string layer;
    std::string drawing;  ///< of styles/contexte, which a context layer is drawn by; else empty
    StyleText title;
    std::string group;
    int order = 0;  ///< drawn from the least to the greatest; also what stays in a full tile
    StyleGeometry geometry = StyleGeometry::polygon;
    Rendering rendering = Rendering::single;
    std::string column;      ///< empty when `single`
    double minimum = 0;      ///< intervals: the least value that is drawn
    bool diverging = false;  ///< intervals: light in the middle, where nothing changes
    std::vector<StyleClass> classes;
    int min_zoom = 0;
    int max_zoom = 24;
    int whole_zoom = first_whole_zoom;  ///< tiles hold every column from here on
    bool is_choropleth() const { return whole_zoom >= never_whole; }
    bool in_legend = true;  ///< of printed maps; false: what every reader knows, streets
    bool visible = true;    ///< false: maps open without it, whoever wants it turns it on
    std::string
        sort_column;  ///< rows with great values are drawn first; empty: in the table's order
    struct Label {
        std::string column;
        double size_pt = 8;
        int min_zoom = 0;
        Colour colour;
        Colour halo;
        bool bold = false;
    };
    std::optional<Label> label;
    /// Maps that one table is drawn as, one at a time: some of its rows each (a mode of travel), or
    /// all of them by another column each (an indicator), and then the style itself is as the
    /// first.
    struct Variant {
        std::string value;  ///< of `variant_column`; without one, the column that is drawn
        StyleText title;
        double minimum = 0;               ///< of a variant by column, as in the style
        std::vector<StyleClass> classes;  ///< likewise: intervals
    };
    std::string variant_column;  ///< empty: variants by column
    std::vector<Variant> variants;
    std::string variant;           ///< the one that is meant, under its title; empty: all of them
    std::vector<std::string> tip;  ///< columns shown when the pointer rests on a feature
};

/// Is it a layer that the configuration declares, to be carried on as it is?
bool is_context(std::string_view layer);

/// The style as one of its variants is titled and drawn; the style itself for "".
LayerStyle as_variant(const LayerStyle& style, const std::string& value);

/// Has the style a variant of that name? "" is the style itself.
bool has_variant(const LayerStyle& style, std::string_view value);

/// A style for each of its variants, by rows or by column, in their order; the style itself when it
/// has none.
std::vector<LayerStyle> by_variant(const LayerStyle& style);

/// "isochrones/marche" of a variant, else the layer's name: what plates and maps call it.
std::string map_name(const LayerStyle& style);

/// "isochrones/marche" → {"isochrones", "marche"}; "perimetres" → {"perimetres", ""}.
std::pair<std::string, std::string> split_variant(const std::string& name);

struct StyleGroup {
    std::string id;
    StyleText title;
};

struct Styles {
    Colour background;
    std::vector<StyleGroup> groups;  ///< in the legend's order
    std::vector<LayerStyle> layers;  ///< by `order`, then name
    std::vector<LayerStyle> base;    ///< of the print maps' base map (styles/fond), likewise
    /// The one of `layers` that perimeters are grouped by (context_styles.hpp); empty: none.
    std::string reference;
    const LayerStyle* find(std::string_view layer) const;
};

/// Reads styles/: palette.toml, groupes.toml, couches/*.toml and fond/*.toml. ConfigError naming
/// file and key for an unknown key, colour, group or suite, bounds that do not grow, a suite of the
/// wrong length.
Styles read_styles(const std::filesystem::path& folder);

/// The columns a map of the layer needs: its class, its label, its order, its variant, its tip, and
/// the key.
std::vector<std::string> drawn_columns(const LayerStyle& style);

/// The style without what the layer has no column for, each with a notice `style_colonne_absente`:
/// a layer whose class column is absent is drawn with its first symbol. Variants by column that
/// have none are left out without a word: a run has the indicators that it was given.
LayerStyle fitted(const LayerStyle& style, std::span<const std::string> columns, Notices& notices);

}  // namespace lisiere::io
