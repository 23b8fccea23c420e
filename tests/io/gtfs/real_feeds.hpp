// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/transit/raptor.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "tests/support/catch.hpp"

/// Published feeds, where they are at hand, with walks as the crow flies.
namespace lisiere::test {

/// A path among the real data; nullopt, with a message, when there is none.
inline std::optional<std::filesystem::path> real(const std::filesystem::path& path) {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    const std::filesystem::path full =
        (folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(LISIERE_ROOT) / ".." / "shared" / "data") /
        path;
    if (std::filesystem::exists(full)) return full;
    WARN("données réelles absentes, test passé : " << full.string());
    return std::nullopt;
}

inline void flat(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * 111195 * std::cos(from[i].lat / 57.29578), from[i].lat * 111195};
}

inline transit::Timetable read(const std::vector<std::filesystem::path>& paths, Notices& notices,
                               unsigned threads = 1) {
    std::vector<io::FeedFiles> feeds;
    for (const std::filesystem::path& path : paths) feeds.push_back(io::FeedFiles::open(path));
    io::TimetableOptions options;
    options.threads.count = threads;
    return io::read_timetable(feeds, flat, notices, options);
}

/// Walks as the crow flies at 1 m/s.
inline std::vector<transit::StopWalk> walks(const transit::Timetable& timetable,
                                            const geo::Point& from, double seconds) {
    std::vector<transit::StopWalk> found;
    for (const transit::StopIdx stop : indices<transit::StopIdx>(timetable.stops().size())) {
        const geo::Point& to = timetable.stops()[stop].at;
        const double walk = std::hypot(to.x - from.x, to.y - from.y);
        if (walk <= seconds) found.push_back({stop, Seconds{static_cast<int>(std::ceil(walk))}});
    }
    return found;
}

inline transit::Footpaths footpaths(const transit::Timetable& timetable, double seconds) {
    std::vector<std::uint32_t> first{0};
    std::vector<transit::Footpath> paths;
    for (const transit::StopIdx from : indices<transit::StopIdx>(timetable.stops().size())) {
        for (const transit::StopWalk& walk : walks(timetable, timetable.stops()[from].at, seconds))
            if (walk.stop != from) paths.push_back({walk.stop, walk.walk});
        first.push_back(static_cast<std::uint32_t>(paths.size()));
    }
    return {first, paths};
}

}  // namespace lisiere::test
