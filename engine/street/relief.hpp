// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::street {

/// Heights of the ground, metres, at the middles of the cells of a grid in the working CRS, rows
/// from north to south. NaN: unknown.
struct Heights {
    geo::Point corner{};  ///< north-west corner of the grid
    double cell_x = 0;    ///< metres, > 0
    double cell_y = 0;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<float> values;

    /// Between the four cells around, bilinear; nearer to the rim than half a cell: as at the half
    /// cell. nullopt: outside, or one of the four is unknown.
    std::optional<double> at(const geo::Point& p) const;
    double resolution() const { return cell_x < cell_y ? cell_x : cell_y; }
};

/// No street is steeper (rise over run): where the heights say so, they are those of a wall, of a
/// hole that the raster does not declare, of a mistake.
inline constexpr double steepest_street = 1;

/// How a slope (rise over run, positive upwards) changes speed: the time it takes over the time it
/// takes on the flat.
struct SlopeRule {
    /// Walking: speed ∝ exp(−steepness · |slope + best|). Tobler 1993: 3.5 and 0.05.
    double steepness = 0;
    double best = 0;
    /// Riding: a part of the flat speed is lost by unit of slope upwards, and won downwards,
    /// between two bounds.
    double lost_up = 0;
    double won_down = 0;
    double least = 1;  ///< of the flat speed
    double most = 1;
    double time_factor(double slope) const;
    bool flat() const { return steepness == 0 && lost_up == 0 && won_down == 0; }
};

struct Relief {
    Heights heights;
    SlopeRule rule;
};

/// Alters the speeds of edges, both ways, by the slopes along them, sampled at least as finely as
/// the heights are known. Bridges and tunnels go straight from end to end: nodes that only they
/// meet lie between the ends of the whole (heights spread over them as the lengths do); steps keep
/// their speed, which is that of steps. Edges with a height unknown along them, or a slope of more
/// than `steepest_street`, stay as they are: their number is the result.
std::size_t apply(const Relief& relief, const IndexedVector<NodeIdx, geo::Point>& nodes,
                  EdgeTable& edges);

}  // namespace lisiere::street
