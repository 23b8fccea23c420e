// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <map>
#include <string>
#include <vector>

#include "io/config/scenario_spec.hpp"

/// Writing a configuration back. Private to io/config.
namespace lisiere::io {

toml::array to_array(const auto& values) {
    toml::array array;
    for (const auto& value : values) array.push_back(value);
    return array;
}
toml::table to_table(const std::map<std::string, std::string>& texts);
/// The keys every layer has, as they were written.
toml::table to_table(const LayerSpec& spec);

void insert_scenarios(toml::table& root, const std::vector<ScenarioSpec>& scenarios);

}  // namespace lisiere::io
