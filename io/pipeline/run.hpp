// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/pipeline/served_steps.hpp"

namespace lisiere::io {

struct RunOptions {
    std::filesystem::path output;  ///< DEFAULT: out/<territory> under the current folder
    bool force = false;            ///< DEFAULT: an unchanged edition is not made again
    unsigned threads = 0;          ///< DEFAULT: the configuration's, else as many as cores
    /// Told with what the readers find: what is known of the inputs already. DEFAULT: nothing.
    Notices known = {};
    /// Called with what was read, before anything is computed; what it throws stops the run.
    std::function<void(const ReadOutcome&)> on_read = {};
};

struct RunOutcome {
    std::filesystem::path output;
    bool unchanged = false;
    bool in_base = false;  ///< published to `[sorties] postgis` by this run
    Notices notices;
    std::size_t perimeters = 0;
    std::size_t layers = 0;
    ServedSteps steps;  ///< of this run; empty when nothing had changed
};

/// The whole job: read, check, compute, write, publish at once. InputError, OutputError, Cancelled:
/// nothing is written and the earlier edition stays. Unchanged (same version, configuration,
/// inputs, reference tables by their hashes, and the outputs still there): nothing is computed. A
/// base of `[sorties] postgis` is asked before anything is computed and loaded before the folder
/// changes; it changes right after the folder. One that then has another edition than the folder
/// (the machine stopped between the two) is published to by the next run, changed or not.
RunOutcome run(const RunConfig& config, const RunOptions& options, const Progress& progress);

}  // namespace lisiere::io
