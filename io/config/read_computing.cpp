// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_computing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <ranges>

#include "engine/enclavement/index.hpp"
#include "io/base/memory_size.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

void minutes(Section& section, const std::string& key, Minutes& target) {
    if (const auto value = section.number(key, 1, 240)) target = Minutes{*value};
}

void parking(Section& section, const std::string& key, Minutes& target, Minutes limit) {
    if (const auto value = section.number(key, 0, 60)) target = Minutes{*value};
    if (target >= limit)
        section.fail(key, fmt::format("{} min", target.count()),
                     fmt::format("moins que la limite du mode, {} min", limit.count()));
}

std::vector<access::TravelMode> travel_modes(Section& section, const std::string& key) {
    std::vector<access::TravelMode> modes;
    for (const std::string& text : section.texts(key)) {
        const auto mode = access::parse_travel_mode(text);
        if (!mode) section.fail(key, fmt::format("\"{}\"", text), "marche, velo, tc ou voiture");
        modes.push_back(*mode);
    }
    return modes;
}

Seconds parse_time(const Section& section, const std::string& text) {
    int hours = 0;
    int mins = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%2d:%2d%c", &hours, &mins, &rest) != 2 || hours < 0 ||
        hours > 30 || mins < 0 || mins > 59)
        section.fail("fenetre", fmt::format("\"{}\"", text), "une heure comme \"07:00\"");
    return Seconds{hours * 3600 + mins * 60};
}

std::chrono::year_month_day parse_date(const Section& section, const std::string& key,
                                       const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3) {
        const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                               std::chrono::day{day}};
        if (date.ok()) return date;
    }
    section.fail(key, fmt::format("\"{}\"", text), "une date comme \"2026-03-17\"");
}

/// An index is a mix: with one component or none that weighs, nothing would be computed.
void weights(Section& section, RunConfig& config) {
    config.weights = section.number_map("poids", 0, 1000);
    const auto components = read_enclosure_components(reference_folder());
    std::map<std::string, double> weights;
    for (const EnclosureComponent& one : components) weights[one.id] = one.weight;
    for (const auto& [name, weight] : config.weights) {
        if (!weights.contains(name))
            section.fail("poids", fmt::format("la composante \"{}\"", name),
                         fmt::format("{}", fmt::join(std::views::keys(weights), ", ")));
        weights[name] = weight;
    }
    const auto weighing = static_cast<std::size_t>(
        std::ranges::count_if(weights, [](const auto& component) { return component.second > 0; }));
    const std::size_t least = enclavement::IndexSettings{}.least_components;
    if (weighing < least)
        section.fail("poids", fmt::format("{} composante(s) de poids positif", weighing),
                     fmt::format("{} au moins", least),
                     "poids = { coupures = 1, permeabilite = 1 } ; ce qui n'est pas nommé garde "
                     "son poids, celui de geodata/reference/composantes.csv");
}

}  // namespace

void read_computing(Section& root, RunConfig& config) {
    auto section = root.table("calcul");
    if (!section) return;
    if (const auto date = section->text("date")) config.date = parse_date(*section, "date", *date);
    if (const auto date = section->text("date_edition"))
        config.edition_date = parse_date(*section, "date_edition", *date);
    config.school_zone = section->choice("zone_scolaire", {"A", "B", "C"}).value_or("");
    config.public_holidays = section->choice("jours_feries", {"france", "alsace_moselle", "aucun"})
                                 .value_or(config.public_holidays);
    const auto window = section->texts("fenetre");
    if (!window.empty()) {
        if (window.size() != 2)
            section->fail("fenetre", fmt::format("{} heures", window.size()),
                          "deux heures : [\"07:00\", \"09:00\"]");
        config.access.window.start = parse_time(*section, window[0]);
        config.access.window.end = parse_time(*section, window[1]);
        if (config.access.window.end <= config.access.window.start)
            section->fail("fenetre", fmt::format("{} à {}", window[0], window[1]),
                          "un début avant la fin");
    }
    if (const auto step = section->integer("pas_s", 30, 3600))
        config.access.window.step = Seconds{static_cast<std::int32_t>(*step)};
    if (const auto thresholds = section->numbers("seuils_min", 1, 240); !thresholds.empty())
        config.access.thresholds_min = thresholds;
    if (const auto modes = travel_modes(*section, "modes"); !modes.empty())
        config.access.modes = modes;
    if (const auto modes = travel_modes(*section, "modes_carreaux"); !modes.empty())
        config.access.cell_modes = modes;
    if (section->has("modes_troisieme"))
        config.access.third_modes = travel_modes(*section, "modes_troisieme");
    config.access.services = section->texts("services");
    minutes(*section, "marche_max_min", config.access.walk_limit);
    minutes(*section, "velo_max_min", config.access.cycling_limit);
    minutes(*section, "voiture_max_min", config.access.driving_limit);
    parking(*section, "velo_stationnement_min", config.access.bicycle_parking,
            config.access.cycling_limit);
    parking(*section, "voiture_stationnement_min", config.access.car_parking,
            config.access.driving_limit);
    minutes(*section, "marche_arret_min", config.access.stop_walk_limit);
    minutes(*section, "marche_correspondance_min", config.access.transfer_walk_limit);
    if (const auto limit = section->number("trajet_max_min", 10, 360))
        config.access.limits.max_time = Seconds{static_cast<std::int32_t>(*limit * 60)};
    if (const auto rides = section->integer("montees_max", 1, 8))
        config.access.limits.max_rides = static_cast<unsigned>(*rides);
    if (const auto limit = section->number("rattachement_m", 10, 5000))
        config.access.snap.limit = Metres{*limit};
    config.centre = section->text("centre").value_or("");
    config.threads = static_cast<unsigned>(section->integer("fils", 0, 256).value_or(0));
    // In force already: see memory_ceiling.hpp.
    if (const auto memory = section->text("memoire"); memory && !parse_memory_size(*memory))
        section->fail("memoire", fmt::format("\"{}\"", *memory),
                      "une taille comme \"2 Gio\" ou \"800 Mo\"");
    config.seed = static_cast<std::uint64_t>(
        section->integer("graine", 0, INT64_MAX).value_or(static_cast<std::int64_t>(config.seed)));
    config.distribution_as_written = section->text("distribution").value_or("");
    if (section->has("distribution") && config.distribution_as_written.empty())
        section->fail("distribution", "un texte vide",
                      "\"zone\", ou le fichier .distribution d'une édition");
    if (config.distribution_as_written != "zone" && !config.distribution_as_written.empty())
        config.distribution =
            (config.file.parent_path() / config.distribution_as_written).lexically_normal();
    weights(*section, config);
    // An empty list is an answer: no isochrone.
    if (section->has("isochrones_min"))
        config.isochrone_minutes = section->numbers("isochrones_min", 1, 120);
    if (section->has("isochrones_tc_min"))
        config.transit_isochrone_minutes = section->numbers("isochrones_tc_min", 1, 120);
    if (const auto bands = section->numbers("bandes_m", 1, 10000); !bands.empty())
        config.band_distances = bands;
    config.heavy_disc_m = section->number("divat_m", 50, 5000).value_or(config.heavy_disc_m);
    LineageSettings& lineage = config.lineage_settings;
    lineage.least_share =
        section->number("filiation_part_min", 0.001, 0.5).value_or(lineage.least_share);
    lineage.sliver =
        Metres{section->number("filiation_trait_m", 0, 500).value_or(lineage.sliver.value())};
    config.repair_tolerance =
        section->number("tolerance_reparation", 0, 1).value_or(config.repair_tolerance);
    section->finish();
}

}  // namespace lisiere::io
