// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/id_table.hpp"
#include "io/reference/modes.hpp"

namespace lisiere::io {

/// The routes of a feed, and the lines that they are to riders.
struct Routes {
    IdTable ids;                                  ///< of routes.txt
    std::vector<transit::LineIdx> line_of_route;  ///< by number of `ids`
    IndexedVector<transit::LineIdx, transit::Line> lines;
    std::vector<std::string> agencies;
};

/// agency.txt and routes.txt: routes of one name, operator and mode are one line (transit::Line).
Routes read_routes(const FeedFiles& files, const std::vector<ModeRange>& modes, Notices& notices);

}  // namespace lisiere::io
