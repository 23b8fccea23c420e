// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/config/refreshed_territory.hpp"
#include "io/refresh/edition_card.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// The configuration with a file behind every layer, and where each came from.
struct ReadySources {
    RunConfig config;
    std::vector<CardSource> sources;  ///< in the order of layers_of
};

/// Puts a file behind every layer. `before`: the
/// edition in place, whose files may stand in for those that cannot be had. InputError: a source
/// cannot be had, and its older file may not or cannot stand in.
ReadySources get_sources(const RefreshedTerritory& territory, const EditionCard* before,
                         const RefreshFolder& folder, const std::string& date,
                         const Progress& progress);

}  // namespace lisiere::io
