// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/progress.hpp"
#include "engine/enclavement/enclavement.hpp"

namespace lisiere {

struct Atlas;

/// Fills `atlas.enclosure` from what the earlier steps left in the atlas. Without streets only the
/// barriers are known: no crossing, no sector, and an index missing for the reason
/// `non_disponible`.
void enclosure_step(Atlas& atlas, const Progress& progress);

}  // namespace lisiere
