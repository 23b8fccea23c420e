// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/pipeline/run.hpp"

namespace lisiere::io {

/// A declared scenario against the base: reads, computes the base (most of it from the cache after
/// a run), computes the scenario, writes the layers `scenario_*`, publishes them at once to
/// out/<territory>/scenarios/<name>, or where `options.output` says, and shows it in the map of the
/// edition that this folder lies in (`show_scenarios`). Errors and unchanged inputs as
/// in `run`; ConfigError for a name that is not declared, InputError for a scenario that cannot be
/// laid over the streets.
RunOutcome run_scenario(const RunConfig& config, const std::string& name, const RunOptions& options,
                        const Progress& progress);

}  // namespace lisiere::io
