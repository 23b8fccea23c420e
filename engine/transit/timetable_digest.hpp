// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/digest.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// Digest of everything a search, a count or a notice can see of a timetable: stops, lines,
/// patterns, trips with their times, days of service, transfers, names of feeds. Cost: measured
/// with the benchmark `digest_of_timetable`; the stop times go by as bytes.
Digest digest_of(const Timetable& timetable);

}  // namespace lisiere::transit
