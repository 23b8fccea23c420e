// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/init/arrange.hpp"

namespace lisiere::io::init {

/// Chooses the perimeters: the newest generation present, the older as its lineage; of a layer that
/// spreads beyond the other files, those that lie where these are (or in the wanted départements or
/// EPCI), by a written `filtre`. Then the declared extent, where streets cover a part of them only,
/// and the départements. Layers far from the perimeters are left.
void choose_territory(Plan& plan, const Wanted& wanted);

}  // namespace lisiere::io::init
