// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/init/item.hpp"
#include "io/osm/read_barriers.hpp"
#include "io/reference/categories.hpp"

namespace lisiere::io::init {

/// What layers say with OpenStreetMap's keys as columns (railway, waterway, amenity, shop...), as
/// extracts and GIS exports do: one item per nature of barrier and per category of facility that
/// its rows name, each with its `filtre`. The words are those of the reference tables. Empty: none
/// of them.
std::vector<Item> keyed_items(const Item& layer, const Categories& categories,
                              const std::vector<BarrierRule>& barriers);

}  // namespace lisiere::io::init
