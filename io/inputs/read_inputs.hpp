// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_log.hpp"
#include "io/gtfs/service.hpp"
#include "io/inputs/fingerprint.hpp"

namespace lisiere::io {

struct ReadOutcome {
    Inputs inputs;
    Notices notices;
    RunDays days;  ///< meaningful when there is a timetable with trips
    ReadLog read;  ///< rows of each layer
};

/// Reads every declared layer in the territory's CRS. Throws the first InputError.
/// `files`: hashes for the table `sources`.
ReadOutcome read_inputs(const RunConfig& config, const Fingerprint& files, Threads threads,
                        const Progress& progress);

/// Perimeters, communes and IRIS only: all that places are looked up in.
ReadOutcome read_territory(const RunConfig& config, const Progress& progress);

/// What `check` says: every error of every layer, not only the first, and the notices.
struct CheckReport {
    Notices notices;
    std::vector<std::string> errors;
    std::string summary;   ///< one line a kind of layer: what was read
    std::string by_input;  ///< input_summary
    Inputs inputs;         ///< what was read, as far as it could be
};
CheckReport check_inputs(const RunConfig& config, const Progress& progress);

}  // namespace lisiere::io
