// SPDX-License-Identifier: Apache-2.0
#include "io/style/qgis_project.hpp"

#include <regex>
#include <vector>

#include "io/style/context_styles.hpp"
#include "io/style/qml.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::vector<std::string> all(const std::string& text, const char* pattern) {
    std::vector<std::string> out;
    const std::regex wanted(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
        out.push_back((*it)[1].str());
    return out;
}

const PortraitSettings& portrait() {
    static const PortraitSettings read = read_portrait_settings(LISIERE_ROOT "/styles");
    return read;
}

}  // namespace

TEST_CASE("a QGIS project holds every layer once, in its group, drawn in the styles' order",
          "[io][style]") {
    Styles styles = read_styles(LISIERE_ROOT "/styles");
    add_context_styles(
        styles,
        {{"contexte_scot", {"Secteurs", "Sectors"}, "contexte", true, false, "secteurs", {}, ""}},
        LISIERE_ROOT "/styles");
    std::vector<ProjectLayer> layers;
    for (const LayerStyle& style : styles.layers)
        layers.push_back({style.layer, style.title.fr, &style, qml(style, {}, "fr")});
    layers.push_back({"acces", "Accès <\"&\">", nullptr, qml({})});
    ProjectOptions options;
    options.name = "Lille & autour";
    options.epsg = 2975;
    const std::string text = qgis_project(layers, styles, options);

    const auto ids = all(text, "<id>([^<]*)</id>");
    CHECK(ids.size() == layers.size());
    for (const std::string& id : ids) CHECK(id.size() > 10);  // QGIS 3.22 loses shorter ones
    CHECK(all(text, "<layer-tree-layer id=\"([^\"]*)\"").size() == layers.size());
    std::vector<std::string> expected;
    for (const LayerStyle& style : styles.layers)
        expected.insert(expected.begin(), "lisiere_couche_" + style.layer);
    CHECK(all(text, "<item>([^<]*)</item>") == expected);
    CHECK(expected.front() == "lisiere_couche_portes");
    std::vector<std::string> groups;
    for (const StyleGroup& group : styles.groups)
        if (group.id != "fond") groups.push_back(group.title.fr);  // of print maps only
    groups.emplace_back("Tables sans carte");
    CHECK(all(text, "<layer-tree-group name=\"([^\"]*)\"") == groups);

    CHECK(all(text, "(<renderer-v2 )").size() == styles.layers.size());
    CHECK(all(text, "<datasource>([^|]*)\\|") ==
          std::vector<std::string>(layers.size(), "./lisiere.gpkg"));
    CHECK(text.find("id=\"lisiere_couche_quartiers_vecus\" name=\"Quartiers vécus (modélisés)\" "
                    "providerKey=\"ogr\" checked=\"Qt::Unchecked\"") != std::string::npos);
    CHECK(text.find("id=\"lisiere_couche_acces\" name=\"Accès &lt;&quot;&amp;&quot;&gt;\"") !=
          std::string::npos);
    CHECK(all(text, "EPSG:(\\d+)") == std::vector<std::string>(layers.size() + 2, "2975"));
    CHECK(text.find("projectname=\"Lille &amp; autour\"") != std::string::npos);
}

TEST_CASE("a QGIS project has its themes, bookmarks, relations and a layout over the perimeters",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    std::vector<ProjectLayer> layers;
    for (const char* table : {"perimetres", "arrets"})
        layers.push_back({table, table, styles.find(table), qml(*styles.find(table), {}, "fr")});
    layers.push_back({"acces", "Accès", nullptr, qml({}), "", true});
    const LayerStyle* areas = styles.find("isochrones");
    for (const LayerStyle::Variant& variant : areas->variants)
        layers.push_back(
            {"isochrones", variant.title.fr, areas, qml(*areas, {}, "fr"), variant.value, true});
    ProjectOptions options;
    options.epsg = 2154;
    options.themes = {{"Marche & vélo", {"perimetres", "isochrones/marche", "absente"}}};
    options.layout_theme = "Marche & vélo";
    options.portrait = &portrait();
    options.bookmarks = {{"Été (QN1)", {1, 2, 3, 4}}};
    options.extent = {0, 0, 1620, 3240};
    const std::string text = qgis_project(layers, styles, options);

    CHECK(text.find("<visibility-preset name=\"Marche &amp; vélo\">") != std::string::npos);
    CHECK(
        all(text, "<layer id=\"(lisiere[^\"]*)\" style=\"default\" visible=\"1\"") ==
        std::vector<std::string>{"lisiere_couche_perimetres", "lisiere_couche_isochrones_marche"});
    // The modes of the areas share one table, each by its filter.
    CHECK(text.find("|layername=isochrones|subset=&quot;mode&quot; = 'velo'") != std::string::npos);
    CHECK(all(text, "<relation id=\"([^\"]*)\"") == std::vector<std::string>{"perimetres_acces"});
    CHECK(text.find("extent=\"POLYGON((1 2, 3 2, 3 4, 1 4, 1 2))\"") != std::string::npos);
    CHECK(text.find("coverageLayer=\"lisiere_couche_perimetres\"") != std::string::npos);
    // The map's extent has the proportions of its place, 192 by 162 mm, about the same middle:
    // 3,240 high, 3,240 × 192 / 162 = 3,840 wide.
    CHECK(text.find("<Extent xmin=\"-1110\" ymin=\"0\" xmax=\"2730\" ymax=\"3240\"/>") !=
          std::string::npos);
    CHECK(text.find("followPresetName=\"Marche &amp; vélo\"") != std::string::npos);
}

TEST_CASE(
    "the form of a perimeter in QGIS has the sections of the portrait, its columns, its tables",
    "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    std::vector<ProjectLayer> layers{{"perimetres", "Périmètres", styles.find("perimetres"),
                                      qml(*styles.find("perimetres"), {}, "fr")}};
    layers.back().columns = {"code_qp", "population", "comp_b", "comp_a", "indice_enclavement"};
    layers.push_back({"acces", "Accès", nullptr, qml({}), "", true});
    layers.push_back({"indicateurs", "Indicateurs", nullptr, qml({}), "", true});
    ProjectOptions options;
    options.epsg = 2154;
    options.portrait = &portrait();
    const std::string text = qgis_project(layers, styles, options);
    // Sections in their order, those of which the edition has nothing left out.
    CHECK(all(text, "<attributeEditorContainer name=\"([^\"]*)\"") ==
          std::vector<std::string>{"Qui", "Population", "Enclavement", "Accès aux services",
                                   "Indicateurs"});
    // The order of columns is the portrait's; a star takes them in the table's.
    CHECK(all(text, "<attributeEditorField name=\"([^\"]*)\"") ==
          std::vector<std::string>{"code_qp", "population", "indice_enclavement", "comp_b",
                                   "comp_a"});
    CHECK(all(text, "<attributeEditorField name=\"comp_b\" index=\"(\\d)\"") ==
          std::vector<std::string>{"2"});
    CHECK(all(text, "<attributeEditorRelation name=\"([^\"]*)\"") ==
          std::vector<std::string>{"perimetres_acces", "perimetres_indicateurs"});
    CHECK(all(text, "(<attributeEditorForm>)").size() == 1);
}

TEST_CASE("the page of QGIS's layout asks the figures that the portrait has for it",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    std::vector<ProjectLayer> layers{{"perimetres", "Périmètres", styles.find("perimetres"),
                                      qml(*styles.find("perimetres"), {}, "fr")}};
    ProjectOptions options;
    options.epsg = 2154;
    options.layout_theme = "Situation";
    options.portrait = &portrait();
    CHECK(qgis_project(layers, styles, options).find("aggregate(") == std::string::npos);
    layers.push_back({"indicateurs", "Indicateurs", nullptr, qml({}), "", true});
    const std::string text = qgis_project(layers, styles, options);
    for (const HeadFigure& head : portrait().heads_of(PortraitProduct::qgis))
        CHECK(text.find("attribute(@atlas_feature, '" + head.column + "')") != std::string::npos);
    for (const ShortName& one : portrait().headlines_of(PortraitProduct::qgis))
        CHECK(text.find("'" + one.id + "', '" + one.label.fr + "'") != std::string::npos);
    for (const AroundPlace& place : portrait().around)
        CHECK(text.find("WHEN &quot;" + place.value + "&quot; IS NOT NULL") != std::string::npos);
}

TEST_CASE("the base map of a QGIS project is drawn from the edition's tiles, at the styles' scales",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    std::vector<ProjectLayer> layers;
    for (const LayerStyle& style : styles.base) {
        layers.push_back({style.layer, style.title.fr, &style, {}});
        layers.back().of_tiles = true;
    }
    ProjectOptions options;
    options.epsg = 2154;
    options.themes = {{"Situation", {"fond_eau"}}};
    const std::string text = qgis_project(layers, styles, options);
    CHECK(all(text, "<maplayer type=\"([^\"]*)\"") ==
          std::vector<std::string>(layers.size(), "vector-tile"));
    CHECK(all(text, "<datasource>([^<]*)<") ==
          std::vector<std::string>(layers.size(), "type=mbtiles&amp;url=./tuiles/lisiere.mbtiles"));
    CHECK(all(text, "providerKey=\"([^\"]*)\"") ==
          std::vector<std::string>(layers.size(), "vectortile"));
    std::size_t classes = 0;
    for (const LayerStyle& style : styles.base) classes += style.classes.size();
    CHECK(all(text, "(<style enabled=\"1\")").size() == classes);
    CHECK(all(text, "layer=\"fond_rues\" geometry=\"(\\d)\"") == std::vector<std::string>(3, "1"));
    CHECK(text.find("expression=\"&quot;classe&quot; = 'chemin'\"") != std::string::npos);
    // Streets from zoom 14 of tiles of 512 pixels on: 15 of tiles of 256.
    CHECK(all(text, "layer=\"fond_rues\" geometry=\"1\" min-zoom=\"(\\d+)\"") ==
          std::vector<std::string>(3, std::to_string(14 + 1)));
    CHECK(text.find("<layer id=\"lisiere_couche_fond_eau\" style=\"default\" visible=\"1\"") !=
          std::string::npos);
}

TEST_CASE("pages of QGIS's atlas are named as the edition's own, whatever the codes",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    const std::vector<ProjectLayer> layers{{"perimetres", "perimetres", styles.find("perimetres"),
                                            qml(*styles.find("perimetres"), {}, "fr")}};
    ProjectOptions options;
    options.epsg = 2154;
    options.themes = {{"Quartier", {"perimetres"}}};
    options.layout_theme = "Quartier";
    options.portrait = &portrait();
    CHECK(qgis_project(layers, styles, options).find("filenamePattern=\"&quot;code&quot;\"") !=
          std::string::npos);
    options.page_names = {{"L'\\1", "L-1-abc"}, {"VA/1", "VA-1-def"}};
    CHECK(qgis_project(layers, styles, options)
              .find("filenamePattern=\"coalesce(map_get(map('L''\\\\1', 'L-1-abc', 'VA/1', "
                    "'VA-1-def'), &quot;code&quot;), &quot;code&quot;)\"") != std::string::npos);
}

TEST_CASE("QGIS computes nothing that stands in a title, a legend or the sources", "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    LayerStyle style = *styles.find("perimetres");
    const std::string planted = "a [% env('HOME') %] [\x01% b %]";
    for (StyleClass& one : style.classes) one.label = {planted, planted};
    const std::vector<ProjectLayer> layers{{"perimetres", planted, &style, qml(style, {}, "fr")}};
    ProjectOptions options;
    options.name = planted;
    options.epsg = 2154;
    options.themes = {{planted, {"perimetres"}}};
    options.layout_theme = planted;
    options.portrait = &portrait();
    options.attribution = planted;
    options.bookmarks = {{planted, {0, 0, 1, 1}}};
    const std::string text = qgis_project(layers, styles, options);
    CHECK(text.find("[% env") == std::string::npos);
    CHECK(text.find("[% b") == std::string::npos);
    CHECK(text.find('\x01') == std::string::npos);
    CHECK(text.find("[ % env('HOME') %]") != std::string::npos);  // it is shown as a text
    CHECK(text.find("[% &quot;nom_qp&quot; || CASE WHEN ") !=
          std::string::npos);  // our own still is
}

TEST_CASE("the tip of a feature in QGIS takes its texts for texts", "[io][style]") {
    LayerStyle style = *read_styles(LISIERE_ROOT "/styles").find("perimetres");
    style.tip = {"nom_qp"};
    const std::string text = qml(style, {}, "fr");
    CHECK(
        text.find("[% replace(coalesce(&quot;nom_qp&quot;, '–'), map('&amp;', '&amp;amp;', '&lt;', "
                  "'&amp;lt;', '&gt;', '&amp;gt;')) %]") != std::string::npos);
}

TEST_CASE("QGIS's metadata say what the project and its layers hold, and which maps it has not",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    ProjectLayer layer{"perimetres", "Périmètres", styles.find("perimetres"),
                       qml(*styles.find("perimetres"), {}, "fr")};
    layer.description = "Les quartiers <& autres>.";
    ProjectOptions options;
    options.name = "Essai";
    options.author = "Lisière 1";
    options.abstract = "Carte non produite : Où mène la marche, parce que aucune rue n'est lue.";
    options.layout_theme = "Situation";
    options.portrait = &portrait();
    const std::string text = qgis_project(std::vector{layer}, styles, options);
    CHECK(all(text, "<abstract>([^<]*)</abstract>").size() == 2);
    CHECK(text.find("<author>Lisière 1</author>") != std::string::npos);
    CHECK(text.find("parce que aucune rue n") != std::string::npos);
    CHECK(text.find("<abstract>Les quartiers &lt;&amp; autres&gt;.</abstract>") !=
          std::string::npos);
    // The head of its pages says of which part of a quarter they speak.
    CHECK(text.find("partie couverte, ") != std::string::npos);
}
