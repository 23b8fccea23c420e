// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "engine/transit/desserte.hpp"

namespace lisiere::transit {

/// When a feed is held to be cut rather than the network to be idle.
struct CoverageOptions {
    int weekday_first_hour = 7;  ///< DEFAULT: 7 to 19, when an ordinary network always runs
    int weekday_last_hour = 19;
    int weekend_first_hour = 10;  ///< DEFAULT: 10 to 18, the same of Saturdays and Sundays
    int weekend_last_hour = 18;
    double hardly = 0.05;           ///< DEFAULT: an hour under 5 % of the busiest one is idle
    std::size_t least_trips = 100;  ///< DEFAULT: smaller feeds may well run a few hours a day
};

/// How much of a period a feed covers on the day of its type.
enum class Coverage { whole, partial, hardly };

/// [feed][period]. An hour of the heart of the day is not covered when the feed's departures in it
/// are under `hardly` × those of its busiest hour; the hours before (after) the heart are not
/// covered when its first (last) hour is not. A period is `hardly` covered when more than half of
/// its hours are not, `partial` when some are not. `whole` where the feed has fewer than
/// `least_trips` trips that day, or none: no service is no cut. A zero of such a period is the
/// feed's, not the network's. Our own rule.
std::vector<std::vector<Coverage>> coverage(const Timetable& timetable, const ServiceDays& days,
                                            const std::vector<Period>& periods,
                                            const CoverageOptions& options = {});

}  // namespace lisiere::transit
