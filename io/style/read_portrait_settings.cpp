// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "io/reference/enclosure_components.hpp"
#include "io/style/portrait_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace {

std::size_t rows_in(StyleReader& reader, std::size_t otherwise) {
    const double rows = reader.number_or("lignes", static_cast<double>(otherwise));
    if (!(rows >= 0)) reader.fail("lignes", "un nombre négatif", "0 (toutes) ou plus");
    return static_cast<std::size_t>(rows);
}

std::vector<std::string> texts_or_none(StyleReader& reader, const std::string& key) {
    return reader.has(key) ? reader.texts(key) : std::vector<std::string>();
}

std::set<PortraitProduct> products_of(StyleReader& reader) {
    static const std::map<std::string, PortraitProduct> known{{"rapport", PortraitProduct::report},
                                                              {"page", PortraitProduct::page},
                                                              {"carte", PortraitProduct::web},
                                                              {"qgis", PortraitProduct::qgis}};
    std::set<PortraitProduct> products;
    for (const std::string& name : reader.texts("dans")) {
        const auto found = known.find(name);
        if (found == known.end())
            reader.fail("dans", "« " + name + " »", "« rapport », « page », « carte », « qgis »");
        products.insert(found->second);
    }
    return products;
}

StyleText words_or_none(StyleReader& reader, const std::string& key) {
    if (!reader.has(key)) return {};
    StyleReader words = reader.table(key);
    const StyleText text = words.words();
    words.finish();
    return text;
}

WebTable web_table_of(StyleReader& reader, const std::string& layer) {
    WebTable web{layer,
                 reader.words(),
                 reader.text("dessin"),
                 texts_or_none(reader, "colonnes"),
                 rows_in(reader, 0),
                 reader.text_or("si", ""),
                 reader.text_or("gras", ""),
                 words_or_none(reader, "aide")};
    if (!web_drawings().contains(web.drawing)) {
        std::string known;
        for (const std::string& one : web_drawings()) known += (known.empty() ? "" : ", ") + one;
        reader.fail("dessin", "« " + web.drawing + " »", known);
    }
    reader.finish();
    return web;
}

PortraitLayer layer_of(StyleReader& reader) {
    PortraitLayer layer;
    layer.layer = reader.text("nom");
    layer.key = reader.text_or("cle", layer.key);
    layer.key_is_list = layer.key.starts_with('*');
    if (layer.key_is_list) layer.key.erase(0, 1);
    layer.columns = texts_or_none(reader, "colonnes");
    layer.shown = texts_or_none(reader, "montre");
    if (layer.shown.empty() && layer.layer != "perimetres")
        reader.fail("montre", "rien", "les colonnes montrées au terminal");
    layer.most_rows = rows_in(reader, layer.most_rows);
    layer.sorted_by = reader.text_or("tri", "");
    if (reader.has("rapport")) {
        StyleReader report = reader.table("rapport");
        layer.report = {layer.layer,
                        report.words(),
                        report.texts("colonnes"),
                        rows_in(report, 0),
                        report.text_or("tri", ""),
                        report.text_or("methode", "")};
        report.finish();
    }
    if (reader.has("carte")) {
        StyleReader web = reader.table("carte");
        layer.web = web_table_of(web, layer.layer);
    }
    reader.finish();
    return layer;
}

HeadFigure head_of(StyleReader& reader) {
    HeadFigure head{reader.text("colonne"),     reader.words(),      reader.text_or("bas", ""),
                    reader.text_or("haut", ""), reader.flag("part"), products_of(reader)};
    reader.finish();
    return head;
}

AroundPlace around_place_of(StyleReader& reader) {
    AroundPlace place{reader.text("valeur"), reader.text("ecart"), reader.text_or("marque", ""),
                      reader.words()};
    reader.finish();
    return place;
}

HeadlineHeads headline_heads_of(StyleReader reader) {
    HeadlineHeads heads{words_or_none(reader, "titre"), words_or_none(reader, "quartier"),
                        words_or_none(reader, "commune"), words_or_none(reader, "autour"),
                        words_or_none(reader, "ecart")};
    reader.finish();
    return heads;
}

/// The components of enclosure under their names.
void name_components(PortraitSettings& settings, const std::filesystem::path& reference) {
    const auto french = read_enclosure_components(reference, "fr");
    const auto english = read_enclosure_components(reference, "en");
    for (std::size_t i = 0; i < french.size(); ++i)
        settings.column_names["comp_" + french[i].id] = {french[i].label, english[i].label};
}

void read_column_name(StyleReader& reader, PortraitSettings& settings) {
    const bool web_only = reader.has("dans");
    if (web_only && products_of(reader) != std::set{PortraitProduct::web})
        reader.fail("dans", "d'autres produits", "rien, ou [\"carte\"]");
    (web_only ? settings.web_names : settings.column_names)[reader.text("colonne")] =
        reader.words();
    reader.finish();
}

}  // namespace

const std::set<std::string>& web_drawings() {
    static const std::set<std::string> known{"barres", "croise",  "indice", "liste",
                                             "rose",   "tableau", "themes"};
    return known;
}

std::vector<HeadFigure> PortraitSettings::heads_of(PortraitProduct product) const {
    std::vector<HeadFigure> out;
    for (const HeadFigure& head : heads)
        if (head.in.contains(product)) out.push_back(head);
    return out;
}

std::vector<ShortName> PortraitSettings::headlines_of(PortraitProduct product) const {
    std::vector<ShortName> out;
    for (const Headline& headline : headlines)
        if (headline.in.contains(product)) out.push_back(headline.name);
    return out;
}

std::vector<ReportTable> PortraitSettings::report_tables() const {
    std::vector<ReportTable> tables;
    for (const PortraitPart& section : sections)
        for (const PortraitLayer& layer : section.layers)
            if (layer.report) tables.push_back(*layer.report);
    return tables;
}

PortraitSettings read_portrait_settings(const std::filesystem::path& styles) {
    const std::filesystem::path file = styles / "portrait.toml";
    const toml::table root = parse_style(file);
    StyleReader reader(root, file.string());
    PortraitSettings settings;
    for (StyleReader& one : reader.tables("tete")) settings.heads.push_back(head_of(one));
    for (StyleReader& one : reader.tables("autour"))
        settings.around.push_back(around_place_of(one));
    if (settings.around.empty()) reader.fail("autour", "rien", "une colonne au moins");
    settings.headline_heads = headline_heads_of(reader.table("comparaison"));
    for (StyleReader& one : reader.tables("chiffre")) {
        settings.headlines.push_back({{one.text("indicateur"), one.words()}, products_of(one)});
        one.finish();
    }
    for (StyleReader& one : reader.tables("intitule")) read_column_name(one, settings);
    name_components(settings, styles.parent_path() / "geodata" / "reference");
    for (StyleReader& one : reader.tables("age")) {
        auto& ages = one.flag("sinon") ? settings.wide_ages : settings.ages;
        ages.push_back({one.text("indicateur"), one.words()});
        one.finish();
    }
    for (StyleReader& one : reader.tables("periode")) {
        settings.periods.push_back({one.text("id"), one.words()});
        one.finish();
    }
    for (StyleReader& one : reader.tables("section")) {
        PortraitPart section{one.text("id"), one.words(), {}};
        if (std::any_of(settings.sections.begin(), settings.sections.end(),
                        [&](const PortraitPart& other) { return other.id == section.id; }))
            one.fail("id", "« " + section.id + " » deux fois", "un identifiant par section");
        for (StyleReader& layer : one.tables("couche")) section.layers.push_back(layer_of(layer));
        one.finish();
        settings.sections.push_back(std::move(section));
    }
    reader.finish();
    return settings;
}

}  // namespace lisiere::io
