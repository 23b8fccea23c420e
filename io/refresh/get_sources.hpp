// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/config/refreshed_territory.hpp"
#include "io/refresh/edition_card.hpp"
#include "io/refresh/profile.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// The configuration with a file behind every layer, and where each came from.
struct ReadySources {
    RunConfig config;
    std::vector<CardSource> sources;  ///< in the order of layers_of
    std::vector<FileProfile> opened;  ///< of files that are new and were opened; `sha256` is empty
};

struct SourceOptions {
    std::chrono::year_month_day today;
    std::function<void(const std::string&)>
        tell;  ///< what goes on, one French line each; may be empty
};

/// Puts a file behind every layer: local files where
/// they stand, those with a `url` by io/fetch, under their own name in the folder's `.entrees`,
/// unpacked. One address is asked once. A file that is new is opened with the reader of its kind.
/// `before`: the edition in place; its file stands in for one that cannot be had, or opened, where
/// the configuration allows it, and is told so. InputError otherwise. ConfigError: credentials,
/// addresses.
ReadySources get_sources(const RefreshedTerritory& territory, const EditionCard* before,
                         const RefreshFolder& folder, const SourceOptions& options,
                         const Progress& progress);

/// The files that a refresh keeps in its store: of the editions there are, and of `ready`.
/// Everything else there goes.
void collect_sources(const RefreshFolder& folder, const ReadySources& ready,
                     const std::string& date);

}  // namespace lisiere::io
