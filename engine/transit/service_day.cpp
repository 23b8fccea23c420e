// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/service_day.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

namespace lisiere::transit {
namespace {

constexpr std::int32_t day_seconds = 86400;

struct DayCount {
    Day day;
    std::size_t trips = 0;
    std::size_t feeds = 0;
};

/// Every day from the first to the last on which a trip runs.
std::vector<DayCount> day_counts(const Timetable& timetable) {
    IndexedVector<ServiceIdx, std::size_t> trips(timetable.services().size(), 0);
    for (const Trip& trip : timetable.trips()) ++trips[trip.service];
    Day first = Day::max();
    Day last = Day::min();
    std::uint32_t feeds = 0;
    for (const ServiceIdx service : indices<ServiceIdx>(trips.size())) {
        const std::vector<Day>& days = timetable.services()[service];
        if (trips[service] == 0 || days.empty()) continue;
        first = std::min(first, days.front());
        last = std::max(last, days.back());
        feeds = std::max(feeds, timetable.feed_of(service) + 1);
    }
    std::vector<DayCount> counts;
    for (Day day = first; day <= last; day += std::chrono::days{1}) counts.push_back({day});
    std::vector<char> runs(feeds * counts.size(), 0);
    for (const ServiceIdx service : indices<ServiceIdx>(trips.size())) {
        if (trips[service] == 0) continue;
        for (const Day day : timetable.services()[service]) {
            const auto at = static_cast<std::size_t>((day - first).count());
            counts[at].trips += trips[service];
            char& seen = runs[timetable.feed_of(service) * counts.size() + at];
            counts[at].feeds += seen == 0 ? 1 : 0;
            seen = 1;
        }
    }
    return counts;
}

/// The candidates of one day type: days with service on which as many feeds run as on any of them.
template <class IsType>
std::vector<DayCount> candidates(const std::vector<DayCount>& counts, IsType is_type) {
    std::size_t most = 0;
    for (const DayCount& count : counts)
        if (is_type(count.day)) most = std::max(most, count.feeds);
    std::vector<DayCount> kept;
    for (const DayCount& count : counts)
        if (is_type(count.day) && count.feeds == most && count.trips > 0) kept.push_back(count);
    return kept;
}

/// The earliest day whose count is the median (nearest rank).
std::optional<DayCount> median_day(std::vector<DayCount> days) {
    if (days.empty()) return std::nullopt;
    std::sort(days.begin(), days.end(), [](const DayCount& a, const DayCount& b) {
        return std::pair(a.trips, a.day) < std::pair(b.trips, b.day);
    });
    const std::size_t median = days[(days.size() - 1) / 2].trips;
    return *std::find_if(days.begin(), days.end(),
                         [&](const DayCount& day) { return day.trips == median; });
}

/// The typical day of the days that `is_type` keeps.
template <class IsType>
std::optional<DayChoice> choice(const std::vector<DayCount>& counts, DayType type, IsType is_type) {
    const std::vector<DayCount> days = candidates(counts, is_type);
    const auto median = median_day(days);
    if (!median) return std::nullopt;
    return DayChoice{type, median->day, median->trips, days.size(), median->feeds};
}

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

std::vector<DayService> service_by_day(const Timetable& timetable) {
    std::vector<DayService> days;
    for (const DayCount& count : day_counts(timetable)) days.push_back({count.day, count.trips});
    return days;
}

TypicalDays typical_days(const Timetable& timetable, const Holidays& holidays) {
    const std::vector<DayCount> counts = day_counts(timetable);
    const auto of_type = [&](DayType type, auto also) {
        return choice(counts, type,
                      [&](Day day) { return also(day) && day_type(day, holidays) == type; });
    };
    const auto any_day = [](Day) { return true; };
    std::optional<DayChoice> weekday = of_type(DayType::ouvrable, tuesday_to_thursday);
    const auto in_holidays = of_type(DayType::ouvrable_vacances, tuesday_to_thursday);
    TypicalDays typical;
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
    if (!weekday) {
        typical.reason = "aucun mardi, mercredi ou jeudi n'a de course dans les horaires";
        return typical;
    }
    typical.median_weekday_trips = weekday->trips;
    typical.reason = fmt::format(
        "le {} a le nombre médian de courses ({}) des {} mardis, mercredis et jeudis {}où "
        "circulent {} jeu(x) d'horaires",
        iso_date(weekday->day), weekday->trips, weekday->candidates,
        typical.weekday_is_holiday ? "de vacances (il n'y en a pas d'autres) "
        : holidays.school          ? "hors vacances "
                                   : "",
        weekday->feeds);
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
    const auto today = runs_on(day);
    const auto yesterday = runs_on(day - std::chrono::days{1});

    std::vector<std::uint32_t> first{0};
    std::vector<DayTrip> trips;
    for (const Pattern& pattern : timetable.patterns()) {
        // Yesterday's trips come first: a pattern keeps them ahead of every trip of today
        // (group_trips).
        for (const bool shifted : {true, false})
            for (std::uint32_t i = 0; i < pattern.trips; ++i) {
                const TripIdx trip{pattern.first_trip.value() + i};
                const ServiceIdx service = timetable.trips()[trip].service;
                if (shifted) {
                    if (yesterday[service] != 0 &&
                        timetable.times_of(trip).back().departure >= day_seconds)
                        trips.push_back({trip, -day_seconds});
                } else if (today[service] != 0) {
                    trips.push_back({trip, 0});
                }
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
