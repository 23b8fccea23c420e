// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/service_day.hpp"
#include "io/gtfs/feed_files.hpp"

namespace lisiere::io {

/// What a feed holds, for the verb `info`. Counts are of what can be used, after the repairs of
/// read_feed.
struct FeedSummary {
    std::string name;
    std::vector<std::string> agencies;
    std::size_t stops = 0;  ///< where one can board or alight
    std::size_t stations = 0;
    std::map<transit::Mode, std::size_t> lines;  ///< by mode
    std::size_t patterns = 0;
    std::size_t trips = 0;           ///< frequencies expanded
    std::size_t stop_times = 0;      ///< of those trips
    std::size_t stop_time_rows = 0;  ///< lines of stop_times.txt
    std::size_t blank_rows = 0;      ///< those without a time
    std::size_t transfers = 0;
    std::optional<transit::Day> first_day;  ///< with service; nullopt when there is none
    std::optional<transit::Day> last_day;
    transit::TypicalDays typical;
    Notices notices;
};

/// Reads the whole feed. InputError as read_feed.
FeedSummary inspect_feed(const FeedFiles& files);

}  // namespace lisiere::io
