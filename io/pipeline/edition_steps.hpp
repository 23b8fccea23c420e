// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "io/config/run_config.hpp"
#include "io/pipeline/fingerprint.hpp"
#include "io/pipeline/run.hpp"
#include "io/pipeline/write_edition.hpp"
#include "io/report/manifest.hpp"

/// What a run and a scenario do alike.
namespace lisiere::io {

/// Unchanged inputs, and every file of the edition still as it was written. A GeoPackage that QGIS
/// has opened has other bytes but the same content; its presence is enough.
bool up_to_date(const std::filesystem::path& target, const std::string& fingerprint);
/// How a run and a scenario begin: where they write, absolute, what they depend on, and whether
/// nothing is left to do there (`outcome.unchanged`; never with `options.force`). Styles with a
/// fault are refused here (check_styles.hpp).
struct Opening {
    RunOutcome outcome;
    Fingerprint now;
};
/// `by_default`: where to write when `options` say nothing.
Opening open_edition(const RunConfig& config, const RunOptions& options,
                     const std::filesystem::path& by_default, const Progress& progress);
/// As asked, else as configured, else as many as cores.
Threads threads_of(const RunConfig& config, unsigned asked);
/// InputError with every finding of severity `erreur`, when there are any.
void refuse_errors(const RunConfig& config, const Notices& notices);
Manifest manifest_of(const RunConfig& config, const Fingerprint& now, const Edition& edition,
                     const Notices& notices);
/// The files of an edition that the one in its place wrote: other files there are a user's own.
std::vector<std::string> written_by(const std::optional<EarlierEdition>& earlier);

}  // namespace lisiere::io
