// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "io/map/map_frame.hpp"

namespace lisiere::io {

/// Where the number of an area stands on a map.
struct NumberPlace {
    std::size_t index = 0;  ///< of the area
    PagePoint anchor;       ///< a point of the area, which a line leads to where it stands apart
    PagePoint at;           ///< the middle of the disc
    bool apart = false;
};

/// A place for the number of each area of which a point is on the map, in their order, a null or
/// empty one has none. Inside an area that is large beside its disc, else as near it as the discs
/// before, the other areas and `reserved` leave room; where no place is free of other areas, over
/// them, and where none is free at all, on its own area. Guarantees: discs lie whole in the frame.
/// Cost: O(areas²).
std::vector<NumberPlace> place_numbers(const MapView& view,
                                       std::span<const geo::MultiPolygon* const> areas,
                                       double disc_mm, std::span<const PageBox> reserved);

}  // namespace lisiere::io
