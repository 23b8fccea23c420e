// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/transit/grouping.hpp"
#include "engine/transit/raptor.hpp"

namespace lisiere::test {

inline constexpr transit::Day random_day{std::chrono::days{20500}};

/// Small networks full of trouble: equal times, rides of no duration, overtaking trips, trips past
/// midnight, stops where nobody may board or alight, the same stop twice on a trip, walks of no
/// length.
class RandomTimetable {
  public:
    explicit RandomTimetable(unsigned seed) : random_(seed) {}

    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

    transit::Timetable timetable() {
        transit::Timetable::Parts parts;
        // Half of them: many short lines, so that the best journeys take many rides.
        short_lines_ = pick(0, 1) == 1;
        stops_ = short_lines_ ? pick(6, 14) : pick(2, 9);
        for (int i = 0; i < stops_; ++i) {
            transit::Stop stop;
            stop.id = "0:" + std::to_string(i);
            parts.stops.push_back(stop);
        }
        for (int i = 0; i < 3; ++i) {
            transit::Line line;
            line.id = "0:" + std::to_string(i);
            parts.lines.push_back(line);
        }
        parts.services.push_back({random_day});
        parts.services.push_back({random_day - std::chrono::days{1}});
        parts.services.push_back({random_day - std::chrono::days{1}, random_day});
        std::vector<transit::TripDraft> drafts;
        std::vector<transit::Call> calls;
        const int sequences = short_lines_ ? pick(10, 25) : pick(1, 6);
        for (int s = 0; s < sequences; ++s) add_sequence(drafts, calls);
        transit::group_trips(drafts, calls, parts);
        return transit::Timetable(std::move(parts));
    }

    transit::Footpaths footpaths() {
        std::vector<std::uint32_t> first{0};
        std::vector<transit::Footpath> paths;
        for (int from = 0; from < stops_; ++from) {
            for (int to = 0; to < stops_; ++to)
                if (pick(0, 9) < (from == to ? 3 : short_lines_ ? 1 : 3))
                    paths.push_back({stop(to), Seconds{60 * pick(0, 6)}});
            first.push_back(static_cast<std::uint32_t>(paths.size()));
        }
        return {first, paths};
    }

    /// One to three stops with a walk.
    std::vector<transit::StopWalk> walks() {
        std::vector<transit::StopWalk> walks;
        for (int i = pick(1, 3); i > 0; --i)
            walks.push_back({stop(pick(0, stops_ - 1)), Seconds{30 * pick(0, 16)}});
        return walks;
    }

    static transit::StopIdx stop(int number) {
        return transit::StopIdx{static_cast<std::size_t>(number)};
    }

  private:
    void add_sequence(std::vector<transit::TripDraft>& drafts, std::vector<transit::Call>& calls) {
        const int length = short_lines_ ? 2 : pick(2, 6);
        std::vector<transit::Call> model;
        for (int i = 0; i < length; ++i) {
            const int rule = pick(0, 9);
            model.push_back(
                {stop(pick(0, stops_ - 1)), static_cast<std::uint8_t>(rule > 2 ? 3 : rule), {}});
        }
        const transit::LineIdx line{static_cast<std::size_t>(pick(0, 2))};
        for (int trip = pick(1, 6); trip > 0; --trip) {
            const transit::ServiceIdx service{static_cast<std::size_t>(pick(0, 2))};
            drafts.push_back({line, service, std::to_string(drafts.size()),
                              static_cast<std::uint32_t>(calls.size()),
                              static_cast<std::uint32_t>(length)});
            // Minutes 0 to 60, some on the evening of the day before.
            int minute = pick(0, 60) + (pick(0, 3) == 0 ? 24 * 60 - pick(0, 30) : 0);
            for (transit::Call call : model) {
                call.time.arrival = 60 * minute;
                minute += pick(0, 3) == 0 ? pick(0, 2) : 0;
                call.time.departure = 60 * minute;
                minute += pick(0, 2) == 0 ? 0 : pick(0, 8);
                calls.push_back(call);
            }
        }
    }

    std::mt19937 random_;
    int stops_ = 0;
    bool short_lines_ = false;
};

/// Plain search, one departure: earliest alighting at each stop with at most `limits.max_rides`
/// rides, by trying every trip from every stop one can stand at, round after round. Knows no
/// pattern and no order of trips.
inline std::vector<std::int32_t> plain_arrivals(const transit::Timetable& timetable,
                                                transit::Day day,
                                                const transit::Footpaths& footpaths,
                                                std::span<const transit::StopWalk> access,
                                                std::int32_t departure,
                                                const transit::TransitLimits& limits) {
    using namespace transit;
    const std::size_t stops = timetable.stops().size();
    std::vector<std::int32_t> ready(stops, never);
    std::vector<std::int32_t> best(stops, never);
    for (const StopWalk& walk : access)
        ready[walk.stop.value()] =
            std::min(ready[walk.stop.value()], departure + walk.walk.count());
    for (unsigned ride = 0; ride < limits.max_rides; ++ride) {
        std::vector<std::int32_t> alight(stops, never);
        for (const Trip& trip : timetable.trips()) {
            const auto& days = timetable.services()[trip.service];
            const auto sequence = timetable.stops_of(trip.pattern);
            const StopTime* times = &timetable.times_of(
                TripIdx{static_cast<std::size_t>(&trip - &*timetable.trips().begin())})[0];
            for (const int back : {0, 1}) {
                if (std::find(days.begin(), days.end(), day - std::chrono::days{back}) ==
                    days.end())
                    continue;
                bool aboard = false;
                for (std::uint32_t at = 0; at < sequence.size(); ++at) {
                    const std::size_t here = sequence[at].value();
                    const std::int32_t arrival = times[at].arrival - back * 86400;
                    if (aboard && timetable.may_alight(trip.pattern, at))
                        alight[here] = std::min(alight[here], arrival);
                    aboard =
                        aboard || (timetable.may_board(trip.pattern, at) && ready[here] != never &&
                                   ready[here] + limits.board_slack.count() <=
                                       times[at].departure - back * 86400);
                }
            }
        }
        std::fill(ready.begin(), ready.end(), never);
        for (std::size_t from = 0; from < stops; ++from) {
            if (alight[from] == never) continue;
            best[from] = std::min(best[from], alight[from]);
            bool own = false;
            for (const Footpath& path : footpaths[StopIdx{from}]) {
                own = own || path.to.value() == from;
                ready[path.to.value()] =
                    std::min(ready[path.to.value()], alight[from] + path.walk.count());
            }
            if (!own) ready[from] = std::min(ready[from], alight[from]);
        }
    }
    for (std::int32_t& arrival : best)
        if (arrival != never && arrival > departure + limits.max_time.count()) arrival = never;
    return best;
}

}  // namespace lisiere::test
