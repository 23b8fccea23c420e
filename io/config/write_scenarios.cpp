// SPDX-License-Identifier: Apache-2.0
#include "io/config/write_scenarios.hpp"

namespace lisiere::io {
namespace {

toml::table to_table(const ScenarioWaySpec& spec) {
    toml::table table = spec.drawing.empty() ? to_table(static_cast<const LayerSpec&>(spec))
                                             : toml::table{{"trace", spec.drawing}};
    if (!spec.drawing.empty() && spec.crs != 0) table.insert("crs", spec.crs);
    if (!spec.kind.empty()) table.insert("nature", spec.kind);
    toml::array modes;
    for (const street::Mode mode : spec.modes) modes.push_back(std::string(street::to_text(mode)));
    if (!modes.empty()) table.insert("modes", modes);
    if (spec.bridge) table.insert("pont", true);
    if (spec.tunnel) table.insert("tunnel", true);
    if (spec.level != 0) table.insert("niveau", spec.level);
    if (spec.one_way) table.insert("sens_unique", true);
    table.insert("croisements", spec.joins_crossings ? "noeuds" : "libres");
    return table;
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
        array.push_back(table);
    }
    if (!array.empty()) root.insert("scenarios", array);
}

}  // namespace lisiere::io
