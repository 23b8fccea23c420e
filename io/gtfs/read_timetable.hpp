// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed.hpp"
#include "io/gtfs/feed_files.hpp"

namespace lisiere::io {

/// Degrees to the working CRS, as many at a time as there are.
using Projection = std::function<void(std::span<const geo::LonLat>, std::span<geo::Point>)>;

struct TimetableOptions {
    Threads threads{1};
    /// DEFAULT: empty, geodata/reference/modes_gtfs.csv.
    std::vector<ModeRange> modes;
    /// The clock of the territory, a zone of the tz database. DEFAULT: that of the first feed that
    /// says its own.
    std::string time_zone;
    Progress progress;
};

/// Any number of GTFS feeds as one timetable; ids are prefixed by the feed's rank, "0:", "1:"...
/// Duplicate stops over feeds are kept; a vehicle told twice runs once (transit::count_once). Same
/// result whatever the number of threads. Notices carry the feed's name as their layer. Without a
/// trip (`timed()` false) where all the feeds are of on-demand services. InputError: see read_feed;
/// also when there is no feed, or none has a trip left. Cost: about 0.4 µs a stop
/// time and thread, the zip's decompression included; 8 bytes kept a stop time.
transit::Timetable read_timetable(std::span<const FeedFiles> feeds, const Projection& project,
                                  Notices& notices, const TimetableOptions& options = {});

/// Puts feeds already read together, in order, with the transfers between them.
transit::Timetable merged(std::vector<Feed> feeds, const Projection& project, Notices& notices);

}  // namespace lisiere::io
