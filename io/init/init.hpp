// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/init/arrange.hpp"

namespace lisiere::io {

struct InitRequest {
    std::vector<std::filesystem::path> files;  ///< and folders
    std::filesystem::path output;  ///< where the configuration will stand; empty: standard output
    /// Paths are relative to it. DEFAULT: empty, the folder of `output`, else the current one.
    std::filesystem::path folder{};
    init::Wanted wanted;
};

struct InitOutcome {
    std::string configuration;         ///< TOML
    std::vector<std::string> remarks;  ///< one line a file, then what is missing
    bool runs = false;                 ///< `check` and `run` take it as it is
    std::size_t taken = 0;             ///< tables written
};

/// Says of each file what it is and drafts the configuration of a territory (`lisiere init`).
/// Paths are relative to `folder`. The same text for any
/// order of the files. InputError: a named path that does not exist.
InitOutcome draft_configuration(const InitRequest& request, const Progress& progress);

}  // namespace lisiere::io
