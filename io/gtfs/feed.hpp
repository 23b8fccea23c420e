// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/transfers.hpp"
#include "io/reference/modes.hpp"

namespace lisiere::io {

/// One feed read alone: indices and ids of its own, stops still in degrees.
struct Feed {
    std::string name;
    std::vector<std::string> agencies;
    transit::Timetable::Parts parts;     ///< Stop::at is not set yet
    std::vector<geo::LonLat> positions;  ///< by stop of `parts`
    transit::DayRange calendar;          ///< what the calendars of its trips speak of
    std::vector<ForeignTransfer> foreign_transfers;
    std::size_t stop_time_rows = 0;  ///< lines of stop_times.txt
    std::size_t blank_rows = 0;      ///< those without a time
    bool on_demand_only = false;     ///< none of its trips has an hour: they are booked
    Notices notices;
};

/// Reads a feed with all the quirks of io/gtfs/README.md. InputError when stops.txt, routes.txt,
/// trips.txt, stop_times.txt or every calendar is missing, or a required column of them.
/// Hours are put on the clock of `time_zone` (of the tz database) where the feed has another;
/// empty: they stay as they are.
Feed read_feed(const FeedFiles& files, const std::vector<ModeRange>& modes,
               const std::string& time_zone = {});
/// The zone of a feed's hours (agency.txt, agency_timezone of the first operator that gives one);
/// empty when it does not say.
std::string time_zone_of(const FeedFiles& files);

}  // namespace lisiere::io
