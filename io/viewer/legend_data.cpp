// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/legend_data.hpp"

#include <algorithm>
#include <set>
#include <type_traits>

#include "io/style/maplibre.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json both(const StyleText& text) {
    return {{"fr", text.fr}, {"en", text.en}};
}

const char* to_text(StyleGeometry geometry) {
    switch (geometry) {
        case StyleGeometry::polygon:
            return "polygone";
        case StyleGeometry::line:
            return "ligne";
        case StyleGeometry::point:
            return "point";
    }
    return "";
}

const char* to_text(Stroke stroke) {
    switch (stroke) {
        case Stroke::solid:
            return "plein";
        case Stroke::dashed:
            return "tirets";
        case Stroke::dotted:
            return "points";
    }
    return "";
}

Json class_data(const StyleClass& one) {
    const Symbol& symbol = one.symbol;
    const Json value = std::visit(
        [](const auto& v) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                return nullptr;
            else
                return v;
        },
        one.value);
    return {{"libelle", both(one.label)},
            {"valeur", value},
            {"couleur", symbol.fill},
            {"opacite", symbol.opacity},
            {"contour", symbol.outline},
            {"epaisseur_px", pixels(symbol.width_mm)},
            {"taille_px", pixels(symbol.size_mm)},
            {"trait", to_text(symbol.stroke)},
            {"jusqua", one.up_to ? Json(*one.up_to) : Json()}};
}

/// Which classes the rows of the style's variant have, and which values, ascending.
struct Present {
    std::vector<bool> classes;
    std::set<double> values;
};

Present present_in(const LayerStyle& style, const Table& table) {
    Present present{std::vector<bool>(style.classes.size(), false), {}};
    const auto column = [&](const std::string& name) {
        return std::find_if(table.columns.begin(), table.columns.end(),
                            [&](const Column& one) { return one.name == name; }) -
               table.columns.begin();
    };
    const auto at = static_cast<std::size_t>(column(style.column));
    const auto kind = static_cast<std::size_t>(column(style.variant_column));
    for (const std::vector<Value>& row : table.rows) {
        if (at >= row.size()) continue;
        if (!style.variant.empty() && kind < row.size() && row[kind] != Value(style.variant))
            continue;
        const auto found = class_of(style, row[at]);
        if (!found) continue;
        present.classes[*found] = true;
        if (const auto* real = std::get_if<double>(&row[at])) present.values.insert(*real);
        if (const auto* whole = std::get_if<std::int64_t>(&row[at]))
            present.values.insert(static_cast<double>(*whole));
    }
    return present;
}

}  // namespace

Json group_data(const Styles& styles) {
    Json groups = Json::array();
    for (const StyleGroup& group : styles.groups)
        groups.push_back({{"id", group.id}, {"titre", both(group.title)}});
    return groups;
}

Json legend_data(std::span<const LayerStyle> drawn, std::span<const Table> tables,
                 const Colour& ground) {
    Json layers = Json::array();
    for (const LayerStyle& style : drawn) {
        Json classes = Json::array();
        for (const StyleClass& one : style.classes) classes.push_back(class_data(one));
        const auto table = std::find_if(tables.begin(), tables.end(),
                                        [&](const Table& one) { return one.name == style.layer; });
        Json values = Json::array();
        if (!style.sort_column.empty() && table != tables.end()) {
            const Present present = present_in(style, *table);
            const std::vector<Colour> shown = shown_colours(style, present.classes, ground);
            const std::vector<Colour> alone =
                shown_colours(style, std::vector<bool>(style.classes.size(), false), ground);
            for (std::size_t i = 0; i < shown.size(); ++i) {
                classes[i]["couleur"] = shown[i];
                classes[i]["couleur_seule"] = alone[i];
                classes[i]["presente"] = static_cast<bool>(present.classes[i]);
                classes[i]["opacite"] = 1;
            }
            for (const double value : present.values) values.push_back(value);
        }
        layers.push_back({{"couche", map_name(style)},
                          {"table", style.layer},
                          {"titre", both(style.title)},
                          {"groupe", style.group},
                          {"geometrie", to_text(style.geometry)},
                          {"colonne", style.column},
                          {"visible", style.visible},
                          {"zoom_min", style.min_zoom},
                          {"infobulle", style.tip},
                          {"legende", style.in_legend},
                          {"vide", table != tables.end() && !draws_any(style, *table)},
                          {"valeurs", values},
                          {"classes", classes}});
    }
    return layers;
}

}  // namespace lisiere::io
