// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"

namespace lisiere::io {

/// A stop as its line says it, before it is known whether a trip calls there.
struct RawStop {
    std::string name;
    /// NaN: nowhere.
    geo::LonLat at{std::numeric_limits<double>::quiet_NaN(),
                   std::numeric_limits<double>::quiet_NaN()};
    std::string parent;
    long location_type = 0;
    std::uint32_t station = IdTable::none;  ///< number of the topmost place above it
};

struct RawStops {
    IdTable ids;
    std::vector<RawStop> stops;  ///< by number of `ids`
};

/// stops.txt: each id once, the place of a stop without one that of the nearest place above it,
/// stations found through up to 16 steps. InputError when no stop has a place that can be read.
RawStops read_raw_stops(const FeedFiles& files, Notices& notices);

}  // namespace lisiere::io
