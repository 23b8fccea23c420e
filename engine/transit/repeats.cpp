// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/repeats.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "engine/geo/measure.hpp"

namespace lisiere::transit {
namespace {

constexpr std::size_t told = 5;

std::uint64_t mixed(std::uint64_t hash, std::int32_t value) {
    hash = (hash ^ static_cast<std::uint32_t>(value)) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

class Counter {
  public:
    Counter(Timetable::Parts& parts, const RepeatOptions& options)
        : parts_(parts), options_(options) {}

    Repeats run() {
        for (const auto& group : same_times()) {
            std::vector<std::size_t> left(group.begin(), group.end());
            while (left.size() > 1) left = without_first_vehicle(left);
        }
        return std::move(found_);
    }

  private:
    std::span<const StopTime> times(std::size_t trip) const {
        const Trip& t = parts_.trips[TripIdx{trip}];
        return {parts_.stop_times.data() + t.first_time, parts_.patterns[t.pattern].stops};
    }
    std::span<const StopIdx> stops(std::size_t trip) const {
        const Pattern& p = parts_.patterns[parts_.trips[TripIdx{trip}].pattern];
        return {parts_.pattern_stops.data() + p.first_stop, p.stops};
    }
    std::uint32_t feed_of(ServiceIdx service) const {
        return parts_.service_feeds.empty() ? 0 : parts_.service_feeds[service];
    }
    std::vector<Day>& days_of(std::size_t trip) {
        return parts_.services[parts_.trips[TripIdx{trip}].service];
    }

    std::uint64_t hash_of(std::size_t trip) const {
        const auto own = times(trip);
        std::uint64_t hash = own.size();
        for (std::size_t i = 0; i + 1 < own.size(); ++i) hash = mixed(hash, own[i].departure);
        return mixed(hash, own.back().arrival);
    }
    bool together(std::size_t a, std::size_t b) const {
        const auto x = times(a);
        const auto y = times(b);
        if (x.size() != y.size() || x.back().arrival != y.back().arrival) return false;
        for (std::size_t i = 0; i + 1 < x.size(); ++i)
            if (x[i].departure != y[i].departure) return false;
        const auto from = stops(a);
        const auto to = stops(b);
        for (std::size_t i = 0; i < from.size(); ++i)
            if (from[i] != to[i] &&
                geo::distance(parts_.stops[from[i]].at, parts_.stops[to[i]].at) > options_.metres)
                return false;
        return true;
    }

    /// Trips of one hash of times, in their order; groups of several only.
    std::vector<std::vector<std::size_t>> same_times() const {
        std::vector<std::pair<std::uint64_t, std::size_t>> all;
        for (std::size_t trip = 0; trip < parts_.trips.size(); ++trip)
            all.emplace_back(hash_of(trip), trip);
        // Of an earlier feed first; within one by number.
        std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            if (a.first != b.first) return a.first < b.first;
            const auto rank = [&](std::size_t trip) {
                return std::pair(feed_of(parts_.trips[TripIdx{trip}].service), trip);
            };
            return rank(a.second) < rank(b.second);
        });
        std::vector<std::vector<std::size_t>> groups;
        for (std::size_t first = 0; first < all.size();) {
            std::size_t end = first + 1;
            while (end < all.size() && all[end].first == all[first].first) ++end;
            if (end - first > 1) {
                groups.emplace_back();
                for (std::size_t i = first; i < end; ++i) groups.back().push_back(all[i].second);
            }
            first = end;
        }
        // Notices name the same trips whatever the hash.
        std::sort(groups.begin(), groups.end());
        return groups;
    }

    /// Takes from the others' days those of the first trip's vehicle; what is left to compare.
    std::vector<std::size_t> without_first_vehicle(const std::vector<std::size_t>& group) {
        std::vector<std::size_t> others;
        std::vector<Day> taken = days_of(group.front());
        for (std::size_t i = 1; i < group.size(); ++i) {
            const std::size_t trip = group[i];
            if (!together(group.front(), trip)) {
                others.push_back(trip);
                continue;
            }
            const std::vector<Day> own = days_of(trip);
            std::vector<Day> kept;
            std::set_difference(own.begin(), own.end(), taken.begin(), taken.end(),
                                std::back_inserter(kept));
            if (kept.size() < own.size()) {
                ++found_.trips;
                if (found_.samples.size() < told)
                    found_.samples.push_back(parts_.trips[TripIdx{group.front()}].id + " = " +
                                             parts_.trips[TripIdx{trip}].id);
                parts_.trips[TripIdx{trip}].service =
                    service_on(std::move(kept), feed_of(parts_.trips[TripIdx{trip}].service));
            }
            std::vector<Day> all;
            std::set_union(taken.begin(), taken.end(), own.begin(), own.end(),
                           std::back_inserter(all));
            taken = std::move(all);
        }
        return others;
    }

    ServiceIdx service_on(std::vector<Day> days, std::uint32_t feed) {
        const auto [found, added] =
            made_.try_emplace({feed, days}, ServiceIdx{parts_.services.size()});
        if (added) {
            if (!parts_.service_feeds.empty()) parts_.service_feeds.push_back(feed);
            parts_.services.push_back(std::move(days));
        }
        return found->second;
    }

    Timetable::Parts& parts_;
    RepeatOptions options_;
    Repeats found_;
    std::map<std::pair<std::uint32_t, std::vector<Day>>, ServiceIdx> made_;
};

}  // namespace

Repeats count_once(Timetable::Parts& parts, const RepeatOptions& options) {
    return Counter(parts, options).run();
}

}  // namespace lisiere::transit
