// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/access/street_times.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::access {

struct BordOptions {
    Minutes reach{
        15};  ///< DEFAULT: 15 min, the walk of the basket, of the stops and of the pedshed
    Metres margin{
        200};  ///< DEFAULT: streets of an extract end raggedly, up to 200 m before its rim
};

/// The convex hull of the streets, counter-clockwise, closed: where the data end when nothing
/// better is known.
geo::Ring street_extent(const street::StreetGraph& graph);

/// By cell: does what a mode reaches within `reach`, parking included, come within `margin` of the
/// rim of the extent (convex), so that places beyond it may be missing? Cells off the network: does
/// their centre. A cell outside is at the edge. Cost: one search, from where the streets enter the
/// margin.
std::vector<bool> edge_cells(const census::Population& population, const StreetMode& mode,
                             const geo::Ring& extent, const BordOptions& options);

}  // namespace lisiere::access
