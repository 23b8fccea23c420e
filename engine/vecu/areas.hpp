// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/territory/perimeter.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere::vecu {

struct AreaOptions {
    std::vector<double> levels{0.50, 0.80,
                               0.95};  ///< DEFAULT: shares of the expected visits, ascending
    Metres place{100};                 ///< DEFAULT: visits are gathered in squares of 100 m
    Metres corridor{30};               ///< DEFAULT: a street walked is drawn with 30 m on each side
    double path_share =
        0.01;  ///< DEFAULT: streets that carry at least 1 % of the visits belong to the area
    double overlap_level = 0.80;  ///< DEFAULT: areas of 80 % are compared between perimeters
};

/// Where the residents of one perimeter go: a model, never a legal line.
struct LivedArea {
    std::size_t group = 0;
    double level = 0;  ///< 0.50: holds at least half the expected visits
    Statut statut = Statut::modelise;
    geo::MultiPolygon shape;                      ///< valid; empty when the residents have no visit
    double visits = 0;                            ///< a week, in the places of the area
    double ridden = 0;                            ///< of these visits, by transit
    double cycled = 0;                            ///< of these visits, by bicycle
    double driven = 0;                            ///< of these visits, by car
    double visits_all = 0;                        ///< a week, of these residents everywhere
    std::size_t places = 0;                       ///< squares chosen
    std::vector<access::FacilityIdx> facilities;  ///< in those squares, ascending
    double people = 0;  ///< residents of the study area in the shape, by area of cells
};

/// What two perimeters share of their areas at `overlap_level`.
struct AreaOverlap {
    std::size_t a = 0;  ///< groups, a < b
    std::size_t b = 0;
    double area_m2 = 0;
    double visits_a = 0;  ///< share of a's visits that go to places of b's area too, 0..1
    double visits_b = 0;
};

/// Nested areas of each group, by (group, level): the least number of squares of 100 m that hold
/// `level` of the expected visits of its residents, those with most visits first (ties: the square
/// further south, then west); and the streets walked to them by the fastest way, as far as they
/// carry `path_share` of the visits, with `corridor` on each side. Visits made by transit, by
/// bicycle or by car bring their squares, not their way. Guarantees: every area holds its level;
/// each holds the one before it; areas follow streets and may be in several parts. Cost: one
/// bounded search per group and facility it goes to. Same bytes with any number of threads.
std::vector<LivedArea> lived_areas(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                   const Visits& visits, const AreaOptions& options,
                                   Threads threads, const Progress& progress = {});

/// Pairs of groups whose areas meet, by (a, b).
std::vector<AreaOverlap> area_overlaps(std::span<const LivedArea> areas, const Visits& visits,
                                       const AreaOptions& options);

}  // namespace lisiere::vecu
