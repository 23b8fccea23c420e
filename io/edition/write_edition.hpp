// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::io {

/// What was written, for the manifest.
struct Edition {
    std::vector<HashedLayer> layers;
    std::vector<HashedFile> files;
};

/// Writes everything of design 7 that this program makes into `folder`, which must exist and be
/// empty: lisiere.gpkg, tuiles/, tables/. The manifest is the caller's. Notices: those of the
/// writers.
Edition write_edition(const Atlas& atlas, const RunConfig& config,
                      const std::filesystem::path& folder, Notices& notices,
                      const Progress& progress);

/// The same for the layers of a scenario: lisiere.gpkg, territoire.qgz, tables/, and in carte/ what
/// the map of the edition shows of it. `base_fingerprint`: of the edition it is compared with.
Edition write_scenario(const Comparison& comparison, const RunConfig& config,
                       const std::string& base_fingerprint, const std::filesystem::path& folder,
                       Notices& notices, const Progress& progress);

}  // namespace lisiere::io
