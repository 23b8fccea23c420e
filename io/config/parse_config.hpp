// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "io/config/run_config.hpp"

namespace lisiere::io {

/// read_config of a text that will stand in `file`, which need not exist.
RunConfig parse_config(std::string text, const std::filesystem::path& file);

}  // namespace lisiere::io
