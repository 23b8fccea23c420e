// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "examples/generateur/plan.hpp"
#include "examples/generateur/random.hpp"

namespace lisiere::demo {

/// A block of land between streets.
struct Block {
    Point seed;
    int zone = 0;
    int commune = -1;  ///< -1: outside the agglomeration
    int iris = -1;
    std::vector<int> ring;  ///< node numbers, counter-clockwise, not closed
};

/// The plane cut into blocks that share their corners exactly: a Voronoi diagram of the blocks'
/// centres whose edges shorter than a street's width were contracted. Mirrored centres along canal,
/// railway and motorway make these lie on block edges.
struct Tessellation {
    std::vector<Point> nodes;
    std::vector<Block> blocks;
};

Tessellation tessellate(const Plan& plan, Random& random);

/// Outer ring first, then holes, of a union of blocks; several polygons when it is not in one
/// piece. Closed rings.
std::vector<std::vector<Line>> united(const Tessellation& land, const std::vector<int>& blocks);

}  // namespace lisiere::demo
