// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/config/scenario_spec.hpp"

namespace lisiere::io {

/// The `[[scenarios]]` of a text that holds nothing else, read as those of a configuration are.
/// `where`: what messages call the text; files that it names are looked for beside `folder`, and
/// have no source. ConfigError as for a configuration, InputError for a file that is not there.
std::vector<ScenarioSpec> parse_scenarios(const std::string& text, const std::string& where,
                                          const std::filesystem::path& folder);

/// One `[[scenarios]]` as a text that `parse_scenarios` reads back: the keys that are not at their
/// default, a change a table, each on its lines. Same scenario, same bytes.
std::string to_toml(const ScenarioSpec& scenario);

}  // namespace lisiere::io
