// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/run_config.hpp"
#include "io/config/section.hpp"

namespace lisiere::io {

/// Reads [calcul]: what may be chosen for a run. Private to io/config.
void read_computing(Section& root, RunConfig& config);

}  // namespace lisiere::io
