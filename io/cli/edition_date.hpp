// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "engine/transit/timetable.hpp"
#include "io/cli/reporter.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::cli {

/// `--date`: the day it is. What is written depends on days that somebody has declared, on the
/// command line or in the configuration, never on a clock.
void add_edition_date(CLI::App& verb, std::string& date);
/// Puts it in the configuration. ConfigError when it is no day.
void declare_edition_date(const std::string& date, io::RunConfig& config);

/// Tells, on the terminal only, which timetables are over today; nothing where a day is declared:
/// the notices say it of that day.
void tell_past_timetables(const io::RunConfig& config,
                          const std::optional<transit::Timetable>& timetable, Reporter& reporter);

}  // namespace lisiere::cli
