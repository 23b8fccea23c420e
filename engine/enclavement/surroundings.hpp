// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/enclavement/barriers.hpp"
#include "engine/enclavement/crossings.hpp"
#include "engine/enclavement/measure.hpp"

namespace lisiere::enclavement {

struct SurroundingsOptions {
    Metres near{300};        ///< DEFAULT: "within 300 m", about 4 min of walking
    Metres wide{1000};       ///< DEFAULT: density and crossings are counted in a disc of 1,000 m
    Metres run_within{500};  ///< DEFAULT: runs that come within 500 m are those a resident meets
    Metres least_barrier{
        200};  ///< DEFAULT: under 200 m of barrier in the disc, crossings per km mean nothing
};

/// What lies around each place, straight distances.
/// - `coupures_m_300`: length of barrier within `near`, m (0 is a value).
/// - `coupures_km_km2_1000`: km of barrier per km² of the disc of radius `wide`.
/// - `franchissements_km_1000`: passes in that disc, at least `merge` (30 m) from one another along
/// their
///   barrier, / km of barrier in it; `sans_objet` with less than `least_barrier` of barrier.
/// - `sans_franchissement_m_500`: length of the longest run without crossing among those that come
/// within
///   `run_within`, measured whole; `sans_objet` without any.
/// Guarantees: lengths in discs are exact; a crossing added never raises the last nor, along
/// one line, lowers the third; a barrier added never lowers the first two. Same bytes with any
/// number of threads.
std::vector<CellMeasure> surroundings(std::span<const geo::Point> places,
                                      const Crossings& crossings,
                                      const SurroundingsOptions& options, Threads threads,
                                      const Progress& progress = {});

}  // namespace lisiere::enclavement
