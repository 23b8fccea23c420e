// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lisiere::io {

/// ConfigError with file and line when a key or a table's name has more than eight parts
/// (`a.b.c…`): ours have three, and each part nests a table that the TOML library takes down by
/// recursion, until the stack ends. Values nest 256 deep at most, which the library sees to.
void require_shallow_keys(std::string_view toml, const std::string& file);

}  // namespace lisiere::io
