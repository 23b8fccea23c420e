// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/atlas/mode_streets.hpp"
#include "engine/core/digest.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/progress.hpp"

namespace lisiere {

/// What a search from every cell to every place says of one mode: opportunities in reach and the
/// third nearest facility, then the floating catchments of the mode. `transit`: of the mode
/// `transports`, else null. `travel`: digest of everything times by the mode depend on. Nothing is
/// searched when nothing of it is asked.
void reach_by(Atlas& atlas, access::TravelMode mode, ModeStreets& streets, RunNetwork* transit,
              const Digest& travel, Memo* memo, const Progress& progress);

}  // namespace lisiere
