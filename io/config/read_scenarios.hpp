// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/read_layers.hpp"

namespace lisiere::io {

/// Reads `[[scenarios]]` and their changes. Private to io/config. A new kind of change is a table
/// of its own in `ScenarioSpec`, read here and written back in write_scenarios.cpp.
void read_scenarios(Section& root, const LayerReader& reader, RunConfig& config);

}  // namespace lisiere::io
