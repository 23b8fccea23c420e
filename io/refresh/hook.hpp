// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lisiere::io {

/// Runs a command with `input` on its standard input; its output goes to standard error. Waits for
/// its end, `limit` at most; then the command and what it started are killed. A command that does
/// not read its input is no failure. nullopt: it ended with 0; else what happened, in French.
std::optional<std::string> run_hook(const std::vector<std::string>& command,
                                    const std::string& input, std::chrono::seconds limit);

}  // namespace lisiere::io
