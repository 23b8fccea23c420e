// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::transit {

using StopIdx = Index<struct StopTag>;
using LineIdx = Index<struct TransitLineTag>;
using PatternIdx = Index<struct PatternTag>;
using TripIdx = Index<struct TripTag>;
using ServiceIdx = Index<struct ServiceTag>;
using Day = std::chrono::sys_days;

enum class Mode { tram, metro, train, bus, bhns, ferry, telepherique, autre };
std::string_view to_text(Mode mode);
/// Heavy or structuring modes: tram, metro, train, bhns.
bool is_heavy(Mode mode);

struct Stop {
    std::string id;  ///< with the feed's prefix: "0:1234"
    std::string name;
    geo::Point at;           ///< working CRS
    StopIdx parent;          ///< station, or none
    bool boardable = true;   ///< location_type 0
    std::uint32_t feed = 0;  ///< number of the feed it comes from
};

/// What the public knows as one line: the GTFS routes of one agency and mode that bear one short
/// name (long name where there is no short one). Feeds that give each direction its own route (the
/// Paris metro of 2019 does) thus count a line once. A route without any name is a line of its own.
struct Line {
    std::string id;  ///< of its first route
    std::string short_name;
    std::string long_name;
    std::string agency;
    Mode mode = Mode::bus;
};

/// Arrival and departure at one position of a trip, seconds of the service day (may pass 24 h).
struct StopTime {
    std::int32_t arrival = 0;
    std::int32_t departure = 0;
};

/// Trips with one stop sequence, one line and one set of pick-up rules that never overtake one
/// another.
struct Pattern {
    LineIdx line;
    std::uint32_t first_stop = 0;  ///< into pattern_stops()
    std::uint32_t stops = 0;
    TripIdx first_trip;  ///< trips of a pattern are contiguous, ascending by departure
    std::uint32_t trips = 0;
    std::uint8_t direction = 0;  ///< which way along its line; 0 when the feed does not say
};

struct Trip {
    PatternIdx pattern;
    ServiceIdx service;
    std::uint32_t first_time = 0;  ///< into stop_times()
    std::string id;
};

/// Days from the first to the last, both included.
struct DayRange {
    Day first;
    Day last;
    bool contains(Day day) const { return first <= day && day <= last; }
};

struct Transfer {
    StopIdx from;
    StopIdx to;
    Seconds minimum{0};
    bool forbidden = false;  ///< transfers.txt type 3
};

/// All feeds of a run, merged; immutable. No format known here.
/// Guarantees (checked by check()): trips of a pattern never overtake, neither one another nor the
/// trips of the day before that run past midnight (shifted by -24 h); times never decrease along a
/// trip. Memory: 8 bytes a stop time.
class Timetable {
  public:
    struct Parts {
        IndexedVector<StopIdx, Stop> stops;
        IndexedVector<LineIdx, Line> lines;
        IndexedVector<PatternIdx, Pattern> patterns;
        std::vector<StopIdx> pattern_stops;
        /// Per position of pattern_stops: bit 0 may board, bit 1 may alight.
        std::vector<std::uint8_t> pattern_access;
        IndexedVector<TripIdx, Trip> trips;
        std::vector<StopTime> stop_times;
        /// Days each service runs, ascending.
        IndexedVector<ServiceIdx, std::vector<Day>> services;
        /// Number of the feed each service comes from; empty: one feed.
        IndexedVector<ServiceIdx, std::uint32_t> service_feeds;
        std::vector<Transfer> transfers;
        std::vector<std::string> feeds;  ///< names, by feed number
        /// What the calendars of each feed speak of, days without a trip included; empty, or of a
        /// feed that is not there: from the first to the last day on which one of its trips runs.
        std::vector<DayRange> calendars;
        /// By stop: lines that call there at hours nobody has told (untimed.hpp), ascending; empty:
        /// none anywhere.
        IndexedVector<StopIdx, std::vector<LineIdx>> untimed_lines;
    };
    Timetable() = default;
    explicit Timetable(Parts parts) : parts_(std::move(parts)) {}

    const IndexedVector<StopIdx, Stop>& stops() const { return parts_.stops; }
    const IndexedVector<LineIdx, Line>& lines() const { return parts_.lines; }
    const IndexedVector<PatternIdx, Pattern>& patterns() const { return parts_.patterns; }
    const IndexedVector<TripIdx, Trip>& trips() const { return parts_.trips; }
    const IndexedVector<ServiceIdx, std::vector<Day>>& services() const { return parts_.services; }
    std::uint32_t feed_of(ServiceIdx service) const {
        return parts_.service_feeds.empty() ? 0 : parts_.service_feeds[service];
    }
    const std::vector<Transfer>& transfers() const { return parts_.transfers; }
    const std::vector<std::string>& feeds() const { return parts_.feeds; }
    const std::vector<DayRange>& calendars() const { return parts_.calendars; }
    /// Whether any trip is known. Without one there is no day, no departure and no travel time:
    /// stops, and what calls there.
    bool timed() const { return !parts_.trips.empty(); }
    std::span<const LineIdx> untimed_lines(StopIdx stop) const {
        if (parts_.untimed_lines.empty()) return {};
        return parts_.untimed_lines[stop];
    }
    /// Of a timetable that is no longer needed.
    Parts into_parts() && { return std::move(parts_); }
    std::span<const StopIdx> stops_of(PatternIdx pattern) const {
        const Pattern& p = parts_.patterns[pattern];
        return {parts_.pattern_stops.data() + p.first_stop, p.stops};
    }
    bool may_board(PatternIdx pattern, std::uint32_t position) const {
        return (parts_.pattern_access[parts_.patterns[pattern].first_stop + position] & 1U) != 0;
    }
    bool may_alight(PatternIdx pattern, std::uint32_t position) const {
        return (parts_.pattern_access[parts_.patterns[pattern].first_stop + position] & 2U) != 0;
    }
    std::span<const StopTime> times_of(TripIdx trip) const {
        const Trip& t = parts_.trips[trip];
        return {parts_.stop_times.data() + t.first_time, parts_.patterns[t.pattern].stops};
    }
    std::size_t stop_time_count() const { return parts_.stop_times.size(); }

  private:
    Parts parts_;
};

/// What breaks the guarantees of a timetable, one English sentence each; empty when sound. For
/// tests and after a change of the reader: a broken timetable is a bug of whoever built it. Cost:
/// one pass over the stop times.
std::vector<std::string> check(const Timetable& timetable);

}  // namespace lisiere::transit
