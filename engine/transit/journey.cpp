// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/journey.hpp"

#include <algorithm>

namespace lisiere::transit {
namespace {

/// How a stop was reached by the rides of a round.
struct Ride {
    std::int32_t arrival = never;
    TripIdx trip;
    StopIdx boarded;
    std::int32_t left = 0;
};

/// How one came to stand at a stop before a ride.
struct Standing {
    std::int32_t time = never;
    StopIdx from;  ///< none: from the origin
};

class Search {
  public:
    Search(const DayTimetable& day, const Footpaths& footpaths, std::int32_t departure,
           const TransitLimits& limits)
        : day_(day),
          footpaths_(footpaths),
          departure_(departure),
          last_(departure + limits.max_time.count()),
          slack_(limits.board_slack.count()),
          stops_(day.timetable().stops().size()) {}

    void start(std::span<const StopWalk> access) {
        standing_.emplace_back(stops_);
        for (const StopWalk& walk : access) stand(walk.stop, {departure_ + walk.walk.count(), {}});
    }

    void ride() {
        rides_.emplace_back(stops_);
        for (const PatternIdx pattern : indices<PatternIdx>(day_.timetable().patterns().size()))
            if (!day_.trips(pattern).empty()) scan(pattern);
    }

    void change() {
        const IndexedVector<StopIdx, Ride>& reached = rides_.back();
        standing_.emplace_back(stops_);
        for (const StopIdx stop : indices<StopIdx>(stops_)) {
            if (reached[stop].arrival == never) continue;
            bool own_change = false;
            for (const Footpath& path : footpaths_[stop]) {
                own_change = own_change || path.to == stop;
                stand(path.to, {reached[stop].arrival + path.walk.count(), stop});
            }
            if (!own_change) stand(stop, {reached[stop].arrival, stop});
        }
    }

    std::int32_t arrival_at(const StopWalk& egress) const {
        const std::int32_t alighted = rides_.back()[egress.stop].arrival;
        if (alighted == never || alighted + egress.walk.count() > last_) return never;
        return alighted + egress.walk.count();
    }

    Journey journey(const StopWalk& egress) const {
        Journey found;
        found.departure = departure_;
        found.arrival = arrival_at(egress);
        StopIdx at = egress.stop;
        found.legs.push_back(
            {Leg::Kind::walk, at, {}, found.arrival - egress.walk.count(), found.arrival, {}});
        for (std::size_t round = rides_.size(); round-- > 0;) {
            const Ride& ride = rides_[round][at];
            found.legs.push_back(
                {Leg::Kind::ride, ride.boarded, at, ride.left, ride.arrival, ride.trip});
            at = ride.boarded;
            const Standing& standing = standing_[round][at];
            const std::int32_t set_off =
                round == 0 ? departure_ : rides_[round - 1][standing.from].arrival;
            if (round == 0 || standing.from != at || standing.time != set_off)
                found.legs.push_back(
                    {Leg::Kind::walk, standing.from, at, set_off, standing.time, {}});
            if (round > 0) at = standing.from;
        }
        std::reverse(found.legs.begin(), found.legs.end());
        return found;
    }

  private:
    void stand(StopIdx stop, const Standing& standing) {
        if (standing.time < standing_.back()[stop].time) standing_.back()[stop] = standing;
    }

    /// Always in the earliest trip that can be caught.
    void scan(PatternIdx pattern) {
        const Timetable& timetable = day_.timetable();
        const auto sequence = timetable.stops_of(pattern);
        const std::size_t trips = day_.trips(pattern).size();
        std::size_t trip = trips;
        StopIdx boarded;
        std::int32_t left = 0;
        for (std::uint32_t at = 0; at < sequence.size(); ++at) {
            const StopIdx stop = sequence[at];
            if (trip < trips && timetable.may_alight(pattern, at)) {
                const std::int32_t arrival = day_.arrivals(pattern, at)[trip];
                if (arrival < rides_.back()[stop].arrival && arrival <= last_)
                    rides_.back()[stop] = {arrival, day_.trips(pattern)[trip].trip, boarded, left};
            }
            const std::int32_t ready = standing_.back()[stop].time;
            if (ready == never || ready > last_ || !timetable.may_board(pattern, at)) continue;
            const auto departures = day_.departures(pattern, at);
            const auto caught = static_cast<std::size_t>(
                std::lower_bound(departures.begin(), departures.end(), ready + slack_) -
                departures.begin());
            if (caught >= trip) continue;
            trip = caught;
            boarded = stop;
            left = departures[trip];
        }
    }

    const DayTimetable& day_;
    const Footpaths& footpaths_;
    std::int32_t departure_;
    std::int32_t last_;
    std::int32_t slack_;
    std::size_t stops_;
    std::vector<IndexedVector<StopIdx, Standing>> standing_;  ///< before each ride
    std::vector<IndexedVector<StopIdx, Ride>> rides_;
};

}  // namespace

std::optional<Journey> earliest_journey(const DayTimetable& day, const Footpaths& footpaths,
                                        std::span<const StopWalk> access,
                                        std::span<const StopWalk> egress, std::int32_t departure,
                                        const TransitLimits& limits) {
    LISIERE_EXPECTS(limits.max_rides >= 1 && limits.max_rides <= 8);
    Search search(day, footpaths, departure, limits);
    search.start(access);
    std::optional<Journey> best;
    for (unsigned ride = 1; ride <= limits.max_rides; ++ride) {
        search.ride();
        for (const StopWalk& walk : egress)
            if (search.arrival_at(walk) < (best ? best->arrival : never))
                best = search.journey(walk);
        if (ride < limits.max_rides) search.change();
    }
    return best;
}

}  // namespace lisiere::transit
