// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "io/config/run_config.hpp"

namespace lisiere::cli {

/// Holds the program to a ceiling of memory from now on: what it allocates (RLIMIT_DATA: heap and
/// anonymous memory, stacks of threads) stays below it less a margin for the pages of the program
/// and its libraries, which the kernel counts with it and does not limit. An allocation beyond is
/// refused, `std::bad_alloc`, and the work ends with the stage named. A ceiling already lower (of
/// the command line, of `ulimit -d`) stays. ConfigError naming `where` when it is too low to start.
void limit_memory(std::uint64_t bytes, const std::string& where);

/// The ceiling that a configuration declares, in force from now on; none: nothing.
void limit_as_declared(const std::filesystem::path& file);

/// The configuration, its `[calcul] memoire` in force. Errors of both.
io::RunConfig load_config(const std::filesystem::path& file);

/// From now on an allocation that fails where nothing can catch it ends the program with the
/// reason and status 1, not with a signal.
void catch_exhaustion();

/// Has an allocation failed? What other errors say afterwards is of doubtful cause.
bool memory_exhausted();

/// What to say of it. `stage`: see Reporter::stage.
std::string exhaustion_message(const std::string& stage);

}  // namespace lisiere::cli
