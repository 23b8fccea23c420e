// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>
#include <string>
#include <string_view>

namespace lisiere::io {

/// ConfigError with `file` and line where the text is no TOML. Private to io/config.
toml::table parse_toml(std::string_view text, const std::string& file);

}  // namespace lisiere::io
