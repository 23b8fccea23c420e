// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
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
    /// What the rows of calendar.txt span, days taken away included; none for a service without
    /// one, or that runs on no day of the week.
    IndexedVector<transit::ServiceIdx, std::optional<transit::DayRange>> spans;
};

/// InputError when the feed has neither file, or rows and not one with readable dates. Rows with an
/// unreadable date are counted notices.
Calendar read_calendar(const FeedFiles& feed, Notices& notices);

}  // namespace lisiere::io
