// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/report/portrait.hpp"

namespace lisiere::io {

struct ExplainOptions {
    std::string perimeter;  ///< code, other code, or a name that only one perimeter has
    unsigned threads = 0;   ///< 0: as configured
};

struct ExplainOutcome {
    Portrait portrait;
    Notices notices;
};

/// All that a run would write of one perimeter, and where each number comes from. No edition is
/// written; the cache is used, and fed, as by `run`. A perimeter that is not there is a ConfigError
/// before anything long is read.
ExplainOutcome explain(const RunConfig& config, const ExplainOptions& options,
                       const Progress& progress);

/// The ids of the sections of a portrait, in order; none when styles/portrait.toml cannot be read,
/// which `explain` then says.
std::vector<std::string> portrait_sections();

}  // namespace lisiere::io
