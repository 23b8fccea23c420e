// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::test {

/// A feed typed as text inside a test: file name → content. Left out, these are supplied:
/// agency.txt; routes.txt (one bus line "L"); calendar.txt (service "S", every day of 2026);
/// trips.txt (every trip of stop_times.txt, of line "L" and service "S").
using FeedText = std::map<std::string, std::string>;

/// The feeds as one timetable. Places: x = longitude × 100 000 m, y = latitude × 100 000 m.
transit::Timetable timetable(const FeedText& feed);
transit::Timetable timetable(const std::vector<FeedText>& feeds, Notices& notices);
/// The text with the files above supplied.
FeedText completed(FeedText feed);

/// The stop of an id without its feed's prefix ("A"); throws when there is none.
transit::StopIdx stop(const transit::Timetable& timetable, const std::string& id);
/// "08:05" or "25:30:10" to seconds of the service day.
int at(const std::string& time);

}  // namespace lisiere::test
