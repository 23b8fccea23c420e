// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/transit/grouping.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// One line of stop_times.txt.
struct RawCall {
    static constexpr std::int32_t blank = std::numeric_limits<std::int32_t>::min();
    std::uint32_t trip = 0;
    std::uint32_t sequence = 0;
    std::uint32_t stop = 0;  ///< number in stops.txt
    std::int32_t arrival = blank;
    std::int32_t departure = blank;
    std::uint8_t access = 3;  ///< bit 0 may board, bit 1 may alight
    double distance = std::numeric_limits<double>::quiet_NaN();
};

/// stop_times.txt: calls by trip, by stop_sequence within a trip. Rows of unknown trips and stops
/// are counted notices; so are those of on-demand services (a zone for a stop, a window for an
/// hour), which are no call. InputError when the file or a required column is missing, or when it
/// has no usable row and none on demand.
struct StopTimes {
    std::vector<RawCall> calls;
    std::size_t rows = 0;
    std::size_t blanks = 0;  ///< rows with neither time
    /// By trip: it has rows that are served on demand, in a zone or between two hours, which are no
    /// call, or that are booked and have no hour. Empty: none has.
    std::vector<char> on_demand;
};
StopTimes read_stop_times(const FeedFiles& feed, const IdTable& trips, const IdTable& stops,
                          Notices& notices);

/// Fills blank times of a trip, linearly between the known ones: along shape_dist_traveled if every
/// call has it and it increases; else along the distance as the crow flies between stops, if every
/// stop has a place; else by rank. False when the first or the last call has no time. `positions`
/// by stop number; NaN where unknown.
bool fill_blank_times(std::span<RawCall> trip, std::span<const geo::LonLat> positions);

/// Whether arrivals and departures never decrease along a trip without blanks.
bool times_ascend(std::span<const RawCall> trip);

}  // namespace lisiere::io
