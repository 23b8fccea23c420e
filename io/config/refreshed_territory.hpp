// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "io/config/refresh_config.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// A configuration as `lisiere refresh` reads it.
struct RefreshedTerritory {
    RunConfig run;  ///< what an edition depends on
    RefreshConfig refresh;
};

/// Reads and checks it as read_config, but for files: those of `refresh.remote` are fetched later
/// (their `file` is empty, and `file_as_written` is the address where no `fichier` is written), and
/// whether local ones exist is not looked at. ConfigError.
RefreshedTerritory read_refreshed(const std::filesystem::path& file);

}  // namespace lisiere::io
