// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "tests/support/program.hpp"

namespace lisiere::tests {

/// Writes a tiny whole territory as text files: one commune of 3 × 4.4 km cut in two IRIS, one QPV,
/// a street grid as OSM XML, one bus line, five facilities, and `t.toml`. A run of it takes well
/// under a second, so that every mistake a user can make is tried on a run that would succeed
/// without it. Returns the configuration's path.
std::filesystem::path write_hamlet(const Scratch& scratch);

}  // namespace lisiere::tests
