// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/transit/holidays.hpp"
#include "engine/transit/timetable.hpp"

namespace lisiere::transit {

/// ISO date, "2026-03-17".
std::string iso_date(Day day);

struct DayService {
    Day day;
    std::size_t trips = 0;
};
/// Trips that run on each day of the feeds' validity, every day from the first to the last.
std::vector<DayService> service_by_day(const Timetable& timetable);

/// From when to when a feed speaks.
struct FeedValidity {
    /// Stretches of days, ascending, apart: what the feed's calendars span, without those gaps of
    /// more than 60 days in which none of its trips runs (two editions far apart, a date mistyped).
    std::vector<DayRange> stretches;
    std::size_t days = 0;  ///< in all
    /// Whether its days weigh on the choice of typical ones: 14 days at least, or as long as the
    /// longest feed. A festival's shuttle of three days does not.
    bool counts = false;
    bool contains(Day day) const;
};
/// By feed number; without days where none of its trips ever runs.
std::vector<FeedValidity> feed_validities(const Timetable& timetable);

/// The day that stands for one day type. Every day of the type in the feeds' validity is looked at,
/// days without a trip too: nothing runs on them, they are not unknown. Candidates are the days in
/// the validity of as many feeds that count as on any day of the type. A feed's ordinary service is
/// the median of its trips over all days of the type in its own validity (nearest rank, the lower
/// of two), 0 for a feed that does not count. The day is the earliest of the candidates on which
///     sum over feeds |trips of the feed - its ordinary service|
/// is least: with one feed, the earliest whose trips are the median.
struct DayChoice {
    DayType type = DayType::ouvrable;
    Day day;
    std::size_t trips = 0;       ///< may be 0: of most days of the type nothing runs
    std::size_t candidates = 0;  ///< days compared
    std::size_t served = 0;      ///< of these, days with a trip
    std::size_t feeds = 0;       ///< that count and are valid on each of them
};

/// The days chosen for the run, and what makes them ordinary. Weekdays are looked for from Tuesday
/// to Thursday only.
struct TypicalDays {
    std::optional<Day> weekday;  ///< outside holidays; feeds that lie in them whole: in holidays
    std::optional<Day> weekday_in_holidays;  ///< none when the school zone is not known
    std::optional<Day> saturday;
    std::optional<Day> sunday;        ///< Sundays and public holidays
    bool weekday_is_holiday = false;  ///< no Tuesday to Thursday of the validity outside holidays
    std::size_t median_weekday_trips = 0;
    std::vector<DayChoice> choices;  ///< those above, in that order
    bool school_zone_known = false;  ///< else school holidays are not kept apart
};
TypicalDays typical_days(const Timetable& timetable, const Holidays& holidays = {});

enum class DayVerdict { ok, sparse, empty };  ///< sparse: under 20 % of the median weekday
DayVerdict verdict(const Timetable& timetable, Day day, const TypicalDays& typical);

/// The trips of one day, by pattern, with the trips of the days before that run into it shifted by
/// -24 h for each. What RAPTOR and desserte read. Trips stay sorted and never overtake. Times are
/// also kept by column (position, then trip), the order searches read them in: 8 bytes a stop time
/// of the day. Holds a reference to `timetable`.
class DayTimetable {
  public:
    DayTimetable(const Timetable& timetable, Day day);
    const Timetable& timetable() const { return *timetable_; }
    Day day() const { return day_; }
    struct DayTrip {
        TripIdx trip;
        std::int32_t shift = 0;  ///< seconds added to its times
    };
    std::span<const DayTrip> trips(PatternIdx pattern) const { return trips_[pattern]; }
    std::size_t trip_count() const { return trips_.items().size(); }
    struct PatternAtStop {
        PatternIdx pattern;
        std::uint32_t position = 0;
    };
    /// Patterns with trips on that day only, by pattern then position.
    std::span<const PatternAtStop> patterns_at(StopIdx stop) const { return patterns_at_[stop]; }
    /// Times of every trip of `trips(pattern)` at one position, in that order, hence ascending.
    std::span<const std::int32_t> departures(PatternIdx pattern, std::uint32_t position) const {
        return {departures_.data() + column(pattern, position), trips_[pattern].size()};
    }
    std::span<const std::int32_t> arrivals(PatternIdx pattern, std::uint32_t position) const {
        return {arrivals_.data() + column(pattern, position), trips_[pattern].size()};
    }
    /// Where that column starts among all the stop times of the day: a number per (pattern,
    /// position, trip).
    std::size_t column(PatternIdx pattern, std::uint32_t position) const {
        return first_column_[pattern] + position * trips_[pattern].size();
    }
    std::size_t stop_time_count() const { return departures_.size(); }

  private:
    const Timetable* timetable_;
    Day day_;
    Adjacency<PatternIdx, DayTrip> trips_;
    Adjacency<StopIdx, PatternAtStop> patterns_at_;
    IndexedVector<PatternIdx, std::size_t> first_column_;
    std::vector<std::int32_t> departures_;
    std::vector<std::int32_t> arrivals_;
};

/// How much runs in a window of the day, to warn about one that the feed hardly serves (night, cut
/// feeds).
struct WindowService {
    std::size_t trips = 0;      ///< trips with a departure (not at their last stop) in [start, end)
    std::size_t day_trips = 0;  ///< trips of the whole day
    std::size_t busiest_trips = 0;  ///< trips of the busiest window of the same length
    Seconds busiest_start{0};  ///< where it starts, on a quarter of an hour; the earliest of ties
    /// Under 20 % of the busiest window.
    bool sparse() const { return 5 * trips < busiest_trips || trips == 0; }
};
WindowService window_service(const DayTimetable& day, Seconds start, Seconds end);

}  // namespace lisiere::transit
