// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/refresh_config.hpp"
#include "io/refresh/outcome.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// Tells how a refresh ended to those who were not there: a line of `journal.jsonl`, `resume.txt`,
/// the hook. What cannot be told (disk full, a hook that fails or takes too long) becomes a remark
/// of the outcome, and changes nothing of how it ended. A dry one tells nobody.
void record(RefreshOutcome& outcome, const RefreshConfig& config, const RefreshFolder& folder);

}  // namespace lisiere::io
