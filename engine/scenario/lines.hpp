// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/scenario/scenario.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::scenario {

/// Seconds of an added line's trip at each stop, from its first departure:
///     ride = straight distance × detour / speed, rounded up to the second, at least 1;
///     a stop between the ends costs `dwell` more.
std::vector<transit::StopTime> trip_times(const AddedLine& line,
                                          const transit::Timetable& timetable);

/// The timetable as the changes make it.
/// - A removed line loses its trips; its stops stay.
/// - `speed` f: each ride between two stops takes 1 / f of its time, rounded to the second; dwell
///   stays; the first departure stays.
/// - `frequency` f: the departures of a pattern on each set of days are spread anew: of n trips
///   there are round(f n), at least 1, at the places k / f in their order, times interpolated
///   between the two trips around; beyond the last, the last interval goes on. A lone trip stays
///   alone.
/// - An added line has a stop of its own at each new place (feed: that of the timetable's first, id
///   "scenario:..."), trips both ways unless it says otherwise, and services of its own.
/// - Trips are grouped into patterns again: the guarantees of a timetable hold. The order of the
///   changes means nothing, unless two change the same line.
transit::Timetable with_lines(const transit::Timetable& timetable, std::span<const AddedLine> added,
                              std::span<const ChangedLine> changed);

}  // namespace lisiere::scenario
