// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "io/config/run_config.hpp"
#include "io/edition/place.hpp"
#include "io/edition/write_edition.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/pipeline/run.hpp"
#include "io/report/manifest.hpp"

/// What a run and a scenario do alike.
namespace lisiere::io {

/// How a run and a scenario begin: where they write, what they depend on, and whether nothing is
/// left to do there (`outcome.unchanged`; never with `options.force`). Before anything is computed:
/// a place that cannot be right (place.hpp) and styles with a fault (check_styles.hpp) are refused,
/// what a stopped run left is ended (`heal_place`).
struct Opening {
    RunOutcome outcome;
    OutputPlace place;
    Fingerprint now;
};
/// `by_default`: where to write when `options` say nothing.
Opening open_edition(const RunConfig& config, const RunOptions& options, EditionKind kind,
                     const std::filesystem::path& by_default, const Progress& progress);
/// What the standard library says of a folder or a file that it cannot make (a full disk) is said
/// as OutputError. `write` gives what it wrote.
Edition written(const std::filesystem::path& folder, const std::function<Edition()>& write);
/// As asked, else as configured, else as many as cores.
Threads threads_of(const RunConfig& config, unsigned asked);
/// InputError with every finding of severity `erreur`, when there are any.
void refuse_errors(const RunConfig& config, const Notices& notices);
/// Of what was written to `folder`.
Manifest manifest_of(const RunConfig& config, const Opening& opening, const Edition& edition,
                     const std::filesystem::path& folder, const Notices& notices);

}  // namespace lisiere::io
