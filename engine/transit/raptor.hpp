// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/units.hpp"
#include "engine/transit/service_day.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// Walking between stops, a plain table whoever made it (access/footpaths does, on the street
/// graph, with transfers.txt merged in). Closed or not: one footpath between two rides, no chains.
/// Changing at the same stop takes no time, unless the table has a footpath from the stop to
/// itself: then it takes that one's.
struct Footpath {
    StopIdx to;
    Seconds walk{0};
};
using Footpaths = Adjacency<StopIdx, Footpath>;

/// A stop that can be walked to from the origin (or from which a destination is reached).
struct StopWalk {
    StopIdx stop;
    Seconds walk{0};
};

/// Departures [start, start + step, ...] strictly before `end`; `start` is not before midnight (0).
struct DepartureWindow {
    Seconds start{7 * 3600};
    Seconds end{9 * 3600};
    Seconds step{60};
    std::size_t departures() const {
        return end <= start ? 0
                            : static_cast<std::size_t>((end - start + step - Seconds{1}) / step);
    }
    Seconds departure(std::size_t at) const { return start + static_cast<std::int32_t>(at) * step; }
};

struct TransitLimits {
    unsigned max_rides = 4;      ///< DEFAULT: 4 rides (3 changes); 1 to 8
    Seconds max_time{2 * 3600};  ///< DEFAULT: door to door at most 2 h; inclusive
    Seconds board_slack{0};      ///< DEFAULT: 0 s between reaching a stop and boarding there
};

inline constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();

/// Range RAPTOR: earliest arrival at every stop for every departure of a window, one origin at a
/// time. One object per thread. Exact: equals the time-expanded oracle (tests). arrival(d, stop):
/// service-day second of the earliest alighting at `stop` when leaving the origin at
/// window.departure(d): access walk, 1 to max_rides rides, at most one footpath between two of
/// them. Walking without riding and walking after the last ride are not in it: whoever wants a
/// place adds its own egress. `never` if there is no path or the arrival is later than departure +
/// max_time (inclusive limit). Keeps references to `day` and `footpaths`. Memory: departures ×
/// stops × 4 bytes. Source: Delling, Pajor, Werneck, "Round-Based Public Transit Routing",
/// Transportation Science 49(3), 2015 (from the literature, not re-read).
class RangeRaptor {
  public:
    RangeRaptor(const DayTimetable& day, const Footpaths& footpaths);
    ~RangeRaptor();
    RangeRaptor(RangeRaptor&&) noexcept;
    RangeRaptor& operator=(RangeRaptor&&) noexcept;
    void run(std::span<const StopWalk> access, const DepartureWindow& window,
             const TransitLimits& limits);
    std::int32_t arrival(std::size_t departure, StopIdx stop) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// For every stop: the best departures towards the nearest of a set of places, as (leave the stop
/// at, reach a place at), both strictly improving. Leaving at `t` means standing at the stop at t:
/// the first entry with leave ≥ t gives the arrival. Walking straight from the stop to a place
/// without riding is NOT in it.
struct StopProfiles {
    struct Entry {
        std::int32_t leave = 0;
        std::int32_t arrive = 0;
    };
    Adjacency<StopIdx, Entry> profiles;  ///< ascending leave, ascending arrive
    /// Earliest arrival when standing at `stop` at `time`; `never` when there is none.
    std::int32_t arrival(StopIdx stop, std::int32_t time) const;
};

/// One reverse search for all origins: `egress` are the stops from which a place is walked to (the
/// least walk counts when a stop is listed twice). Covers every departure of the window (plus
/// access walks) and arrivals up to the last departure + limits.max_time. For every departure of
/// the window, `earliest_arrival` over these profiles equals the least RangeRaptor::arrival +
/// egress walk, with the same limits:
/// - max_rides: entries are kept per number of rides while searching; only those of max_rides or
/// fewer come out;
/// - max_time: it bounds the arrival alone, so it does not change which arrival is the earliest; it
/// is applied by
///   `earliest_arrival`, which knows the departure.
/// Cost O(connections of the period × log) a call, whatever the number of origins.
/// Source: Dibbelt, Pajor, Strasser, Wagner, "Connection Scan Algorithm", ACM JEA 23, 2018
/// (profiles with a vector of rides; from the literature, not re-read). Ours repeats the
/// connections of one second until nothing changes, so that rides of no duration are exact too.
StopProfiles reverse_profiles(const DayTimetable& day, const Footpaths& footpaths,
                              std::span<const StopWalk> egress, const DepartureWindow& window,
                              const TransitLimits& limits);

/// Earliest arrival at a place when leaving the origin at `departure` and walking to one of the
/// `access` stops to ride from there; `never` when there is none or it is later than departure +
/// limits.max_time.
std::int32_t earliest_arrival(const StopProfiles& profiles, std::span<const StopWalk> access,
                              std::int32_t departure, const TransitLimits& limits);

/// Percentile by nearest rank of door-to-door times over the departures of a window; missing
/// departures
/// (`never`) count as +infinity. `never` when the rank falls on one, or when there are no times.
/// Rank ceil(percent / 100 × n), at least 1. Reorders `times`.
std::int32_t percentile(std::span<std::int32_t> times, unsigned percent);

}  // namespace lisiere::transit
