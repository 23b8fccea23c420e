// SPDX-License-Identifier: Apache-2.0
#include "io/config/territory_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/base/file_names.hpp"
#include "io/config/place_keys.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// Below `out/`, and nowhere else.
void refuse_folder(const Section& section, RunConfig& config) {
    const std::string& asked = config.slug;
    const fs::path path(asked);
    const bool leads_out =
        path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
    const bool written = std::none_of(asked.begin(), asked.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (asked.empty() || leads_out || !written)
        section.fail("dossier", fmt::format("\"{}\"", written ? asked : "…"),
                     "un nom de dossier, en dessous de out/ : \"val-de-lisse\"",
                     "pour écrire ailleurs : lisiere run -o DOSSIER");
}

Key<RunConfig> folder() {
    return text("dossier", &RunConfig::slug)
        .of_own_form()
        .absent([](RunConfig& config) { config.slug = folder_name(config.name, "territoire"); })
        .checked(refuse_folder);
}

Key<RunConfig> extent() {
    KeyFacts facts = fact("emprise", KeyType::numbers);
    facts.least = -180;
    facts.most = 180;
    facts.unit = "°";
    facts.own_form = true;
    return {{facts},
            [](Section& section, const ConfigFiles&, RunConfig& config) {
                const auto box = section.numbers("emprise", -180, 180);
                if (box.empty()) return;
                if (box.size() != 4 || box[0] >= box[2] || box[1] >= box[3])
                    section.fail("emprise", fmt::format("{} nombres", box.size()),
                                 "ouest, sud, est, nord en degrés : [3.02, 50.62, 3.08, 50.66]");
                config.extent_lonlat = geo::Box{box[0], box[1], box[2], box[3]};
            },
            [](const RunConfig& config, toml::table& table) {
                if (!config.extent_lonlat) return;
                const geo::Box& box = *config.extent_lonlat;
                table.insert("emprise", toml::array{box.min_x, box.min_y, box.max_x, box.max_y});
            }};
}

Key<RunConfig> priority_geography() {
    std::vector<std::pair<std::string, PerimeterKind>> kinds;
    for (const PerimeterKind kind :
         {PerimeterKind::quartier_prioritaire, PerimeterKind::veille_active,
          PerimeterKind::quartier_vecu, PerimeterKind::comparaison})
        kinds.emplace_back(std::string(to_text(kind)), kind);
    return words("geographie_prioritaire", &RunConfig::priority_geography, kinds,
                 "quartier_prioritaire, veille_active, quartier_vecu ou comparaison")
        // The State counts QPV only; Region and Department add veille active (design 4).
        .checked([](const Section&, RunConfig& config) {
            if (config.priority_geography.empty())
                config.priority_geography = {PerimeterKind::quartier_prioritaire};
        });
}

void refuse_same_id(const Section& section, const std::vector<PlaceSpec>& before,
                    const PlaceSpec& place) {
    for (const PlaceSpec& other : before)
        if (other.id == place.id)
            section.fail("id", fmt::format("deux fois \"{}\"", place.id),
                         "un identifiant par destination");
}

}  // namespace

Key<RunConfig> source_tables() {
    return named_tables(
        "sources", &RunConfig::sources, &Source::id,
        keys_of<Source>(required_text("titre", &Source::title, "le titre de la source"),
                        text("producteur", &Source::producer), text("licence", &Source::licence),
                        text("millesime", &Source::vintage), text("url", &Source::url)));
}

Key<RunConfig> territory_table() {
    return table("territoire",
                 keys_of<RunConfig>(required_text("nom", &RunConfig::name, "le nom du territoire"),
                                    folder(), choice("langue", &RunConfig::language, {"fr", "en"}),
                                    integer("crs", &RunConfig::crs, 1024, 32767).if_set(),
                                    number("tampon_m", &RunConfig::buffer_m, 0, 100000).in("m"),
                                    extent(), priority_geography()))
        .required()
        .checked([](const Section& root, RunConfig&) {
            if (!root.has("territoire"))
                root.fail("territoire", "rien",
                          "une table [territoire] avec au moins nom = \"...\"");
        });
}

Key<RunConfig> destination_tables() {
    return tables<RunConfig, PlaceSpec>(
        "destinations", &RunConfig::destinations,
        keys_of<PlaceSpec>(
            required_text("id", &PlaceSpec::id, "un identifiant : \"centre\""),
            text("nom", &PlaceSpec::label).absent([](PlaceSpec& place) { place.label = place.id; }),
            lon_lat(&PlaceSpec::at)),
        refuse_same_id);
}

}  // namespace lisiere::io
