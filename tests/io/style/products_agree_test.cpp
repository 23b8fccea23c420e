// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "io/style/maplibre.hpp"
#include "io/style/qml.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using Json = nlohmann::json;

namespace {

using Row = std::map<std::string, Json>;

/// As much of the MapLibre expression language as the styles use, by its documentation.
Json evaluate(const Json& e, const Row& row) {
    if (!e.is_array()) return e;
    const std::string op = e.at(0);
    const auto arg = [&](std::size_t i) { return evaluate(e.at(i), row); };
    if (op == "literal") return e.at(1);
    if (op == "get") return row.count(e.at(1)) > 0 ? row.at(e.at(1)) : Json();
    if (op == "has") return row.count(e.at(1)) > 0;
    if (op == "==") return arg(1) == arg(2);
    if (op == "<=") return arg(1).get<double>() <= arg(2).get<double>();
    if (op == ">=") return arg(1).get<double>() >= arg(2).get<double>();
    if (op == "!") return !arg(1).get<bool>();
    if (op == "in") {
        const Json list = arg(2);
        return std::find(list.begin(), list.end(), arg(1)) != list.end();
    }
    if (op == "all" || op == "any") {
        for (std::size_t i = 1; i < e.size(); ++i)
            if (arg(i).get<bool>() != (op == "all")) return op != "all";
        return op == "all";
    }
    if (op == "case") {
        for (std::size_t i = 1; i + 1 < e.size(); i += 2)
            if (arg(i).get<bool>()) return arg(i + 1);
        return arg(e.size() - 1);
    }
    FAIL("expression inconnue : " << op);
    return {};
}

std::string attribute(const std::string& tag, const std::string& name) {
    std::smatch match;
    return std::regex_search(tag, match, std::regex(" " + name + "=\"([^\"]*)\"")) ? match[1].str()
                                                                                   : "";
}
std::vector<std::string> tags(const std::string& xml, const std::string& name) {
    std::vector<std::string> out;
    const std::regex pattern("<" + name + " [^>]*>");
    for (std::sregex_iterator it(xml.begin(), xml.end(), pattern), end; it != end; ++it)
        out.push_back(it->str());
    return out;
}

/// The colour QGIS gives a row, by its documented rules: the first interval that holds the value,
/// ends included; the category whose value is equal, else the one without value; "" when the row is
/// not drawn.
struct Qgis {
    std::string xml;
    std::string column;
    std::map<std::string, std::string> colours;

    Qgis(const LayerStyle& style, std::string text) : xml(std::move(text)) {
        column = attribute(tags(xml, "renderer-v2").at(0), "attr");
        const char* key = style.geometry == StyleGeometry::line ? "line_color" : "color";
        const std::regex symbol("<symbol [^]*?</symbol>");
        for (std::sregex_iterator it(xml.begin(), xml.end(), symbol), end; it != end; ++it) {
            const std::string whole = it->str();
            // A light band, where there is one, is a line below the layer that bears the colour.
            const std::string one =
                whole.substr(0, whole.find('>') + 1) + whole.substr(whole.rfind("<layer "));
            std::smatch match;
            REQUIRE(
                std::regex_search(one, match,
                                  std::regex("<Option name=\"" + std::string(key) +
                                             "\" type=\"QString\" value=\"(\\d+),(\\d+),(\\d+),")));
            char hex[8];
            std::snprintf(hex, sizeof hex, "#%02x%02x%02x", std::stoi(match[1]),
                          std::stoi(match[2]), std::stoi(match[3]));
            colours[attribute(one, "name")] = hex;
        }
    }
    /// `CASE WHEN "mode" = 'marche' THEN "minutes" END`: the column of the rows of one variant.
    std::string colour(Row row) const {
        std::smatch match;
        if (std::regex_match(column, match,
                             std::regex("CASE WHEN &quot;(\\w+)&quot; = '(\\w+)' THEN "
                                        "&quot;(\\w+)&quot; END"))) {
            Qgis plain = *this;
            plain.column = match[3];
            if (row.count(match[1]) == 0 || row.at(match[1]) != match[2].str())
                row.erase(plain.column);
            return plain.colour(row);
        }
        if (column.empty()) return colours.at("0");
        const bool known = row.count(column) > 0;
        for (const std::string& tag : tags(xml, "range")) {
            if (!known) return "";
            const double value = row.at(column);
            if (value >= std::stod(attribute(tag, "lower")) &&
                value <= std::stod(attribute(tag, "upper")))
                return colours.at(attribute(tag, "symbol"));
        }
        std::string others;
        for (const std::string& tag : tags(xml, "category")) {
            const std::string value = attribute(tag, "value");
            if (value.empty()) others = colours.at(attribute(tag, "symbol"));
            if (!known) continue;
            const std::string text = row.at(column).is_string() ? row.at(column).get<std::string>()
                                                                : row.at(column).dump();
            if (value == text && !value.empty()) return colours.at(attribute(tag, "symbol"));
        }
        return others;
    }
};

/// The colour a web map gives the row; "" when no layer draws it.
std::string web_colour(const Json& style, const std::string& layer, const Row& row) {
    for (const Json& one : style["layers"]) {
        if (one["type"] == "symbol" || one.value("source-layer", "") != layer) continue;
        if (one["id"] == layer + "-lisere") continue;
        if (one.contains("filter") && !evaluate(one["filter"], row).get<bool>()) continue;
        const std::string type = one["type"];
        return evaluate(one["paint"][type + "-color"], row);
    }
    return "";
}

Styles styles() {
    return read_styles(LISIERE_ROOT "/styles");
}

}  // namespace

TEST_CASE("QGIS and the web map give every value the same colour, also on and beside each bound",
          "[io][style][property]") {
    const Styles all = styles();
    const Json web = Json::parse(maplibre_style(all.layers, all, {}));
    std::size_t drawn = 0;
    for (const LayerStyle& style : all.layers) {
        const Qgis qgis(style, qml(style, {}, "fr"));
        std::vector<Row> rows{{}};
        for (const StyleClass& one : style.classes) {
            std::visit(
                [&](const auto& v) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
                        rows.push_back({{style.column, v}});
                },
                one.value);
            for (const double bound :
                 {one.above.value_or(style.minimum), one.up_to.value_or(style.minimum)})
                for (const double step : {-1e-6, 0.0, 1e-6, 0.5, 1000.0})
                    rows.push_back({{style.column, bound + step}});
        }
        if (style.rendering == Rendering::categories)
            rows.push_back({{style.column, "valeur jamais vue"}});
        for (const Row& row : rows) {
            INFO(style.layer << " " << Json(row).dump());
            const std::string expected = qgis.colour(row);
            CHECK(web_colour(web, style.layer, row) == expected);
            drawn += expected.empty() ? 0 : 1;
        }
    }
    CHECK(drawn > 100);
}

TEST_CASE("a variant draws its own rows alone, in QGIS as on the web", "[io][style]") {
    const Styles all = styles();
    std::size_t tried = 0;
    for (const LayerStyle& style : all.layers) {
        if (style.variant_column.empty()) continue;
        const std::vector<LayerStyle> each = by_variant(style);
        REQUIRE(each.size() == style.variants.size());
        for (const LayerStyle& one : each) {
            const Json web = Json::parse(maplibre_style(std::vector{one}, all, {}));
            const Qgis qgis(one, qml(one, {}, "fr"));
            for (const LayerStyle::Variant& other : style.variants)
                for (const double value : {4.0, 5.0, 12.0, 60.0}) {
                    INFO(map_name(one) << " " << other.value << " " << value);
                    Row row{{style.variant_column, other.value}};
                    if (!style.column.empty()) row[style.column] = value;
                    const std::string expected = qgis.colour(row);
                    CHECK(web_colour(web, style.layer, row) == expected);
                    CHECK(expected.empty() == (other.value != one.variant));
                    ++tried;
                }
        }
    }
    CHECK(tried > 50);
}

TEST_CASE("QGIS and the web map say the same classes in the legend, in both languages",
          "[io][style]") {
    const Styles all = styles();
    for (const std::string language : {"fr", "en"}) {
        MapStyleOptions options;
        options.language = language;
        const Json web = Json::parse(maplibre_style(all.layers, all, options));
        for (const LayerStyle& style : all.layers) {
            if (style.rendering == Rendering::single) continue;
            const std::string xml = qml(style, {}, language);
            const auto classes =
                tags(xml, style.rendering == Rendering::categories ? "category" : "range");
            REQUIRE(classes.size() == style.classes.size());
            for (const Json& one : web["layers"]) {
                if (one.value("source-layer", "") != style.layer) continue;
                const Json& legend = one["metadata"]["lisiere:legende"];
                REQUIRE(legend.size() == classes.size());
                for (std::size_t i = 0; i < classes.size(); ++i)
                    CHECK(legend[i]["libelle"] == attribute(classes[i], "label"));
            }
        }
    }
}

TEST_CASE("a web style asks for nothing outside its folder and draws in the declared order",
          "[io][style]") {
    const Styles all = styles();
    MapStyleOptions options;
    options.attribution = "© essai";
    const Json web = Json::parse(maplibre_style(all.layers, all, options));
    CHECK(web["version"] == 8);
    CHECK_FALSE(web.contains("sprite"));
    CHECK_FALSE(web.contains("glyphs"));
    CHECK(web.dump().find("http") == std::string::npos);
    CHECK(web["sources"].size() == 1);
    CHECK(web["sources"]["lisiere"]["attribution"] == "© essai");
    std::set<std::string> ids;
    std::vector<std::string> order;
    for (const Json& one : web["layers"]) {
        CHECK(ids.insert(one["id"]).second);
        if (one["type"] == "symbol" || !one.contains("source-layer")) continue;
        if (order.empty() || order.back() != one["source-layer"])
            order.push_back(one["source-layer"]);
    }
    std::vector<std::string> expected;
    for (const LayerStyle& style : all.layers) expected.push_back(style.layer);
    CHECK(order == expected);
    CHECK(order.front() == "communes");  // the largest areas lie under all others
    CHECK(order.back() == "portes");     // through the rim, hence over it
}

TEST_CASE("each feature has an outline in one pattern only", "[io][style]") {
    const Styles all = styles();
    const Json web = Json::parse(maplibre_style(all.layers, all, {}));
    for (const std::string kind : {"quartier_prioritaire/officiel", "quartier_prioritaire/local",
                                   "veille_active/local", "comparaison/local"}) {
        int lines = 0;
        for (const Json& one : web["layers"])
            if (one["type"] == "line" && one["source-layer"] == "perimetres" &&
                one["id"] != "perimetres-lisere")
                lines += !one.contains("filter") ||
                                 evaluate(one["filter"], {{"genre_statut", kind}}).get<bool>()
                             ? 1
                             : 0;
        CHECK(lines == 1);
    }
    for (const std::string type :
         {"voie_ferree", "cours_eau", "emprise_fermee", "autre", "inconnu"}) {
        int lines = 0;
        for (const Json& one : web["layers"])
            if (one["type"] == "line" && one["source-layer"] == "coupures" &&
                one["id"] != "coupures-lisere")
                lines +=
                    !one.contains("filter") || evaluate(one["filter"], {{"type", type}}).get<bool>()
                        ? 1
                        : 0;
        CHECK(lines == 1);
    }
}

TEST_CASE("polygons are named once: their labels come from a layer of points", "[io][style]") {
    const Styles all = styles();
    const Json web = Json::parse(maplibre_style(all.layers, all, {}));
    std::map<std::string, std::string> from;
    for (const Json& one : web["layers"])
        if (one["type"] == "symbol") from[one["id"]] = one["source-layer"];
    CHECK(from.at("perimetres-etiquette") == "perimetres_etiquettes");
    CHECK(from.at("arrets-etiquette") == "arrets");
}

TEST_CASE("a web map opens without the layers that cover the others, and can show them",
          "[io][style]") {
    const Styles all = styles();
    const Json web = Json::parse(maplibre_style(all.layers, all, {}));
    std::map<std::string, std::set<bool>> hidden;
    for (const Json& one : web["layers"])
        if (one.contains("source-layer") && one["type"] != "symbol")
            hidden[one["source-layer"]].insert(
                one.contains("layout") && one["layout"].value("visibility", "visible") == "none");
    for (const LayerStyle& style : all.layers) {
        INFO(style.layer);
        CHECK(hidden.at(style.layer) == std::set<bool>{!style.visible});
    }
    CHECK_FALSE(all.find("quartiers_vecus")->visible);
    CHECK(all.find("carreaux")->visible);
}
