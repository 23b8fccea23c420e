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

/// One `[[scenarios]]` as a text that `parse_scenarios` reads back, a change a table, a key a line.
/// Same scenario, same bytes.
std::string to_toml(const ScenarioSpec& scenario);

/// "…/territoire.toml" to "…/territoire.scenarios.toml": beside a configuration, more
/// `[[scenarios]]` of it, that a program may write. `read_config` reads it with the configuration.
std::filesystem::path kept_scenarios_file(const std::filesystem::path& configuration);

/// The text of such a file with one more scenario, under a line of comment, or with it in the place
/// of the one of its name. All the rest stays as it is, comments too. ConfigError as for
/// `parse_scenarios`.
std::string scenarios_with(const std::string& text, const ScenarioSpec& scenario,
                           const std::string& comment);

}  // namespace lisiere::io
