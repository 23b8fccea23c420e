// SPDX-License-Identifier: Apache-2.0
#include "io/config/write_scenarios.hpp"

#include <fmt/format.h>

namespace lisiere::io {
namespace {

const char* word(ScenarioWaySpec::Action action) {
    switch (action) {
        case ScenarioWaySpec::Action::fermer:
            return "fermer";
        case ScenarioWaySpec::Action::pietonniser:
            return "pietonniser";
        case ScenarioWaySpec::Action::ajouter:
            break;
    }
    return "ajouter";
}

toml::table to_table(const ScenarioWaySpec& spec) {
    toml::table table =
        spec.has_file() ? to_table(static_cast<const LayerSpec&>(spec)) : toml::table{};
    table.insert("action", word(spec.action));
    if (!spec.drawing.empty()) table.insert("trace", spec.drawing);
    if (!spec.drawing.empty() && spec.crs != 0) table.insert("crs", spec.crs);
    if (!spec.ids.empty()) table.insert("id", to_array(spec.ids));
    toml::array modes;
    for (const street::Mode mode : spec.modes) modes.push_back(std::string(street::to_text(mode)));
    if (!modes.empty()) table.insert("modes", modes);
    if (spec.action != ScenarioWaySpec::Action::ajouter) {
        table.insert("par", spec.across ? "travers" : "long");
        return table;
    }
    if (!spec.kind.empty()) table.insert("nature", spec.kind);
    if (spec.bridge) table.insert("pont", true);
    if (spec.tunnel) table.insert("tunnel", true);
    if (spec.level != 0) table.insert("niveau", spec.level);
    if (spec.one_way) table.insert("sens_unique", true);
    table.insert("croisements", spec.joins_crossings ? "noeuds" : "libres");
    return table;
}

toml::table to_table(const ScenarioFacilitySpec& spec) {
    constexpr const char* actions[] = {"ajouter", "deplacer", "supprimer", "capacite"};
    toml::table table{{"action", actions[static_cast<std::size_t>(spec.action)]}, {"id", spec.id}};
    if (!spec.name.empty()) table.insert("nom", spec.name);
    if (!spec.category.empty()) table.insert("categorie", spec.category);
    if (spec.at) table.insert("lon", spec.at->lon);
    if (spec.at) table.insert("lat", spec.at->lat);
    if (spec.capacity) table.insert("capacite", *spec.capacity);
    return table;
}

std::string clock(Seconds time) {
    return fmt::format("{:02}:{:02}", time.count() / 3600, time.count() / 60 % 60);
}

toml::table to_table(const ScenarioLineSpec& spec) {
    using Action = ScenarioLineSpec::Action;
    if (spec.action == Action::supprimer)
        return toml::table{{"action", "supprimer"}, {"ligne", spec.name}};
    if (spec.action == Action::modifier)
        return toml::table{{"action", "modifier"},
                           {"ligne", spec.name},
                           {"frequence", spec.frequency},
                           {"vitesse", spec.speed}};
    toml::array services;
    for (const ScenarioServiceSpec& service : spec.services)
        services.push_back(toml::table{{"jours", service.days},
                                       {"debut", clock(service.first)},
                                       {"fin", clock(service.last)},
                                       {"intervalle_min", service.headway_min}});
    return toml::table{{"action", "ajouter"},
                       {"nom", spec.name},
                       {"mode", spec.mode},
                       {"vitesse_kmh", spec.speed_kmh},
                       {"arret_s", spec.dwell_s},
                       {"sens", spec.both_ways ? "aller_retour" : "aller"},
                       {"arrets", to_array(spec.stops)},
                       {"service", services}};
}

}  // namespace

toml::table to_table(const std::map<std::string, std::string>& texts) {
    toml::table table;
    for (const auto& [key, value] : texts) table.insert(key, value);
    return table;
}

toml::table to_table(const LayerSpec& spec) {
    toml::table table;
    table.insert("fichier", spec.file_as_written);
    if (!spec.layer.empty()) table.insert("couche", spec.layer);
    if (!spec.source.empty()) table.insert("source", spec.source);
    if (spec.crs != 0) table.insert("crs", spec.crs);
    if (!spec.fields.empty()) table.insert("champs", to_table(spec.fields));
    if (!spec.filter_field.empty())
        table.insert("filtre", toml::table{{"champ", spec.filter_field},
                                           {"valeurs", to_array(spec.filter_values)}});
    return table;
}

void insert_scenarios(toml::table& root, const std::vector<ScenarioSpec>& scenarios) {
    toml::array array;
    for (const ScenarioSpec& spec : scenarios) {
        toml::table table{{"nom", spec.name},
                          {"titre", spec.title},
                          {"description", spec.description},
                          {"rattachement_m", spec.tolerance_m}};
        toml::array ways;
        for (const ScenarioWaySpec& way : spec.ways) ways.push_back(to_table(way));
        if (!ways.empty()) table.insert("voies", ways);
        toml::array facilities;
        for (const ScenarioFacilitySpec& facility : spec.facilities)
            facilities.push_back(to_table(facility));
        if (!facilities.empty()) table.insert("equipements", facilities);
        toml::array lines;
        for (const ScenarioLineSpec& line : spec.lines) lines.push_back(to_table(line));
        if (!lines.empty()) table.insert("lignes", lines);
        array.push_back(table);
    }
    if (!array.empty()) root.insert("scenarios", array);
}

}  // namespace lisiere::io
