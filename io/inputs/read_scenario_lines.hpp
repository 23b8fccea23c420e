// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/inputs.hpp"
#include "engine/scenario/scenario.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The lines that a scenario adds, changes and removes, their stops and days found in the
/// timetable. ConfigError: no timetable, a line or stop that it does not hold (with the nearest
/// name), a point that is no WKT.
void read_scenario_lines(const ScenarioSpec& spec, const RunConfig& config, const Inputs& inputs,
                         scenario::Scenario& scenario);

}  // namespace lisiere::io
