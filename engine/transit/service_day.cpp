// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/service_day.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include <fmt/format.h>

namespace lisiere::transit {
namespace {

constexpr std::int32_t day_seconds = 86400;

/// A feed without a trip for longer than this says nothing of the days between.
constexpr std::chrono::days longest_gap_told{60};
/// A feed valid for less does not choose the days of all.
constexpr std::size_t least_days = 14;

/// Trips of each feed on each day from `first`.
struct DayCounts {
    Day first = Day::max();
    std::size_t days = 0;
    std::vector<std::vector<std::size_t>> trips;  ///< [feed][day]

    std::size_t at(Day day) const { return static_cast<std::size_t>((day - first).count()); }
    Day day(std::size_t at) const { return first + std::chrono::days{at}; }
    std::size_t all(std::size_t at) const {
        std::size_t sum = 0;
        for (const auto& feed : trips) sum += feed[at];
        return sum;
    }
};

std::size_t feed_count(const Timetable& timetable) {
    std::size_t feeds = std::max<std::size_t>(1, timetable.feeds().size());
    for (const ServiceIdx service : indices<ServiceIdx>(timetable.services().size()))
        feeds = std::max<std::size_t>(feeds, timetable.feed_of(service) + 1);
    return feeds;
}

/// The calendar of a feed, where the timetable tells it.
const DayRange* calendar_of(const Timetable& timetable, std::size_t feed) {
    return feed < timetable.calendars().size() ? &timetable.calendars()[feed] : nullptr;
}

DayCounts day_counts(const Timetable& timetable) {
    IndexedVector<ServiceIdx, std::size_t> trips(timetable.services().size(), 0);
    for (const Trip& trip : timetable.trips()) ++trips[trip.service];
    DayCounts counts;
    Day last = Day::min();
    const auto reach = [&](const DayRange& range) {
        counts.first = std::min(counts.first, range.first);
        last = std::max(last, range.last);
    };
    std::vector<char> runs(feed_count(timetable), 0);
    for (const ServiceIdx service : indices<ServiceIdx>(trips.size())) {
        const std::vector<Day>& days = timetable.services()[service];
        if (trips[service] == 0 || days.empty()) continue;
        reach({days.front(), days.back()});
        runs[timetable.feed_of(service)] = 1;
    }
    for (std::size_t feed = 0; feed < runs.size(); ++feed)
        if (const DayRange* range = calendar_of(timetable, feed); range != nullptr && runs[feed])
            reach(*range);
    counts.trips.resize(runs.size());
    if (counts.first > last) return counts;
    counts.days = counts.at(last) + 1;
    for (auto& feed : counts.trips) feed.assign(counts.days, 0);
    for (const ServiceIdx service : indices<ServiceIdx>(trips.size()))
        if (trips[service] > 0)
            for (const Day day : timetable.services()[service])
                counts.trips[timetable.feed_of(service)][counts.at(day)] += trips[service];
    return counts;
}

/// The days of a feed, see FeedValidity::stretches.
std::vector<DayRange> stretches_of(const DayCounts& counts, std::size_t feed,
                                   const DayRange* calendar) {
    std::vector<DayRange> stretches;
    const std::vector<std::size_t>& trips = counts.trips[feed];
    for (std::size_t at = 0; at < trips.size(); ++at) {
        if (trips[at] == 0) continue;
        const Day day = counts.day(at);
        if (stretches.empty() || day - stretches.back().last > longest_gap_told)
            stretches.push_back({day, day});
        else
            stretches.back().last = day;
    }
    if (calendar == nullptr || stretches.empty()) return stretches;
    if (stretches.front().first - calendar->first <= longest_gap_told)
        stretches.front().first = std::min(stretches.front().first, calendar->first);
    if (calendar->last - stretches.back().last <= longest_gap_told)
        stretches.back().last = std::max(stretches.back().last, calendar->last);
    return stretches;
}

std::vector<FeedValidity> validities_of(const Timetable& timetable, const DayCounts& counts) {
    std::vector<FeedValidity> validities(counts.trips.size());
    std::size_t longest = 0;
    for (std::size_t feed = 0; feed < validities.size(); ++feed) {
        FeedValidity& own = validities[feed];
        own.stretches = stretches_of(counts, feed, calendar_of(timetable, feed));
        for (const DayRange& stretch : own.stretches)
            own.days += static_cast<std::size_t>((stretch.last - stretch.first).count()) + 1;
        longest = std::max(longest, own.days);
    }
    for (FeedValidity& own : validities)
        own.counts = own.days > 0 && own.days >= std::min(least_days, longest);
    return validities;
}

/// Nearest rank, the lower of two; 0 of none.
std::size_t median(std::vector<std::size_t> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Chooses the days of one timetable.
class Chooser {
  public:
    explicit Chooser(const Timetable& timetable)
        : counts_(day_counts(timetable)), validities_(validities_of(timetable, counts_)) {}

    /// The typical day of the days that `is_type` keeps.
    template <class IsType>
    std::optional<DayChoice> choice(DayType type, IsType is_type) const {
        std::vector<std::size_t> days;
        std::size_t most = 0;
        for (std::size_t at = 0; at < counts_.days; ++at) {
            const std::size_t feeds = valid_feeds(counts_.day(at));
            if (feeds == 0 || feeds < most || !is_type(counts_.day(at))) continue;
            if (feeds > most) days.clear();
            most = feeds;
            days.push_back(at);
        }
        if (days.empty()) return std::nullopt;
        const std::vector<std::size_t> ordinary = ordinary_service(is_type);
        DayChoice chosen{type, {}, 0, days.size(), 0, most};
        std::size_t least = std::numeric_limits<std::size_t>::max();
        for (const std::size_t at : days) {
            chosen.served += counts_.all(at) > 0 ? 1 : 0;
            const std::size_t distance = distance_from(ordinary, at);
            if (distance >= least) continue;
            least = distance;
            chosen.day = counts_.day(at);
            chosen.trips = counts_.all(at);
        }
        return chosen;
    }

  private:
    std::size_t valid_feeds(Day day) const {
        return static_cast<std::size_t>(std::count_if(
            validities_.begin(), validities_.end(),
            [&](const FeedValidity& feed) { return feed.counts && feed.contains(day); }));
    }
    template <class IsType>
    std::vector<std::size_t> ordinary_service(IsType is_type) const {
        std::vector<std::size_t> ordinary;
        for (std::size_t feed = 0; feed < validities_.size(); ++feed) {
            std::vector<std::size_t> trips;
            if (validities_[feed].counts)
                for (std::size_t at = 0; at < counts_.days; ++at)
                    if (validities_[feed].contains(counts_.day(at)) && is_type(counts_.day(at)))
                        trips.push_back(counts_.trips[feed][at]);
            ordinary.push_back(median(std::move(trips)));
        }
        return ordinary;
    }
    std::size_t distance_from(const std::vector<std::size_t>& ordinary, std::size_t at) const {
        std::size_t sum = 0;
        for (std::size_t feed = 0; feed < ordinary.size(); ++feed) {
            if (validities_[feed].counts && !validities_[feed].contains(counts_.day(at))) continue;
            const std::size_t trips = counts_.trips[feed][at];
            sum += std::max(trips, ordinary[feed]) - std::min(trips, ordinary[feed]);
        }
        return sum;
    }

    DayCounts counts_;
    std::vector<FeedValidity> validities_;
};

bool tuesday_to_thursday(Day day) {
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
    return 2 <= weekday && weekday <= 4;
}

}  // namespace

std::string iso_date(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

bool FeedValidity::contains(Day day) const {
    return std::any_of(stretches.begin(), stretches.end(),
                       [&](const DayRange& stretch) { return stretch.contains(day); });
}

std::vector<FeedValidity> feed_validities(const Timetable& timetable) {
    return validities_of(timetable, day_counts(timetable));
}

std::vector<DayService> service_by_day(const Timetable& timetable) {
    const DayCounts counts = day_counts(timetable);
    std::vector<DayService> days;
    for (std::size_t at = 0; at < counts.days; ++at)
        days.push_back({counts.day(at), counts.all(at)});
    return days;
}

TypicalDays typical_days(const Timetable& timetable, const Holidays& holidays) {
    const Chooser chooser(timetable);
    const auto of_type = [&](DayType type, auto also) {
        return chooser.choice(
            type, [&](Day day) { return also(day) && day_type(day, holidays) == type; });
    };
    const auto any_day = [](Day) { return true; };
    std::optional<DayChoice> weekday = of_type(DayType::ouvrable, tuesday_to_thursday);
    const auto in_holidays = of_type(DayType::ouvrable_vacances, tuesday_to_thursday);
    TypicalDays typical;
    typical.school_zone_known = holidays.school.has_value();
    typical.weekday_is_holiday = !weekday && in_holidays;
    if (typical.weekday_is_holiday) {
        weekday = in_holidays;
        weekday->type = DayType::ouvrable;
    }
    const auto keep = [&](const std::optional<DayChoice>& found, std::optional<Day>& day) {
        if (!found) return;
        day = found->day;
        typical.choices.push_back(*found);
    };
    keep(weekday, typical.weekday);
    keep(in_holidays, typical.weekday_in_holidays);
    keep(of_type(DayType::samedi, any_day), typical.saturday);
    keep(of_type(DayType::dimanche, any_day), typical.sunday);
    if (weekday) typical.median_weekday_trips = weekday->trips;
    return typical;
}

DayVerdict verdict(const Timetable& timetable, Day day, const TypicalDays& typical) {
    std::size_t trips = 0;
    for (const Trip& trip : timetable.trips()) {
        const std::vector<Day>& days = timetable.services()[trip.service];
        trips += std::binary_search(days.begin(), days.end(), day) ? 1 : 0;
    }
    if (trips == 0) return DayVerdict::empty;
    return 5 * trips < typical.median_weekday_trips ? DayVerdict::sparse : DayVerdict::ok;
}

DayTimetable::DayTimetable(const Timetable& timetable, Day day)
    : timetable_(&timetable), day_(day), first_column_(timetable.patterns().size(), 0) {
    const auto runs_on = [&](Day wanted) {
        IndexedVector<ServiceIdx, char> runs(timetable.services().size(), 0);
        for (const ServiceIdx service : indices<ServiceIdx>(runs.size())) {
            const std::vector<Day>& days = timetable.services()[service];
            runs[service] = std::binary_search(days.begin(), days.end(), wanted) ? 1 : 0;
        }
        return runs;
    };
    // A trip may run on for days: by how many, its copy of that day before is still under way.
    std::int32_t last = 0;
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
        for (std::uint32_t i = 0; i < timetable.patterns()[pattern].trips; ++i)
            last = std::max(
                last,
                timetable.times_of(TripIdx{timetable.patterns()[pattern].first_trip.value() + i})
                    .back()
                    .departure);
    std::vector<IndexedVector<ServiceIdx, char>> runs;
    for (std::int32_t before = 0; before <= last / day_seconds; ++before)
        runs.push_back(runs_on(day - std::chrono::days{before}));

    std::vector<std::uint32_t> first{0};
    std::vector<DayTrip> trips;
    for (const Pattern& pattern : timetable.patterns()) {
        // Trips of earlier days come first: a pattern keeps them ahead of every trip of today
        // (group_trips).
        for (auto before = static_cast<std::int32_t>(runs.size()) - 1; before >= 0; --before)
            for (std::uint32_t i = 0; i < pattern.trips; ++i) {
                const TripIdx trip{pattern.first_trip.value() + i};
                if (runs[static_cast<std::size_t>(before)][timetable.trips()[trip].service] != 0 &&
                    (before == 0 ||
                     timetable.times_of(trip).back().departure >= before * day_seconds))
                    trips.push_back({trip, -before * day_seconds});
            }
        first.push_back(static_cast<std::uint32_t>(trips.size()));
    }
    trips_ = {std::move(first), std::move(trips)};

    std::vector<std::uint32_t> first_at(timetable.stops().size() + 1, 0);
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        const auto running = trips_[pattern];
        first_column_[pattern] = departures_.size();
        if (running.empty()) continue;
        const auto stops = timetable.stops_of(pattern);
        for (std::size_t position = 0; position < stops.size(); ++position) {
            ++first_at[stops[position].value() + 1];
            for (const DayTrip& trip : running) {
                const StopTime& time = timetable.times_of(trip.trip)[position];
                departures_.push_back(time.departure + trip.shift);
                arrivals_.push_back(time.arrival + trip.shift);
            }
        }
    }
    for (std::size_t stop = 1; stop < first_at.size(); ++stop) first_at[stop] += first_at[stop - 1];
    std::vector<PatternAtStop> at(first_at.back());
    std::vector<std::uint32_t> next(first_at.begin(), first_at.end() - 1);
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        if (trips_[pattern].empty()) continue;
        std::uint32_t position = 0;
        for (const StopIdx stop : timetable.stops_of(pattern))
            at[next[stop.value()]++] = {pattern, position++};
    }
    patterns_at_ = {std::move(first_at), std::move(at)};
}

WindowService window_service(const DayTimetable& day, Seconds start, Seconds end) {
    constexpr std::int32_t quarter = 900;
    constexpr std::int32_t quarters = 2 * day_seconds / quarter;
    const std::int32_t length = (end - start).count();
    WindowService service;
    service.day_trips = day.trip_count();
    std::array<std::size_t, quarters> by_start{};
    for (const PatternIdx pattern : indices<PatternIdx>(day.timetable().patterns().size())) {
        const std::uint32_t last = day.timetable().patterns()[pattern].stops - 1;
        for (std::size_t trip = 0; trip < day.trips(pattern).size(); ++trip) {
            const auto departs_in = [&](std::int32_t from, std::int32_t to) {
                for (std::uint32_t position = 0; position < last; ++position) {
                    const std::int32_t departure = day.departures(pattern, position)[trip];
                    if (departure >= from) return departure < to;
                }
                return false;
            };
            service.trips += departs_in(start.count(), end.count()) ? 1 : 0;
            const std::int32_t leaves = day.departures(pattern, 0)[trip];
            const std::int32_t over = day.departures(pattern, last - 1)[trip];
            const std::int32_t from = std::max(0, (leaves - length) / quarter);
            for (std::int32_t at = from; at < quarters && at * quarter <= over; ++at)
                by_start[static_cast<std::size_t>(at)] +=
                    departs_in(at * quarter, at * quarter + length) ? 1 : 0;
        }
    }
    const auto busiest = std::max_element(by_start.begin(), by_start.end());
    service.busiest_trips = *busiest;
    service.busiest_start =
        Seconds{static_cast<std::int32_t>(busiest - by_start.begin()) * quarter};
    return service;
}

}  // namespace lisiere::transit
