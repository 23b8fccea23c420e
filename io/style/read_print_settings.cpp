// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "io/base/csv.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

double number_in(StyleReader& reader, const std::string& key, double least, double most) {
    const double value = reader.number(key);
    if (!(value >= least && value <= most))
        reader.fail(key, fmt::format("{}", value),
                    fmt::format("un nombre de {} à {}", least, most));
    return value;
}

std::vector<ShortName> short_names(StyleReader& root, const std::string& array,
                                   const std::string& key) {
    std::vector<ShortName> out;
    for (StyleReader& reader : root.tables(array)) {
        out.push_back({reader.text(key), reader.words()});
        reader.finish();
    }
    return out;
}

std::string layer_name(StyleReader& reader, const std::string& key, const std::string& name,
                       const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        const std::string near = nearest_name(name, known);
        reader.fail(key, "couche « " + name + " »",
                    near.empty() ? "une couche de couches/ ou de fond/" : "« " + near + " » ?");
    }
    return name;
}

std::vector<std::string> layer_names(StyleReader& reader, const std::string& key,
                                     const std::vector<std::string>& known) {
    std::vector<std::string> names = reader.texts(key);
    for (const std::string& name : names) layer_name(reader, key, name, known);
    return names;
}

Plate read_plate(StyleReader& reader, const std::vector<std::string>& known) {
    Plate plate;
    plate.id = reader.text("id");
    const std::string subject = reader.text("pour");
    if (subject == "territoire")
        plate.subject = Plate::Subject::territory;
    else if (subject == "commune")
        plate.subject = Plate::Subject::commune;
    else if (subject == "scenario")
        plate.subject = Plate::Subject::scenario;
    else if (subject != "quartier")
        reader.fail("pour", "« " + subject + " »", "territoire, commune, quartier ou scenario");
    StyleReader title = reader.table("titre");
    plate.title = title.words();
    title.finish();
    plate.figures = !reader.has("chiffres") || reader.flag("chiffres");
    plate.layers = layer_names(reader, "couches", known);
    if (reader.has("exige")) plate.needs = layer_names(reader, "exige", known);
    plate.indicator = reader.text_or("indicateur", "");
    plate.local_list = reader.flag("liste_locale");
    plate.facilities = reader.flag("frequentations");
    if (plate.local_list && plate.facilities)
        reader.fail("frequentations", "true",
                    "une table à côté de la carte : celle-ci ou liste_locale");
    for (StyleReader& one : reader.tables("carte")) {
        Plate::Panel& panel = plate.panels.emplace_back();
        StyleReader words = one.table("titre");
        panel.title = words.words();
        words.finish();
        panel.layer = layer_name(one, "couche", one.text("couche"), known);
        one.finish();
    }
    if (plate.panels.empty() == (plate.subject == Plate::Subject::scenario))
        reader.fail("carte", plate.panels.empty() ? "absente" : "présente",
                    "des tables [[planche.carte]] pour un scénario, et pour lui seul");
    if (reader.has("du_quartier")) plate.of_quarter = layer_names(reader, "du_quartier", known);
    reader.finish();
    return plate;
}

}  // namespace

bool is_printed(const Plate& plate, std::span<const Table> tables,
                std::span<const LayerStyle> styles) {
    return std::all_of(plate.needs.begin(), plate.needs.end(), [&](const std::string& name) {
        const auto [layer, variant] = split_variant(name);
        const bool rows = std::any_of(tables.begin(), tables.end(), [&](const Table& table) {
            return table.name == layer && !table.rows.empty();
        });
        return rows && std::any_of(styles.begin(), styles.end(), [&](const LayerStyle& style) {
                   return style.layer == layer && has_variant(style, variant);
               });
    });
}

PrintSettings read_print_settings(const fs::path& folder, const Styles& styles) {
    const Palette palette = read_palette(folder / "palette.toml");
    const fs::path path = folder / "impression.toml";
    const toml::table file = parse_style(path);
    StyleReader root(file, path.string());
    PrintSettings settings;

    StyleReader page = root.table("page");
    settings.family = page.text("police");
    settings.margin_mm = number_in(page, "marge_mm", 0, 40);
    settings.column_mm = number_in(page, "colonne_mm", 60, 160);
    settings.dots_per_inch = number_in(page, "resolution_ppp", 36, 600);
    settings.a3_scale = number_in(page, "agrandissement_a3", 1, 1.42);
    page.finish();

    StyleReader colours = root.table("couleurs");
    const auto colour = [&](const std::string& key) {
        return palette.colour(colours, key, colours.text(key));
    };
    settings.colours = {colour("quartier"), colour("commune"), colour("agglomeration"),
                        colour("texte"),    colour("discret"), colour("filet"),
                        colour("cadre")};
    colours.finish();

    StyleReader base = root.table("fond");
    settings.base.streets_up_to = base.number("rues_jusqu_a");
    settings.base.paths_up_to = base.number("chemins_jusqu_a");
    settings.base.buildings_up_to = base.number("batiments_jusqu_a");
    settings.base.main_streets = base.texts("principale");
    settings.base.streets = base.texts("rue");
    base.finish();

    settings.gaps = short_names(root, "ecart", "indicateur");
    settings.ages = short_names(root, "age", "indicateur");
    settings.periods = short_names(root, "periode", "id");
    std::vector<std::string> known;
    for (const LayerStyle& style : styles.layers) {
        known.push_back(style.layer);
        for (const LayerStyle::Variant& variant : style.variants)
            known.push_back(style.layer + "/" + variant.value);
    }
    for (const LayerStyle& style : styles.base) known.push_back(style.layer);
    for (StyleReader& reader : root.tables("planche"))
        settings.plates.push_back(read_plate(reader, known));
    root.finish();
    return settings;
}

}  // namespace lisiere::io
