// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/geo/measure.hpp"
#include "engine/transit/grouping.hpp"

namespace lisiere::scenario {
namespace {

using transit::Call;
using transit::LineIdx;
using transit::PatternIdx;
using transit::ServiceIdx;
using transit::StopIdx;
using transit::StopTime;
using transit::Timetable;
using transit::TripDraft;
using transit::TripIdx;

/// What a line's trips go through.
struct Factors {
    bool removed = false;
    double frequency = 1;
    double speed = 1;
};

std::int32_t rounded(double seconds) {
    return static_cast<std::int32_t>(std::lround(seconds));
}

/// A trip at another pace: rides take 1 / speed of their time.
std::vector<StopTime> at_speed(std::span<const StopTime> times, double speed) {
    std::vector<StopTime> result(times.begin(), times.end());
    for (std::size_t i = 1; i < times.size(); ++i) {
        const double ride = (times[i].arrival - times[i - 1].departure) / speed;
        const std::int32_t dwell = times[i].departure - times[i].arrival;
        result[i].arrival = result[i - 1].departure + rounded(ride);
        result[i].departure = result[i].arrival + dwell;
    }
    return result;
}

/// The trips of one pattern and service, in their order, at other departures.
std::vector<std::vector<StopTime>> at_frequency(const std::vector<std::vector<StopTime>>& trips,
                                                double frequency) {
    if (trips.size() == 1) return trips;
    const auto count = static_cast<std::size_t>(
        std::max(std::llround(frequency * static_cast<double>(trips.size())), 1LL));
    const std::size_t last = trips.size() - 1;
    const std::int32_t last_interval =
        trips[last].front().departure - trips[last - 1].front().departure;
    std::vector<std::vector<StopTime>> result;
    for (std::size_t k = 0; k < count; ++k) {
        const double at = static_cast<double>(k) / frequency;
        const std::size_t from = std::min(static_cast<std::size_t>(at), last);
        const double share = at - static_cast<double>(from);
        std::vector<StopTime> trip = trips[from];
        for (std::size_t i = 0; i < trip.size(); ++i) {
            // Beyond the last trip the last interval goes on, and the ride stays as it is.
            const auto later = [&](std::int32_t StopTime::*time) {
                const double step =
                    from < last ? trips[from + 1][i].*time - trips[from][i].*time : last_interval;
                return rounded(trips[from][i].*time + share * step);
            };
            trip[i].arrival = later(&StopTime::arrival);
            trip[i].departure = later(&StopTime::departure);
        }
        result.push_back(std::move(trip));
    }
    return result;
}

class Editor {
  public:
    Editor(const Timetable& timetable, std::span<const ChangedLine> changed)
        : timetable_(timetable), factors_(timetable.lines().size()) {
        for (const ChangedLine& change : changed)
            for (const LineIdx line : change.lines) {
                Factors& own = factors_[line];
                own.removed = own.removed || change.removed;
                own.frequency *= change.frequency;
                own.speed *= change.speed;
            }
        parts_.stops = timetable.stops();
        parts_.lines = timetable.lines();
        parts_.services = timetable.services();
        for (const ServiceIdx service : indices<ServiceIdx>(parts_.services.size()))
            parts_.service_feeds.push_back(timetable.feed_of(service));
        parts_.transfers = timetable.transfers();
        parts_.feeds = timetable.feeds();
        parts_.calendars = timetable.calendars();
        keep_untimed();
    }

    void keep_lines() {
        for (const PatternIdx pattern : indices<PatternIdx>(timetable_.patterns().size()))
            keep_pattern(pattern);
    }

    void add(const AddedLine& line) {
        std::vector<StopIdx> stops;
        for (const LineStop& stop : line.stops) stops.push_back(stop_of(stop, line));
        std::vector<StopTime> there = trip_times(line, timetable_);
        AddedLine reversed = line;
        std::reverse(reversed.stops.begin(), reversed.stops.end());
        const std::vector<StopTime> back = trip_times(reversed, timetable_);
        const LineIdx own = parts_.lines.push_back(
            {"scenario:" + line.name, line.name, line.name, "scénario", line.mode});
        for (const Service& service : line.services) {
            const ServiceIdx days = parts_.services.push_back(service.days);
            parts_.service_feeds.push_back(0);
            for (std::int32_t start = service.first.count(); start <= service.last.count();
                 start += service.headway.count()) {
                add_trip(own, days, stops, there, start, 0);
                if (line.both_ways)
                    add_trip(own, days, {stops.rbegin(), stops.rend()}, back, start, 1);
            }
        }
    }

    Timetable timetable() {
        transit::group_trips(drafts_, calls_, parts_);
        return Timetable(std::move(parts_));
    }

  private:
    /// Lines without hours call where they did, but for those taken away; more often or faster says
    /// nothing of them.
    void keep_untimed() {
        parts_.untimed_lines.resize(parts_.stops.size());
        for (const StopIdx stop : indices<StopIdx>(parts_.stops.size()))
            for (const LineIdx line : timetable_.untimed_lines(stop))
                if (!factors_[line].removed) parts_.untimed_lines[stop].push_back(line);
    }

    void draft(LineIdx line, ServiceIdx service, std::string id, std::uint8_t direction,
               std::span<const StopIdx> stops, std::span<const StopTime> times, auto access) {
        drafts_.push_back({line, service, std::move(id), static_cast<std::uint32_t>(calls_.size()),
                           static_cast<std::uint32_t>(stops.size()), direction});
        for (std::uint32_t i = 0; i < stops.size(); ++i)
            calls_.push_back({stops[i], access(i), times[i]});
    }

    void keep_pattern(PatternIdx at) {
        const transit::Pattern& pattern = timetable_.patterns()[at];
        const Factors& factors = factors_[pattern.line];
        if (factors.removed) return;
        const auto access = [&](std::uint32_t i) {
            return static_cast<std::uint8_t>((timetable_.may_board(at, i) ? 1 : 0) |
                                             (timetable_.may_alight(at, i) ? 2 : 0));
        };
        // By service, for departures are spread over the days they share.
        std::map<ServiceIdx, std::vector<TripIdx>> by_service;
        for (std::uint32_t t = 0; t < pattern.trips; ++t) {
            const TripIdx trip{pattern.first_trip.value() + t};
            by_service[timetable_.trips()[trip].service].push_back(trip);
        }
        for (const auto& [service, trips] : by_service) {
            std::vector<std::vector<StopTime>> times;
            for (const TripIdx trip : trips) {
                const auto own = timetable_.times_of(trip);
                times.emplace_back(own.begin(), own.end());
            }
            if (factors.frequency != 1) times = at_frequency(times, factors.frequency);
            for (std::size_t t = 0; t < times.size(); ++t) {
                const std::string& id = timetable_.trips()[trips[std::min(t, trips.size() - 1)]].id;
                draft(pattern.line, service,
                      t < trips.size() ? id : fmt::format("{}:scenario-{}", id, t),
                      pattern.direction, timetable_.stops_of(at),
                      factors.speed == 1 ? times[t] : at_speed(times[t], factors.speed), access);
            }
        }
    }

    StopIdx stop_of(const LineStop& stop, const AddedLine& line) {
        if (stop.known.valid()) return stop.known;
        const auto key = std::make_tuple(stop.at.x, stop.at.y, stop.name);
        const auto [at, added] = new_stops_.try_emplace(key, StopIdx{});
        if (added) {
            transit::Stop own;
            own.id = fmt::format("scenario:{}:{}", line.name, new_stops_.size());
            own.name = stop.name;
            own.at = stop.at;
            at->second = parts_.stops.push_back(std::move(own));
            parts_.untimed_lines.push_back({});
        }
        return at->second;
    }

    void add_trip(LineIdx line, ServiceIdx service, std::vector<StopIdx> stops,
                  std::vector<StopTime> times, std::int32_t start, std::uint8_t direction) {
        for (StopTime& time : times) {
            time.arrival += start;
            time.departure += start;
        }
        draft(line, service, fmt::format("scenario:{}:{}:{}", line.value(), direction, start),
              direction, stops, times, [](std::uint32_t) { return std::uint8_t{3}; });
    }

    const Timetable& timetable_;
    IndexedVector<LineIdx, Factors> factors_;
    Timetable::Parts parts_;
    std::vector<TripDraft> drafts_;
    std::vector<Call> calls_;
    std::map<std::tuple<double, double, std::string>, StopIdx> new_stops_;
};

}  // namespace

std::vector<StopTime> trip_times(const AddedLine& line, const Timetable& timetable) {
    const auto place = [&](const LineStop& stop) {
        return stop.known.valid() ? timetable.stops()[stop.known].at : stop.at;
    };
    std::vector<StopTime> times(1);
    for (std::size_t i = 1; i < line.stops.size(); ++i) {
        const double metres =
            geo::distance(place(line.stops[i - 1]), place(line.stops[i])) * line.detour;
        const auto ride =
            static_cast<std::int32_t>(std::max(std::ceil(metres * 3.6 / line.speed_kmh), 1.0));
        StopTime time;
        time.arrival = times.back().departure + ride;
        time.departure = time.arrival + (i + 1 < line.stops.size() ? line.dwell.count() : 0);
        times.push_back(time);
    }
    return times;
}

Timetable with_lines(const Timetable& timetable, std::span<const AddedLine> added,
                     std::span<const ChangedLine> changed) {
    Editor editor(timetable, changed);
    editor.keep_lines();
    std::vector<const AddedLine*> order;
    for (const AddedLine& line : added) order.push_back(&line);
    std::stable_sort(order.begin(), order.end(),
                     [](const AddedLine* a, const AddedLine* b) { return a->name < b->name; });
    for (const AddedLine* line : order) editor.add(*line);
    return editor.timetable();
}

}  // namespace lisiere::scenario
