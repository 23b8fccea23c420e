// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/config/read_layers.hpp"

namespace lisiere::io {

/// Reads `[[scenarios]]` and their changes. Private to io/config. A new kind of change is a table
/// of its own in `ScenarioSpec`, read here and written back in write_scenarios.cpp.
std::vector<ScenarioSpec> scenarios_of(Section& root, const LayerReader& reader);

}  // namespace lisiere::io
