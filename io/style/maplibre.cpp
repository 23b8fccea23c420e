// SPDX-License-Identifier: Apache-2.0
#include "io/style/maplibre.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const StyleValue& value) {
    return std::visit(
        [](const auto& v) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                return nullptr;
            else
                return v;
        },
        value);
}

Json get(const std::string& column) {
    return Json::array({"get", column});
}

/// Is the row in the class? Nothing for a class that takes every row.
Json test_of(const LayerStyle& style, const StyleClass& one) {
    if (style.rendering == Rendering::categories)
        return Json::array({"==", get(style.column), to_json(one.value)});
    return Json::array({"<=", get(style.column), *one.up_to});
}

/// A property that depends on the class; a plain value where all classes agree.
Json by_class(const LayerStyle& style, const std::function<Json(const Symbol&)>& property) {
    const Json first = property(style.classes.front().symbol);
    const bool same =
        std::all_of(style.classes.begin(), style.classes.end(),
                    [&](const StyleClass& one) { return property(one.symbol) == first; });
    if (same) return first;
    Json out = Json::array({"case"});
    Json rest = property(style.classes.back().symbol);
    for (const StyleClass& one : style.classes) {
        const bool last = &one == &style.classes.back();
        const bool takes_the_rest = style.rendering == Rendering::categories
                                        ? std::holds_alternative<std::monostate>(one.value)
                                        : !one.up_to.has_value();
        if (takes_the_rest || last) {
            rest = property(one.symbol);
            continue;
        }
        out.push_back(test_of(style, one));
        out.push_back(property(one.symbol));
    }
    out.push_back(rest);
    return out;
}

/// Which rows are drawn at all; null: every row.
Json drawn(const LayerStyle& style) {
    if (style.rendering == Rendering::intervals)
        return Json::array({"all", Json::array({"has", style.column}),
                            Json::array({">=", get(style.column), style.minimum})});
    if (style.rendering != Rendering::categories) return nullptr;
    Json values = Json::array();
    for (const StyleClass& one : style.classes) {
        if (std::holds_alternative<std::monostate>(one.value)) return nullptr;
        values.push_back(to_json(one.value));
    }
    return Json::array({"in", get(style.column), Json::array({"literal", values})});
}

Json both(const Json& a, const Json& b) {
    if (a.is_null()) return b;
    if (b.is_null()) return a;
    return Json::array({"all", a, b});
}

class Writer {
  public:
    Writer(const LayerStyle& style, const MapStyleOptions& options, const Styles& styles,
           Json& layers)
        : style_(style), options_(options), layers_(layers) {
        Json legend = Json::array();
        for (const StyleClass& one : style.classes)
            legend.push_back(
                {{"libelle", one.label.in(options.language)}, {"couleur", one.symbol.fill}});
        std::string group = style.group;
        for (const StyleGroup& g : styles.groups)
            if (g.id == style.group) group = g.title.in(options.language);
        metadata_ = {{"lisiere:couche", map_name(style)},
                     {"lisiere:ordre", style.order},
                     {"lisiere:titre", style.title.in(options.language)},
                     {"lisiere:groupe", group},
                     {"lisiere:colonne", style.column},
                     {"lisiere:legende", legend}};
    }

    void write() {
        switch (style_.geometry) {
            case StyleGeometry::polygon:
                add("surface", "fill", nullptr, sorted("fill-sort-key"),
                    {{"fill-color", by_class(style_, [](const Symbol& s) { return Json(s.fill); })},
                     {"fill-opacity",
                      by_class(style_, [](const Symbol& s) { return Json(s.opacity); })}});
                casing();
                strokes([](const Symbol& s) { return s.outline; });
                break;
            case StyleGeometry::line:
                casing();
                strokes([](const Symbol& s) { return s.fill; });
                break;
            case StyleGeometry::point:
                add("point", "circle", nullptr, sorted("circle-sort-key"),
                    {{"circle-color",
                      by_class(style_, [](const Symbol& s) { return Json(s.fill); })},
                     {"circle-radius",
                      by_class(style_,
                               [](const Symbol& s) { return Json(pixels(s.size_mm / 2)); })},
                     {"circle-stroke-color",
                      by_class(style_, [](const Symbol& s) { return Json(s.outline); })},
                     {"circle-stroke-width",
                      by_class(style_, [](const Symbol& s) { return Json(pixels(s.width_mm)); })}});
        }
    }
    void write_labels() {
        if (!style_.label) return;
        const LayerStyle::Label& label = *style_.label;
        constexpr double pixels_per_point = 96.0 / 72;
        Json layer = start("etiquette", "symbol", nullptr);
        layer["source-layer"] = label_layer(style_);
        layer["minzoom"] = std::max(label.min_zoom, style_.min_zoom);
        layer["layout"].update(
            {{"text-field", get(label.column)},
             {"text-size", std::round(label.size_pt * pixels_per_point * 10) / 10},
             {"text-max-width", 9}});
        if (label.bold) layer["layout"]["text-font"] = {"Open Sans Bold", "Arial Unicode MS Bold"};
        if (style_.geometry == StyleGeometry::point)
            layer["layout"].update(
                {{"text-anchor", "top"}, {"text-offset", {0, 0.6}}, {"text-optional", true}});
        layer["paint"] = {{"text-color", label.colour},
                          {"text-halo-color", label.halo},
                          {"text-halo-width", 1.5}};
        layers_.push_back(layer);
    }

  private:
    Json start(const std::string& part, const char* type, const Json& filter) const {
        Json layer{{"id", map_name(style_) + "-" + part},
                   {"type", type},
                   {"source", "lisiere"},
                   {"source-layer", style_.layer},
                   {"metadata", metadata_}};
        if (style_.min_zoom > 0) layer["minzoom"] = style_.min_zoom;
        if (style_.max_zoom < 24) layer["maxzoom"] = style_.max_zoom;
        if (!style_.visible) layer["layout"] = {{"visibility", "none"}};
        const Json own = style_.variant.empty() || style_.variant_column.empty()
                             ? Json()
                             : Json::array({"==", get(style_.variant_column), style_.variant});
        const Json all = both(own, both(drawn(style_), filter));
        if (!all.is_null()) layer["filter"] = all;
        return layer;
    }
    void add(const std::string& part, const char* type, const Json& filter, const Json& layout,
             const Json& paint) {
        Json layer = start(part, type, filter);
        if (!layout.empty()) layer["layout"].update(layout);
        layer["paint"] = paint;
        layers_.push_back(layer);
    }
    Json sorted(const char* key) const {
        if (style_.sort_column.empty()) return Json::object();
        return {{key, Json::array({"-", 0, Json::array({"number", get(style_.sort_column), 0})})}};
    }

    void casing() {
        const double band = style_.classes.front().symbol.casing_mm;
        if (band <= 0) return;
        add("lisere", "line", nullptr, {{"line-join", "round"}, {"line-cap", "round"}},
            {{"line-color", by_class(style_, [](const Symbol& s) { return Json(s.casing); })},
             {"line-width", by_class(style_, [](const Symbol& s) {
                  return Json(pixels(s.width_mm + 2 * s.casing_mm));
              })}});
    }

    /// Dashes cannot depend on a feature: one line layer for each pattern in use.
    void strokes(const std::function<Colour(const Symbol&)>& colour) {
        for (const Stroke stroke : {Stroke::solid, Stroke::dashed, Stroke::dotted}) {
            Json tests = Json::array({"any"});
            std::size_t used = 0;
            bool takes_the_rest = false;
            Json others = Json::array({"all"});
            for (const StyleClass& one : style_.classes) {
                if (one.symbol.stroke == stroke) ++used;
                const bool rest = style_.rendering == Rendering::categories &&
                                  std::holds_alternative<std::monostate>(one.value);
                if (rest && one.symbol.stroke == stroke) takes_the_rest = true;
                if (style_.rendering != Rendering::categories || rest) continue;
                if (one.symbol.stroke == stroke)
                    tests.push_back(test_of(style_, one));
                else
                    others.push_back(Json::array({"!", test_of(style_, one)}));
            }
            if (used == 0) continue;
            const bool every = used == style_.classes.size();
            Json layout = sorted("line-sort-key");
            layout.update({{"line-join", "round"},
                           {"line-cap", stroke == Stroke::dotted ? "round" : "butt"}});
            Json paint{
                {"line-color", by_class(style_, [&](const Symbol& s) { return Json(colour(s)); })},
                {"line-width",
                 by_class(style_, [](const Symbol& s) { return Json(pixels(s.width_mm)); })}};
            if (stroke == Stroke::dashed) paint["line-dasharray"] = {4, 2};
            if (stroke == Stroke::dotted) paint["line-dasharray"] = {0.1, 2};
            const char* names[] = {"trait", "tirets", "points"};
            add(names[static_cast<std::size_t>(stroke)], "line",
                every            ? Json()
                : takes_the_rest ? others
                                 : tests,
                layout, paint);
        }
    }

    const LayerStyle& style_;
    const MapStyleOptions& options_;
    Json& layers_;
    Json metadata_;
};

}  // namespace

double pixels(double mm) {
    constexpr double pixels_per_mm = 96 / 25.4;
    return std::round(mm * pixels_per_mm * 100) / 100;
}

std::string label_layer(const LayerStyle& style) {
    return style.geometry == StyleGeometry::polygon ? style.layer + "_etiquettes" : style.layer;
}

std::string maplibre_style(std::span<const LayerStyle> shown, const Styles& styles,
                           const MapStyleOptions& options) {
    Json layers = Json::array();
    layers.push_back({{"id", "fond"},
                      {"type", "background"},
                      {"paint", {{"background-color", styles.background}}}});
    std::vector<const LayerStyle*> ordered;
    for (const LayerStyle& style : shown) ordered.push_back(&style);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const LayerStyle* a, const LayerStyle* b) { return a->order < b->order; });
    for (const LayerStyle* style : ordered) Writer(*style, options, styles, layers).write();
    for (const LayerStyle* style : ordered) Writer(*style, options, styles, layers).write_labels();
    Json source{{"type", "vector"}, {"url", options.url}};
    if (!options.attribution.empty()) source["attribution"] = options.attribution;
    const Json style{{"version", 8},
                     {"name", options.name},
                     {"center", {options.lon, options.lat}},
                     {"zoom", options.zoom},
                     {"sources", {{"lisiere", source}}},
                     {"layers", layers}};
    return style.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lisiere::io
