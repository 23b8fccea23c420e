// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

/// Polygons as rings, the outer one first; rings are closed.
using Shape = std::vector<std::vector<Line>>;

/// The shape on one copy of the town.
Shape moved(const Shape& shape, const Tile& tile);
/// A ring that is not closed, as a shape.
Shape closed(Line ring);
/// Degrees, to 1e-7 (a centimetre), from metres of EPSG:2154.
Line in_degrees(const Line& line);
Shape in_degrees(const Shape& shape);

/// All the blocks for which `belongs` is true, without the lines between them.
template <class Belongs>
Shape union_where(const Town& town, Belongs belongs) {
    std::vector<int> blocks;
    for (std::size_t b = 0; b < town.land.blocks.size(); ++b)
        if (belongs(town.land.blocks[b])) blocks.push_back(static_cast<int>(b));
    return united(town.land, blocks);
}

}  // namespace lisiere::demo
