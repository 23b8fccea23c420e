// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "engine/scenario/scenario.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The declared scenario of that name. ConfigError naming the nearest when there is none.
const ScenarioSpec& scenario_named(const RunConfig& config, const std::string& name);

/// A scenario as the engine takes it: drawings and files read and reprojected, ways with the speeds
/// of their kinds (geodata/reference/voirie.csv). ConfigError: a kind the table does not know, a
/// mode that the kind is never open to, no WKT, two changes that say different things of one
/// facility or line. InputError: a file that cannot be read, a stop or facility off the streets.
scenario::Scenario read_scenario(const ScenarioSpec& spec, const RunConfig& config,
                                 const Inputs& inputs, Notices& notices);

/// InputError when no street lies near enough for anybody to get there. `what`: "un équipement".
void refuse_off_streets(const Inputs& inputs, const RunConfig& config, const geo::Point& at,
                        const std::string& where, const std::string& what);

}  // namespace lisiere::io
