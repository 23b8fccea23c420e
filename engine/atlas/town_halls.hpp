// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/access/travel_times.hpp"
#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"

namespace lisiere {

/// The town halls that the residents of each commune are measured to, by the commune that holds
/// them: the ones declared the main one; else those that are no annexes by their name; else all.
/// Where several are left each resident goes to the nearest. No order of the facilities changes
/// anything. Notices: `mairies_annexes` (town halls left out), `mairies_plusieurs` (communes of
/// which several are left).
access::OwnPlaces town_halls(const Inputs& inputs, Notices& notices);

}  // namespace lisiere
