// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "engine/atlas/atlas.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/progress.hpp"

namespace lisiere {

/// How far the analysis of a scenario has come; each holds those before it.
enum class ScenarioPart {
    walking,    ///< times on foot to services, named places and the own town hall: `modes` has no
                ///< other
    enclosure,  ///< times by every mode, the index and what it is made of
    whole,      ///< where residents go
};
using ScenarioFound = std::function<void(const Atlas& so_far, ScenarioPart part)>;

/// Of `analyse(…, &base)`, what `scenario_tables` publish, to the same bytes, and nothing else: no
/// indicators, isochrones, bands. `inputs`: those of `base` (base.inputs, whose people are settled)
/// with a scenario laid over them. `found` is told of each part once it is there.
/// Cost: of a footbridge, that of the walks from every cell that reaches it.
Atlas analyse_scenario(Inputs inputs, const Atlas& base, const Progress& progress = {},
                       Memo* memo = nullptr, const ScenarioFound& found = {});

}  // namespace lisiere
