// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/raptor.hpp"

#include <algorithm>

namespace lisiere::transit {
namespace {

/// A pattern one can board at the end of an access walk, and the first trip still caught from
/// there.
struct AccessEvent {
    std::span<const std::int32_t> departures;
    PatternIdx pattern;
    std::uint32_t position = 0;
    std::int32_t reach = 0;  ///< walk and slack
    std::size_t trip = 0;
};

/// A pattern that can be boarded at a stop before `last`; what the end of a round reads, in a row.
struct Boarding {
    PatternIdx pattern;
    std::uint32_t position = 0;
    std::int32_t last = 0;
};

Adjacency<StopIdx, Boarding> boardings(const DayTimetable& day) {
    std::vector<std::uint32_t> first{0};
    std::vector<Boarding> items;
    for (const StopIdx stop : indices<StopIdx>(day.timetable().stops().size())) {
        for (const DayTimetable::PatternAtStop& at : day.patterns_at(stop)) {
            const bool end = at.position + 1 == day.timetable().patterns()[at.pattern].stops;
            if (!end && day.timetable().may_board(at.pattern, at.position))
                items.push_back(
                    {at.pattern, at.position, day.departures(at.pattern, at.position).back()});
        }
        first.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return {std::move(first), std::move(items)};
}

constexpr std::uint32_t unqueued = 0xFFFFFFFFU;

}  // namespace

/// Labels are kept from one departure to the next earlier one: what a later departure reaches, this
/// one reaches too.
struct RangeRaptor::State {
    State(const DayTimetable& d, const Footpaths& f)
        : day(d), footpaths(f), boarding(boardings(d)) {
        stops = day.timetable().stops().size();
        LISIERE_EXPECTS(footpaths.rows() == stops);
        own_change.assign(stops, 0);
        for (const StopIdx stop : indices<StopIdx>(stops))
            for (const Footpath& path : footpaths[stop])
                if (path.to == stop) own_change[stop.value()] = 1;
        queued.assign(day.timetable().patterns().size(), unqueued);
        alighted_at.assign(stops, 0);
        ready_at.assign(stops, 0);
    }

    const DayTimetable& day;
    const Footpaths& footpaths;
    Adjacency<StopIdx, Boarding> boarding;
    std::size_t stops = 0;
    std::vector<char> own_change;  ///< changing at that stop takes the footpath to itself

    TransitLimits limits;
    std::int32_t slack = 0;
    std::int32_t last_arrival = 0;  ///< of the departure being searched
    std::vector<std::vector<std::int32_t>>
        alight;  ///< [k][stop]: earliest alighting with 1 to k rides
    std::vector<std::vector<std::int32_t>>
        ready;  ///< [k][stop]: earliest standing there after 0 to k rides
    std::vector<AccessEvent> events;
    std::vector<std::int32_t> results;

    std::vector<std::uint32_t> queued;  ///< position from which a pattern is to be scanned
    std::vector<PatternIdx> queue;
    std::vector<StopIdx> alighted;           ///< stops improved by the round
    std::vector<StopIdx> standing;           ///< stops to board at in the next round
    std::vector<std::uint32_t> alighted_at;  ///< round in which a stop was last put in `alighted`
    std::vector<std::uint32_t> ready_at;
    std::uint32_t round_number = 0;

    void start(std::span<const StopWalk> access);
    void depart(std::int32_t time);
    void enqueue(PatternIdx pattern, std::uint32_t position);
    void scan(PatternIdx pattern, std::uint32_t first, unsigned ride);
    void change(unsigned rides);
    void stand(StopIdx stop, std::int32_t time, unsigned rides);
    std::span<const StopWalk> access_walks;
};

void RangeRaptor::State::start(std::span<const StopWalk> access) {
    alight.assign(limits.max_rides + 1, {});
    ready.assign(limits.max_rides + 1, {});
    for (auto& labels : alight) labels.assign(stops, never);
    for (auto& labels : ready) labels.assign(stops, never);
    access_walks = access;
    slack = limits.board_slack.count();
    events.clear();
    for (const StopWalk& walk : access)
        for (const Boarding& at : boarding[walk.stop]) {
            const auto departures = day.departures(at.pattern, at.position);
            events.push_back({departures, at.pattern, at.position, walk.walk.count() + slack,
                              departures.size()});
        }
}

void RangeRaptor::State::depart(std::int32_t time) {
    last_arrival = time + limits.max_time.count();
    for (const StopWalk& walk : access_walks)
        for (std::vector<std::int32_t>& labels : ready) {
            std::int32_t& label = labels[walk.stop.value()];
            label = std::min(label, time + walk.walk.count());
        }
    for (AccessEvent& event : events) {
        const std::size_t before = event.trip;
        while (event.trip > 0 && event.departures[event.trip - 1] >= time + event.reach)
            --event.trip;
        // A trip that the next later departure already caught brings nothing new.
        if (event.trip != before) enqueue(event.pattern, event.position);
    }
    for (unsigned ride = 1; ride <= limits.max_rides && !queue.empty(); ++ride) {
        ++round_number;
        alighted.clear();
        for (const PatternIdx pattern : queue) {
            const std::uint32_t first = queued[pattern.value()];
            queued[pattern.value()] = unqueued;
            scan(pattern, first, ride);
        }
        queue.clear();
        if (ride < limits.max_rides) change(ride);
    }
}

void RangeRaptor::State::enqueue(PatternIdx pattern, std::uint32_t position) {
    std::uint32_t& first = queued[pattern.value()];
    if (first == unqueued) queue.push_back(pattern);
    first = std::min(first, position);
}

/// Rides along a pattern from `first`, always in the earliest trip that can be caught.
void RangeRaptor::State::scan(PatternIdx pattern, std::uint32_t first, unsigned ride) {
    const Timetable& timetable = day.timetable();
    const auto sequence = timetable.stops_of(pattern);
    const std::size_t trips = day.trips(pattern).size();
    const std::int32_t* departures = day.departures(pattern, first).data();
    const std::int32_t* arrivals = day.arrivals(pattern, first).data();
    const std::vector<std::int32_t>& standing_from = ready[ride - 1];
    std::vector<std::int32_t>& reached = alight[ride];
    std::size_t trip = trips;
    for (std::uint32_t at = first; at < sequence.size();
         ++at, departures += trips, arrivals += trips) {
        const StopIdx stop = sequence[at];
        if (trip < trips) {
            const std::int32_t arrival = arrivals[trip];
            if (arrival < reached[stop.value()] && arrival <= last_arrival &&
                timetable.may_alight(pattern, at)) {
                for (unsigned k = ride; k <= limits.max_rides; ++k)
                    alight[k][stop.value()] = std::min(alight[k][stop.value()], arrival);
                if (alighted_at[stop.value()] != round_number) {
                    alighted_at[stop.value()] = round_number;
                    alighted.push_back(stop);
                }
            }
        }
        const std::int32_t standing_at = standing_from[stop.value()];
        if (standing_at > last_arrival || !timetable.may_board(pattern, at)) continue;
        const std::int32_t wanted = standing_at + slack;
        if (trip == trips) {
            trip = static_cast<std::size_t>(
                std::lower_bound(departures, departures + trips, wanted) - departures);
        } else {
            while (trip > 0 && departures[trip - 1] >= wanted) --trip;
        }
    }
}

/// From the stops just alighted at to those where the next ride may begin.
void RangeRaptor::State::change(unsigned rides) {
    standing.clear();
    const std::int32_t* times = ready[rides].data();
    for (const StopIdx stop : alighted) {
        const std::int32_t time = alight[rides][stop.value()];
        if (own_change[stop.value()] == 0 && time < times[stop.value()]) stand(stop, time, rides);
        for (const Footpath& path : footpaths[stop])
            if (time + path.walk.count() < times[path.to.value()])
                stand(path.to, time + path.walk.count(), rides);
    }
    for (const StopIdx stop : standing) {
        const std::int32_t wanted = times[stop.value()] + slack;
        for (const Boarding& at : boarding[stop])
            if (at.last >= wanted) enqueue(at.pattern, at.position);
    }
}

/// `time` is earlier than what is known for as many rides.
void RangeRaptor::State::stand(StopIdx stop, std::int32_t time, unsigned rides) {
    if (time > last_arrival) return;
    for (unsigned k = rides; k <= limits.max_rides; ++k)
        ready[k][stop.value()] = std::min(ready[k][stop.value()], time);
    if (ready_at[stop.value()] == round_number) return;
    ready_at[stop.value()] = round_number;
    standing.push_back(stop);
}

RangeRaptor::RangeRaptor(const DayTimetable& day, const Footpaths& footpaths)
    : state_(std::make_unique<State>(day, footpaths)) {}
RangeRaptor::~RangeRaptor() = default;
RangeRaptor::RangeRaptor(RangeRaptor&&) noexcept = default;
RangeRaptor& RangeRaptor::operator=(RangeRaptor&&) noexcept = default;

void RangeRaptor::run(std::span<const StopWalk> access, const DepartureWindow& window,
                      const TransitLimits& limits) {
    LISIERE_EXPECTS(limits.max_rides >= 1 && limits.max_rides <= 8);
    State& state = *state_;
    state.limits = limits;
    state.start(access);
    state.results.resize(window.departures() * state.stops);
    for (std::size_t departure = window.departures(); departure-- > 0;) {
        state.depart(window.departure(departure).count());
        const std::vector<std::int32_t>& best = state.alight[limits.max_rides];
        std::int32_t* out = state.results.data() + departure * state.stops;
        for (std::size_t stop = 0; stop < state.stops; ++stop)
            out[stop] = best[stop] <= state.last_arrival ? best[stop] : never;
    }
}

std::int32_t RangeRaptor::arrival(std::size_t departure, StopIdx stop) const {
    return state_->results[departure * state_->stops + stop.value()];
}

std::int32_t percentile(std::span<std::int32_t> times, unsigned percent) {
    LISIERE_EXPECTS(percent <= 100);
    if (times.empty()) return never;
    const std::size_t rank = std::max<std::size_t>(1, (percent * times.size() + 99) / 100);
    const auto nth = times.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(times.begin(), nth, times.end());
    return *nth;
}

}  // namespace lisiere::transit
