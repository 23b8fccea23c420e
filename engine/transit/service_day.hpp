// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

struct DayService {
    Day day;
    std::size_t trips = 0;
};
/// Trips that run on each day of the feeds' validity, every day from the first to the last.
std::vector<DayService> service_by_day(const Timetable& timetable);

/// The days chosen for the run and why (a French sentence for the notices).
struct TypicalDays {
    std::optional<Day> weekday;     ///< Tuesday to Thursday whose trip count is the median; earliest of ties
    std::optional<Day> saturday;
    std::optional<Day> sunday;
    std::size_t median_weekday_trips = 0;
    std::string reason;
};
TypicalDays typical_days(const Timetable& timetable);

enum class DayVerdict { ok, sparse, empty };   ///< sparse: under 20 % of the median weekday
DayVerdict verdict(const Timetable& timetable, Day day, const TypicalDays& typical);

/// The trips of one day, by pattern, with the trips of the day before that run past midnight shifted by -24 h.
/// What RAPTOR and desserte read. Trips stay sorted and never overtake.
class DayTimetable {
  public:
    DayTimetable(const Timetable& timetable, Day day);
    const Timetable& timetable() const { return *timetable_; }
    Day day() const { return day_; }
    struct DayTrip {
        TripIdx trip;
        std::int32_t shift = 0;     ///< seconds added to its times
    };
    std::span<const DayTrip> trips(PatternIdx pattern) const { return trips_[pattern]; }
    std::size_t trip_count() const { return trips_.items().size(); }
    struct PatternAtStop {
        PatternIdx pattern;
        std::uint32_t position = 0;
    };
    std::span<const PatternAtStop> patterns_at(StopIdx stop) const { return patterns_at_[stop]; }

  private:
    const Timetable* timetable_;
    Day day_;
    Adjacency<PatternIdx, DayTrip> trips_;
    Adjacency<StopIdx, PatternAtStop> patterns_at_;
};

}  // namespace lisiere::transit
