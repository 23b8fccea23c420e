// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::access {

/// The lines joined end to end where they share an end point exactly, straightest way first met
/// first; each line is in one result. Fewer lines have fewer ends, which are what makes widening
/// slow.
geo::MultiLineString chained(geo::MultiLineString lines);

struct WideLines {
    geo::MultiLineString lines;
    Metres width;  ///< on each side, > 0
};

/// What lies within their width of the lines of all layers, joined to `shape` (valid), holes kept;
/// valid. Guarantees: every point of it beyond `shape` lies within its width of a line; every point
/// within 0.97 × that width is in it. Cost: near-linear in the lines; buffering thousands of
/// crossing lines at once would grow with the crossings of all their outlines.
geo::MultiPolygon widened(std::span<const WideLines> layers, const geo::MultiPolygon& shape = {});

}  // namespace lisiere::access
