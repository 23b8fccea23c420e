// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/desserte.hpp"

#include <algorithm>

#include "engine/transit/coverage.hpp"

namespace lisiere::transit {
namespace {

/// Where the departures in [start, end) of an ascending column begin and end.
std::pair<std::ptrdiff_t, std::ptrdiff_t> departures_in(std::span<const std::int32_t> departures,
                                                        const Period& period) {
    const auto first = std::lower_bound(departures.begin(), departures.end(), period.start.count());
    const auto last = std::lower_bound(first, departures.end(), period.end.count());
    return {first - departures.begin(), last - departures.begin()};
}

/// Calls `visit(pattern, position, departures)` for each place where one may board that day.
template <class Visit>
void for_each_boarding(const DayTimetable& day, StopIdx stop, Visit visit) {
    for (const DayTimetable::PatternAtStop& at : day.patterns_at(stop)) {
        const bool last = at.position + 1 == day.timetable().patterns()[at.pattern].stops;
        if (!last && day.timetable().may_board(at.pattern, at.position))
            visit(at.pattern, at.position, day.departures(at.pattern, at.position));
    }
}

void add_typical_weekday(const DayTimetable& day, StopIdx stop, StopService& service) {
    const auto& patterns = day.timetable().patterns();
    for (const DayTimetable::PatternAtStop& at : day.patterns_at(stop))
        service.lines.push_back(patterns[at.pattern].line);
    std::sort(service.lines.begin(), service.lines.end());
    service.lines.erase(std::unique(service.lines.begin(), service.lines.end()),
                        service.lines.end());
    // The day's own trips alone: the night of the day before is no start of this one, and the hours
    // between its end and the first departure are no gap in service.
    std::vector<std::int32_t> all;
    for_each_boarding(
        day, stop,
        [&](PatternIdx pattern, std::uint32_t, std::span<const std::int32_t> departures) {
            const auto trips = day.trips(pattern);
            for (std::size_t i = 0; i < departures.size(); ++i)
                if (trips[i].shift == 0) all.push_back(departures[i]);
        });
    std::sort(all.begin(), all.end());
    service.first_departure = service.last_departure = Absence::non_desservi;
    if (!all.empty()) {
        service.served = true;
        service.first_departure = Seconds{all.front()};
        service.last_departure = Seconds{all.back()};
    }
    service.longest_gap = longest_gap(all);
}

/// Departures per hour of every stop in a period, a trip that calls there twice once.
void count_departures(const DayTimetable& day, const Period& period, std::size_t at,
                      IndexedVector<StopIdx, StopService>& services) {
    const auto leaving = trips_leaving(day, period);
    std::vector<TripsLeaving> own;
    for (const StopIdx stop : indices<StopIdx>(services.size())) {
        own.assign(leaving[stop].begin(), leaving[stop].end());
        services[stop].departures_per_hour[at] =
            static_cast<double>(distinct_trips(own)) / period.hours();
    }
}

/// What is known of a stop where a line calls without hours: that it does, and nothing of when.
void add_untimed(const Timetable& timetable, StopIdx stop, StopService& service) {
    const auto lines = timetable.untimed_lines(stop);
    if (lines.empty()) return;
    const Absence why = timetable.timed() ? Absence::hors_couverture : Absence::non_disponible;
    service.served = true;
    service.lines.insert(service.lines.end(), lines.begin(), lines.end());
    std::sort(service.lines.begin(), service.lines.end());
    service.lines.erase(std::unique(service.lines.begin(), service.lines.end()),
                        service.lines.end());
    for (const LineIdx line : lines)
        service.heavy = service.heavy || is_heavy(timetable.lines()[line].mode);
    for (Maybe<double>& departures : service.departures_per_hour) departures = why;
    service.first_departure = service.last_departure = service.longest_gap = why;
}

/// Times between departures in a row.
std::vector<std::int32_t> gaps(std::span<const std::int32_t> departures) {
    std::vector<std::int32_t> found;
    for (std::size_t i = 1; i < departures.size(); ++i)
        found.push_back(departures[i] - departures[i - 1]);
    return found;
}

}  // namespace

Maybe<Seconds> median_headway(std::span<const std::int32_t> departures) {
    std::vector<std::int32_t> all = gaps(departures);
    if (all.empty()) return Absence::sans_objet;
    std::sort(all.begin(), all.end());
    return Seconds{all[(all.size() - 1) / 2]};
}

Maybe<Seconds> longest_gap(std::span<const std::int32_t> departures) {
    const std::vector<std::int32_t> all = gaps(departures);
    if (all.empty()) return Absence::sans_objet;
    return Seconds{*std::max_element(all.begin(), all.end())};
}

IndexedVector<StopIdx, std::vector<LineCalls>> line_calls(const DayTimetable& day,
                                                          const Period& period) {
    const auto& patterns = day.timetable().patterns();
    IndexedVector<StopIdx, std::vector<LineCalls>> calls(day.timetable().stops().size());
    for (const StopIdx stop : indices<StopIdx>(calls.size())) {
        std::vector<LineCalls>& own = calls[stop];
        std::vector<std::size_t> most;  // departures of `main`
        for_each_boarding(
            day, stop,
            [&](PatternIdx pattern, std::uint32_t, std::span<const std::int32_t> departures) {
                const auto [first, last] = departures_in(departures, period);
                const auto count = static_cast<std::size_t>(last - first);
                if (count == 0) return;
                const Pattern& p = patterns[pattern];
                auto found = std::find_if(own.begin(), own.end(), [&](const LineCalls& c) {
                    return c.line == p.line && c.direction == p.direction;
                });
                if (found == own.end()) {
                    own.push_back({p.line, p.direction, pattern, {}});
                    most.push_back(0);
                    found = own.end() - 1;
                }
                std::size_t& greatest = most[static_cast<std::size_t>(found - own.begin())];
                if (count > greatest) {
                    greatest = count;
                    found->main = pattern;
                }
                found->departures.insert(found->departures.end(), departures.begin() + first,
                                         departures.begin() + last);
            });
        for (LineCalls& c : own) std::sort(c.departures.begin(), c.departures.end());
        std::sort(own.begin(), own.end(), [](const LineCalls& a, const LineCalls& b) {
            return std::pair(a.line, a.direction) < std::pair(b.line, b.direction);
        });
    }
    return calls;
}

IndexedVector<StopIdx, StopService> desserte(const Timetable& timetable, const ServiceDays& days,
                                             const std::vector<Period>& periods) {
    for (const Period& period : periods) LISIERE_EXPECTS(period.end > period.start);
    IndexedVector<StopIdx, StopService> services(timetable.stops().size());
    for (StopService& service : services) service.departures_per_hour.resize(periods.size());
    const auto covered = coverage(timetable, days, periods);
    for (const DayType type : all_day_types) {
        const std::optional<Day> date = days.of(type);
        if (!date) continue;
        const DayTimetable day(timetable, *date);
        for (std::size_t i = 0; i < periods.size(); ++i)
            if (periods[i].day_type == type) count_departures(day, periods[i], i, services);
        for (const StopIdx stop : indices<StopIdx>(services.size())) {
            StopService& service = services[stop];
            for (const DayTimetable::PatternAtStop& at : day.patterns_at(stop))
                service.heavy =
                    service.heavy ||
                    is_heavy(timetable.lines()[timetable.patterns()[at.pattern].line].mode);
            for (std::size_t i = 0; i < periods.size(); ++i) {
                if (periods[i].day_type != type) continue;
                if (covered[timetable.stops()[stop].feed][i] == Coverage::hardly)
                    service.departures_per_hour[i] = Absence::hors_couverture;
            }
            if (type == DayType::ouvrable) add_typical_weekday(day, stop, service);
        }
    }
    for (const StopIdx stop : indices<StopIdx>(services.size()))
        add_untimed(timetable, stop, services[stop]);
    return services;
}

Adjacency<StopIdx, TripsLeaving> trips_leaving(const DayTimetable& day, const Period& period) {
    LISIERE_EXPECTS(period.end > period.start);
    std::vector<std::uint32_t> first{0};
    std::vector<TripsLeaving> items;
    for (const StopIdx stop : indices<StopIdx>(day.timetable().stops().size())) {
        for_each_boarding(
            day, stop,
            [&](PatternIdx pattern, std::uint32_t, std::span<const std::int32_t> departures) {
                const auto [from, to] = departures_in(departures, period);
                if (from < to)
                    items.push_back({day.timetable().patterns()[pattern].line, pattern,
                                     static_cast<std::uint32_t>(from),
                                     static_cast<std::uint32_t>(to)});
            });
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

std::size_t distinct_trips(std::vector<TripsLeaving>& stretches) {
    std::sort(stretches.begin(), stretches.end(), [](const TripsLeaving& a, const TripsLeaving& b) {
        return std::pair(a.pattern, a.first) < std::pair(b.pattern, b.first);
    });
    std::size_t count = 0;
    PatternIdx pattern;
    std::uint32_t counted = 0;  // trips of the pattern before this one are
    for (const TripsLeaving& stretch : stretches) {
        if (stretch.pattern != pattern) counted = 0;
        pattern = stretch.pattern;
        const std::uint32_t from = std::max(stretch.first, counted);
        if (from >= stretch.last) continue;
        count += stretch.last - from;
        counted = stretch.last;
    }
    return count;
}

}  // namespace lisiere::transit
