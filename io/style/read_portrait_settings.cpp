// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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
    reader.finish();
    return layer;
}

void read_headline(StyleReader& reader, PortraitSettings& settings) {
    const ShortName name{reader.text("indicateur"), reader.words()};
    for (const std::string& product : reader.texts("dans"))
        if (product == "rapport")
            settings.of_report.push_back(name);
        else if (product == "page")
            settings.of_page.push_back(name);
        else
            reader.fail("dans", "« " + product + " »", "« rapport », « page »");
    reader.finish();
}

}  // namespace

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
    for (StyleReader& one : reader.tables("chiffre")) read_headline(one, settings);
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
