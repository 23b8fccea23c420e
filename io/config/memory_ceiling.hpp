// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace lisiere::io {

/// `[calcul] memoire` of a configuration in bytes, 0 without one: what the program is held to. Not
/// of RunConfig: it is of the machine, no edition tells it, and it is in force before the rest is
/// read. A value that is no size is left to read_config. ConfigError when it is no TOML.
std::uint64_t memory_ceiling(const std::filesystem::path& file);

}  // namespace lisiere::io
