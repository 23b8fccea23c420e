// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "engine/table/table_rows.hpp"
#include "io/base/csv.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/product_words.hpp"
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

std::vector<ShortName> components(const fs::path& reference) {
    const auto french = read_enclosure_components(reference, "fr");
    const auto english = read_enclosure_components(reference, "en");
    std::vector<ShortName> out;
    for (std::size_t i = 0; i < french.size(); ++i)
        out.push_back({french[i].id, {french[i].label, english[i].label}});
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

/// What a plate may name: the layers of the tree, and those of the configuration by names of ours,
/// for nobody knows theirs: the reference, all the others, those of one drawing.
class LayerNames {
  public:
    LayerNames(const Styles& styles, const fs::path& drawings) : reference_(styles.reference) {
        for (const auto& entry : fs::directory_iterator(drawings))
            if (entry.path().extension() == ".toml")
                known_.push_back("contexte/" + entry.path().stem().string());
        for (const LayerStyle& style : styles.layers) {
            if (is_context(style.layer)) {
                if (!style.drawing.empty())
                    drawn_["contexte/" + style.drawing].push_back(style.layer);
                if (style.layer != reference_) others_.push_back(style.layer);
                continue;
            }
            known_.push_back(style.layer);
            for (const LayerStyle::Variant& variant : style.variants)
                known_.push_back(style.layer + "/" + variant.value);
        }
        for (const LayerStyle& style : styles.base) known_.push_back(style.layer);
        known_.insert(known_.end(), {every_other, the_reference});
    }

    const std::vector<std::string>& known() const { return known_; }
    const std::vector<std::string>& others() const { return others_; }

    /// With the layers of the configuration in place of our names for them.
    std::vector<std::string> meant(const std::vector<std::string>& names) const {
        std::vector<std::string> out;
        for (const std::string& name : names)
            if (name == every_other)
                out.insert(out.end(), others_.begin(), others_.end());
            else if (const auto drawn = drawn_.find(name); drawn != drawn_.end())
                out.insert(out.end(), drawn->second.begin(), drawn->second.end());
            else if (name.starts_with("contexte/") && name != the_reference)
                continue;  // a drawing that no layer of this configuration has
            else if (name != the_reference)
                out.push_back(name);
            else if (!reference_.empty())
                out.push_back(reference_);
        return out;
    }

    static constexpr const char* every_other = "contexte/*";
    static constexpr const char* the_reference = "contexte/reference";

  private:
    std::vector<std::string> known_;
    std::vector<std::string> others_;
    std::map<std::string, std::vector<std::string>> drawn_;  // by "contexte/" and the drawing
    std::string reference_;
};

struct ReadPlate {
    Plate plate;
    bool declared = true;  ///< false: of layers that the configuration has not
};

ReadPlate read_plate(StyleReader& reader, const LayerNames& names) {
    const std::vector<std::string>& known = names.known();
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
    plate.layers = names.meant(layer_names(reader, "couches", known));
    bool declared = true;
    if (reader.has("exige")) {
        plate.needs = layer_names(reader, "exige", known);
        if (std::erase(plate.needs, LayerNames::every_other) > 0) {
            plate.needs_one = names.others();
            declared = !plate.needs_one.empty();
        }
        const std::size_t asked = plate.needs.size();
        plate.needs = names.meant(plate.needs);
        declared = declared && plate.needs.size() == asked;
        StyleReader why = reader.table("sans");
        plate.without = why.words();
        why.finish();
    }
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
    return {std::move(plate), declared};
}

}  // namespace

bool is_printed(const Plate& plate, std::span<const Table> tables,
                std::span<const LayerStyle> styles) {
    const auto has = [&](const std::string& name) {
        const auto [layer, variant] = split_variant(name);
        const auto style = std::find_if(styles.begin(), styles.end(),
                                        [&, of = layer, as = variant](const LayerStyle& one) {
                                            return one.layer == of && has_variant(one, as);
                                        });
        const TableRows rows(tables, layer);
        if (style == styles.end()) return false;
        if (variant.empty()) return rows.size() > 0;
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (style->variant_column.empty() ? rows.number(row, variant).has_value()
                                              : rows.text(row, style->variant_column) == variant)
                return true;
        return false;
    };
    return std::all_of(plate.needs.begin(), plate.needs.end(), has) &&
           (plate.needs_one.empty() ||
            std::any_of(plate.needs_one.begin(), plate.needs_one.end(), has));
}

std::string AbsentPlate::said(const std::string& language) const {
    const std::string& reason = why.in(language);
    const bool vowel =
        !reason.empty() && std::string_view("aeiou").find(reason.front()) != std::string_view::npos;
    return say("commun.parce_que", language,
               {{"titre", title.in(language)}, {"voyelle", truth(vowel)}, {"motif", reason}});
}

std::vector<AbsentPlate> absent_plates(const PrintSettings& settings, std::span<const Table> tables,
                                       std::span<const LayerStyle> styles) {
    std::vector<AbsentPlate> out;
    for (const Plate& plate : settings.plates)
        if (plate.subject != Plate::Subject::scenario && !is_printed(plate, tables, styles))
            out.push_back({plate.id, plate.title, plate.without});
    for (const Plate& plate : settings.undeclared)
        out.push_back({plate.id, plate.title, plate.without});
    return out;
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

    settings.components = components(folder.parent_path() / "geodata" / "reference");
    PortraitSettings portrait = read_portrait_settings(folder);
    settings.heads = portrait.heads_of(PortraitProduct::page);
    settings.gaps = portrait.headlines_of(PortraitProduct::page);
    settings.gap_heads = std::move(portrait.headline_heads);
    settings.around = std::move(portrait.around);
    settings.ages = std::move(portrait.ages);
    settings.wide_ages = std::move(portrait.wide_ages);
    settings.periods = std::move(portrait.periods);
    const LayerNames names(styles, folder / "contexte");
    for (StyleReader& reader : root.tables("planche")) {
        ReadPlate read = read_plate(reader, names);
        (read.declared ? settings.plates : settings.undeclared).push_back(std::move(read.plate));
    }
    root.finish();
    return settings;
}

}  // namespace lisiere::io
