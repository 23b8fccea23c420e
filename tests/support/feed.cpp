// SPDX-License-Identifier: Apache-2.0
#include "tests/support/feed.hpp"

#include <set>
#include <stdexcept>

#include "io/base/csv.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::test {

FeedText completed(FeedText feed) {
    feed.try_emplace("agency.txt", "agency_id,agency_name\nA,Réseau\n");
    feed.try_emplace("routes.txt", "route_id,route_short_name,route_type\nL,L,3\n");
    feed.try_emplace(
        "calendar.txt",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "S,1,1,1,1,1,1,1,20260101,20261231\n");
    if (!feed.contains("trips.txt") && feed.contains("stop_times.txt")) {
        const io::CsvTable times = io::parse_csv_table(feed["stop_times.txt"], "stop_times.txt");
        std::set<std::string> seen;
        std::string trips = "route_id,service_id,trip_id\n";
        for (const auto& row : times.rows)
            if (const std::string& id = row[times.require("trip_id")]; seen.insert(id).second)
                trips += "L,S," + id + "\n";
        feed["trips.txt"] = trips;
    }
    return feed;
}

transit::Timetable timetable(const std::vector<FeedText>& feeds, Notices& notices) {
    std::vector<io::FeedFiles> files;
    for (const FeedText& feed : feeds)
        files.push_back(
            io::FeedFiles::in_memory("jeu " + std::to_string(files.size()), completed(feed)));
    return io::read_timetable(
        files,
        [](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
            for (std::size_t i = 0; i < from.size(); ++i)
                to[i] = {from[i].lon * 100000, from[i].lat * 100000};
        },
        notices);
}

transit::Timetable timetable(const FeedText& feed) {
    Notices notices;
    return timetable(std::vector<FeedText>{feed}, notices);
}

transit::StopIdx stop(const transit::Timetable& timetable, const std::string& id) {
    for (const transit::StopIdx stop : indices<transit::StopIdx>(timetable.stops().size())) {
        const std::string& full = timetable.stops()[stop].id;
        if (full.substr(full.find(':') + 1) == id) return stop;
    }
    throw std::invalid_argument("no stop " + id);
}

int at(const std::string& time) {
    return io::parse_gtfs_time(time).value();
}

}  // namespace lisiere::test
