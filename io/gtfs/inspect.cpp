// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/inspect.hpp"

#include "io/base/files.hpp"
#include "io/gtfs/feed.hpp"

namespace lisiere::io {

FeedSummary inspect_feed(const FeedFiles& files) {
    Feed feed =
        read_feed(files, read_modes(data_folder() / "geodata" / "reference" / "modes_gtfs.csv"));
    FeedSummary summary;
    summary.name = feed.name;
    summary.agencies = std::move(feed.agencies);
    summary.stop_time_rows = feed.stop_time_rows;
    summary.blank_rows = feed.blank_rows;
    summary.notices = std::move(feed.notices);
    // Alone, a feed has no other to look for the stops of its transfers in.
    (void)transfers_between(std::span(&feed.foreign_transfers, 1), std::span(&feed.name, 1),
                            feed.parts.stops, summary.notices);
    const transit::Timetable timetable(std::move(feed.parts));
    for (const transit::Stop& stop : timetable.stops())
        ++(stop.boardable ? summary.stops : summary.stations);
    for (const transit::Line& line : timetable.lines()) ++summary.lines[line.mode];
    summary.patterns = timetable.patterns().size();
    summary.trips = timetable.trips().size();
    summary.stop_times = timetable.stop_time_count();
    summary.transfers = timetable.transfers().size();
    const auto days = service_by_day(timetable);
    if (!days.empty()) {
        summary.first_day = days.front().day;
        summary.last_day = days.back().day;
    }
    summary.typical = typical_days(timetable);
    return summary;
}

}  // namespace lisiere::io
