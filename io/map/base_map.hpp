// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/atlas/table.hpp"
#include "io/style/print_settings.hpp"

namespace lisiere::io {

/// What lies under the analysis, from the run's own inputs: tables named after styles/fond, each
/// with the rows that touch the box. `scale_denominator` decides whether streets, paths and
/// buildings are there (styles/impression.toml); the walking streets are drawn, else those by car.
/// What the run has not read is an empty table.
std::vector<Table> base_map(const Inputs& inputs, const geo::Box& box, double scale_denominator,
                            const PrintSettings::Base& settings);

}  // namespace lisiere::io
