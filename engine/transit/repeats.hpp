// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

struct RepeatOptions {
    double metres = 60;  ///< DEFAULT: two feeds place one stop up to this far apart
};

/// Trips that another one repeats, and what was done about it.
struct Repeats {
    std::size_t trips = 0;             ///< that lost days to an earlier one, or all of them
    std::vector<std::string> samples;  ///< "0:T12 = 1:T12", a few
};

/// One vehicle counts once: where two trips leave the same stops at the same seconds and reach the
/// last one together, the later trip (by feed, then order) no longer runs on the days of the
/// earlier one. Lines, directions and ids may differ, as they do between a local and a regional
/// feed or two editions of one. Stops are the same within `metres`. Trips keep their places; days
/// go, to services of their own.
/// Guarantees: on no day do two trips of one vehicle run; a day keeps a trip exactly when it had
/// one. Cost: O(stop times), 16 bytes a trip while it runs.
Repeats count_once(Timetable::Parts& parts, const RepeatOptions& options = {});

}  // namespace lisiere::transit
