// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/init/item.hpp"

namespace lisiere::io::init {

/// Leaves, with the reason: files of the same bytes as another; a layer whose rows another layer of
/// the same kind has too (two formats of one layer, a national and a local copy); all populations
/// but one, all reliefs but one.
void leave_duplicates(std::vector<Item>& items);

}  // namespace lisiere::io::init
