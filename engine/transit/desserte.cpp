// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/desserte.hpp"

#include <algorithm>
#include <array>

namespace lisiere::transit {
namespace {

using DayType = Period::DayType;
constexpr std::array day_types = {DayType::ouvrable, DayType::samedi, DayType::dimanche};

std::optional<Day> day_of(const ServiceDays& days, DayType type) {
    switch (type) {
        case DayType::ouvrable:
            return days.ouvrable;
        case DayType::samedi:
            return days.samedi;
        case DayType::dimanche:
            return days.dimanche;
    }
    return std::nullopt;
}

double hours(const Period& period) {
    return static_cast<double>((period.end - period.start).count()) / 3600.0;
}

/// Departures in [start, end) of an ascending column.
std::size_t departures_in(std::span<const std::int32_t> departures, const Period& period) {
    const auto first = std::lower_bound(departures.begin(), departures.end(), period.start.count());
    const auto last = std::lower_bound(first, departures.end(), period.end.count());
    return static_cast<std::size_t>(last - first);
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
    service.first_departure = Absence::non_desservi;
    service.last_departure = Absence::non_desservi;
    for_each_boarding(
        day, stop, [&](PatternIdx, std::uint32_t, std::span<const std::int32_t> departures) {
            const Seconds first{departures.front()};
            const Seconds last{departures.back()};
            service.first_departure = std::min(service.first_departure.value_or(first), first);
            service.last_departure = std::max(service.last_departure.value_or(last), last);
        });
}

}  // namespace

IndexedVector<StopIdx, StopService> desserte(const Timetable& timetable, const ServiceDays& days,
                                             const std::vector<Period>& periods) {
    for (const Period& period : periods) LISIERE_EXPECTS(period.end > period.start);
    IndexedVector<StopIdx, StopService> services(timetable.stops().size());
    for (StopService& service : services) service.departures_per_hour.resize(periods.size());
    for (const DayType type : day_types) {
        const std::optional<Day> date = day_of(days, type);
        if (!date) continue;
        const DayTimetable day(timetable, *date);
        for (const StopIdx stop : indices<StopIdx>(services.size())) {
            StopService& service = services[stop];
            for (const DayTimetable::PatternAtStop& at : day.patterns_at(stop))
                service.heavy =
                    service.heavy ||
                    is_heavy(timetable.lines()[timetable.patterns()[at.pattern].line].mode);
            for (std::size_t i = 0; i < periods.size(); ++i) {
                if (periods[i].day_type != type) continue;
                std::size_t count = 0;
                for_each_boarding(
                    day, stop,
                    [&](PatternIdx, std::uint32_t, std::span<const std::int32_t> departures) {
                        count += departures_in(departures, periods[i]);
                    });
                service.departures_per_hour[i] = static_cast<double>(count) / hours(periods[i]);
            }
            if (type == DayType::ouvrable) add_typical_weekday(day, stop, service);
        }
    }
    return services;
}

Adjacency<StopIdx, LineDepartures> departures_by_line(const DayTimetable& day,
                                                      const Period& period) {
    LISIERE_EXPECTS(period.end > period.start);
    std::vector<std::uint32_t> first{0};
    std::vector<LineDepartures> items;
    for (const StopIdx stop : indices<StopIdx>(day.timetable().stops().size())) {
        for_each_boarding(
            day, stop,
            [&](PatternIdx pattern, std::uint32_t, std::span<const std::int32_t> departures) {
                const std::size_t count = departures_in(departures, period);
                if (count == 0) return;
                // A pattern that calls twice at the stop is one entry: its positions come in a row.
                if (items.size() > first.back() && items.back().pattern == pattern)
                    items.back().per_hour += static_cast<double>(count) / hours(period);
                else
                    items.push_back({day.timetable().patterns()[pattern].line, pattern,
                                     static_cast<double>(count) / hours(period)});
            });
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

}  // namespace lisiere::transit
