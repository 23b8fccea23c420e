// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The keys of one of [[scenarios]], and the tables themselves. Private to io/config.
const Keys<ScenarioSpec>& scenario_keys();
Key<RunConfig> scenario_tables();

}  // namespace lisiere::io
