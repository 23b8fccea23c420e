// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <numbers>
#include <vector>

#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"
#include "io/base/csv.hpp"
#include "io/gtfs/read_timetable.hpp"

/// Real timetables as the benchmarks search them.
namespace lisiere::bench {

using namespace transit;
namespace fs = std::filesystem;

inline fs::path data() {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(LISIERE_ROOT) / ".." / "shared" / "data";
}

/// Metres on the tangent plane at the latitude of each point: enough to time searches.
inline void flat(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    constexpr double degree = 111195;
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * degree * std::cos(from[i].lat * std::numbers::pi / 180),
                 from[i].lat * degree};
}

inline std::vector<io::FeedFiles> feeds_in(const std::vector<fs::path>& paths) {
    std::vector<io::FeedFiles> feeds;
    for (const fs::path& path : paths) feeds.push_back(io::FeedFiles::open(path));
    return feeds;
}

/// Porto Alegre, 13:00 to 14:59, walks as the crow flies × 1.3 at 3.6 km/h: 15 minutes to stops, 8
/// between stops.
struct PortoAlegre {
    Timetable timetable;
    std::unique_ptr<DayTimetable> day;
    Footpaths footpaths;
    std::vector<std::vector<StopWalk>> origins;
    std::vector<std::vector<StopWalk>> schools;
    DepartureWindow window{std::chrono::hours{13}, std::chrono::hours{15}, Seconds{60}};

    std::vector<StopWalk> walks(const geo::Point& at, double seconds) const {
        std::vector<StopWalk> found;
        for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
            const geo::Point& to = timetable.stops()[stop].at;
            const double walk = 1.3 * std::hypot(to.x - at.x, to.y - at.y);
            if (walk <= seconds)
                found.push_back({stop, Seconds{static_cast<int>(std::ceil(walk))}});
        }
        return found;
    }

    explicit PortoAlegre(const fs::path& folder) {
        const auto feeds = feeds_in({folder / "poa_eptc.zip", folder / "poa_trensurb.zip"});
        Notices notices;
        timetable = io::read_timetable(feeds, flat, notices);
        day = std::make_unique<DayTimetable>(timetable, typical_days(timetable).weekday.value());
        std::vector<std::uint32_t> first{0};
        std::vector<Footpath> paths;
        for (const Stop& stop : timetable.stops()) {
            for (const StopWalk& walk : walks(stop.at, 480))
                if (walk.stop.value() + 1 != first.size()) paths.push_back({walk.stop, walk.walk});
            first.push_back(static_cast<std::uint32_t>(paths.size()));
        }
        footpaths = {first, paths};
        const io::CsvTable cells = io::read_csv_table((folder / "poa_hexgrid.csv").string());
        for (const auto& row : cells.rows) {
            const auto number = [&](const char* name) {
                return io::parse_number(row[cells.require(name)])->value_or(0);
            };
            const std::vector<geo::LonLat> degrees{{number("lon"), number("lat")}};
            std::vector<geo::Point> at(1);
            flat(degrees, at);
            origins.push_back(walks(at[0], 900));
            if (number("schools") > 0) schools.push_back(origins.back());
        }
    }
};

}  // namespace lisiere::bench
