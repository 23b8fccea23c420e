// SPDX-License-Identifier: Apache-2.0
#include "io/config/computing_keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <ranges>

#include "engine/enclavement/index.hpp"
#include "io/base/memory_size.hpp"
#include "io/config/time_keys.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

using access::AccessSettings;

Key<AccessSettings> minutes(const std::string& name, Minutes AccessSettings::*member) {
    return number(name, member, 1, 240).in("min");
}

Key<AccessSettings> parking(const std::string& name, Minutes AccessSettings::*member,
                            Minutes AccessSettings::*most) {
    return number(name, member, 0, 60)
        .in("min")
        .checked([=](const Section& section, AccessSettings& access) {
            const Minutes limit = access.*most;
            if (access.*member >= limit)
                section.fail(name, fmt::format("{} min", (access.*member).count()),
                             fmt::format("moins que la limite du mode, {} min", limit.count()));
        });
}

Key<AccessSettings> travel_modes(const std::string& name,
                                 std::vector<access::TravelMode> AccessSettings::*member,
                                 bool none_is_said = false) {
    std::vector<std::pair<std::string, access::TravelMode>> modes;
    for (const access::TravelMode mode : access::every_mode)
        modes.emplace_back(std::string(to_text(mode)), mode);
    return words(name, member, modes, "marche, velo, tc ou voiture", none_is_said);
}

/// Two hours of the day.
Key<transit::DepartureWindow> window() {
    KeyFacts facts = fact("fenetre", KeyType::texts);
    facts.own_form = true;
    return {{facts},
            [](Section& section, const ConfigFiles&, transit::DepartureWindow& window) {
                const auto hours = section.texts("fenetre");
                if (hours.empty()) return;
                if (hours.size() != 2)
                    section.fail("fenetre", fmt::format("{} heures", hours.size()),
                                 "deux heures : [\"07:00\", \"09:00\"]");
                window.start = parse_clock(section, "fenetre", hours[0]);
                window.end = parse_clock(section, "fenetre", hours[1]);
                if (window.end <= window.start)
                    section.fail("fenetre", fmt::format("{} à {}", hours[0], hours[1]),
                                 "un début avant la fin");
            },
            [](const transit::DepartureWindow& window, toml::table& table) {
                table.insert("fenetre", toml::array{clock(window.start), clock(window.end)});
            }};
}

/// In minutes, of which a search counts the whole seconds.
Key<transit::TransitLimits> longest_trip() {
    KeyFacts facts = fact("trajet_max_min", KeyType::number);
    facts.least = 10;
    facts.most = 360;
    facts.unit = "min";
    return {{facts},
            [](Section& section, const ConfigFiles&, transit::TransitLimits& limits) {
                if (const auto limit = section.number("trajet_max_min", 10, 360))
                    limits.max_time = Seconds{static_cast<std::int32_t>(*limit * 60)};
            },
            [](const transit::TransitLimits& limits, toml::table& table) {
                if (limits.max_time.count() % 60 == 0)
                    table.insert("trajet_max_min", limits.max_time.count() / 60);
                else
                    table.insert("trajet_max_min", Minutes{limits.max_time}.count());
            }};
}

Keys<RunConfig> of_access() {
    return within(
        &RunConfig::access,
        keys_of<AccessSettings>(
            within(
                &AccessSettings::window,
                keys_of<transit::DepartureWindow>(
                    window(), integer("pas_s", &transit::DepartureWindow::step, 30, 3600).in("s"))),
            numbers("seuils_min", &AccessSettings::thresholds_min, 1, 240).in("min"),
            travel_modes("modes", &AccessSettings::modes),
            travel_modes("modes_carreaux", &AccessSettings::cell_modes),
            travel_modes("modes_troisieme", &AccessSettings::third_modes, true),
            texts("services", &AccessSettings::services),
            minutes("marche_max_min", &AccessSettings::walk_limit),
            minutes("velo_max_min", &AccessSettings::cycling_limit),
            minutes("voiture_max_min", &AccessSettings::driving_limit),
            parking("velo_stationnement_min", &AccessSettings::bicycle_parking,
                    &AccessSettings::cycling_limit),
            parking("voiture_stationnement_min", &AccessSettings::car_parking,
                    &AccessSettings::driving_limit),
            minutes("marche_arret_min", &AccessSettings::stop_walk_limit),
            minutes("marche_correspondance_min", &AccessSettings::transfer_walk_limit),
            within(&AccessSettings::limits,
                   keys_of<transit::TransitLimits>(
                       longest_trip(),
                       integer("montees_max", &transit::TransitLimits::max_rides, 1, 8))),
            within(&AccessSettings::snap,
                   keys_of<street::SnapOptions>(
                       number("rattachement_m", &street::SnapOptions::limit, 10, 5000).in("m")))));
}

/// In force already: see memory_ceiling.hpp.
Key<RunConfig> memory() {
    return Key<RunConfig>{{fact("memoire", KeyType::text)},
                          [](Section& section, const ConfigFiles&, RunConfig&) {
                              const auto memory = section.text("memoire");
                              if (memory && !parse_memory_size(*memory))
                                  section.fail("memoire", fmt::format("\"{}\"", *memory),
                                               "une taille comme \"2 Gio\" ou \"800 Mo\"");
                          },
                          [](const RunConfig&, toml::table&) {}}
        .of_own_form()
        .aside();
}

Key<RunConfig> distribution() {
    return {
        {fact("distribution", KeyType::file)},
        [](Section& section, const ConfigFiles& files, RunConfig& config) {
            config.distribution_as_written = section.text("distribution").value_or("");
            if (section.has("distribution") && config.distribution_as_written.empty())
                section.fail("distribution", "un texte vide",
                             "\"zone\", ou le fichier .distribution d'une édition");
            if (config.distribution_as_written != "zone" && !config.distribution_as_written.empty())
                config.distribution = files.beside(config.distribution_as_written);
        },
        [](const RunConfig& config, toml::table& table) {
            table.insert("distribution", config.distribution_as_written.empty()
                                             ? std::string("zone")
                                             : config.distribution_as_written);
        }};
}

/// An index is a mix: with one component or none that weighs, nothing would be computed.
void refuse_weights(const Section& section, RunConfig& config) {
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

Key<RunConfig> computing_table() {
    return table<RunConfig>(
        "calcul",
        keys_of<RunConfig>(
            date("date", &RunConfig::date), date("date_edition", &RunConfig::edition_date),
            choice("zone_scolaire", &RunConfig::school_zone, {"A", "B", "C"}).if_set(),
            choice("jours_feries", &RunConfig::public_holidays,
                   {"france", "alsace_moselle", "aucun"}),
            of_access(), text("centre", &RunConfig::centre),
            integer("fils", &RunConfig::threads, 0, 256), memory(),
            integer("graine", &RunConfig::seed, 0, INT64_MAX), distribution(),
            number_map("poids", &RunConfig::weights, 0, 1000).checked(refuse_weights),
            numbers("isochrones_min", &RunConfig::isochrone_minutes, 1, 120, true).in("min"),
            numbers("isochrones_tc_min", &RunConfig::transit_isochrone_minutes, 1, 120, true)
                .in("min"),
            numbers("bandes_m", &RunConfig::band_distances, 1, 10000).in("m"),
            number("divat_m", &RunConfig::heavy_disc_m, 50, 5000).in("m"),
            within(&RunConfig::lineage_settings,
                   keys_of<LineageSettings>(
                       number("filiation_part_min", &LineageSettings::least_share, 0.001, 0.5),
                       number("filiation_trait_m", &LineageSettings::sliver, 0, 500).in("m"))),
            number("tolerance_reparation", &RunConfig::repair_tolerance, 0, 1)));
}

}  // namespace lisiere::io
