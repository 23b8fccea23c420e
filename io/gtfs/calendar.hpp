// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// The services of a feed and the days each runs, from calendar.txt and calendar_dates.txt, either
/// or both.
struct Calendar {
    IdTable ids;
    IndexedVector<transit::ServiceIdx, std::vector<transit::Day>>
        days;  ///< ascending, without repeats
};

/// InputError when the feed has neither file. Rows with an unreadable date are counted notices.
Calendar read_calendar(const FeedFiles& feed, Notices& notices);

}  // namespace lisiere::io
