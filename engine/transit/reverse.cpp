// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/transit/reverse.hpp"

namespace lisiere::transit {
namespace {

/// Earliest arrival at a place with at most 1, 2, ... rides. Each entry is at most the one before
/// it.
template <std::size_t Count>
struct ByRides {
    std::array<std::int32_t, Count> arrive;

    ByRides() { arrive.fill(never); }
    friend bool operator==(const ByRides&, const ByRides&) = default;
    void improve(const ByRides& other) {
        for (std::size_t i = 0; i < Count; ++i) arrive[i] = std::min(arrive[i], other.arrive[i]);
    }
    /// The same arrivals when one ride has been taken before.
    void improve_after_ride(const ByRides& other) {
        for (std::size_t i = 1; i < Count; ++i)
            arrive[i] = std::min(arrive[i], other.arrive[i - 1]);
    }
    void improve_all(std::int32_t time) {
        for (std::size_t i = 0; i < Count; ++i) arrive[i] = std::min(arrive[i], time);
    }
};

/// Arrivals by the time one stands at a stop: descending `leave`, each entry the best of all that
/// leave then or later.
template <std::size_t Count>
class Profile {
  public:
    void add(std::int32_t leave, const ByRides<Count>& arrivals) {
        std::size_t at = entries_.size();
        while (at > 0 && entries_[at - 1].leave < leave) --at;
        ByRides<Count> best = arrivals;
        if (at > 0) {
            best.improve(entries_[at - 1].best);
            if (best == entries_[at - 1].best) return;
        }
        if (at > 0 && entries_[at - 1].leave == leave) {
            entries_[at - 1].best = best;
        } else {
            entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(at), {leave, best});
            ++at;
        }
        improve_earlier(at, arrivals);
    }

    /// The best arrivals of whoever stands here at `time`; null when there is none.
    const ByRides<Count>* at(std::int32_t time) const {
        // Searches run backwards in time: the wanted entry is among the last ones.
        std::size_t at = entries_.size();
        for (int step = 0; step < 8; ++step, --at) {
            if (at == 0) return nullptr;
            if (entries_[at - 1].leave >= time) return &entries_[at - 1].best;
        }
        const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(at);
        const auto found = std::partition_point(entries_.begin(), end,
                                                [&](const Entry& e) { return e.leave >= time; });
        return found == entries_.begin() ? nullptr : &(found - 1)->best;
    }

  private:
    struct Entry {
        std::int32_t leave = 0;
        ByRides<Count> best;
    };
    /// Entries from `at` leave earlier than the one before them, which has just been improved.
    void improve_earlier(std::size_t at, const ByRides<Count>& arrivals) {
        std::size_t kept = at;
        std::size_t next = at;
        for (; next < entries_.size(); ++next) {
            ByRides<Count> best = entries_[next].best;
            best.improve(arrivals);
            if (best == entries_[next].best) break;
            if (best == entries_[kept - 1].best) continue;
            entries_[kept++] = {entries_[next].leave, best};
        }
        if (kept != next)
            entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(kept),
                           entries_.begin() + static_cast<std::ptrdiff_t>(next));
    }
    std::vector<Entry> entries_;
};

/// One hop of one trip, from a stop to the next.
struct Connection {
    std::int32_t departure = 0;
    std::int32_t arrival = 0;
    StopIdx from;
    StopIdx to;
    bool board = false;    ///< at `from`
    bool alight = false;   ///< at `to`
    bool goes_on = false;  ///< the next connection of the list is the same trip's next hop
};

/// Hops that leave at `first` or later and arrive at `last` or earlier, trip by trip, in travel
/// order.
std::vector<Connection> connections_between(const DayTimetable& day, std::int32_t first,
                                            std::int32_t last) {
    std::vector<Connection> connections;
    const Timetable& timetable = day.timetable();
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        const std::size_t trips = day.trips(pattern).size();
        if (trips == 0) continue;
        const auto sequence = timetable.stops_of(pattern);
        const std::int32_t* departures = day.departures(pattern, 0).data();
        const std::int32_t* arrivals = day.arrivals(pattern, 0).data();
        for (std::size_t trip = 0; trip < trips; ++trip) {
            if (departures[trip] > last || arrivals[(sequence.size() - 1) * trips + trip] < first)
                continue;
            bool begun = false;
            for (std::uint32_t at = 0; at + 1 < sequence.size(); ++at) {
                const std::int32_t leaves = departures[at * trips + trip];
                const std::int32_t arrives = arrivals[(at + 1) * trips + trip];
                if (leaves < first) continue;
                if (arrives > last) break;
                if (begun) connections.back().goes_on = true;
                begun = true;
                connections.push_back({leaves, arrives, sequence[at], sequence[at + 1],
                                       timetable.may_board(pattern, at),
                                       timetable.may_alight(pattern, at + 1), false});
            }
        }
    }
    return connections;
}

/// Numbers of connections by descending departure; of one second, the later in the list first.
std::vector<std::uint32_t> latest_first(const std::vector<Connection>& connections,
                                        std::int32_t first, std::int32_t last) {
    std::vector<std::uint32_t> begin(static_cast<std::size_t>(last - first) + 2, 0);
    const auto slot = [&](const Connection& c) {
        return static_cast<std::size_t>(last - c.departure);
    };
    for (const Connection& connection : connections) ++begin[slot(connection) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    std::vector<std::uint32_t> order(connections.size());
    for (std::size_t i = connections.size(); i-- > 0;)
        order[begin[slot(connections[i])]++] = static_cast<std::uint32_t>(i);
    return order;
}

/// Footpaths by the stop they lead to.
Footpaths reversed(const Footpaths& footpaths) {
    std::vector<std::uint32_t> first(footpaths.rows() + 1, 0);
    for (const Footpath& path : footpaths.items()) ++first[path.to.value() + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<Footpath> paths(footpaths.items().size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const StopIdx from : indices<StopIdx>(footpaths.rows()))
        for (const Footpath& path : footpaths[from])
            paths[next[path.to.value()]++] = {from, path.walk};
    return {std::move(first), std::move(paths)};
}

}  // namespace

/// Nothing of it depends on a place.
struct ReverseSearches::Shared {
    TransitLimits limits;
    std::int32_t first = 0;        // nobody stands anywhere before
    std::int32_t last_leaves = 0;  // the last departure of the window
    std::vector<Connection> connections;
    std::vector<std::uint32_t> order;
    Footpaths incoming;
    std::vector<char> own_change;  // by stop: changing there takes a published time

    Shared(const DayTimetable& day, const Footpaths& footpaths, const DepartureWindow& window,
           const TransitLimits& wanted)
        : limits(wanted),
          first(window.start.count()),
          last_leaves(window.departure(window.departures() - 1).count()),
          connections(connections_between(day, first, last_leaves + limits.max_time.count())),
          order(latest_first(connections, first, last_leaves + limits.max_time.count())),
          incoming(reversed(footpaths)),
          own_change(footpaths.rows(), 0) {
        for (const StopIdx stop : indices<StopIdx>(footpaths.rows()))
            for (const Footpath& path : footpaths[stop])
                if (path.to == stop) own_change[stop.value()] = 1;
    }
};

namespace {

template <std::size_t Count, class Shared>
class ReverseSearch {
  public:
    ReverseSearch(const Shared& shared, std::span<const StopWalk> egress, Seconds max_time)
        : shared_(shared),
          last_(shared.last_leaves + max_time.count()),
          from_here_(shared.connections.size()),
          egress_(shared.incoming.rows(), never),
          boarded_(shared.incoming.rows()),
          changes_(shared.incoming.rows()),
          entries_(shared.incoming.rows()) {
        for (const StopWalk& walk : egress) {
            std::int32_t& least = egress_[walk.stop.value()];
            least = std::min(least, walk.walk.count());
        }
    }

    StopProfiles profiles() {
        const std::vector<std::uint32_t>& order = shared_.order;
        std::vector<std::uint32_t> instant;
        for (std::size_t i = 0; i < order.size();) {
            const std::int32_t second = shared_.connections[order[i]].departure;
            instant.clear();
            for (; i < order.size() && shared_.connections[order[i]].departure == second; ++i) {
                if (shared_.connections[order[i]].arrival == second)
                    instant.push_back(order[i]);
                else
                    visit(order[i]);
            }
            // Rides of no duration may feed one another within this second, in any order.
            for (bool changed = !instant.empty(); changed;) {
                changed = false;
                for (const std::uint32_t connection : instant)
                    changed = visit(connection) || changed;
            }
        }
        return collected();
    }

  private:
    /// Best arrivals of whoever sits in the trip of this connection when it leaves; true when they
    /// improved.
    bool visit(std::uint32_t number) {
        const Connection& hop = shared_.connections[number];
        ByRides<Count> best;
        if (hop.goes_on) best = from_here_[number + 1];
        if (hop.alight) {
            if (const std::int32_t walk = egress_[hop.to.value()]; walk <= last_ - hop.arrival)
                best.improve_all(hop.arrival + walk);
            if (const auto* onward = changes_[hop.to.value()].at(hop.arrival))
                best.improve_after_ride(*onward);
        }
        if (best == from_here_[number]) return false;
        from_here_[number] = best;
        if (hop.board) board(hop.from, hop.departure - shared_.limits.board_slack.count(), best);
        return true;
    }

    void board(StopIdx stop, std::int32_t leave, const ByRides<Count>& arrivals) {
        if (leave < shared_.first) return;
        ByRides<Count> best = boarded_[stop.value()];
        best.improve(arrivals);
        if (best == boarded_[stop.value()]) return;
        boarded_[stop.value()] = best;

        std::vector<StopProfiles::Entry>& entries = entries_[stop.value()];
        const std::int32_t arrive = arrivals.arrive[shared_.limits.max_rides - 1];
        if (arrive != never && (entries.empty() || arrive < entries.back().arrive)) {
            if (!entries.empty() && entries.back().leave == leave)
                entries.back().arrive = arrive;
            else
                entries.push_back({leave, arrive});
        }
        if (shared_.own_change[stop.value()] == 0) changes_[stop.value()].add(leave, arrivals);
        for (const Footpath& path : shared_.incoming[stop])
            if (leave - path.walk.count() >= shared_.first)
                changes_[path.to.value()].add(leave - path.walk.count(), arrivals);
    }

    StopProfiles collected() {
        std::vector<std::uint32_t> first{0};
        std::vector<StopProfiles::Entry> items;
        for (const auto& entries : entries_) {
            items.insert(items.end(), entries.rbegin(), entries.rend());
            first.push_back(static_cast<std::uint32_t>(items.size()));
        }
        StopProfiles profiles;
        profiles.profiles = {std::move(first), std::move(items)};
        return profiles;
    }

    const Shared& shared_;
    std::int32_t last_;                      // nobody may arrive after
    std::vector<ByRides<Count>> from_here_;  // by connection
    std::vector<std::int32_t> egress_;       // by stop; never: no place within a walk
    std::vector<ByRides<Count>> boarded_;    // by stop: best of all boardings so far
    std::vector<Profile<Count>> changes_;    // by stop: after a ride, boarding here or a walk away
    std::vector<std::vector<StopProfiles::Entry>> entries_;  // by stop: boarding here; descending
};

}  // namespace

ReverseSearches::ReverseSearches(const DayTimetable& day, const Footpaths& footpaths,
                                 const DepartureWindow& window, const TransitLimits& limits)
    : stops_(footpaths.rows()) {
    LISIERE_EXPECTS(limits.max_rides >= 1 && limits.max_rides <= 8);
    LISIERE_EXPECTS(footpaths.rows() == day.timetable().stops().size());
    if (window.departures() > 0)
        shared_ = std::make_unique<const Shared>(day, footpaths, window, limits);
}
ReverseSearches::~ReverseSearches() = default;

StopProfiles ReverseSearches::profiles(std::span<const StopWalk> egress, Seconds max_time) const {
    if (!shared_) return {{std::vector<std::uint32_t>(stops_ + 1, 0), {}}};
    LISIERE_EXPECTS(max_time <= shared_->limits.max_time);
    if (shared_->limits.max_rides <= 4)
        return ReverseSearch<4, Shared>(*shared_, egress, max_time).profiles();
    return ReverseSearch<8, Shared>(*shared_, egress, max_time).profiles();
}

StopProfiles reverse_profiles(const DayTimetable& day, const Footpaths& footpaths,
                              std::span<const StopWalk> egress, const DepartureWindow& window,
                              const TransitLimits& limits) {
    return ReverseSearches(day, footpaths, window, limits).profiles(egress, limits.max_time);
}

std::int32_t StopProfiles::arrival(StopIdx stop, std::int32_t time) const {
    const auto entries = profiles[stop];
    const auto found =
        std::lower_bound(entries.begin(), entries.end(), time,
                         [](const Entry& entry, std::int32_t t) { return entry.leave < t; });
    return found == entries.end() ? never : found->arrive;
}

std::int32_t earliest_arrival(const StopProfiles& profiles, std::span<const StopWalk> access,
                              std::int32_t departure, const TransitLimits& limits) {
    std::int32_t best = never;
    for (const StopWalk& walk : access)
        best = std::min(best, profiles.arrival(walk.stop, departure + walk.walk.count()));
    return best != never && best - departure <= limits.max_time.count() ? best : never;
}

}  // namespace lisiere::transit
