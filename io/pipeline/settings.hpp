// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/atlas.hpp"
#include "io/config/run_config.hpp"
#include "io/gtfs/service.hpp"

namespace lisiere::io {

/// The engine's settings from a configuration and the days chosen for it.
Settings settings_of(const RunConfig& config, const RunDays& days, Threads threads);

}  // namespace lisiere::io
