// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "io/cli/reporter.hpp"

namespace lisiere::cli {

/// Exit codes, the same for every verb (design 8).
enum class ExitCode { done = 0, failed = 1, usage = 2, input_refused = 3, edition_refused = 4 };

/// What a verb does once its arguments are parsed; nothing is opened before.
using Action = std::function<ExitCode(Reporter&)>;

/// Refuses an empty text, as an unset variable of a script gives it: not the same as no option.
CLI::Validator not_empty();

/// Each adds its verb to the program and sets `action` when the verb is the one called.
void add_atelier(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_compare(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);
void add_info(CLI::App& app, Action& action);
void add_init(CLI::App& app, Action& action);
void add_locate(CLI::App& app, Action& action);
void add_refresh(CLI::App& app, Action& action);
void add_manual(CLI::App& app, Action& action);
void add_run(CLI::App& app, Action& action);
void add_serve(CLI::App& app, Action& action);
void add_scenario(CLI::App& app, Action& action);

}  // namespace lisiere::cli
