// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
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

/// By cell: minutes by a mode, parking included, to where its data end: to within `margin` of the
/// rim of the extent (convex); 0 for a cell whose centre or whose place on the streets lies there,
/// or outside. A time or a count that looks farther may miss what lies beyond. `au_dela` of the
/// mode's limit, or of `reach` where that is longer: nothing is missed; `non_rattache`: off the
/// network, far from the rim. Without an extent: 0 everywhere. Cost: one search, from where the
/// streets enter the margin.
std::vector<Maybe<double>> rim_minutes(const census::Population& population, const StreetMode& mode,
                                       const geo::Ring& extent, const BordOptions& options);

/// By cell: straight metres from its centre to where the data end, to within `margin` of the rim of
/// the extent (convex); 0 there and outside, and without an extent. What is looked for in a disc no
/// wider misses nothing; the walk to the rim may be far longer, where no street leads there.
std::vector<double> rim_metres(const census::Population& population, const geo::Ring& extent,
                               const BordOptions& options);

/// Does an area come to within `margin` of the rim of the extent (convex), or pass it? It may then
/// go on beyond: what it holds is a least count. Without an extent: yes. Cost: its vertices by
/// those of the rim.
bool comes_to_rim(const geo::MultiPolygon& area, const geo::Ring& extent,
                  const BordOptions& options);

/// By cell: does what is reached within `reach` come to where the data end, so that places beyond
/// may be missing? `minutes`: those of `rim_minutes`.
std::vector<bool> edge_cells(std::span<const Maybe<double>> minutes, Minutes reach);

}  // namespace lisiere::access
