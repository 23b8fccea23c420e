// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/init/item.hpp"

namespace lisiere::io::init {

/// Says of a GTFS feed what it is: where its stops lie (the middle 96 % of them in each direction,
/// so that one stop at 0° 0° does not move it), who runs it, until when. InputError as read_feed
/// for a file that lacks what a feed must have.
void look_at_feed(Item& item);

}  // namespace lisiere::io::init
