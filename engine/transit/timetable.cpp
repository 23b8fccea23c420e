// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/timetable.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lisiere::transit {
namespace {

constexpr std::int32_t day_seconds = 86400;

std::string name(std::string_view what, std::uint32_t number) {
    return fmt::format("{} {}", what, number);
}

void check_trip(const Timetable& timetable, TripIdx trip, std::vector<std::string>& found) {
    std::int32_t last = std::numeric_limits<std::int32_t>::min();
    for (const StopTime& time : timetable.times_of(trip)) {
        if (time.arrival < last || time.departure < time.arrival) {
            found.push_back(name("trip", trip.value()) + ": times decrease");
            return;
        }
        last = time.departure;
    }
}

bool overtakes(std::span<const StopTime> first, std::span<const StopTime> second) {
    for (std::size_t i = 0; i < first.size(); ++i)
        if (second[i].arrival < first[i].arrival || second[i].departure < first[i].departure)
            return true;
    return false;
}

/// The trips of a pattern, in order, and yesterday's copies of those that run past midnight.
void check_order(const Timetable& timetable, PatternIdx pattern, std::vector<std::string>& found) {
    const Pattern& p = timetable.patterns()[pattern];
    const std::int32_t first_today = timetable.times_of(p.first_trip).front().arrival;
    for (std::uint32_t i = 0; i < p.trips; ++i) {
        const TripIdx trip{p.first_trip.value() + i};
        if (timetable.trips()[trip].pattern != pattern)
            found.push_back(name("trip", trip.value()) + ": not of " +
                            name("pattern", pattern.value()));
        check_trip(timetable, trip, found);
        if (i > 0 &&
            overtakes(timetable.times_of(TripIdx{trip.value() - 1}), timetable.times_of(trip)))
            found.push_back(name("trip", trip.value()) + ": overtakes the one before it");
        const std::int32_t over = timetable.times_of(trip).back().departure - day_seconds;
        if (p.trips > 1 && over > 0 && over > first_today)
            found.push_back(name("trip", trip.value()) + ": mixes with the trips of the next day");
    }
}

}  // namespace

std::string_view to_text(Mode mode) {
    switch (mode) {
        case Mode::tram:
            return "tram";
        case Mode::metro:
            return "metro";
        case Mode::train:
            return "train";
        case Mode::bus:
            return "bus";
        case Mode::bhns:
            return "bhns";
        case Mode::ferry:
            return "ferry";
        case Mode::telepherique:
            return "telepherique";
        case Mode::autre:
            return "autre";
    }
    return "";
}

bool is_heavy(Mode mode) {
    return mode == Mode::tram || mode == Mode::metro || mode == Mode::train || mode == Mode::bhns;
}

std::vector<std::string> check(const Timetable& timetable) {
    std::vector<std::string> found;
    const auto valid = [](auto index, std::size_t size) {
        return index.valid() && index.value() < size;
    };
    std::uint32_t next_trip = 0;
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        const Pattern& p = timetable.patterns()[pattern];
        const std::string who = name("pattern", pattern.value());
        if (!valid(p.line, timetable.lines().size())) found.push_back(who + ": no such line");
        if (p.stops < 2) found.push_back(who + ": fewer than two stops");
        for (const StopIdx stop : timetable.stops_of(pattern))
            if (!valid(stop, timetable.stops().size())) found.push_back(who + ": no such stop");
        if (p.trips == 0 || p.first_trip.value() != next_trip) {
            found.push_back(who + ": trips are not contiguous");
            return found;
        }
        next_trip += p.trips;
        if (next_trip > timetable.trips().size()) {
            found.push_back(who + ": more trips than there are");
            return found;
        }
        check_order(timetable, pattern, found);
    }
    if (next_trip != timetable.trips().size()) found.emplace_back("trips without a pattern");
    for (const Trip& trip : timetable.trips())
        if (!valid(trip.service, timetable.services().size()))
            found.push_back("trip " + trip.id + ": no such service");
    for (const std::vector<Day>& days : timetable.services())
        if (std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) != days.end())
            found.emplace_back("a service whose days do not ascend");
    for (const Transfer& transfer : timetable.transfers())
        if (!valid(transfer.from, timetable.stops().size()) ||
            !valid(transfer.to, timetable.stops().size()))
            found.emplace_back("a transfer between no such stops");
    for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
        const auto lines = timetable.untimed_lines(stop);
        for (const LineIdx line : lines)
            if (!valid(line, timetable.lines().size()))
                found.push_back(name("stop", stop.value()) + ": no such line calls there");
        if (std::adjacent_find(lines.begin(), lines.end(), std::greater_equal<>()) != lines.end())
            found.push_back(name("stop", stop.value()) + ": lines that do not ascend");
    }
    return found;
}

}  // namespace lisiere::transit
