// SPDX-License-Identifier: Apache-2.0
#include "io/config/scenario_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/file_names.hpp"
#include "io/config/scenario_change_keys.hpp"

namespace lisiere::io {
namespace {

void refuse_name(const Section& section, ScenarioSpec& spec) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    if (!std::all_of(spec.name.begin(), spec.name.end(), plain) || !is_folder_name(spec.name))
        section.fail("nom", fmt::format("\"{}\"", spec.name),
                     "des minuscules sans accent, des chiffres, - et _, 100 au plus, et aucun "
                     "nom que Windows se garde (con, nul) : il nomme un dossier",
                     "mettre le nom en clair dans titre");
}

void refuse_same_name(const Section& section, const std::vector<ScenarioSpec>& before,
                      const ScenarioSpec& spec) {
    for (const ScenarioSpec& other : before)
        if (other.name == spec.name)
            section.fail("nom", fmt::format("deux fois \"{}\"", spec.name), "un nom par scénario");
}

}  // namespace

const Keys<ScenarioSpec>& scenario_keys() {
    static const Keys<ScenarioSpec> keys = keys_of<ScenarioSpec>(
        noted_path(&ScenarioSpec::key),
        required_text("nom", &ScenarioSpec::name, "un nom court : \"passerelle\"")
            .of_own_form()
            .checked(refuse_name),
        text("titre", &ScenarioSpec::title).absent([](ScenarioSpec& spec) {
            spec.title = spec.name;
        }),
        text("description", &ScenarioSpec::description),
        number("rattachement_m", &ScenarioSpec::tolerance_m, 0, 500).in("m"),
        tables("voies", &ScenarioSpec::ways, scenario_way_keys()),
        tables("equipements", &ScenarioSpec::facilities, scenario_facility_keys()),
        tables("lignes", &ScenarioSpec::lines, scenario_line_keys()));
    return keys;
}

Key<RunConfig> scenario_tables() {
    return tables<RunConfig, ScenarioSpec>("scenarios", &RunConfig::scenarios, scenario_keys(),
                                           refuse_same_name);
}

}  // namespace lisiere::io
