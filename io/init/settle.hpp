// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/progress.hpp"
#include "io/init/arrange.hpp"

namespace lisiere::io::init {

/// Reads everything the plan would have `run` read, as `check` does. A layer that is refused is
/// left, with the reader's own words, and the rest is read again; what no layer explains makes the
/// plan one that cannot run. Then the places that journeys are measured to, of what was read: the
/// centre (the town hall with most people around it, else the busiest stop), its station, its
/// hospital; and another window of departures where the usual one has little service. `file`: where
/// the configuration will stand.
void settle(Plan& plan, const std::vector<CatalogueEntry>& catalogue,
            const std::filesystem::path& file, const Progress& progress);

}  // namespace lisiere::io::init
