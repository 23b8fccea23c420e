// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/units.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/street/snap.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::enclavement {

struct PedshedOptions {
    Minutes limit{15};           ///< DEFAULT: 15 min
    double reference_kmh = 4.8;  ///< DEFAULT: 4.8 km/h, as streets are walked: radius 1,200 m
    Metres width{50};            ///< DEFAULT: 50 m on each side of a street reached is reached
    Metres grid{25};             ///< DEFAULT: areas are counted on squares of 25 m
};

/// `pedshed_15`: area within `width` of the stretches of street walked within `limit` (the walk to
/// the street included), cut to the disc, divided by the area of the disc of radius limit ×
/// reference speed. In [0, 1], no unit. Counted on a grid centred on the place: a square is reached
/// when its centre is within `width` of a stretch. Against the exact buffer the error is under 2 %
/// of the disc (tested). Off the network: `non_rattache`. Cost: one bounded search a place, and
/// squares × stretches nearby.
CellMeasure pedshed(const street::StreetGraph& graph,
                    std::span<const std::optional<street::Snap>> places,
                    const PedshedOptions& options, Threads threads, const Progress& progress = {});

}  // namespace lisiere::enclavement
