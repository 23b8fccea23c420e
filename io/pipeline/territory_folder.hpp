// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "io/config/run_config.hpp"

namespace lisiere::io {

/// Where a run writes when nobody says: `out/<dossier>` below the current folder. Programs up to
/// 0.1.0 dropped accented letters from the name ("m-tropole" for "Métropole"): an edition that
/// stands there keeps its folder as long as none stands under the new name.
std::filesystem::path territory_folder(const RunConfig& config);

}  // namespace lisiere::io
