// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "io/config/refresh_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// Reads [actualisation]. Private to io/config. `config_file`: relative paths start in its folder;
/// `slug`: of the territory, names the folder by default.
RefreshConfig read_refresh(Section& root, const std::filesystem::path& config_file,
                           const std::string& slug);

/// The keys of a layer that `lisiere refresh` fetches: `url`, `membre`, `somme`, `si_absent`.
/// nullopt without `url`.
std::optional<RemoteSpec> read_remote(Section& section);

}  // namespace lisiere::io
