// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/run_config.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// The cartography of styles/ with the context layers that the configuration declares. ConfigError:
/// see read_styles and add_context_styles.
Styles run_styles(const RunConfig& config);

/// The declared context layer of that name; null: the table is none.
const ContextSpec* context_of(const RunConfig& config, const std::string& table);

}  // namespace lisiere::io
