// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// One call of a trip at a stop. `access`: bit 0 may board, bit 1 may alight.
struct Call {
    StopIdx stop;
    std::uint8_t access = 3;
    StopTime time;
};

/// A trip as a feed tells it, before patterns: its calls are `count` in a row from `first`.
struct TripDraft {
    LineIdx line;
    ServiceIdx service;
    std::string id;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint8_t direction = 0;
};

/// Appends patterns, trips and stop times to `parts`. Trips share a pattern when they have the same
/// line, direction, stops and boarding rules and can be put in an order in which none overtakes
/// another, nor a trip of the day before shifted by -24 h; a trip that fits no existing pattern
/// starts one (of the first thousand of its stop sequence). Times must not decrease along a trip;
/// every draft has at least two calls. Guarantees: same order whatever the machine (patterns by
/// first trip of the drafts). Cost: O(calls × patterns of one stop sequence), nearly linear on real
/// feeds.
void group_trips(const std::vector<TripDraft>& drafts, std::span<const Call> calls,
                 Timetable::Parts& parts);

}  // namespace lisiere::transit
