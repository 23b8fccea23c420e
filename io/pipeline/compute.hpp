// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/inputs/read_inputs.hpp"
#include "io/pipeline/served_steps.hpp"

namespace lisiere::io {

/// What a run computes, before anything is written.
struct Computed {
    Atlas atlas;                ///< its notices: of the readers, of the analysis, of the checks
    std::string cache_problem;  ///< why nothing was kept for the next time; empty when it was
    ServedSteps steps;          ///< what of an earlier run served, what was computed
};

/// Reads every input and analyses it, with what earlier runs kept. InputError at the first input
/// that cannot be used, and when a finding is of severity `erreur`. `threads`: 0 as configured.
/// `on_read`: called with what was read and may throw.
Computed compute(const RunConfig& config, const Fingerprint& files, unsigned threads,
                 const Progress& progress,
                 const std::function<void(const ReadOutcome&)>& on_read = {});

}  // namespace lisiere::io
