// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/transit/raptor.hpp"

namespace lisiere::transit {

/// One walk or one ride of a journey, in seconds of the service day.
struct Leg {
    enum class Kind { walk, ride } kind = Kind::walk;
    StopIdx from;            ///< none: the origin
    StopIdx to;              ///< none: the destination
    std::int32_t start = 0;  ///< of a ride: the vehicle leaves; the wait is before it
    std::int32_t end = 0;
    TripIdx trip;  ///< of a ride
};

/// A journey leg by leg: access walk, rides with at most one footpath between two, egress walk.
struct Journey {
    std::int32_t departure = 0;
    std::int32_t arrival = 0;
    std::vector<Leg> legs;
};

/// The journey behind an arrival: the earliest arrival at a place when leaving the origin at
/// `departure`, with the fewest rides that give it; the same rules, limits and hence arrival as
/// RangeRaptor and reverse_profiles. nullopt: none. Cost: every pattern once a ride; for explaining
/// a time, not for matrices.
std::optional<Journey> earliest_journey(const DayTimetable& day, const Footpaths& footpaths,
                                        std::span<const StopWalk> access,
                                        std::span<const StopWalk> egress, std::int32_t departure,
                                        const TransitLimits& limits);

}  // namespace lisiere::transit
