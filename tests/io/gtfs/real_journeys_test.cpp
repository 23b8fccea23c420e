// SPDX-License-Identifier: Apache-2.0
// Journeys of a published timetable, against a plain scan of its files that shares no code with the
// reader, the patterns or the searches.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/transit/journey.hpp"
#include "engine/transit/service_day.hpp"
#include "io/base/csv.hpp"
#include "tests/io/gtfs/real_feeds.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

/// From one call of a trip to the next.
struct Hop {
    int departure = 0;
    int arrival = 0;
    std::string from;
    std::string to;
    std::string trip;
};

/// The hops of Tuesday 2026-03-17, by departure then place in the trip: rows of stop_times.txt of
/// trips whose service runs that day by calendar.txt and calendar_dates.txt.
std::vector<Hop> hops_of_tuesday(const io::FeedFiles& feed) {
    const auto table = [&](const char* file) {
        return io::parse_csv_table(feed.text(file).value(), file);
    };
    std::set<std::string> running;
    const io::CsvTable weeks = table("calendar.txt");
    for (const auto& row : weeks.rows)
        if (row[weeks.require("tuesday")] == "1" &&
            row[weeks.require("start_date")] <= "20260317" &&
            row[weeks.require("end_date")] >= "20260317")
            running.insert(row[weeks.require("service_id")]);
    const io::CsvTable dates = table("calendar_dates.txt");
    for (const auto& row : dates.rows) {
        if (row[dates.require("date")] != "20260317") continue;
        const std::string& service = row[dates.require("service_id")];
        if (row[dates.require("exception_type")] == "1")
            running.insert(service);
        else
            running.erase(service);
    }
    const io::CsvTable trips = table("trips.txt");
    std::set<std::string> of_day;
    for (const auto& row : trips.rows)
        if (running.contains(row[trips.require("service_id")]))
            of_day.insert(row[trips.require("trip_id")]);
    const io::CsvTable times = table("stop_times.txt");
    const std::size_t trip = times.require("trip_id");
    const std::size_t place = times.require("stop_sequence");
    std::map<std::string, std::map<int, const std::vector<std::string>*>> calls;
    for (const auto& row : times.rows)
        if (of_day.contains(row[trip])) calls[row[trip]][std::stoi(row[place])] = &row;
    const std::size_t stop = times.require("stop_id");
    std::vector<std::tuple<int, std::string, int, Hop>> sorted;
    for (const auto& [id, of_trip] : calls)
        for (auto call = of_trip.begin(); std::next(call) != of_trip.end(); ++call) {
            const auto& here = *call->second;
            const auto& there = *std::next(call)->second;
            const int departure = test::at(here[times.require("departure_time")]);
            sorted.emplace_back(departure, id, call->first,
                                Hop{departure, test::at(there[times.require("arrival_time")]),
                                    here[stop], there[stop], id});
        }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)) <
               std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b));
    });
    std::vector<Hop> hops;
    for (auto& entry : sorted) hops.push_back(std::move(std::get<3>(entry)));
    return hops;
}

using Walks = std::map<std::string, int>;

/// Earliest arrival by riding any number of hops, at most one walk between two trips; `never`.
int scan(const std::vector<Hop>& hops, const Walks& access,
         const std::map<std::string, Walks>& between, const Walks& egress, int departure) {
    std::map<std::string, int> standing;
    for (const auto& [stop, walk] : access) standing[stop] = departure + walk;
    std::set<std::string> aboard;
    int best = never;
    for (const Hop& hop : hops) {
        if (hop.departure < departure) continue;
        const auto here = standing.find(hop.from);
        if (!aboard.contains(hop.trip) && (here == standing.end() || here->second > hop.departure))
            continue;
        aboard.insert(hop.trip);
        const auto arrive = [&](const std::string& stop, int time) {
            const auto [entry, fresh] = standing.try_emplace(stop, time);
            if (!fresh) entry->second = std::min(entry->second, time);
        };
        arrive(hop.to, hop.arrival);
        if (const auto walks = between.find(hop.to); walks != between.end())
            for (const auto& [stop, walk] : walks->second) arrive(stop, hop.arrival + walk);
        if (const auto out = egress.find(hop.to); out != egress.end())
            best = std::min(best, hop.arrival + out->second);
    }
    return best;
}

}  // namespace

TEST_CASE("Mulhouse: replayed journeys arrive when a plain scan of the files does, ride by ride",
          "[io][gtfs][real]") {
    const auto path = test::real("mulhouse/SOLEA.GTFS_current.zip");
    if (!path) return;
    Notices notices;
    const Timetable timetable = test::read({*path}, notices);
    const DayTimetable day(timetable, std::chrono::year(2026) / 3 / 17);
    const Footpaths footpaths = test::footpaths(timetable, 200);
    const auto published = [&](StopIdx stop) { return timetable.stops()[stop].id.substr(2); };
    const auto by_name = [&](std::span<const StopWalk> walks) {
        Walks named;
        for (const StopWalk& walk : walks) named[published(walk.stop)] = walk.walk.count();
        return named;
    };
    std::map<std::string, Walks> between;
    for (const StopIdx stop : indices<StopIdx>(timetable.stops().size()))
        for (const Footpath& path_to : footpaths[stop])
            between[published(stop)][published(path_to.to)] = path_to.walk.count();
    const std::vector<Hop> hops = hops_of_tuesday(io::FeedFiles::open(*path));
    REQUIRE(hops.size() > 30'000);
    TransitLimits limits;
    limits.max_rides = 8;
    limits.max_time = Seconds{6 * 3600};

    const std::size_t stops = timetable.stops().size();
    std::size_t found = 0;
    std::size_t changes = 0;
    for (std::size_t i = 0; i < 40; ++i) {
        const StopIdx from{(7 + 97 * i) % stops};
        const StopIdx to{(401 + 211 * i) % stops};
        const int departure = 6 * 3600 + static_cast<int>(i) * 1500;  // 06:00 to 22:15
        const auto access = test::walks(timetable, timetable.stops()[from].at, 300);
        const auto egress = test::walks(timetable, timetable.stops()[to].at, 300);
        INFO(published(from) << " to " << published(to) << " at " << departure);
        const auto journey = earliest_journey(day, footpaths, access, egress, departure, limits);
        int expected = scan(hops, by_name(access), between, by_name(egress), departure);
        if (expected != never && expected - departure > limits.max_time.count()) expected = never;
        REQUIRE((journey ? journey->arrival : never) == expected);
        if (!journey) continue;
        ++found;
        for (const Leg& leg : journey->legs) {
            if (leg.kind == Leg::Kind::walk) continue;
            ++changes;
            const std::string trip = timetable.trips()[leg.trip].id.substr(2);
            const auto any = [&](auto meets) {
                return std::any_of(hops.begin(), hops.end(), meets);
            };
            CHECK(any([&](const Hop& hop) {
                return hop.trip == trip && hop.from == published(leg.from) &&
                       hop.departure == leg.start;
            }));
            CHECK(any([&](const Hop& hop) {
                return hop.trip == trip && hop.to == published(leg.to) && hop.arrival == leg.end;
            }));
        }
        --changes;
    }
    CHECK(found > 25);
    CHECK(changes > 20);
}
