// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/grouping.hpp"
#include "io/gtfs/calendar.hpp"

namespace lisiere::io {

/// Hours of the zone `own` become those of the territory's clock `wanted` (names of the tz
/// database; nothing is done when one of them is empty or both are the same). Trips that then leave
/// before midnight are of the day before: of services of their own, added to the calendar.
void to_the_clock(const std::string& own, const std::string& wanted, const std::string& feed,
                  Calendar& calendar, std::vector<transit::TripDraft>& drafts,
                  std::vector<transit::Call>& calls, Notices& notices);

}  // namespace lisiere::io
